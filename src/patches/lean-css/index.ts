import type { Plugin, PostCssOptions } from '@docusaurus/types';
import { classesOf, isUnreadProperty, isUnusedClass } from './unused-classes.ts';

/** The parts of a PostCSS style sheet that the plugin uses. */
interface Sheet {
  readonly source?: { readonly input: { readonly file?: string } };
  walkRules(visit: (rule: Rule) => void): void;
  walkDecls(visit: (declaration: Declaration) => void): void;
}

interface Declaration {
  readonly prop: string;
  remove(): void;
}

interface Rule {
  selectors: string[];
  remove(): void;
}

/** Leaves the rules of Infima and of the search plugin that nothing uses out of the style sheet. */
export default function leanCss(): Plugin {
  return {
    name: 'lean-css',
    configurePostCss: (options: PostCssOptions) => ({ ...options, plugins: [...options.plugins, withoutUnusedRules] }),
  };
}

const withoutUnusedRules = {
  postcssPlugin: 'without-unused-rules',
  Once(sheet: Sheet): void {
    if (/[\\/](?:infima|docusaurus-search-local)[\\/]/.test(sheet.source?.input.file ?? '')) {
      // First all, then remove: a walk passes over the rule that follows a removed one.
      const rules: Rule[] = [];
      sheet.walkRules((rule) => {
        rules.push(rule);
      });
      rules.forEach(keepUsedSelectors);
      const declarations: Declaration[] = [];
      sheet.walkDecls((declaration) => {
        declarations.push(declaration);
      });
      declarations.filter(({ prop }) => isUnreadProperty(prop)).forEach((declaration) => declaration.remove());
    }
  },
};

function keepUsedSelectors(rule: Rule): void {
  const used = rule.selectors.filter((selector) => !classesOf(selector).some(isUnusedClass));
  if (used.length === 0) {
    rule.remove();
  } else if (used.length < rule.selectors.length) {
    rule.selectors = used;
  }
}
