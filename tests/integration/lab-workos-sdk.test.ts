import { WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FaultWish } from '../lab/workos/faults'
import { startWorkos, type WorkosLab } from '../lab/workos/server'

let lab: WorkosLab
let workos: WorkOS

beforeAll(async () => {
  lab = await startWorkos()
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.scenario.reset()
  workos = client()
})

function client(options: { apiKey?: string; timeout?: number; maxRetries?: number; port?: number } = {}): WorkOS {
  return new WorkOS({
    apiKey: lab.staging.apiKey,
    clientId: lab.staging.clientId,
    apiHostname: '127.0.0.1',
    port: lab.port,
    https: false,
    maxRetries: 0,
    ...options,
  })
}

describe('lists', () => {
  it('come whole, page by page, newest first', async () => {
    lab.scenario.seedConnections('staging', 230)
    const expected = lab.scenario.environment('staging').connections.all()
    const connections = await (await workos.sso.listConnections()).autoPagination()
    expect(connections.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).reverse())
    expect(lab.scenario.requests('/connections')).toHaveLength(1 + Math.ceil(expected.length / 100))
  })

  it('have ten by default, and go back as they went forward', async () => {
    const first = await workos.sso.listConnections()
    expect(first.data).toHaveLength(10)
    expect(first.listMetadata.before).toBeNull()
    const second = await workos.sso.listConnections({ after: first.listMetadata.after ?? '' })
    expect(second.listMetadata.after).toBeNull()
    const back = await workos.sso.listConnections({ before: second.listMetadata.before ?? '' })
    expect(back.data.map(({ id }) => id)).toEqual(first.data.map(({ id }) => id))
  })

  it('keep environments apart', async () => {
    const production = client({ apiKey: lab.production.apiKey })
    const { data } = await production.organizations.listOrganizations()
    expect(data.map(({ name }) => name)).toEqual(['Borealis GmbH', 'Acme Ltd'])
    const { id } = lab.scenario.organization('staging', 'Acme Ltd')
    await expect(production.organizations.getOrganization(id)).rejects.toMatchObject({ name: 'NotFoundException' })
  })

  it('show every state of connections and directories', async () => {
    const connections = await workos.sso.listConnections({ limit: 100 })
    expect(new Set(connections.data.map(({ state }) => String(state)))).toEqual(
      new Set(['requires_type', 'draft', 'active', 'validating', 'inactive', 'deleting']),
    )
    const { data } = await workos.get<unknown>('/directories', { query: { limit: 100 } })
    const raw = z.object({ data: z.array(z.object({ state: z.string() })) }).parse(data)
    expect(new Set(raw.data.map(({ state }) => state))).toEqual(
      new Set(['linked', 'unlinked', 'validating', 'invalid_credentials', 'deleting']),
    )
  })

  it('of directory users and groups lead to each other', async () => {
    const { id: directory } = lab.scenario.directoryOf('staging', 'Acme Ltd')
    const groups = await workos.directorySync.listGroups({ directory })
    const sales = groups.data.find(({ name }) => name === 'Sales')
    const users = await workos.directorySync.listUsers({ group: sales?.id ?? '' })
    expect(users.data.map(({ lastName }) => lastName)).toContain('Kowalski')
    const [user] = users.data
    const groupsOfUser = await workos.directorySync.listGroups({ user: user?.id ?? '' })
    expect(groupsOfUser.data.map(({ name }) => name)).toContain('Sales')
    expect(user?.groups).toEqual([])
  })
})

it('creates, changes and removes an organization with its domain', async () => {
  const made = await workos.organizations.createOrganization({ name: 'Nordlys AS', externalId: 'nordlys' })
  const domain = await workos.organizationDomains.createOrganizationDomain({
    organizationId: made.id,
    domain: 'nordlys.example',
  })
  expect(domain).toMatchObject({ state: 'pending', verificationStrategy: 'dns' })
  expect((await workos.organizationDomains.verifyOrganizationDomain(domain.id)).state).toBe('pending')
  lab.scenario.setDomainState(domain.id, 'verified')
  const found = await workos.organizations.getOrganizationByExternalId('nordlys')
  expect(found.domains).toMatchObject([{ domain: 'nordlys.example', state: 'verified' }])
  await workos.organizations.updateOrganization({ organization: made.id, name: 'Nordlys' })
  const byDomain = await workos.organizations.listOrganizations({ domains: ['nordlys.example'] })
  expect(byDomain.data.map(({ name }) => name)).toEqual(['Nordlys'])
  await workos.organizations.deleteOrganization(made.id)
  await expect(workos.organizations.getOrganization(made.id)).rejects.toMatchObject({ status: 404 })
})

