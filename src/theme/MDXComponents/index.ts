import MDXComponents from '@theme-original/MDXComponents';
import { MarkdownTable } from '../../components/MarkdownTable.tsx';
import { Diagram } from '../../components/diagrams/Diagram.tsx';

/**
 * What Markdown is rendered with: the theme's own components, tables that a narrow screen can hold,
 * and diagrams, which pages get from `src/remark/draw-diagrams.ts`.
 */
export default { ...MDXComponents, table: MarkdownTable, Diagram };
