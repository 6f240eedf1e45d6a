import type { ComponentProps, ReactNode } from 'react';
import { LineIcon } from '../../../components/LineIcon.tsx';

/** A moon: the dark color scheme. */
export default function IconDarkMode(props: ComponentProps<'svg'>): ReactNode {
  return (
    <LineIcon {...props}>
      <path d="M20 14A8 8 0 1 1 10 4a6 6 0 0 0 10 10z" />
    </LineIcon>
  );
}
