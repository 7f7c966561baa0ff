import { useSyncExternalStore } from 'react'
import type { SignIn } from '../../shared/sign-in/trace'
import { call, listen } from './bridge'

/** The test sign-ins of this session as main tells of them, the last first. */
let known: readonly SignIn[] = []
let asked = false
const watchers = new Set<() => void>()

function show(next: readonly SignIn[]): void {
  known = next
  for (const watcher of watchers) watcher()
}

function take(signIn: SignIn): void {
  const others = known.filter(({ id }) => id !== signIn.id)
  show([...others, signIn].sort((a, b) => b.startedAt.localeCompare(a.startedAt)))
}

/** Sign-ins that went on before this window was listening are asked for once. */
async function ask(): Promise<void> {
  if (asked) return
  asked = true
  const list = await call('signIn.list')
  if (!list.ok) return
  for (const { id } of list.value) {
    if (known.some((one) => one.id === id)) continue
    const found = await call('signIn.get', { id })
    if (found.ok) take(found.value)
  }
}

listen('signIn.changed', ({ signIn }) => take(signIn))

/** Puts a sign-in out of sight; main has forgotten it. */
export const dropSignIn = (id: string): void => show(known.filter((one) => one.id !== id))

export function useSignIns(): readonly SignIn[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      void ask()
      return () => watchers.delete(watcher)
    },
    () => known,
  )
}
