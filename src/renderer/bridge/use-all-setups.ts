import { useQueries } from '@tanstack/react-query'
import type { Problem } from '../../shared/problem'
import type { Setup } from '../../shared/setup'
import { answerOf } from './query-client'
import { callKey, useCall } from './use-call'

/** Every set-up in full. `undefined` until the list is there; one that cannot be read is left out. */
export function useAllSetups(): { setups: Setup[] | undefined; problem: Problem | null; refresh: () => void } {
  const list = useCall('setups.list')
  const setups = useQueries({
    queries: (list.value?.setups ?? []).map(({ id }) => ({
      queryKey: callKey('setups.get', { id }),
      queryFn: () => answerOf('setups.get', { id }),
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  })
  return { setups: list.value ? setups : undefined, problem: list.problem, refresh: list.refresh }
}
