import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** A moon: the dark color scheme. */
export default function IconDarkMode({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="moon" className={className} />;
}
