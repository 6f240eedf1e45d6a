import CodeInline from '@theme/CodeInline';
import type { Props } from '@theme/MDXComponents/Code';
import Code from '@theme-original/MDXComponents/Code';
import { Children, isValidElement } from 'react';
import type { ReactNode } from 'react';

/**
 * Code of a page. Docusaurus takes code that holds elements for a block; the one that only holds
 * places where a line may break (`<wbr>`) is a name within a sentence or a cell.
 */
export default function CodeWithBreakpoints(props: Props): ReactNode {
  const isName = Children.toArray(props.children).some((child) => isValidElement(child) && child.type === 'wbr');
  return isName ? <CodeInline {...props} /> : <Code {...props} />;
}
