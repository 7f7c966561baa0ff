import type { RedirectUri } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { readAll } from './paging'
import { redirectUriRecord } from './records'

const path = '/user_management/redirect_uris'

/** The redirect URIs registered in the environment; null where the API of the environment does not list them. */
export async function listRedirectUris(client: WorkosClient): Promise<ApiOutcome<RedirectUri[] | null>> {
  const all = await readAll(client, { path, what: 'the list of redirect URIs', item: redirectUriRecord })
  if (all.problem === null) return { ok: true, value: all.items }
  const unsupported = all.problem.code === 'workos.not-found' || all.problem.code === 'workos.not-enabled'
  return unsupported ? { ok: true, value: null } : { ok: false, problem: all.problem }
}

/** Registers a redirect URI. One that exists already is an `invalid` problem whose text says so. */
export function createRedirectUri(client: WorkosClient, uri: string): Promise<ApiOutcome<RedirectUri>> {
  return client.write({
    method: 'POST',
    path,
    body: { uri },
    what: `the redirect URI ${client.clean(uri)}`,
    schema: redirectUriRecord,
  })
}

/** Whether a redirect URI is covered by a registered one. A `*` may stand for the port of a loopback address. */
export function coversRedirectUri(registered: readonly RedirectUri[], uri: string): boolean {
  return registered.some((one) => one.uri === uri || portPattern(one.uri)?.test(uri))
}

function portPattern(registered: string): RegExp | null {
  const parts = /^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):)\*(.*)$/.exec(registered)
  if (!parts) return null
  const literal = (part = '') => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal(parts[1])}\\d{1,5}${literal(parts[2])}$`)
}
