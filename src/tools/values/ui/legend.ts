import type { Applied } from './apply-values.ts';
import { element } from './element.ts';

/** What the page needs to say of the values in it. */
export interface LegendFacts extends Applied {
  /** Whether any value is set. */
  readonly isSet: boolean;
  /** Whether the values outlast the page. */
  readonly isKept: boolean;
}

/** Says beside the button which places hold values of the reader, and offers the way back. */
export function showLegend({ own, kept, isSet, isKept }: LegendFacts, leave: () => void): void {
  const note = document.querySelector('[data-act="values"] + span');
  if (!isSet) {
    note?.replaceChildren();
    return;
  }
  const mark = element('data', {}, 'marked like this');
  mark.setAttribute('data-own', '');
  const words =
    own === 0
      ? ['None of your values is on this page. ']
      : [`${own} ${own === 1 ? 'place holds a value' : 'places hold values'} of yours, `, mark, '. '];
  const others = [
    kept > 0 ? `${kept} ${kept === 1 ? 'keeps' : 'keep'} the example, for your value cannot be written there. ` : '',
    own > 0 ? 'Output, and the page as Markdown, keep the examples. ' : '',
    isKept ? '' : 'Your browser keeps nothing for this site: they last until you load a page anew. ',
  ];
  const back = element('button', { type: 'button', onclick: leave }, 'Use the examples again');
  note?.replaceChildren(...words, ...others, back);
}
