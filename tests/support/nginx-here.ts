import { spawnSync } from 'node:child_process';
import { findNginx, NO_NGINX } from '../../scripts/lib/nginx.ts';

/** Whether checks that need nginx can run here. */
export function nginxHere(): boolean {
  if (findNginx() !== undefined) {
    return true;
  }
  if (process.env.CI) {
    // Elsewhere a check may be left out; where changes are judged it may not.
    throw new Error(NO_NGINX);
  }
  console.warn(NO_NGINX);
  return false;
}

/** Whether nginx can be confined to a read-only file system here: Linux and root, with its rights. */
export function canConfine(): boolean {
  return spawnSync('unshare', ['--mount', 'mount', '--make-rprivate', '/']).status === 0;
}
