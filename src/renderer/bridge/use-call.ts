import { useQuery } from '@tanstack/react-query'
import type { CallName } from '../../shared/call-names'
import type { CallInput, CallOutput } from '../../shared/contract'
import type { Problem } from '../../shared/problem'
import type { CallArguments } from './bridge'
import { answerOf, ProblemError } from './query-client'

export type CallState<T> = {
  /** The last good answer. Stays while a newer one is asked for. */
  value: T | undefined
  problem: Problem | null
  /** True until there is an answer of either kind. */
  waiting: boolean
  refresh: () => void
}

/** The key under which the answer of a call is kept. */
export const callKey = <K extends CallName>(name: K, input: CallInput<K> | undefined) =>
  input === undefined ? [name] : [name, input]

/** Reads something from main and keeps it fresh. Pass `'off'` as input while there is nothing to ask yet. */
export function useCall<K extends CallName>(name: K, ...[input]: CallArguments<K> | ['off']): CallState<CallOutput<K>> {
  const off = input === 'off'
  const query = useQuery({
    queryKey: callKey(name, off ? undefined : input),
    enabled: !off,
    // A call without input ignores the undefined it is passed.
    queryFn: () => answerOf(name, ...([input] as unknown as CallArguments<K>)),
  })
  return {
    value: query.data,
    problem: query.error instanceof ProblemError ? query.error.problem : null,
    waiting: query.isPending,
    refresh: () => void query.refetch(),
  }
}
