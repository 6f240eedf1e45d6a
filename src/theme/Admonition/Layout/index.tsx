import type { Props } from '@theme/Admonition/Layout';
import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A callout: its word, or its title, and the text. Its sign comes from `src/css/callouts.css`. */
export default function AdmonitionLayout({ type, title, children, id }: Props): ReactNode {
  return (
    <div className={clsx('callout', `callout-${type}`)} id={id}>
      <div className="callout__title">{title}</div>
      {children}
    </div>
  );
}
