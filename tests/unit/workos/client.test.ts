import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { deleteConnection, getConnection } from '../../../src/main/workos/connections'
import { createOrganization, getOrganization } from '../../../src/main/workos/organizations'
import { createPortalLink } from '../../../src/main/workos/portal'
import { coversRedirectUri, createRedirectUri } from '../../../src/main/workos/redirect-uris'
import {
  canary,
  clientOver,
  connection,
  failure,
  json,
  listOf,
  type Script,
  scriptedHost,
  start,
  text,
} from './scripted-host'

const page = '<!doctype html><html><head><title>Guest Wi-Fi: please sign in</title></head><body></body></html>'
const readOnce = (script: Script) => {
  const host = scriptedHost(script)
  return getConnection(clientOver(host, { repeats: false }), 'conn_1').then((outcome) => ({ outcome, host }))
}

describe('every way a request can fail is one problem', () => {
  const requestId = { 'x-request-id': 'req_42' }
  const cases: ReadonlyArray<readonly [string, Script, string, RegExp]> = [
    ['401', () => json({ message: 'Unauthorized' }, 401, requestId), 'unauthorized', /wrong, was revoked/],
    ['403', () => json({ message: 'Forbidden' }, 403), 'forbidden', /permission/],
    ['404', () => json({ message: 'Not here' }, 404), 'not-found', /another environment/],
    ['405', () => json({ message: 'No' }, 405), 'not-enabled', /environment by environment/],
    ['409', () => json({ code: 'conflict', message: 'taken' }, 409), 'conflict', /taken/],
    [
      '422 with named fields',
      () =>
        json({ code: 'invalid', message: 'Validation failed', errors: [{ field: 'events', code: 'required' }] }, 422),
      'invalid',
      /events: required/,
    ],
    [
      '422 with constraints',
      () => json({ errors: [{ property: 'limit', constraints: { max: 'x' } }] }, 422),
      'invalid',
      /limit/,
    ],
    [
      '400 in OAuth words',
      () => json({ error: 'invalid_grant', error_description: 'expired' }, 400),
      'invalid',
      /expired/,
    ],
    ['429', () => json({ message: 'Too many' }, 429, { 'retry-after': '7' }), 'rate-limited', /limit/],
    ['429 as a bare string', () => json('Ratelimited', 429), 'rate-limited', /limit/],
    ['500', () => json({ message: 'boom' }, 500), 'server-error', /status 500/],
    ['500 without a body', () => text('', 500), 'server-error', /status 500/],
    ['502 with a page', () => text(page, 502, { 'content-type': 'text/html' }), 'gateway', /proxy/],
    ['200 with a page', () => text(page, 200, { 'content-type': 'text/html' }), 'not-json', /Guest Wi-Fi/],
    [
      '200 with a page that claims to be JSON',
      () => text(page, 200, { 'content-type': 'application/json' }),
      'not-json',
      /Guest/,
    ],
    ['401 with a page', () => text(page, 401), 'not-json', /sign-in page of the network/],
    ['403 with a page', () => text(page, 403), 'not-json', /firewall/],
    [
      'a redirect',
      () => text('', 302, { location: 'https://portal.hotel.example/login?x=1' }),
      'redirected',
      /portal\.hotel\.example/,
    ],
    ['407', () => text('', 407), 'proxy-sign-in', /407/],
    ['cut JSON', () => text('{"object":"connection","id":"conn', 200), 'malformed-json', /cut off/],
    ['JSON of something else', () => json({ hello: 'world' }), 'unexpected-shape', /may not be the WorkOS API/],
    ['an empty 200', () => text('', 200), 'unexpected-shape', /may not be/],
    ['JSON null', () => text('null', 200), 'unexpected-shape', /may not be/],
    ['an error whose body is null', () => text('null', 404), 'not-found', /another environment/],
    ['a time-out', () => failure('timeout', 'ETIMEDOUT'), 'timeout', /drops packets/],
    ['an unknown name', () => failure('dns', 'ENOTFOUND'), 'dns', /no network/],
    ['a refused connection', () => failure('refused', 'ECONNREFUSED'), 'refused', /rejects/],
    ['a cut connection', () => failure('reset', 'ECONNRESET'), 'reset', /middle/],
    ['no route', () => failure('unreachable', 'ENETUNREACH'), 'unreachable', /no route/],
    ['an unknown authority', () => failure('tls', 'SELF_SIGNED_CERT_IN_CHAIN'), 'tls', /inspects TLS/],
    ['an expired certificate', () => failure('tls', 'CERT_HAS_EXPIRED'), 'tls', /clock of this machine/],
    ['another host’s certificate', () => failure('tls', 'ERR_TLS_CERT_ALTNAME_INVALID'), 'tls', /another host/],
    ['Chromium’s word for it', () => failure('tls', 'net::ERR_CERT_DATE_INVALID'), 'tls', /clock of this machine/],
    [
      'a proxy that wants a password',
      () => failure('proxy', 'UND_ERR_ABORTED', 'Proxy response (407)'),
      'proxy-sign-in',
      /407/,
    ],
    ['a proxy that refuses', () => failure('proxy', 'UND_ERR_ABORTED', 'Proxy response (403)'), 'proxy', /proxy/],
    ['too large', () => failure('too-large', 'ERR_TOO_LARGE'), 'too-large', /More came back/],
    ['anything else', () => failure('other', 'EWEIRD'), 'network', /EWEIRD/],
  ]
  test.each(cases)('%s', async (_, script, kind, said) => {
    const { outcome } = await readOnce(script)
    expect(outcome.ok).toBe(false)
    if (outcome.ok) return
    expect(outcome.problem.code).toBe(`workos.${kind}`)
    expect(outcome.problem.detail).toMatch(said)
    expect(outcome.problem.title).toMatch(/\.$/)
    expect(outcome.problem.remedy).toMatch(/\.$/)
    expect(JSON.stringify(outcome)).not.toContain('CANARY')
  })

  test('the request ID is kept for WorkOS support', async () => {
    const { outcome } = await readOnce(() => json({ message: 'Unauthorized' }, 401, requestId))
    expect(outcome).toMatchObject({ ok: false, problem: { requestId: 'req_42', status: 401 } })
    expect(!outcome.ok && outcome.problem.detail).toContain('req_42')
  })
})

