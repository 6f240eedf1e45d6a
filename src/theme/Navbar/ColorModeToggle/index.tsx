import type { Props } from '@theme/Navbar/ColorModeToggle';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

const CHOICES = [
  ['light', 'sun', 'light'],
  ['dark', 'moon', 'dark'],
  ['system', 'system', 'as your device'],
] as const;

/** Goes through the choices of colors (`src/ui/native/colors.ts`); the style sheet shows the one that holds. */
export default function ColorChoice({ className }: Props): ReactNode {
  return (
    <button type="button" className={clsx('clean-btn color-choice', className)} data-act="colors">
      <span className="visually-hidden">Colors: </span>
      {CHOICES.map(([choice, drawing, name]) => (
        <span key={choice} className={`color-choice__${choice}`}>
          <MaskIcon drawing={drawing} />
          <span className="visually-hidden">{name}</span>
        </span>
      ))}
    </button>
  );
}
