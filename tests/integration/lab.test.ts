import { createVerify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { inflateRawSync } from 'node:zlib'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PagePath } from '../lab/https-pages'
import { labKey } from '../lab/idp/keys'
import { type Lab, startLab } from '../lab/start'
import { startWorkos } from '../lab/workos/server'
import type { PostedResponse } from '../lab/workos/sso/acs'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.workos.scenario.reset())

interface Got {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: Buffer
  /** How it ended when not by itself. */
  cut: boolean
}

function get(path: PagePath, { upTo = Number.POSITIVE_INFINITY, ca = lab.caPem } = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(lab.https.url(path), { ca, agent: false }, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const done = (cut: boolean) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks), cut })
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size < upTo) return
        done(true)
        request.destroy()
      })
      response.on('end', () => done(false))
      response.on('error', () => done(true))
    })
    request.on('error', reject)
    request.end()
  })
}

describe('the HTTPS host', () => {
  it('is trusted through the lab authority alone', async () => {
    expect(readFileSync(lab.caPath, 'utf8')).toBe(lab.caPem)
    expect((await get('/FederationMetadata/2007-06/FederationMetadata.xml')).status).toBe(200)
    const stranger = await startLab()
    try {
      await expect(get('/empty', { ca: stranger.caPem })).rejects.toMatchObject({
        code: expect.stringMatching(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE$|^UNABLE_TO_GET_ISSUER_CERT_LOCALLY$/),
      })
    } finally {
      await stranger.close()
    }
  })

  it.each([
    [
      '/FederationMetadata/2007-06/FederationMetadata.xml',
      200,
      'application/samlmetadata+xml',
      /<EntityDescriptor .*<ds:Signature/s,
    ],
    ['/okta/metadata', 200, 'application/xml', /<md:IDPSSODescriptor/],
    ['/sign-in', 200, 'text/html; charset=utf-8', /type="password"/],
    ['/missing', 404, 'application/json', /^\{/],
    ['/expired.xml', 200, 'application/samlmetadata+xml', /validUntil="20/],
    ['/empty', 200, 'application/xml', /^$/],
    ['/realms/acme/.well-known/openid-configuration', 200, 'application/json', /"authorization_endpoint"/],
    ['/sp.xml', 200, 'application/xml', /<md:SPSSODescriptor/],
    ['/error', 500, 'text/html', /Internal Server Error/],
    ['/typed-html.xml', 200, 'text/html', /<EntityDescriptor/],
    ['/untyped.xml', 200, undefined, /<EntityDescriptor/],
  ] as const)('%s answers %i', async (path, status, type, body) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.body.toString('utf8')).toMatch(body)
  })

  it('leads through redirects, and round in circles', async () => {
    expect((await get('/redirect')).headers.location).toBe('/FederationMetadata/2007-06/FederationMetadata.xml')
    expect((await get('/redirect-loop')).headers.location).toBe('/redirect-loop-back')
    expect((await get('/redirect-loop-back')).headers.location).toBe('/redirect-loop')
  })

  it('has bodies that never end, end too early, or are far larger than they look', async () => {
    expect((await get('/endless', { upTo: 1_000_000 })).cut).toBe(true)
    expect((await get('/truncated.xml')).body.toString('utf8')).not.toContain('</EntityDescriptor>')
    const slow = await get('/slow', { upTo: 10 })
    expect(slow.body.length).toBeLessThan(Number(slow.headers['content-length']) / 4)
    expect((await get('/cut')).cut).toBe(true)
    const bomb = await get('/bomb')
    expect(bomb.headers['content-encoding']).toBe('gzip')
    expect(bomb.body.length).toBeLessThan(1_000_000)
  })

  it('counts what was asked for, and serves what a test puts there', async () => {
    lab.https.serve('/okta/metadata', (_request, response) => response.end('changed'))
    const before = lab.https.requests('/okta/metadata')
    expect((await get('/okta/metadata')).body.toString()).toBe('changed')
    expect(lab.https.requests('/okta/metadata')).toBe(before + 1)
  })
})

