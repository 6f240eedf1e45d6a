/** What a value is, which decides what the program allows for it. */
export type ValueKind = 'address' | 'host' | 'ip' | 'port' | 'name' | 'label' | 'path' | 'workflow';

/** Something that examples call by a usual value, and that a reader calls by their own. */
export interface ValueField {
  /** Names it on the device and in a link. */
  readonly id: string;
  readonly kind: ValueKind;
  /** What it is, in the reader's words. */
  readonly label: string;
  /** How the examples of all pages write it; the first stands for the others. */
  readonly examples: readonly [string, ...string[]];
  /** How a path may begin: at the root alone, also in the home directory, or also where the reader stands. */
  readonly from?: 'root' | 'home' | 'here';
}

/**
 * All that has a field of its own. Names, labels, cache directories and workflows that are not here are found by where
 * they stand (`find-places.ts`), and their example is their name.
 */
export const VALUE_FIELDS: readonly ValueField[] = [
  {
    id: 'address',
    kind: 'address',
    label: 'Address of the orchestrator',
    examples: [
      'ws://127.0.0.1:9090',
      'wss://orchestrator.example:9443',
      'wss://orchestrator.example:9090',
      'wss://orchestrator.example',
      'wss://192.0.2.10:9090',
      'ws://orchestrator:9090',
    ],
  },
  { id: 'host', kind: 'host', label: 'Host name of the orchestrator machine', examples: ['orchestrator.example'] },
  { id: 'ip', kind: 'ip', label: 'IP address of the orchestrator machine', examples: ['192.0.2.10'] },
  { id: 'port', kind: 'port', label: 'Port of swamp serve', examples: ['9090'] },
  { id: 'tunnel-port', kind: 'port', label: "Port at the worker's end of a tunnel", examples: ['9190'] },
  { id: 'worker-host', kind: 'host', label: 'Host name of the worker machine', examples: ['worker.example'] },
  { id: 'worker-ip', kind: 'ip', label: 'IP address of the worker machine', examples: ['192.0.2.20'] },
  { id: 'worker', kind: 'name', label: 'Worker and its token', examples: ['alpha'] },
  { id: 'second-worker', kind: 'name', label: 'Second worker and its token', examples: ['beta'] },
  { id: 'remote-worker', kind: 'name', label: 'Worker on another machine, and its token', examples: ['second'] },
  { id: 'fleet', kind: 'name', label: 'Token for many machines', examples: ['fleet'] },
  { id: 'cluster', kind: 'name', label: 'Token for a cluster', examples: ['cluster'] },
  { id: 'label', kind: 'label', label: 'Label of the worker on another machine', examples: ['site=second'] },
  {
    id: 'cache',
    kind: 'path',
    from: 'home',
    label: 'Cache directory of the worker',
    examples: ['~/swamp-worker-cache', '/var/lib/swamp/cache', '/var/lib/swamp/worker', '/var/lib/swamp/m1'],
  },
  {
    id: 'second-cache',
    kind: 'path',
    from: 'home',
    label: 'Cache directory of the second worker',
    examples: ['~/second-worker-cache'],
  },
  {
    id: 'third-cache',
    kind: 'path',
    from: 'home',
    label: 'Cache directory of the third worker',
    examples: ['~/third-worker-cache'],
  },
  {
    id: 'service-cache',
    kind: 'path',
    from: 'root',
    label: 'Cache directory of a worker that is a service',
    examples: ['/var/lib/swamp-worker'],
  },
  { id: 'repository', kind: 'path', from: 'home', label: 'Directory of the repository', examples: ['~/swamp-demo'] },
  {
    id: 'certificate',
    kind: 'path',
    from: 'root',
    label: "File with the orchestrator's certificate, on a worker or client",
    examples: ['/etc/swamp/orchestrator.pem'],
  },
  { id: 'token-file', kind: 'path', from: 'here', label: 'File that holds a token', examples: ['second.token'] },
];

/** The kinds of names that an example gives itself, by what stands before the colon of their id. */
export const OPEN_KINDS: Readonly<Record<string, { readonly kind: ValueKind; readonly words: string }>> = {
  name: { kind: 'name', words: 'Worker or token' },
  label: { kind: 'label', words: 'Label' },
  path: { kind: 'path', words: 'Cache directory' },
  workflow: { kind: 'workflow', words: 'Workflow' },
};

/**
 * What a mark in the HTML says of the example in it: an address, the same as `https`, a host, a port, a name, a label, a path,
 * a workflow. Short, for a page has many.
 */
export type Mark = 'a' | 'o' | 'h' | 'p' | 'n' | 'l' | 'd' | 'w';

/**
 * Where in its language an example stands: as a word or part of one, in `'…'`, in a program in `'…'`, in `"…"`, or as a
 * whole value of YAML.
 */
export type Place = '' | 's' | 'r' | 'q' | 'y';
