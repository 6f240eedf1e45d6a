import type { ComponentProps, ReactNode } from 'react';
import { LineIcon } from '../../../components/LineIcon.tsx';

/** A house: the start page. */
export default function IconHome(props: ComponentProps<'svg'>): ReactNode {
  return (
    <LineIcon {...props}>
      <path d="M4 11 12 4l8 7v9H4z" />
    </LineIcon>
  );
}
