import type { CSSProperties, ReactNode } from 'react';
import { cardLabels, describingColumn } from '../markdown/card-labels.ts';

interface FactTableProps {
  /** Of all columns, in their order. */
  readonly headings: readonly string[];
  readonly caption?: string;
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table of facts, whose rows turn into cards on a narrow screen. */
export function FactTable({ headings, caption, className = '', children }: FactTableProps): ReactNode {
  return (
    <table className={`facts ${className}`.trim()} style={cardLabels(headings) as CSSProperties}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {headings.map((heading, column) => (
            <th key={heading} scope="col" className={column === describingColumn(headings) ? 'text' : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