it('tells a connection that became active, with the key of its ACS URL', async () => {
  const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
  expect((await workos.sso.getConnection(connection.id)).state).toBe('validating')
  lab.scenario.setConnectionState(connection.id, 'active')
  expect((await workos.sso.getConnection(connection.id)).state).toBe('active')
  const { data } = await workos.get<unknown>('/events', {
    query: { events: ['connection.activated', 'connection.deactivated'], order: 'asc' },
  })
  const events = z.object({ data: z.array(z.object({ event: z.string(), data: z.unknown() })) }).parse(data)
  expect(events.data).toMatchObject([
    { event: 'connection.activated', data: { id: connection.id, external_key: connection.externalKey } },
  ])
  const named = await workos.events.listEvents({ events: ['connection.activated'] })
  expect(named.data).toHaveLength(1)
})

it('makes links to the Admin Portal that open once within five minutes', async () => {
  const { id: organization } = lab.scenario.organization('staging', 'Acme Ltd')
  const open = async (link: string) => (await fetch(link)).status
  const { link } = await workos.adminPortal.generateLink({ organization, intent: 'sso' })
  expect([await open(link), await open(link)]).toEqual([200, 410])
  const replaced = await workos.adminPortal.generateLink({ organization, intent: 'dsync' })
  const late = await workos.adminPortal.generateLink({ organization, intent: 'domain_verification' })
  lab.scenario.advanceClock(5 * 60_000)
  expect([await open(replaced.link), await open(late.link)]).toEqual([410, 410])
})

describe('sign-in', () => {
  const redirectUri = 'http://localhost:3000/callback'

  async function codeFrom(url: string): Promise<URLSearchParams> {
    const response = await fetch(url, { redirect: 'manual' })
    expect(response.status).toBe(302)
    return new URL(response.headers.get('location') ?? '').searchParams
  }

  it('exchanges a code by form, once', async () => {
    const organization = lab.scenario.organization('staging', 'Test Organization').id
    const url = workos.sso.getAuthorizationUrl({
      organization,
      redirectUri,
      clientId: lab.staging.clientId,
      state: 'x=1',
    })
    const back = await codeFrom(url)
    expect(back.get('state')).toBe('x=1')
    const exchange = { code: back.get('code') ?? '', clientId: lab.staging.clientId }
    const { profile } = await workos.sso.getProfileAndToken(exchange)
    expect(profile).toMatchObject({ email: 'test@example.com', organizationId: organization, groups: ['Testers'] })
    await expect(workos.sso.getProfileAndToken(exchange)).rejects.toMatchObject({
      name: 'OauthException',
      status: 400,
      error: 'invalid_grant',
    })
  })

  it('needs no key with PKCE', async () => {
    const clientId = lab.staging.clientId
    const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
    lab.scenario.answerSignIns(connection.id, {
      ok: true,
      user: { idpId: 'S-1-5-21', email: 'alice@acme.example', firstName: 'Alice', lastName: 'Meyer', groups: ['IT'] },
    })
    const { url, codeVerifier } = await workos.sso.getAuthorizationUrlWithPKCE({
      connection: connection.id,
      redirectUri,
      clientId,
    })
    const code = (await codeFrom(url)).get('code') ?? ''
    const { profile, accessToken } = await client({ apiKey: '' }).sso.getProfileAndToken({
      code,
      clientId,
      codeVerifier,
    })
    expect(profile.idpId).toBe('S-1-5-21')
    expect((await workos.sso.getProfile({ accessToken })).id).toBe(profile.id)
    expect((await workos.sso.getConnection(connection.id)).state).toBe('active')
  })

  it('returns assertion faults as server_error and gives the reason in the events', async () => {
    const { id } = lab.scenario.connectionOf('staging', 'Borealis GmbH')
    const reason = { code: 'saml_audience_mismatch', message: 'The audience is not the SP entity ID.' }
    lab.scenario.answerSignIns(id, { ok: false, error: 'server_error', description: 'Could not sign in.', reason })
    const url = workos.sso.getAuthorizationUrl({ connection: id, redirectUri, clientId: lab.staging.clientId })
    expect((await codeFrom(url)).get('error')).toBe('server_error')
    const { data } = await workos.events.listEvents({ events: ['authentication.sso_failed'], limit: 1 })
    expect(data[0]).toMatchObject({ data: { status: 'failed', error: reason, sso: { connectionId: id } } })
  })
})

