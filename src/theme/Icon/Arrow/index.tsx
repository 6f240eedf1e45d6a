import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** Two angles: the sidebar is hidden or comes back. */
export default function IconArrow({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="arrow" className={className} />;
}
