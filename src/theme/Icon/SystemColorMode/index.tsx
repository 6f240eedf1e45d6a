import type { ComponentProps, ReactNode } from 'react';
import { LineIcon } from '../../../components/LineIcon.tsx';

/** A disk, half light and half dark: the color scheme of the device. */
export default function IconSystemColorMode(props: ComponentProps<'svg'>): ReactNode {
  return (
    <LineIcon {...props}>
      <circle cx={12} cy={12} r={8} />
      <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
    </LineIcon>
  );
}
