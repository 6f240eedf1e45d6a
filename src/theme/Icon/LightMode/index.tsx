import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** A sun: the light color scheme. */
export default function IconLightMode({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="sun" className={className} />;
}
