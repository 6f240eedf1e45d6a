import type { Outcome } from '../plan.ts';

/** How much a step's place matters to the reader. */
export type Weight = 'good' | 'plain' | 'warning' | 'error';

/** How much the place of a step matters: what probably was not meant stands out. */
export function weightOf(outcome: Outcome): Weight {
  switch (outcome.kind) {
    case 'worker':
      return 'good';
    case 'orchestrator':
      return outcome.probablyNotMeant ? 'warning' : 'plain';
    case 'any-worker':
    case 'skipped':
      return 'plain';
    case 'waits':
      return outcome.for === 'slot' ? 'warning' : 'error';
    case 'refused':
      return 'error';
    case 'unknown':
      return 'warning';
  }
}
