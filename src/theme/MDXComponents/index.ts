import MDXComponents from '@theme-original/MDXComponents';
import Link from '@docusaurus/Link';
import CodeBlock from '@theme/CodeBlock';
import { ListItem } from '../../components/ListItem.tsx';
import { MarkdownTable } from '../../components/MarkdownTable.tsx';
import { Diagram } from '../../components/diagrams/Diagram.tsx';

/**
 * What Markdown is rendered with: the theme's own components, links and list items without an empty
 * class, tables that a narrow screen can hold,
 * colored code (`src/code/rehype-highlight-code.ts`) and diagrams (`src/remark/draw-diagrams.ts`).
 */
export default { ...MDXComponents, a: Link, li: ListItem, table: MarkdownTable, CodeBlock, Diagram };
