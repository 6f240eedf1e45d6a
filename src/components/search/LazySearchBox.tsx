import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/**
 * The search box of docusaurus-search-local, which is loaded when a reader comes to it. Until then a
 * plain field stands in its place; what is typed in it meanwhile goes over, and so does the focus.
 */
export function LazySearchBox(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const standIn = useRef<HTMLInputElement>(null);
  const taken = useRef({ text: '', focused: false });
  const [SearchBar, setSearchBar] = useState<ComponentType>();

  const load = async (): Promise<void> => {
    const { default: loaded } = await import('@theme-original/SearchBar');
    const input = standIn.current;
    if (input !== null) {
      taken.current = { text: input.value, focused: document.activeElement === input };
      setSearchBar(() => loaded as ComponentType);
    }
  };

  // Before the box itself looks at its field: it then goes on with what stands there.
  useLayoutEffect(() => {
    if (SearchBar !== undefined) {
      place.current!.querySelector('input')!.value = taken.current.text;
    }
  }, [SearchBar]);

  // After it: it would otherwise forget that the focus made it load its index, and load it twice.
  useEffect(() => {
    if (SearchBar !== undefined && taken.current.focused) {
      place.current!.querySelector('input')!.focus();
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