describe('what goes wrong reaches the caller of the SDK as', () => {
  const path = '/connections/*'
  const table: ReadonlyArray<readonly [name: string, fault: FaultWish, thrown: Record<string, unknown>]> = [
    ['401', { kind: 'unauthorized' }, { name: 'UnauthorizedException', status: 401 }],
    ['403', { kind: 'forbidden' }, { name: 'GenericServerException', status: 403 }],
    ['404', { kind: 'not-found' }, { name: 'NotFoundException', status: 404 }],
    ['409', { kind: 'conflict' }, { name: 'ConflictException', status: 409 }],
    ['422 with codes', { kind: 'unprocessable' }, { name: 'UnprocessableEntityException', status: 422 }],
    ['422 with a message', { kind: 'unprocessable', shape: 'message' }, { name: 'UnprocessableEntityException' }],
    ['422 with fields', { kind: 'unprocessable', shape: 'fields' }, { name: 'UnprocessableEntityException' }],
    ['422 with constraints', { kind: 'unprocessable', shape: 'constraints' }, { status: 422 }],
    ['429', { kind: 'rate-limited', retryAfter: 7 }, { name: 'RateLimitExceededException', retryAfter: 7 }],
    [
      '429 as bare text',
      { kind: 'rate-limited', shape: 'text' },
      { name: 'RateLimitExceededException', retryAfter: null },
    ],
    ['500', { kind: 'server-error' }, { name: 'GenericServerException', status: 500 }],
    ['503', { kind: 'unavailable', retryAfter: 30 }, { name: 'GenericServerException', status: 503 }],
    [
      '400 of OAuth',
      {
        kind: 'answer',
        status: 400,
        headers: { 'Content-Type': 'application/json' },
        body: '{"error":"invalid_request","error_description":"No."}',
      },
      { name: 'OauthException', error: 'invalid_request' },
    ],
    [
      '400 with code and errors',
      { kind: 'answer', status: 400, body: '{"code":"bad","message":"No.","errors":[{"code":"x","field":"y"}]}' },
      { name: 'BadRequestException', code: 'bad' },
    ],
    ['a page with 502', { kind: 'html' }, { cause: { name: 'ParseError', rawStatus: 502 } }],
    ['malformed JSON', { kind: 'malformed-json' }, { name: 'ParseError', rawStatus: 200 }],
    ['a cut connection', { kind: 'cut' }, { message: 'Unexpected error: TypeError: fetch failed' }],
    ['a cut body', { kind: 'cut', when: 'in-body' }, { message: 'terminated' }],
  ]

  it.each(table)('%s', async (_name, fault, thrown) => {
    const { id } = lab.scenario.connectionOf('staging', 'Borealis GmbH')
    lab.scenario.fail({ ...fault, path })
    const seen: unknown = await workos.sso.getConnection(id).then(
      () => 'no error',
      (error: unknown) => error,
    )
    expect(seen).toMatchObject(thrown)
    expect((await workos.sso.getConnection(id)).id).toBe(id)
  })

  it('a page with 200: no data', async () => {
    lab.scenario.fail({ kind: 'html', status: 200, title: 'Welcome to the guest network', path: '/organizations' })
    expect((await workos.get('/organizations')).data).toBeNull()
  })

  it.each([{ kind: 'hang' }, { kind: 'slow', delayMs: 60_000 }, { kind: 'drip', overMs: 60_000 }] as const)(
    'a time-out: $kind',
    async (fault) => {
      lab.scenario.fail({ ...fault, path: '/organizations' })
      await expect(client({ timeout: 150 }).organizations.listOrganizations()).rejects.toMatchObject({
        name: 'OauthException',
        status: 408,
      })
    },
  )

  it('nobody there', async () => {
    const gone = await startWorkos()
    await gone.close()
    await expect(client({ port: gone.port }).organizations.listOrganizations()).rejects.toMatchObject({
      cause: { cause: { code: 'ECONNREFUSED' } },
    })
  })

  it.each([
    ['a revoked key', (): string => lab.staging.revokedKey, 401],
    ['an unknown key', (): string => 'sk_test_nobody', 401],
    ['a key without permission', (): string => lab.staging.powerlessKey, 403],
  ] as const)('%s', async (_name, key, status) => {
    await expect(client({ apiKey: key() }).organizations.listOrganizations()).rejects.toMatchObject({ status })
  })

  it('a key revoked in the middle of paging', async () => {
    const first = await workos.sso.listConnections()
    lab.scenario.setApiKey('staging', lab.staging.apiKey, 'revoked')
    await expect(workos.sso.listConnections({ after: first.listMetadata.after ?? '' })).rejects.toMatchObject({
      name: 'UnauthorizedException',
    })
  })
})

it('waits as told by Retry-After when retries are on', async () => {
  lab.scenario.fail({ kind: 'rate-limited', retryAfter: 1, path: '/organizations', skip: 1 })
  const patient = client({ maxRetries: 1 })
  await patient.organizations.listOrganizations()
  await patient.organizations.listOrganizations()
  const [, refused, repeated] = lab.scenario.requests('/organizations')
  expect([refused?.status, repeated?.status]).toEqual([429, 200])
  expect((repeated?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990)
})

it('refuses what goes beyond a documented limit and lets it through when the window has passed', async () => {
  lab.scenario.setLimit('everything', { max: 3, windowMs: 60_000 })
  for (let count = 0; count < 3; count++) await workos.organizations.listOrganizations()
  await expect(workos.organizations.listOrganizations()).rejects.toMatchObject({ status: 429, retryAfter: 60 })
  expect(lab.scenario.refused('everything')).toBe(1)
  lab.scenario.advanceClock(60_000)
  await workos.organizations.listOrganizations()
})
