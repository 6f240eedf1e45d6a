import type { ComponentProps, ReactNode } from 'react';
import { LineIcon } from '../../../components/LineIcon.tsx';

/** Two angles: the sidebar is hidden or comes back. */
export default function IconArrow(props: ComponentProps<'svg'>): ReactNode {
  return (
    <LineIcon stroke="var(--muted)" {...props}>
      <path d="m5 5 7 7-7 7m8-14 7 7-7 7" />
    </LineIcon>
  );
}
