import { z } from 'zod'
import { coded, created, message, noContent, notFound } from '../answers'
import { type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import { answerPage } from '../paging'
import type { RedirectUri } from '../records'

function showRedirectUri(record: RedirectUri) {
  return {
    object: 'redirect_uri',
    id: record.id,
    uri: record.uri,
    default: record.isDefault,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  }
}

export function addRedirectUri(environment: Environment, uri: string, at = environment.now()): RedirectUri {
  return environment.redirectUris.add({
    ...environment.begin('ruri', at),
    uri,
    isDefault: environment.redirectUris.size === 0,
  })
}

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
const portWildcard = /^(https?:\/\/(?:[^/:]+|\[[^\]]+\])):\*(?=[/?]|$)/

/**
 * Why this URI may not be registered, or null. A `*` may stand for the port of a loopback address or in the leftmost
 * label of a host; production wants HTTPS except at http://127.0.0.1. Source: https://workos.com/docs/sso/redirect-uris
 */
function refuseRedirectUri(uri: string, environment: Environment): string | null {
  const concrete = uri.replace(portWildcard, '$1:1')
  if (!URL.canParse(concrete)) return `'${uri}' is not a URI.`
  const { protocol, hostname } = new URL(concrete)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  if (concrete !== uri && !loopbackHosts.has(hostname)) return 'A wildcard port is for loopback addresses only.'
  const [first = '', ...rest] = hostname.split('.')
  if (rest.join('.').includes('*') || first.split('*').length > 2) {
    return 'One wildcard is allowed, in the leftmost label.'
  }
  if (first.includes('*') && rest.length < 2) return 'A wildcard must not stand right below a public suffix.'
  if (protocol === 'http:' && environment.name === 'production' && hostname !== '127.0.0.1') {
    return 'Redirect URIs must use HTTPS in production.'
  }
  return null
}

/** Whether a sign-in may end at this URI. */
export function isRegistered(environment: Environment, uri: string): boolean {
  return environment.redirectUris.all().some((registered) => registered.uri === uri || covers(registered.uri, uri))
}

function covers(pattern: string, uri: string): boolean {
  const anyPort = portWildcard.test(pattern)
  if (!pattern.includes('*') || !URL.canParse(uri)) return false
  const wanted = new URL(pattern.replace(portWildcard, '$1:1'))
  const given = new URL(uri)
  return (
    given.protocol === wanted.protocol &&
    (anyPort || given.port === wanted.port) &&
    given.pathname === wanted.pathname &&
    given.search === wanted.search &&
    coversHost(wanted.hostname, given.hostname)
  )
}

/** A wildcard stands for one label or a part of it, never for a dot. */
function coversHost(pattern: string, host: string): boolean {
  const [before, after] = pattern.split('*')
  if (after === undefined) return pattern === host
  const middle = host.slice(before?.length, -after.length)
  return host.startsWith(before ?? '') && host.endsWith(after) && /^[^.]+$/.test(middle)
}

export const listRedirectUris: Handler = ({ environment, query }) =>
  answerPage(query, environment.redirectUris.all(), showRedirectUri)

export const createRedirectUri: Handler = ({ environment, body }) => {
  const parsed = parseBody(z.object({ uri: z.string() }), body)
  if (!parsed.ok) return parsed.answer
  const { uri } = parsed.value
  const refusal = refuseRedirectUri(uri, environment)
  if (refusal !== null) return message(400, refusal)
  if (environment.redirectUris.all().some((known) => known.uri === uri)) {
    return message(422, `Redirect URI '${uri}' already exists.`)
  }
  return created(showRedirectUri(addRedirectUri(environment, uri)))
}

export const deleteRedirectUri: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const record = environment.redirectUris.get(id)
  if (!record) return notFound('Redirect URI', id)
  if (record.isDefault) return coded(409, 'default_redirect_uri', 'The default redirect URI cannot be deleted.')
  environment.redirectUris.remove(id)
  return noContent()
}
