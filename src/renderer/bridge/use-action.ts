import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CallName } from '../../shared/call-names'
import type { CallOutput } from '../../shared/contract'
import type { Outcome, Problem } from '../../shared/problem'
import { type CallArguments, call } from './bridge'
import { refreshedBy } from './query-client'
import { unexpected } from './unexpected'

export type Action<K extends CallName> = {
  /** Carries the action out and resolves with its outcome. Never rejects. */
  run: (...input: CallArguments<K>) => Promise<Outcome<CallOutput<K>>>
  running: boolean
  /** Why the last run failed, until the next one or `clear`. */
  problem: Problem | null
  clear: () => void
}

/** Something the person makes main do. What it changes is read again by every `useCall` that shows it. */
export function useAction<K extends CallName>(name: K): Action<K> {
  const client = useQueryClient()
  const [running, setRunning] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)

  const run = useCallback(
    async (...input: CallArguments<K>) => {
      setRunning((count) => count + 1)
      setProblem(null)
      const outcome = await call(name, ...input).catch(unexpected)
      if (outcome.ok) {
        await Promise.all((refreshedBy[name] ?? []).map((stale) => client.invalidateQueries({ queryKey: [stale] })))
      } else {
        setProblem(outcome.problem)
      }
      setRunning((count) => count - 1)
      return outcome
    },
    [client, name],
  )

  return { run, running: running > 0, problem, clear: useCallback(() => setProblem(null), []) }
}
