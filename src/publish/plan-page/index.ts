import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { transformSync } from 'esbuild';
import { PUBLISHED_FACTS } from '../../facts/version-facts.ts';
import { loadWorkflowFile } from '../../facts/workflow-file.ts';
import { planExamplesOf } from '../../markdown/plan-examples.ts';
import { buildPlanRules } from '../../tools/plan/build-rules.ts';
import type { PublishedContent } from '../facts/index.ts';

/** The style of the page. It travels with the page alone: the style sheet of all pages has no room for it. */
const STYLE = 'src/tools/plan/ui/plan.css';

/** Gives the page that plans workflows its rules, its examples and its style, so that no other page carries them. */
export default function planPage({ siteDir }: LoadContext): Plugin {
  return {
    name: 'plan-page',
    // Not a reading of its own: in the live server it would not see when the facts are read anew.
    allContentLoaded: async ({ allContent, actions }) => {
      const { specs } = allContent[PUBLISHED_FACTS]!['default'] as PublishedContent;
      const released = specs.filter(({ protocol }) => protocol.released);
      const examples = released.map((spec) => planExamplesOf(siteDir, spec));
      await actions.createData('rules.json', buildPlanRules(released, loadWorkflowFile(siteDir)));
      await actions.createData('examples.json', examples.flat());
      await actions.createData(
        'choices.json',
        examples.map((ofProtocol, index) => ({
          protocol: released[index]!.protocol.number,
          examples: ofProtocol.map(({ id, label }) => ({ id, label })),
        })),
      );
      const css = readFileSync(path.join(siteDir, STYLE), 'utf8');
      await actions.createData('style.json', { css: transformSync(css, { loader: 'css', minify: true }).code.trim() });
    },
    getPathsToWatch: () => [path.join(siteDir, STYLE)],
  };
}
