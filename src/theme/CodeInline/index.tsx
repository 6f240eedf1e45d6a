import type { Props } from '@theme/CodeInline';
import CodeInline from '@theme-original/CodeInline';
import type { ReactNode } from 'react';
import { isUnbreakableFlag } from '../../site/flag-text.ts';

/** Code within a sentence; flags stay on one line. */
export default function CodeInlineWithWholeFlags(props: Props): ReactNode {
  const { children } = props;
  const className = typeof children === 'string' && isUnbreakableFlag(children) ? 'whole-flag' : undefined;
  return <CodeInline {...props} className={className} />;
}
