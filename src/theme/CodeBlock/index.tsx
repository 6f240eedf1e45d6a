import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { CodeButtons } from '../../ui/code/CodeButtons.tsx';
import { watchWidth } from '../../ui/native/wrap.ts';

/** A block of code: colored by `src/markdown/code/rehype-highlight-code.ts`, or as plain text of a component. */
export type CodeBlockProps = {
  readonly language: string;
  /** As HTML. */
  readonly title?: string;
} & ({ readonly html: string } | { readonly children: string });

/** Code that you type or that goes into a file, or what a program prints. It takes the focus, so that the keyboard can scroll it. */
export default function CodeBlock({ language, title, ...content }: CodeBlockProps): ReactNode {
  const pre = useRef<HTMLPreElement>(null);
  useEffect(() => watchWidth(pre.current!), []);
  return (
    <div className={clsx('theme-code-block', `language-${language}`)}>
      {title !== undefined && <div className="code-title" dangerouslySetInnerHTML={{ __html: title }} />}
      <pre ref={pre} tabIndex={0}>
        {'html' in content ? (
          <code dangerouslySetInnerHTML={{ __html: content.html }} />
        ) : (
          <code>{content.children}</code>
        )}
      </pre>
      <CodeButtons />
    </div>
  );
}
