import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** Three lines: the menu of a narrow screen. */
export default function IconMenu({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="menu" className={className} />;
}
