import MDXComponents from '@theme-original/MDXComponents';
import Link from '@docusaurus/Link';
import CodeBlock from '@theme/CodeBlock';
import { ListItem } from '../../ui/ListItem.tsx';
import { MarkdownTable } from '../../ui/MarkdownTable.tsx';
import { YourValues } from '../../ui/code/YourValues.tsx';
import { Diagram } from '../../tools/diagrams/ui/Diagram.tsx';

/**
 * What Markdown is rendered with: the theme's own components, details that need no script, links and list items without an empty
 * class, tables that a narrow screen can hold,
 * colored code (`src/markdown/code/rehype-highlight-code.ts`), diagrams (`src/tools/diagrams/draw-diagrams.ts`),
 * and the control for a reader's own values (`src/tools/values/`).
 */
export default {
  ...MDXComponents,
  details: 'details',
  Details: 'details',
  a: Link,
  li: ListItem,
  table: MarkdownTable,
  CodeBlock,
  Diagram,
  YourValues,
};
