import type { ComponentProps, ReactNode } from 'react';
import { MaskIcon } from '../../../ui/MaskIcon.tsx';

/** A disk, half light and half dark: the color scheme of the device. */
export default function IconSystemColorMode({ className }: ComponentProps<'svg'>): ReactNode {
  return <MaskIcon drawing="system" className={className} />;
}
