import type { PrismTheme } from 'prism-react-renderer';

/**
 * Code colors as CSS variables, so that one theme serves light, dark and forced colors; the
 * variables are set in `src/css/code.css`.
 */
export const prismTheme: PrismTheme = {
  plain: { color: 'var(--code-text)', backgroundColor: 'var(--code-background)' },
  styles: [
    { types: ['comment'], style: { color: 'var(--code-comment)', fontStyle: 'italic' } },
    { types: ['string', 'attr-value', 'char'], style: { color: 'var(--code-string)' } },
    { types: ['number', 'boolean', 'constant'], style: { color: 'var(--code-number)' } },
    { types: ['keyword', 'atrule', 'property', 'key', 'attr-name'], style: { color: 'var(--code-keyword)' } },
    { types: ['function', 'builtin', 'variable', 'parameter'], style: { color: 'var(--code-name)' } },
    { types: ['punctuation', 'operator'], style: { color: 'var(--code-punctuation)' } },
  ],
};
