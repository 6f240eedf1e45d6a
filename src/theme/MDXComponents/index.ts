import MDXComponents from '@theme-original/MDXComponents';
import CodeBlock from '@theme/CodeBlock';
import { MarkdownTable } from '../../components/MarkdownTable.tsx';
import { Diagram } from '../../components/diagrams/Diagram.tsx';

/**
 * What Markdown is rendered with: the theme's own components, tables that a narrow screen can hold,
 * colored code (`src/code/rehype-highlight-code.ts`) and diagrams (`src/remark/draw-diagrams.ts`).
 */
export default { ...MDXComponents, table: MarkdownTable, CodeBlock, Diagram };
