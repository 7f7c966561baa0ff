import { type RefObject, useEffect } from 'react'

let current: RefObject<HTMLInputElement | null> | null = null

/** Makes an input the page's filter: `Ctrl+F` goes there. */
export function usePageFilter(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    current = input
    return () => {
      if (current === input) current = null
    }
  }, [input])
}

/** Focuses the filter of the page on screen, with its text selected. False: the page has none. */
export function focusPageFilter(): boolean {
  const input = current?.current
  if (!input) return false
  input.focus()
  input.select()
  return true
}
