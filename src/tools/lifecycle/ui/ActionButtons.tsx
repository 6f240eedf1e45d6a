import { useId } from 'react';
import type { ReactNode } from 'react';
import { ACTIONS } from '../actions.ts';
import type { Action, ActionId } from '../actions.ts';
import type { FactsAtRelease } from '../facts.ts';
import type { World } from '../world.ts';
import { FactText } from '../../../ui/FactText.tsx';
import { UnbrokenFlags } from '../../../ui/UnbrokenFlags.tsx';

interface ActionButtonsProps {
  readonly world: World;
  readonly facts: FactsAtRelease;
  readonly onAction: (id: ActionId) => void;
}

/** One button for each thing that can happen; one that cannot happen now stays reachable and says why. */
export function ActionButtons({ world, facts, onAction }: ActionButtonsProps): ReactNode {
  return (
    <ul className="lifecycle__actions">
      {ACTIONS.map((action) => (
        <li key={action.id}>
          <ActionButton action={action} obstacle={action.obstacle(world, facts)} onAction={onAction} />
        </li>
      ))}
    </ul>
  );
}

interface ActionButtonProps {
  readonly action: Action;
  readonly obstacle: string | undefined;
  readonly onAction: (id: ActionId) => void;
}

function ActionButton({ action, obstacle, onAction }: ActionButtonProps): ReactNode {
  const reasonId = useId();
  return (
    <>
      <button
        type="button"
        className="lifecycle__action"
        aria-disabled={obstacle !== undefined}
        aria-describedby={obstacle === undefined ? undefined : reasonId}
        onClick={() => {
          if (obstacle === undefined) {
            onAction(action.id);
          }
        }}
      >
        <UnbrokenFlags>{action.label}</UnbrokenFlags>
      </button>
      {obstacle !== undefined && (
        <span id={reasonId} className="lifecycle__reason">
          <FactText>{obstacle}</FactText>
        </span>
      )}
    </>
  );
}
