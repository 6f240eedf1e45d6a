import type { Swamp } from '../../../check.ts';
import type { Scene } from '../scene.ts';
import { BIND_SCENES } from './bind.ts';
import { HALF_OPEN_SCENES } from './half-open.ts';
import { PROXY_SCENES } from './proxy.ts';
import { SSH_SCENES } from './ssh.ts';
import { TLS_TOKEN_SCENES } from './tls-token.ts';

/** Scenes that are played one after the other with the same machines and tokens. */
export interface SceneGroup {
  readonly name: string;
  readonly scenes: readonly Scene[];
}

/** Waiting dominates where the network is cut, so each of these has machines of its own. */
export const SCENE_GROUPS: readonly SceneGroup[] = [
  ...HALF_OPEN_SCENES.map((scene) => ({ name: 'half-open', scenes: [scene] })),
  { name: 'tls-token', scenes: TLS_TOKEN_SCENES },
  { name: 'proxy', scenes: PROXY_SCENES },
  { name: 'bind', scenes: BIND_SCENES },
  { name: 'ssh', scenes: SSH_SCENES },
];

/** What `--scenes` accepts: names of groups and of scenes. */
export const SCENE_NAMES: readonly string[] = [
  ...new Set(SCENE_GROUPS.flatMap(({ name, scenes }) => [name, ...scenes.map(({ id }) => id)])),
];

/** The groups with the scenes that a program plays. */
export function groupsFor(
  { release, protocol }: Pick<Swamp, 'release' | 'protocol'>,
  asked?: readonly string[],
): SceneGroup[] {
  // The first release of the first protocol knows neither certificates nor server tokens.
  const first = protocol.number === 2 && release === protocol.first;
  const plays = ({ protocols, inFirstRelease = false }: Scene): boolean =>
    first ? inFirstRelease : (protocols?.includes(protocol.number) ?? true);
  return SCENE_GROUPS.map(({ name, scenes }) => ({
    name,
    scenes: scenes.filter(
      (scene) => plays(scene) && (asked === undefined || asked.includes(name) || asked.includes(scene.id)),
    ),
  })).filter(({ scenes }) => scenes.length > 0);
}
