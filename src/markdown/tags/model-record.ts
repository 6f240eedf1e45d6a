import * as z from 'zod';
import { lookup } from '../lookup.ts';
import { atRelease } from '../../facts/at-release.ts';
import { dated, inlineBefore } from '../dated/before.ts';
import { formsOver } from '../dated/forms.ts';
import { inlineCode, paragraph, prose, table, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<ModelRecord model="worker" />`: what a built-in model records, under which names, and how long it is kept. */
export const modelRecordTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model: id }, { spec }) => {
    const model = lookup(spec.models, 'built-in model', id, spec).value;
    const [newest, ...before] = formsOver(spec, model.modelVersions, (release) =>
      atRelease(model.modelVersions, release).map(({ version }) => inlineCode(version)),
    );
    const earlier = before.map(({ span, content }) => ({ span, parts: [content] }));
    const version = newest === undefined ? [] : [...dated(newest.span, newest.content), ...inlineBefore(earlier, spec)];
    return [
      paragraph(...prose(model.description)),
      table(
        ['What', 'Value'],
        [
          { cells: [[text('Type')], [inlineCode(model.type)]] },
          { cells: [[text('Instance')], prose(model.instance)] },
          { cells: [[text('Data name')], prose(model.dataName)] },
          { cells: [[text('Spec name')], [inlineCode(model.specName)]] },
          { cells: [[text('Lifetime')], prose(model.lifetime)] },
          { cells: [[text('Versions kept')], [text(String(model.versionsKept))]] },
          { cells: [[text('Model version')], version] },
        ],
      ),
    ];
  },
});
