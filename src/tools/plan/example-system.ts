/** The system on which the workers of the docs' examples ran, each without work. */
export const EXAMPLE_SYSTEM = { platform: 'linux', arch: 'x86_64', status: 'idle', running: 0 } as const;
