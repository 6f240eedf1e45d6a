import type { ComponentProps, ReactNode } from 'react';

/** A small picture drawn with lines. Every page carries some, so they are drawn with few bytes. */
export function LineIcon(props: ComponentProps<'svg'>): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width={24} height={24} fill="none" stroke="currentColor" strokeWidth={2} {...props} />
  );
}
