import { QueryClient } from '@tanstack/react-query'
import type { CallName } from '../../shared/call-names'
import type { CallOutput } from '../../shared/contract'
import type { Problem } from '../../shared/problem'
import { type CallArguments, call } from './bridge'

/** Carries a problem through react-query, which knows failures only as thrown errors. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
    this.name = 'ProblemError'
  }
}

/** The answer of a call; a problem is thrown as ProblemError. */
export async function answerOf<K extends CallName>(name: K, ...input: CallArguments<K>): Promise<CallOutput<K>> {
  const outcome = await call(name, ...input)
  if (!outcome.ok) throw new ProblemError(outcome.problem)
  return outcome.value
}

/** Main is always reachable and alone changes its data, so nothing is refetched on a guess and nothing waits for a network. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      throwOnError: (error) => !(error instanceof ProblemError),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Which answers an action makes stale. */
export const refreshedBy: Partial<Record<CallName, readonly CallName[]>> = {
  'settings.set': ['settings.get'],
  'environments.save': ['environments.list', 'settings.get', 'workos.page'],
  'environments.remove': ['environments.list', 'settings.get'],
  'environments.setKey': ['environments.list', 'workos.page'],
  'environments.forgetKey': ['environments.list', 'workos.page'],
  'setups.create': ['setups.list'],
  'setups.edit': ['setups.list', 'setups.get'],
  'setups.setSecret': ['setups.list', 'setups.get'],
  'setups.forgetSecret': ['setups.list', 'setups.get'],
  'setups.duplicate': ['setups.list'],
  'setups.remove': ['setups.list', 'setups.get'],
  'setups.restore': ['setups.list', 'setups.get'],
  'setups.import': ['setups.list'],
  'scimCapture.start': ['scimCapture.view', 'scimCapture.request'],
  'scimCapture.stop': ['scimCapture.view'],
  'scimCapture.clear': ['scimCapture.view', 'scimCapture.request'],
  'scimCapture.say': ['scimCapture.view'],
  'scimCapture.replay': ['scimCapture.view', 'scimCapture.request'],
  'diagnoses.remove': ['diagnoses.list'],
  'diagnoses.restore': ['diagnoses.list'],
  'diagnoses.open': ['diagnoses.list'],
  'rehearsals.forget': ['rehearsals.list'],
  'watch.note': ['watch.overview'],
  'watch.removeNote': ['watch.overview'],
  'watch.acceptMetadata': ['watch.overview'],
}
