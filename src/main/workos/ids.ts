import type { ApiOutcome, WorkosClient } from './client'
import { type ApiProblem, problemOf } from './problems'

/** An ID as it may stand in a path, or the problem with it. IDs are typed and pasted by people. */
function judgeId(client: WorkosClient, noun: string, id: string): ApiProblem | null {
  if (/^[A-Za-z0-9_-]{1,200}$/.test(id)) return null
  return problemOf('id-malformed', { host: new URL(client.origin).host, what: `the ID of ${noun}` })
}

/** Runs an operation on one record once its ID can be one. `what` names the record in problems. */
export async function withId<T>(
  client: WorkosClient,
  noun: string,
  id: string,
  operation: (request: { id: string; what: string }) => Promise<ApiOutcome<T>>,
): Promise<ApiOutcome<T>> {
  const problem = judgeId(client, noun, id)
  if (problem) return { ok: false, problem }
  return operation({ id, what: `the ${noun.replace(/^an? /, '')} ${id}` })
}
