import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Puts a text that the address or the device gives into a field that keeps its own text. What the
 * reader has written in the field, also before the application ran, stays.
 */
export function useGivenText(field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>, text: string): void {
  const given = useRef('');
  useEffect(() => {
    const { value } = field.current!;
    if (value === given.current || value === text) {
      field.current!.value = text;
      given.current = text;
    }
  }, [field, text]);
}
