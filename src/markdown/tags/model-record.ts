import * as z from 'zod';
import { lookup } from '../lookup.ts';
import { inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import { defineTag } from '../tag.ts';

/** `<ModelRecord model="worker" />`: what a built-in model records, under which names, and how long it is kept. */
export const modelRecordTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ model: z.string() }),
  expand: ({ model: id }, { spec }) => {
    const model = lookup(spec.models, 'built-in model', id, spec).value;
    const versions = model.modelVersions.map((entry) => join([[inlineCode(entry.version)], sinceMark(entry)], ' '));
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
          { cells: [[text('Model version')], join(versions, ', ')] },
        ],
      ),
    ];
  },
});
