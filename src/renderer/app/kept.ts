import { useCallback, useSyncExternalStore } from 'react'

const values = new Map<string, unknown>()
const watchers = new Map<string, Set<() => void>>()

/**
 * State that stays while the program runs, also when its page is left: a half-typed form, a filter, a scroll position.
 * Like `useState`, under a name: the setter stays the same, too. Nothing of it is written to disk; secrets do not belong here.
 */
export function useKept<T>(name: string, initial: T): [T, (next: T) => void] {
  const current = () => (values.has(name) ? (values.get(name) as T) : initial)
  const value = useSyncExternalStore(
    (watcher) => {
      const set = watchers.get(name) ?? new Set()
      watchers.set(name, set)
      set.add(watcher)
      return () => set.delete(watcher)
    },
    current,
    current,
  )
  const set = useCallback((next: T) => keep(name, next), [name])
  return [value, set]
}

/** Sets a kept value from outside a component. */
export function keep<T>(name: string, next: T): void {
  values.set(name, next)
  for (const watcher of watchers.get(name) ?? []) watcher()
}

/** A kept value, read from outside a component. */
export function peek<T>(name: string, initial: T): T {
  return values.has(name) ? (values.get(name) as T) : initial
}
