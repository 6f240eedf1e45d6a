import type { ComponentProps, ReactNode } from 'react';

/**
 * A table of a page. Those of facts and of texts turn into cards on a narrow screen; any other table scrolls
 * within a frame, which takes the focus so that the keyboard can scroll it.
 */
export function MarkdownTable(props: ComponentProps<'table'>): ReactNode {
  if (/facts|stacks/.test(props.className ?? '')) {
    return <table {...props} />;
  }
  return (
    <div className="table-frame" role="group" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  );
}
