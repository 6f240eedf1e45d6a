import { useLayoutEffect, useRef, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useActivePlugin, useActiveVersion } from '@docusaurus/plugin-content-docs/client';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** What is in the field that stands in, and who has the focus. */
interface Taken {
  readonly text: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly focused: boolean;
}

/**
 * The search box of docusaurus-search-local, which is loaded when a reader comes to it. Until then a
 * plain field stands in its place; what is typed in it meanwhile goes over, and so does the focus.
 */
export function LazySearchBox(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const standIn = useRef<HTMLInputElement>(null);
  const taken = useRef<Taken>({ text: '', start: 0, end: 0, focused: false });
  const versionUrl = useSearchedUrl();
  const [SearchBar, setSearchBar] = useState<ComponentType>();

  const load = async (): Promise<void> => {
    const root = document.documentElement;
    root.toggleAttribute('data-waiting', true);
    loadAhead(versionUrl);
    const { default: loaded } = await import('@theme-original/SearchBar').finally(() =>
      root.removeAttribute('data-waiting'),
    );
    const input = standIn.current;
    if (input !== null) {
      taken.current = {
        text: input.value,
        start: input.selectionStart,
        end: input.selectionEnd,
        focused: document.activeElement === input,
      };
      // At once: a focus that moves on in between must not be fetched back.
      flushSync(() => setSearchBar(() => loaded as ComponentType));
    }
  };

  // Before the box itself looks at its field and at the focus: it then goes on with what it finds.
  useLayoutEffect(() => {
    if (SearchBar !== undefined) {
      const input = place.current!.querySelector('input')!;
      const { text, start, end, focused } = taken.current;
      input.value = text;
      input.setSelectionRange(start, end);
      keepFocusOfOthers(input);
      if (focused) {
        focusUnheard(input);
      }
    }
  }, [SearchBar]);

  return (
    <div ref={place}>
      {SearchBar === undefined ? (
        <div className="navbar__search">
          <input
            ref={standIn}
            className="navbar__search-input"
            placeholder="Search"
            aria-label="Search"
            onFocus={() => void load()}
            onMouseEnter={() => void load()}
          />
        </div>
      ) : (
        <SearchBar />
      )}
    </div>
  );
}

/** The address below which the box will search: it reads the version of the page in the same way. */
function useSearchedUrl(): string {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const version = useActiveVersion(useActivePlugin()?.pluginId);
  return version === undefined || version.isLast ? baseUrl : `${version.path}/`;
}

/** Begins what the box asks for once it is there: each would wait for the one before it. */
function loadAhead(versionUrl: string): void {
  const ahead = [
    import('../search-by-worker.ts').then(({ fetchIndexesByWorker }) => fetchIndexesByWorker(versionUrl)),
    import('@easyops-cn/autocomplete.js'),
  ];
  // The box asks again, and says what it does not get.
  Promise.all(ahead).catch(() => undefined);
}

/** Gives a field the focus without an event: the box would take it for a second one and load its index twice. */
function focusUnheard(input: HTMLInputElement): void {
  const swallow = (event: FocusEvent): void => event.stopImmediatePropagation();
  document.addEventListener('focusin', swallow, true);
  HTMLElement.prototype.focus.call(input);
  document.removeEventListener('focusin', swallow, true);
}

/**
 * The box takes the focus again once its index has come. Who has moved on by then stays where they
 * are: only a field that nothing else has the focus of may take it.
 */
function keepFocusOfOthers(input: HTMLInputElement): void {
  // The box moves its field within the page, and the field then forgets where the caret was. Browsers tell of a
  // moved caret later than of a key, so that keys typed just before the move would be behind the noted place.
  let caret = input.selectionStart;
  const note = (): void => {
    if (document.activeElement === input) {
      caret = input.selectionStart;
    }
  };
  document.addEventListener('selectionchange', note);
  input.addEventListener('input', note);
  input.focus = (options) => {
    document.removeEventListener('selectionchange', note);
    input.removeEventListener('input', note);
    if (document.activeElement === null || document.activeElement === document.body) {
      HTMLElement.prototype.focus.call(input, options);
      input.setSelectionRange(caret, caret);
    }
  };
}
