import type { ThemeConfig } from '@docusaurus/theme-mermaid';

/**
 * How Mermaid draws. One plain theme serves light and dark: `src/css/mermaid.css` colors the
 * pictures by CSS variables, so that switching needs no drawing anew.
 */
export const mermaidOptions: ThemeConfig['mermaid'] = {
  theme: { light: 'neutral', dark: 'neutral' },
  options: {
    // Mermaid measures text before it draws, so it must know the font of the page (--font in tokens.css).
    fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
    // Labels as SVG text keep their place when the picture is printed, copied or downloaded.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    // Room for the labels of arrows that lead from a state back to itself.
    state: { nodeSpacing: 90, rankSpacing: 70 },
  },
};
