import CodeInline from '@theme/CodeInline';
import type { Props } from '@theme/MDXComponents/Code';
import type { ReactNode } from 'react';

/** Code of a page. It always stands within a sentence or a cell: blocks are `<CodeBlock>` since `src/markdown/code/`. */
export default function Code(props: Props): ReactNode {
  return <CodeInline {...props} />;
}