async function authorize(parameters: Record<string, string>, environment: 'staging' | 'production' = 'staging') {
  const query = new URLSearchParams({
    client_id: lab.workos[environment].clientId,
    redirect_uri: 'http://localhost:3000/callback',
    response_type: 'code',
    ...parameters,
  })
  const response = await fetch(`${lab.workos.origin}/sso/authorize?${query}`, { redirect: 'manual' })
  return { status: response.status, location: new URL(response.headers.get('location') ?? 'about:blank') }
}

describe('/sso/authorize', () => {
  it('leads to the IdP with the request WorkOS sends', async () => {
    const { scenario } = lab.workos
    const { id } = scenario.connectionOf('staging', 'Acme Ltd')
    const { location } = await authorize({ connection: id, prompt: 'login' })
    expect(location.origin + location.pathname).toBe(`${lab.https.origin}/adfs/ls/`)
    const packed = Buffer.from(location.searchParams.get('SAMLRequest') ?? '', 'base64')
    using request = XmlDocument.fromString(inflateRawSync(packed).toString('utf8'))
    const { root } = request
    const read = (name: string) => root.attr(name)?.value
    const { acsUrl, spEntityId } = scenario.addressesOf(id)
    expect(root.name).toBe('AuthnRequest')
    expect(read('AssertionConsumerServiceURL')).toBe(acsUrl)
    expect(acsUrl).toMatch(/\/sso\/saml\/acs\/[0-9A-Za-z]{25}$/)
    expect(read('Destination')).toBe(`${lab.https.origin}/adfs/ls/`)
    expect(read('ForceAuthn')).toBe('true')
    expect(request.get('/*/saml:Issuer', { saml: 'urn:oasis:names:tc:SAML:2.0:assertion' })?.content).toBe(spEntityId)
    expect(request.get('/*/p:NameIDPolicy', { p: 'urn:oasis:names:tc:SAML:2.0:protocol' })).not.toBeNull()
  })

  it('signs the request of a connection that has a key for it', async () => {
    const connection = lab.workos.scenario.connectionOf('staging', 'Acme Ltd')
    const key = await labKey('request-signing')
    if (connection.saml) {
      connection.saml.requestSigning = { privateKeyPem: key.privatePem, certificatePem: key.certificatePem }
    }
    const { location } = await authorize({ connection: connection.id })
    const [signed] = location.search.slice(1).split('&Signature=')
    const signature = Buffer.from(location.searchParams.get('Signature') ?? '', 'base64')
    expect(
      createVerify('sha256')
        .update(signed ?? '')
        .verify(key.certificatePem, signature),
    ).toBe(true)
  })

  it('leads to an OAuth provider with client id, redirect URI and scopes', async () => {
    const { location } = await authorize({ provider: 'GoogleOAuth', 'provider_query_params[hd]': 'acme.example' })
    expect(location.host).toBe('accounts.google.com')
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid profile email',
      hd: 'acme.example',
      redirect_uri: expect.stringMatching(/\/sso\/oauth\/google\/\w+\/callback$/),
    })
  })

  const of = (name: string) => lab.workos.scenario.connectionOf('staging', name).id
  const organization = (name: string) => lab.workos.scenario.organization('staging', name).id
  it.each([
    ['no selector', () => ({}), 'invalid_connection_selector'],
    ['two selectors', () => ({ connection: of('Acme Ltd'), provider: 'GoogleOAuth' }), 'invalid_connection_selector'],
    ['an unknown provider', () => ({ provider: 'Nobody' }), 'invalid_connection_selector'],
    ['the old domain parameter', () => ({ domain: 'acme.example' }), 'domain_connection_selector_not_allowed'],
    ['an unknown connection', () => ({ connection: 'conn_x' }), 'connection_invalid'],
    ['a provider not set up', () => ({ provider: 'GitHubOAuth' }), 'connection_invalid'],
    ['an unknown organization', () => ({ organization: 'org_x' }), 'organization_invalid'],
    [
      'an organization without connection',
      () => ({ organization: organization('Ibex Studios') }),
      'organization_invalid',
    ],
    ['an organization with two', () => ({ organization: organization('Fjord Bank') }), 'ambiguous_connection_selector'],
    ['a draft', () => ({ connection: of('Cobalt Health') }), 'connection_unlinked'],
    ['an inactive one', () => ({ connection: of('Dune Logistics') }), 'connection_unlinked'],
    ['one without type', () => ({ organization: organization('Gannet Press') }), 'connection_unlinked'],
  ] as const)('returns with an error code for %s', async (_name, parameters, error) => {
    const { status, location } = await authorize({ ...parameters(), state: 'kept' })
    expect(status).toBe(302)
    expect(location.origin + location.pathname).toBe('http://localhost:3000/callback')
    expect(location.searchParams.get('error')).toBe(error)
    expect(location.searchParams.get('error_description')).toMatch(/\w/)
    expect(location.searchParams.get('state')).toBe('kept')
  })

  it('refuses a profile from outside the organization', async () => {
    const user = { idpId: '7', email: 'eve@elsewhere.example', firstName: null, lastName: null }
    lab.workos.scenario.answerSignIns(of('Acme Ltd'), { ok: true, user })
    const { location } = await authorize({ connection: of('Acme Ltd') })
    expect(location.searchParams.get('error')).toBe('profile_not_allowed_outside_organization')
  })

  it('never returns to an address that is not registered', async () => {
    const wrong = await authorize({ connection: of('Acme Ltd'), redirect_uri: 'https://evil.example/callback' })
    expect(wrong.location.pathname).toBe('/sso/redirect-uri-invalid')
    const nobody = await authorize({ client_id: 'client_x' })
    expect(nobody.location.pathname).toBe('/sso/client-id-invalid')
    expect(await (await fetch(nobody.location)).text()).toContain('not a valid client ID')
  })

  it('takes any port of a loopback address registered with a wildcard', async () => {
    lab.workos.scenario.addRedirectUri('production', 'http://127.0.0.1:*/callback')
    const { id } = lab.workos.scenario.connectionOf('production', 'Acme Ltd')
    const ends = async (redirect_uri: string) =>
      (await authorize({ connection: id, redirect_uri }, 'production')).location.pathname
    expect(await ends('http://127.0.0.1:49152/callback')).toBe('/adfs/ls/')
    expect(await ends('http://127.0.0.1:49152/other')).toBe('/sso/redirect-uri-invalid')
    expect(await ends('http://localhost:49152/callback')).toBe('/sso/redirect-uri-invalid')
  })

  it('times a sign-in out after five minutes', async () => {
    const { scenario } = lab.workos
    await authorize({ connection: of('Acme Ltd') })
    scenario.advanceClock(5 * 60_000)
    const events = scenario.environment('staging').events.all()
    expect(events.at(-1)).toMatchObject({ event: 'authentication.sso_timed_out', data: { status: 'timed_out' } })
  })
})

