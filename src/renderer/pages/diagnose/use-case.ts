import { keep, peek, useKept } from '../../app/kept'
import type { Given, GivenName } from './given'

/** What was typed on top of what a set-up gives; a field that is absent is as the set-up says. */
export type Typed = Partial<Given>

/** The diagnosis that belongs to no set-up. Every other one goes by the id of its set-up. */
export const ownCase = 'own'

/** The page of a case. */
export const casePath = (id: string) => `/diagnose/case/${id}`

const noneTyped: Typed = {}
const typedName = (id: string) => `diagnose.typed.${id}`

/** The case the person worked on last; what comes from elsewhere in the window goes there. */
export const useCurrentCase = () => useKept('diagnose.current', ownCase)

/** What was typed for a case. It stays while the program runs. */
export function useTyped(id: string): {
  typed: Typed
  change: (part: Typed) => void
  /** Lets a field be as the set-up says again; without a name all of them. */
  reset: (name?: GivenName) => void
} {
  const [typed, setTyped] = useKept(typedName(id), noneTyped)
  return {
    typed,
    change: (part) => addToCase(id, part),
    reset: (name) => {
      if (name === undefined) return setTyped(noneTyped)
      const { [name]: _, ...others } = typed
      setTyped(others)
    },
  }
}

/** Adds to what was typed for a case, from anywhere in the window. */
export function addToCase(id: string, part: Typed): void {
  const before = peek(typedName(id), noneTyped)
  // What another tool found is added; what the same tool found before is replaced.
  const brought = part.brought && [
    ...(before.brought ?? []).filter((one) => !part.brought?.some(({ from }) => from === one.from)),
    ...part.brought,
  ]
  keep(typedName(id), { ...before, ...part, ...(brought ? { brought } : {}) })
}

/** What was typed for a case so far. */
export const peekTyped = (id: string): Typed => peek(typedName(id), noneTyped)

/** Begins a case anew with this. */
export const replaceCase = (id: string, part: Typed): void => keep(typedName(id), part)

const waitingName = 'diagnose.starting'

/** Lets a case start its run as soon as its page is there. */
export const startSoon = (id: string): void => keep<string | null>(waitingName, id)

/** Whether a case is to start now; asked once. */
export function takesStart(id: string): boolean {
  if (peek<string | null>(waitingName, null) !== id) return false
  keep<string | null>(waitingName, null)
  return true
}
