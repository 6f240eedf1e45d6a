import type { Props } from '@theme/CodeInline';
import CodeInline from '@theme-original/CodeInline';
import type { ReactNode } from 'react';
import { UnbrokenFlags } from '../../ui/UnbrokenFlags.tsx';
import { isUnbreakable } from '../../ui/unbreakable-code.ts';

/** Code within a sentence; flags and releases stay on one line. */
export default function CodeInlineInOneLine(props: Props): ReactNode {
  const { children } = props;
  if (typeof children !== 'string') {
    return <CodeInline {...props} />;
  }
  return isUnbreakable(children) ? (
    <CodeInline {...props} className="whole" />
  ) : (
    <CodeInline {...props}>
      <UnbrokenFlags>{children}</UnbrokenFlags>
    </CodeInline>
  );
}
