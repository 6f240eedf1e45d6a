import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** A house: the start page. */
export default function IconHome({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="home" className={className} />;
}
