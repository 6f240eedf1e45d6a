import type { Props } from '@theme/CodeInline';
import CodeInline from '@theme-original/CodeInline';
import type { ReactNode } from 'react';
import { isUnbreakable } from '../../site/unbreakable-code.ts';

/** Code within a sentence; flags and releases stay on one line. */
export default function CodeInlineInOneLine(props: Props): ReactNode {
  const { children } = props;
  const className = typeof children === 'string' && isUnbreakable(children) ? 'whole' : undefined;
  return <CodeInline {...props} className={className} />;
}