describe('the assertion consumer service', () => {
  const user = { idpId: 'alice', email: 'alice@acme.example', firstName: 'Alice', lastName: 'Meyer' }

  it('hands what was posted to the judge and returns where the sign-in began', async () => {
    const posted: PostedResponse[] = []
    const own = await startWorkos({
      judgeAssertion: async (response) => {
        posted.push(response)
        return response.samlResponse === 'good'
          ? { ok: true, user }
          : { ok: false, error: 'server_error', description: 'Could not sign in.' }
      },
    })
    try {
      const { id } = own.scenario.connectionOf('staging', 'Acme Ltd')
      const { acsUrl } = own.scenario.addressesOf(id)
      const post = async (fields: Record<string, string>) => {
        const response = await fetch(acsUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
        return new URL(response.headers.get('location') ?? 'about:blank')
      }
      const query = new URLSearchParams({
        client_id: own.staging.clientId,
        redirect_uri: 'https://staging.product.example/callback',
        response_type: 'code',
        connection: id,
        state: 'kept',
      })
      const begun = await fetch(`${own.origin}/sso/authorize?${query}`, { redirect: 'manual' })
      const RelayState = new URL(begun.headers.get('location') ?? '').searchParams.get('RelayState') ?? ''

      const back = await post({ SAMLResponse: 'good', RelayState })
      expect(back.host).toBe('staging.product.example')
      expect(Object.fromEntries(back.searchParams)).toEqual({ state: 'kept', code: expect.stringMatching(/^\w{26}$/) })
      expect(own.scenario.connection(id).state).toBe('active')

      const unsolicited = await post({ SAMLResponse: 'bad' })
      expect(unsolicited.origin + unsolicited.pathname).toBe('http://localhost:3000/callback')
      expect(unsolicited.searchParams.get('error')).toBe('server_error')
      expect(unsolicited.searchParams.get('state')).toBe('')
      expect(posted.map(({ requestId }) => requestId)).toEqual([expect.stringMatching(/^_[0-9a-f]{32}$/), null])
    } finally {
      await own.close()
    }
  })
})

describe('the control', () => {
  async function tell(operation: string, body: unknown, contentType = 'application/json') {
    const response = await fetch(`${lab.workos.origin}/_lab/${operation}`, {
      method: 'POST',
      headers: { 'Content-Type': contentType },
      body: JSON.stringify(body),
    })
    return { status: response.status, json: z.record(z.string(), z.unknown()).parse(await response.json()) }
  }
  const list = () =>
    fetch(`${lab.workos.origin}/connections`, { headers: { Authorization: `Bearer ${lab.workos.staging.apiKey}` } })

  it('plans faults and tells what was asked', async () => {
    expect((await tell('fail', { kind: 'rate-limited', path: '/connections', retryAfter: 2, times: 2 })).status).toBe(
      200,
    )
    const first = await list()
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2'])
    expect([(await list()).status, (await list()).status]).toEqual([429, 200])
    const { json } = await tell('requests', { path: '/connections' })
    expect(json).toMatchObject({ count: 3, requests: [{ status: 429, environment: 'staging' }, {}, { status: 200 }] })
    expect(JSON.stringify(json)).not.toContain(lab.workos.staging.apiKey)
  })

  it('changes states as the programmatic scenario does', async () => {
    const { json } = await tell('find-connection', { organization: 'Acme Ltd' })
    expect(json).toMatchObject({ state: 'validating', acsUrl: expect.stringContaining(String(json.externalKey)) })
    await tell('set-connection-state', { id: json.id, state: 'active' })
    expect(lab.workos.scenario.connectionOf('staging', 'Acme Ltd').state).toBe('active')
    expect(lab.workos.scenario.environment('staging').events.all().at(-1)?.event).toBe('connection.activated')
  })

  it.each([
    ['fail', { kind: 'nonsense' }, 'application/json', 400],
    ['set-connection-state', { id: 'conn_x', state: 'active' }, 'application/json', 400],
    ['no-such-operation', {}, 'application/json', 404],
    ['constructor', {}, 'application/json', 404],
    ['reset', {}, 'text/plain', 415],
  ] as const)('refuses %s %j as %s', async (operation, body, contentType, status) => {
    const answer = await tell(operation, body, contentType)
    expect(answer.status).toBe(status)
    expect(answer.json.message).toMatch(/\w/)
  })
})

it('lists ten thousand connections within the documented limits', async () => {
  lab.workos.scenario.seedConnections('staging', 10_000)
  const headers = { Authorization: `Bearer ${lab.workos.staging.apiKey}` }
  const seen = new Set<string>()
  const pageSchema = z.object({
    data: z.array(z.object({ id: z.string() })),
    list_metadata: z.object({ after: z.string().nullable() }),
  })
  let after: string | null = null
  do {
    const response: Response = await fetch(
      `${lab.workos.origin}/connections?limit=100${after === null ? '' : `&after=${after}`}`,
      { headers },
    )
    const page = pageSchema.parse(await response.json())
    for (const { id } of page.data) seen.add(id)
    after = page.list_metadata.after
  } while (after !== null)
  expect(seen.size).toBe(lab.workos.scenario.environment('staging').connections.size)
  expect(lab.workos.scenario.refused('everything')).toBe(0)
})

it('closes every server and leaves no file, even with requests under way', async () => {
  const other = await startLab()
  other.workos.scenario.fail({ kind: 'hang' })
  const hanging = fetch(`${other.workos.origin}/organizations`).then(
    () => 'answered',
    () => 'cut',
  )
  await expect.poll(() => other.workos.scenario.requests().length).toBe(1)
  await other.close()
  expect(await hanging).toBe('cut')
  expect(existsSync(other.caPath)).toBe(false)
  for (const origin of [other.workos.origin, other.https.origin]) {
    const refused = await new Promise((resolve) => {
      connect(Number(new URL(origin).port), '127.0.0.1', () => resolve('open')).on('error', () => resolve('refused'))
    })
    expect(refused).toBe('refused')
  }
})
