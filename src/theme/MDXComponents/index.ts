import MDXComponents from '@theme-original/MDXComponents';
import { MarkdownTable } from '../../components/MarkdownTable.tsx';

/** What Markdown is rendered with: the theme's own components, and tables that a narrow screen can hold. */
export default { ...MDXComponents, table: MarkdownTable };