describe('nothing of the key comes back out', () => {
  const echo = `You sent Bearer ${canary} and ${canary}.`
  test.each<readonly [string, Script]>([
    ['in the message of an error', () => json({ message: echo }, 403)],
    ['in the error list', () => json({ message: 'x', errors: [{ field: canary, code: echo }] }, 422)],
    ['in the title of a page', () => text(`<html><title>${echo}</title>`, 502)],
    ['in the request ID', () => json({ message: 'x' }, 401, { 'x-request-id': canary })],
    ['in a redirect', () => text('', 302, { location: `https://${canary.toLowerCase()}.example/${canary}` })],
    ['in the network error', () => failure('other', 'EX', echo)],
  ])('%s', async (_, script) => {
    const { outcome } = await readOnce(script)
    expect(outcome.ok).toBe(false)
    expect(JSON.stringify(outcome).toLowerCase()).not.toContain('canary')
  })

  test('control characters of a server never reach a sentence', async () => {
    const { outcome } = await readOnce(() => json({ message: 'a\u001b[31mb\u202ec\nd' }, 403))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must be gone
    expect(JSON.stringify(outcome)).not.toMatch(/\\u001b|[\u0000-\u001f\u202e]/)
  })

  test('the key travels in the Authorization header and nowhere else', async () => {
    const { host } = await readOnce(() => json(connection('conn_1')))
    const [request] = host.requests
    expect(request?.headers?.authorization).toBe(`Bearer ${canary}`)
    const { authorization: _, ...others } = request?.headers ?? {}
    expect(JSON.stringify({ ...request, headers: others })).not.toContain('CANARY')
  })
})

describe('asking again', () => {
  test('a 429 is waited out as long as it asks, and then answered', async () => {
    const host = scriptedHost((_, count) =>
      count === 1 ? json('Ratelimited', 429, { 'retry-after': '7' }) : json(connection('conn_1')),
    )
    const outcome = await getConnection(clientOver(host), 'conn_1')
    expect(outcome.ok).toBe(true)
    expect(host.times[1]).toBeGreaterThanOrEqual(7000)
    expect(host.times[1]).toBeLessThan(8000)
  })

  test('a date in Retry-After counts from the server’s own clock', async () => {
    const sent = new Date(start + 3_600_000)
    const host = scriptedHost((_, count) =>
      count === 1
        ? json({}, 429, { date: sent.toUTCString(), 'retry-after': new Date(sent.getTime() + 5000).toUTCString() })
        : json(connection('conn_1')),
    )
    await getConnection(clientOver(host), 'conn_1')
    expect(host.times[1]).toBeGreaterThanOrEqual(5000)
    expect(host.times[1]).toBeLessThan(6000)
  })

  test('a wait of more than a minute is told, not sat out', async () => {
    const host = scriptedHost(() => json({}, 429, { 'retry-after': '3600' }))
    const outcome = await getConnection(clientOver(host), 'conn_1')
    expect(host.requests).toHaveLength(1)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.rate-limited', retryAfterMs: 3_600_000 } })
    expect(!outcome.ok && outcome.problem.remedy).toContain('3600 seconds')
  })

  test('a 429 without end is given up', async () => {
    const host = scriptedHost(() => json('Ratelimited', 429, { 'retry-after': '1' }))
    const outcome = await getConnection(clientOver(host), 'conn_1')
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.rate-limited' } })
    expect(host.requests).toHaveLength(6)
  })

  test.each([500, 502, 503, 504])('status %i is tried four times with growing waits', async (status) => {
    const host = scriptedHost(() => json({ message: 'boom' }, status))
    await getConnection(clientOver(host), 'conn_1')
    expect(host.requests).toHaveLength(4)
    expect(host.waits).toEqual([375, 750, 1500])
  })

  test.each([400, 401, 403, 404, 422, 501])('status %i is not tried again', async (status) => {
    const host = scriptedHost(() => json({ message: 'no' }, status))
    await getConnection(clientOver(host), 'conn_1')
    expect(host.requests).toHaveLength(1)
  })

  test.each<readonly [string, Script]>([
    ['a 500', () => json({ message: 'boom' }, 500)],
    ['a 429', () => json('Ratelimited', 429, { 'retry-after': '1' })],
    ['a cut connection', () => failure('reset', 'ECONNRESET')],
  ])('a change is never repeated after %s', async (_, script) => {
    const host = scriptedHost(script)
    const client = clientOver(host)
    await createOrganization(client, { name: 'Acme' })
    await deleteConnection(client, 'conn_1')
    await createPortalLink(client, { organizationId: 'org_1', intent: 'sso' })
    expect(host.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'POST'])
  })

  test('after a 429 everything else with the key waits as well', async () => {
    const host = scriptedHost((_, count) =>
      count === 1 ? json('Ratelimited', 429, { 'retry-after': '9' }) : json(connection('conn_1')),
    )
    const client = clientOver(host, { repeats: false })
    await getConnection(client, 'conn_1')
    await getConnection(client, 'conn_2')
    expect(host.times[1]).toBeGreaterThanOrEqual(9000)
  })

  test('cancelling ends a wait at once', async () => {
    const host = scriptedHost(() => {
      queueMicrotask(() => host.abort())
      return json('Ratelimited', 429, { 'retry-after': '30' })
    })
    const outcome = await getConnection(clientOver(host), 'conn_1')
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'workos.cancelled' } })
    expect(host.requests).toHaveLength(1)
  })
})

