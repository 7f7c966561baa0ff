import type { Session } from 'electron'
import { events } from '../../shared/contract'
import type { Environment } from '../../shared/environment'
import { listKinds } from '../../shared/workos'

/** Gets ready to ask WorkOS, where there is an environment to ask: opens the network stack, and reads the code. Asks nobody. */
export function warmUp(environments: readonly Environment[], outside: Session): void {
  const [environment] = environments
  if (!environment) return
  void outside.resolveProxy(environment.baseUrl)
  void rehearseReading()
}

/** As many records as the first page of a list has. */
const records = 30

/**
 * Reads one page of each list from an answer that is made up here: what Node, the SDK and the schemas do once, or do
 * slowly at first, is done by then.
 */
async function rehearseReading(): Promise<void> {
  const [{ createWorkosClient, createMemory }, { readRows }] = await Promise.all([
    import('../workos/client'),
    import('../workos/reading'),
  ])
  const headers = [['content-type', 'application/json']] as const
  const body = madeUpPage()
  const client = createWorkosClient(
    { apiKey: 'sk_test_rehearsal', clientId: 'client_rehearsal', baseUrl: 'https://rehearsal.invalid' },
    {
      now: Date.now,
      monotonic: () => performance.now(),
      signal: new AbortController().signal,
      http: async () => ({ ok: true, reply: { status: 200, headers, body } }),
    },
    { memory: createMemory() },
  )
  if (!client.ok) return
  for (const kind of listKinds) {
    for await (const part of readRows(client.value, { kind })) {
      events['workos.rows'].parse({ readingId: 'rehearsal', ...part })
    }
  }
}

/** Records with the fields of connections, directories and organizations at once. */
function madeUpPage(): Buffer {
  const page = {
    object: 'list',
    data: Array.from({ length: records }, (_, index) => ({
      id: `rehearsal_${index}`,
      organization_id: 'org_rehearsal',
      name: 'Rehearsal',
      connection_type: 'GenericSAML',
      type: 'generic scim v2.0',
      state: 'active',
      domains: [{ id: 'org_domain_rehearsal', domain: 'rehearsal.invalid', state: 'verified' }],
      domain: 'rehearsal.invalid',
      metadata: { users: { active: 1, inactive: 0 }, groups: 1 },
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
    })),
    list_metadata: { before: null, after: null },
  }
  return Buffer.from(JSON.stringify(page))
}
