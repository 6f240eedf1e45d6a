import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * A field that keeps its own text, and takes what the address or the device gives. What the reader
 * has written in the field, also before the application ran, stays.
 *
 * @param text - what is given; empty when nothing is.
 * @returns for the field.
 */
export function useGivenText<Field extends HTMLInputElement | HTMLTextAreaElement>(
  text: string,
): RefObject<Field | null> {
  const field = useRef<Field>(null);
  const given = useRef('');
  useEffect(() => {
    const { value } = field.current!;
    if (value === given.current || value === text) {
      field.current!.value = text;
      given.current = text;
    }
  }, [text]);
  return field;
}