describe('requests as the API wants them', () => {
  test('an ID that cannot be one is refused before anything is sent', async () => {
    const host = scriptedHost(() => json(listOf([])))
    const client = clientOver(host)
    for (const id of ['..', '../api_keys', 'conn 1', '', 'a/b', 'conn_1?x=1', '%2e%2e']) {
      expect(await getOrganization(client, id)).toMatchObject({ ok: false, problem: { code: 'workos.id-malformed' } })
    }
    expect(host.requests).toHaveLength(0)
  })

  test('a new organization’s domains are to be verified', async () => {
    const host = scriptedHost(() => json({ id: 'org_1', name: 'Acme' }, 201))
    const made = await createOrganization(clientOver(host), { name: 'Acme', domains: ['acme.example'] })
    expect(made.ok).toBe(true)
    expect(JSON.parse(String(host.requests[0]?.body))).toEqual({
      name: 'Acme',
      domain_data: [{ domain: 'acme.example', state: 'pending' }],
    })
  })

  test('a portal link says when it ends', async () => {
    const host = scriptedHost(() => json({ link: 'https://setup.workos.com?token=abc' }, 201))
    const made = await createPortalLink(clientOver(host), { organizationId: 'org_1', intent: 'certificate_renewal' })
    expect(made).toMatchObject({ ok: true, value: { expiresAt: '2026-11-23T10:05:00.000Z' } })
  })

  test('a redirect URI that exists already says so', async () => {
    const host = scriptedHost(() =>
      json({ message: "Redirect URI 'http://127.0.0.1:*/callback' already exists." }, 422),
    )
    const made = await createRedirectUri(clientOver(host), 'http://127.0.0.1:*/callback')
    expect(made).toMatchObject({ ok: false, problem: { code: 'workos.invalid' } })
    expect(!made.ok && made.problem.detail).toContain('already exists')
  })

  test.each([
    ['http://127.0.0.1:*/callback', 'http://127.0.0.1:49152/callback', true],
    ['http://127.0.0.1:*/callback', 'http://127.0.0.1/callback', false],
    ['http://127.0.0.1:*/callback', 'http://127.0.0.1:1/callback/', false],
    ['https://a.example:*/callback', 'https://a.example:1/callback', false],
    ['https://a.example/cb', 'https://a.example/cb', true],
    ['http://127x0.0.1:*/c', 'http://127.0.0.1:1/c', false],
  ])('%s covers %s: %s', (registered, uri, covered) => {
    expect(coversRedirectUri([{ id: 'r', uri: registered, isDefault: false }], uri)).toBe(covered)
  })
})

describe('the environment variables of the process', () => {
  afterEach(() => vi.unstubAllEnvs())
  test('are never used', async () => {
    vi.stubEnv('WORKOS_API_KEY', 'sk_ambient_key_of_somebody')
    vi.stubEnv('WORKOS_CLIENT_ID', 'client_ambient')
    const host = scriptedHost(() => json(connection('conn_1')))
    const client = clientOver(host)
    await client.read({ path: '/connections/conn_1', what: 'x', schema: z.unknown() })
    expect(JSON.stringify(host.requests)).not.toContain('ambient')
    expect(client.clientId).toBe('client_01TEST')
  })
})
