import type { Props } from '@theme/ThemedImage';
import type { ReactNode } from 'react';

/** The logo, which is the same in light and in dark: once, so that the application has nothing to take away. */
export default function ThemedImage({ sources, alt }: Props): ReactNode {
  return <img src={sources.light} alt={alt} />;
}
