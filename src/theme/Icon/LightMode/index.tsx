import type { ComponentProps, ReactNode } from 'react';
import { LineIcon } from '../../../components/LineIcon.tsx';

/** A sun: the light color scheme. */
export default function IconLightMode(props: ComponentProps<'svg'>): ReactNode {
  return (
    <LineIcon {...props}>
      <circle cx={12} cy={12} r={4} />
      <path d="M12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2m0-14-2 2M7 17l-2 2" />
    </LineIcon>
  );
}
