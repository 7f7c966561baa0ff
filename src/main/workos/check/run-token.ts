import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { WorkosTokenInput, WorkosTokenResult } from '../../../shared/runs/workos'
import type { RunContext } from '../../runs/run'
import { createWorkosClient } from '../client'
import { getDirectory } from '../directories'
import { gatherToken } from './gather-token'
import { judgeWorkos } from './judge'

/** Whether a SCIM bearer token is one the directory has, by what the events tell of its tokens. */
export async function* checkToken(
  { environmentId, directoryId, token }: WorkosTokenInput,
  context: Pick<RunContext, 'host' | 'credentials' | 'secret'>,
): AsyncGenerator<Finding, Outcome<WorkosTokenResult>> {
  const secret = await context.secret(token)
  if (!secret.ok) return secret
  const credentials = await context.credentials(environmentId)
  if (!credentials.ok) return credentials
  const client = createWorkosClient(credentials.value, context.host)
  if (!client.ok) return client
  const directory = await getDirectory(client.value, directoryId)
  if (!directory.ok) return failed(directory.problem)
  const observation = await gatherToken(client.value, directory.value, secret.value.trim())
  yield* judgeWorkos(observation)
  return succeeded({ tokens: observation.tokens.slice(0, 50) })
}
