import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { WorkosDomainInput, WorkosDomainResult } from '../../../shared/runs/workos'
import type { RunContext } from '../../runs/run'
import { createWorkosClient, type WorkosClient } from '../client'
import { getDomain } from '../organizations'
import { type AskDns, askDns, lookUpTxt } from './gather-txt'
import { judgeWorkos } from './judge'

/** Reads a domain from WorkOS and looks for its TXT record in DNS. */
export async function* checkDomain(
  { environmentId, domainId }: WorkosDomainInput,
  context: Pick<RunContext, 'host' | 'credentials'>,
): AsyncGenerator<Finding, Outcome<WorkosDomainResult>> {
  const credentials = await context.credentials(environmentId)
  if (!credentials.ok) return credentials
  const client = createWorkosClient(credentials.value, context.host)
  if (!client.ok) return client
  return yield* checkDomainWith(client.value, domainId)
}

/** The same with a client in hand, and with other name servers than this machine's where some are given. */
export async function* checkDomainWith(
  client: WorkosClient,
  domainId: string,
  { ask = askDns(client.host), servers }: { ask?: AskDns; servers?: readonly string[] } = {},
): AsyncGenerator<Finding, Outcome<WorkosDomainResult>> {
  const domain = await getDomain(client, domainId)
  if (!domain.ok) return failed(domain.problem)
  const views = await lookUpTxt(domain.value, ask, servers)
  const at = new Date(client.host.now()).toISOString()
  yield* judgeWorkos({ of: 'txt', at, domain: domain.value, views })
  return succeeded({ domain: domain.value, views })
}
