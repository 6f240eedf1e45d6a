import clsx from 'clsx';
import type { ReactNode } from 'react';

/** The drawings in `src/css/icons.css`. */
type Drawing = 'arrow' | 'home' | 'menu' | 'moon' | 'search' | 'sun' | 'system';

/**
 * A small picture in the color of the text. Its drawing stands in the style sheet, which is loaded
 * once, for every page carries half a dozen of them.
 */
export function MaskIcon({
  drawing,
  className,
}: {
  readonly drawing: Drawing;
  readonly className?: string | undefined;
}): ReactNode {
  return <span className={clsx('icon', `icon-${drawing}`, className)} aria-hidden="true" />;
}
