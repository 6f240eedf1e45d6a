import { useReading } from '../reading/ui/useReading.ts';

/** Name of the version that is about the reader's release, once the reader gave one. */
export function useReaderVersionName(): string | undefined {
  const version = useReading()?.version;
  return version === undefined || version.kind === 'before-remote-execution' ? undefined : version.version.name;
}
