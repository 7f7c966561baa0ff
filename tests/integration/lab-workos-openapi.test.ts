import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startWorkos, type WorkosLab } from '../lab/workos/server'
import { readPublishedApi } from './openapi-answers'

const api = readPublishedApi()
let lab: WorkosLab

beforeAll(async () => {
  lab = await startWorkos()
  lab.scenario.setFeature('staging', 'saml-certificates', true)
  lab.scenario.setFeature('staging', 'groups-on-users', true)
})
afterAll(() => lab.close())

interface Ask {
  method?: string
  body?: unknown
  key?: string
}

async function ask(path: string, { method = 'GET', body, key = lab.staging.apiKey }: Ask = {}) {
  const response = await fetch(`${lab.origin}${path}`, {
    method,
    redirect: 'manual',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: unknown = text === '' ? undefined : JSON.parse(text)
  return { status: response.status, json, headers: response.headers }
}

/** IDs of seeded records, found by name. */
function ids() {
  const organization = lab.scenario.organization('staging', 'Borealis GmbH')
  const environment = lab.scenario.environment('staging')
  const directory = lab.scenario.directoryOf('staging', 'Borealis GmbH')
  const [domain] = environment.domainsOf(organization.id)
  const user = environment.directoryUsers.all().find(({ directoryId }) => directoryId === directory.id)
  const group = environment.directoryGroups.all().find(({ directoryId }) => directoryId === directory.id)
  if (!domain || !user || !group) throw new Error('the seeds lack a record')
  return {
    organization: organization.id,
    connection: lab.scenario.connectionOf('staging', 'Borealis GmbH').id,
    directory: directory.id,
    domain: domain.id,
    user: user.id,
    group: group.id,
  }
}
type Ids = ReturnType<typeof ids>

interface Case {
  /** As the description writes it. */
  path: string
  status: number
  /** Fills the path, adds a query. */
  at?: (ids: Ids) => string
  method?: string
  body?: (ids: Ids) => unknown
  key?: () => string
}

const missing: Ids = {
  organization: 'org_01E4ZCR3C56J083X43JQXF3JK5',
  connection: 'conn_01E4ZCR3C56J083X43JQXF3JK5',
  directory: 'directory_01E4ZCR3C56J083X43JQXF3JK5',
  domain: 'org_domain_01E4ZCR3C56J083X43JQXF3JK5',
  user: 'directory_user_01E4ZCR3C56J083X43JQXF3JK5',
  group: 'directory_group_01E4ZCR3C56J083X43JQXF3JK5',
}
const powerless = () => lab.staging.powerlessKey

const cases: readonly Case[] = [
  { path: '/organizations', status: 200, at: () => '/organizations?limit=100' },
  { path: '/organizations', status: 200, at: () => '/organizations?domains=acme.example,ibex.example&search=acme' },
  { path: '/organizations', status: 422, at: () => '/organizations?limit=101' },
  {
    path: '/organizations',
    method: 'POST',
    status: 201,
    body: () => ({
      name: 'Lumen AG',
      external_id: 'lumen',
      metadata: { tier: 'gold' },
      domain_data: [
        { domain: 'lumen.example', state: 'verified' },
        { domain: 'lumen-labs.example', state: 'pending' },
      ],
    }),
  },
  { path: '/organizations', method: 'POST', status: 422, body: () => ({}) },
  { path: '/organizations', method: 'POST', status: 400, body: () => ({ name: 'Twin', external_id: 'acme' }) },
  {
    path: '/organizations',
    method: 'POST',
    status: 400,
    body: () => ({ name: 'X', metadata: { a: 'b'.repeat(601) } }),
  },
  {
    path: '/organizations',
    method: 'POST',
    status: 409,
    body: () => ({ name: 'Thief', domain_data: [{ domain: 'acme.example', state: 'verified' }] }),
  },
  { path: '/organizations/{id}', status: 200, at: ({ organization }) => `/organizations/${organization}` },
  { path: '/organizations/{id}', status: 404, at: () => `/organizations/${missing.organization}` },
  { path: '/organizations/external_id/{external_id}', status: 200, at: () => '/organizations/external_id/acme' },
  { path: '/organizations/external_id/{external_id}', status: 404, at: () => '/organizations/external_id/nobody' },
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 200,
    at: ({ organization }) => `/organizations/${organization}`,
    body: () => ({ name: 'Borealis AG', domain_data: [{ domain: 'borealis.example', state: 'verified' }] }),
  },
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 400,
    at: ({ organization }) => `/organizations/${organization}`,
    body: () => ({ external_id: 'acme' }),
  },
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 403,
    at: ({ organization }) => `/organizations/${organization}`,
    body: () => ({}),
    key: powerless,
  },
  { path: '/organization_domains/{id}', status: 200, at: ({ domain }) => `/organization_domains/${domain}` },
  { path: '/organization_domains/{id}', status: 404, at: () => `/organization_domains/${missing.domain}` },
  {
    path: '/organization_domains',
    method: 'POST',
    status: 201,
    body: ({ organization }) => ({ organization_id: organization, domain: 'new.borealis.example' }),
  },
  {
    path: '/organization_domains',
    method: 'POST',
    status: 409,
    body: ({ organization }) => ({ organization_id: organization, domain: 'borealis.example' }),
  },
  {
    path: '/organization_domains/{id}/verify',
    method: 'POST',
    status: 400,
    at: ({ domain }) => `/organization_domains/${domain}/verify`,
  },
  { path: '/connections', status: 200, at: () => '/connections?limit=100' },
  {
    path: '/connections',
    status: 200,
    at: () => '/connections?connection_type=ADFSSAML&domain=acme.example&search=acme',
  },
  { path: '/connections', status: 403, key: powerless },
  { path: '/connections', status: 422, at: () => '/connections?connection_type=GitHubOAuth' },
  { path: '/connections', status: 422, at: () => '/connections?after=nonsense' },
  { path: '/connections/{id}', status: 200, at: ({ connection }) => `/connections/${connection}` },
  { path: '/connections/{id}', status: 403, at: ({ connection }) => `/connections/${connection}`, key: powerless },
  { path: '/connections/{id}', status: 404, at: () => `/connections/${missing.connection}` },
  { path: '/directories', status: 200, at: () => '/directories?limit=100' },
  { path: '/directories', status: 403, key: powerless },
  { path: '/directories', status: 422, at: () => '/directories?order=sideways' },
  { path: '/directories/{id}', status: 200, at: ({ directory }) => `/directories/${directory}` },
  { path: '/directories/{id}', status: 403, at: ({ directory }) => `/directories/${directory}`, key: powerless },
  { path: '/directories/{id}', status: 404, at: () => `/directories/${missing.directory}` },
  { path: '/directory_users', status: 200, at: ({ directory }) => `/directory_users?directory=${directory}&limit=100` },
  { path: '/directory_users', status: 200, at: ({ group }) => `/directory_users?group=${group}` },
  {
    path: '/directory_users',
    status: 403,
    at: ({ directory }) => `/directory_users?directory=${directory}`,
    key: powerless,
  },
  { path: '/directory_users', status: 404, at: () => `/directory_users?directory=${missing.directory}` },
  { path: '/directory_users', status: 422 },
  { path: '/directory_users/{id}', status: 200, at: ({ user }) => `/directory_users/${user}` },
  { path: '/directory_users/{id}', status: 404, at: () => `/directory_users/${missing.user}` },
  { path: '/directory_groups', status: 200, at: ({ directory }) => `/directory_groups?directory=${directory}` },
  { path: '/directory_groups', status: 200, at: ({ user }) => `/directory_groups?user=${user}` },
  { path: '/directory_groups', status: 404, at: () => `/directory_groups?user=${missing.user}` },
  { path: '/directory_groups', status: 422 },
  { path: '/directory_groups/{id}', status: 200, at: ({ group }) => `/directory_groups/${group}` },
  { path: '/directory_groups/{id}', status: 404, at: () => `/directory_groups/${missing.group}` },
  { path: '/events', status: 200, at: () => '/events?events=authentication.sso_failed,authentication.sso_succeeded' },
  { path: '/events', status: 400, at: () => '/events?events=connection.activated&range_start=yesterday' },
  { path: '/events', status: 422 },
  ...(['sso', 'dsync', 'audit_logs', 'log_streams', 'domain_verification', 'certificate_renewal'] as const).map(
    (intent): Case => ({
      path: '/portal/generate_link',
      method: 'POST',
      status: 201,
      body: ({ organization }) => ({ organization, intent, it_contact_emails: ['it@borealis.example'] }),
    }),
  ),
  {
    path: '/portal/generate_link',
    method: 'POST',
    status: 404,
    body: () => ({ organization: missing.organization, intent: 'sso' }),
  },
  { path: '/portal/generate_link', method: 'POST', status: 422, body: () => ({ intent: 'sso' }) },
  { path: '/portal/generate_link', method: 'POST', status: 403, body: () => ({}), key: powerless },
  {
    path: '/user_management/redirect_uris',
    method: 'POST',
    status: 201,
    body: () => ({ uri: 'http://127.0.0.1:*/callback' }),
  },
  {
    path: '/user_management/redirect_uris',
    method: 'POST',
    status: 422,
    body: () => ({ uri: 'http://localhost:3000/callback' }),
  },
  { path: '/user_management/redirect_uris', method: 'POST', status: 400, body: () => ({ uri: 'http://*.example/cb' }) },
  {
    path: '/user_management/redirect_uris',
    method: 'POST',
    status: 401,
    body: () => ({ uri: 'https://example.com/callback' }),
    key: () => lab.staging.revokedKey,
  },
  { path: '/sso/profile', status: 401 },
  { path: '/sso/token', method: 'POST', status: 422, body: () => ({ grant_type: 'authorization_code' }) },
  ...(['/directory_groups/{id}', '/directory_users/{id}', '/directory_groups'] as const).map(
    (path): Case => ({ path, status: 403, key: powerless }),
  ),
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 404,
    at: () => `/organizations/${missing.organization}`,
    body: () => ({}),
  },
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 409,
    at: ({ organization }) => `/organizations/${organization}`,
    body: () => ({ domain_data: [{ domain: 'acme.example', state: 'verified' }] }),
  },
  {
    path: '/organizations/{id}',
    method: 'PUT',
    status: 422,
    at: ({ organization }) => `/organizations/${organization}`,
    body: () => ({ name: 7 }),
  },
  // What is deleted goes last.
  {
    path: '/organizations/{id}',
    method: 'DELETE',
    status: 403,
    at: ({ organization }) => `/organizations/${organization}`,
    key: powerless,
  },
  {
    path: '/organization_domains/{id}',
    method: 'DELETE',
    status: 204,
    at: ({ domain }) => `/organization_domains/${domain}`,
  },
  {
    path: '/organization_domains/{id}',
    method: 'DELETE',
    status: 404,
    at: () => `/organization_domains/${missing.domain}`,
  },
  {
    path: '/connections/{id}',
    method: 'DELETE',
    status: 403,
    at: ({ connection }) => `/connections/${connection}`,
    key: powerless,
  },
  { path: '/connections/{id}', method: 'DELETE', status: 204, at: ({ connection }) => `/connections/${connection}` },
  { path: '/connections/{id}', method: 'DELETE', status: 404, at: () => `/connections/${missing.connection}` },
  {
    path: '/directories/{id}',
    method: 'DELETE',
    status: 403,
    at: ({ directory }) => `/directories/${directory}`,
    key: powerless,
  },
  { path: '/directories/{id}', method: 'DELETE', status: 202, at: ({ directory }) => `/directories/${directory}` },
  {
    path: '/organizations/{id}',
    method: 'DELETE',
    status: 202,
    at: ({ organization }) => `/organizations/${organization}`,
  },
]

describe('every answer is as the published description has it', () => {
  let known: Ids
  beforeAll(() => {
    known = ids()
  })

  it.each(cases.map((one) => [`${one.method ?? 'GET'} ${one.path} ${one.status}`, one] as const))(
    '%s',
    async (_name, { path, status, at, method = 'GET', body, key }) => {
      const answer = await ask(at ? at(known) : path, {
        method,
        ...(body ? { body: body(known) } : {}),
        ...(key ? { key: key() } : {}),
      })
      expect(answer.status).toBe(status)
      expect(api.faults(method, path, status, answer.json)).toEqual([])
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  it('POST /organization_domains/{id}/verify 201, and the domain stays pending', async () => {
    const { id } = lab.scenario.organization('staging', 'Cobalt Health')
    const [domain] = lab.scenario.environment('staging').domainsOf(id)
    const path = '/organization_domains/{id}/verify'
    const answer = await ask(path.replace('{id}', domain?.id ?? ''), { method: 'POST' })
    expect(answer.status).toBe(201)
    expect(api.faults('POST', path, 201, answer.json)).toEqual([])
    expect(answer.json).toMatchObject({ domain: 'cobalt-health.example', state: 'pending' })
  })

  it('GET /directory_users 429, the bare text', async () => {
    const { id } = lab.scenario.directoryOf('staging', 'Kestrel Air')
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(`/directory_users?directory=${id}`)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(1)
    expect(api.faults('GET', '/directory_users', 429, refused[0]?.json)).toEqual([])
  })
})

it('leaves out no documented answer of these operations but three nobody has seen', () => {
  const tried = new Set(
    cases
      .map(({ method = 'GET', path, status }) => `${method} ${path} ${status}`)
      .concat(
        'POST /organization_domains/{id}/verify 201',
        'GET /directory_users 429',
        'GET /sso/profile 200',
        'POST /sso/token 200',
        'POST /sso/token 400',
      ),
  )
  const operations = new Set([...tried].map((one) => one.replace(/ \d+$/, '')))
  const left = [...operations].flatMap((operation) => {
    const [method = '', path = ''] = operation.split(' ')
    return api
      .statuses(method, path)
      .map((status) => `${operation} ${status}`)
      .filter((one) => !tried.has(one))
  })
  // The description repeats 200 or 201 beside the status these operations really answer.
  expect(left.filter((one) => !/^DELETE .* 200$|^POST \/sso\/token 201$/.test(one)).sort()).toEqual([
    'GET /sso/profile 404',
    'POST /portal/generate_link 400',
    'POST /sso/token 404',
  ])
})

describe('a sign-in', () => {
  const verifier = 'lab-verifier-0123456789-0123456789-0123456789-xyz'

  async function signIn(pkce: boolean): Promise<string> {
    const { id } = lab.scenario.organization('staging', 'Test Organization')
    const query = new URLSearchParams({
      client_id: lab.staging.clientId,
      redirect_uri: 'http://localhost:3000/callback',
      response_type: 'code',
      organization: id,
      state: 'a b&c',
      ...(pkce
        ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
        : {}),
    })
    const answer = await ask(`/sso/authorize?${query}`)
    expect(answer.status).toBe(302)
    const location = new URL(answer.headers.get('location') ?? '')
    expect(location.searchParams.get('state')).toBe('a b&c')
    return location.searchParams.get('code') ?? ''
  }

  function exchange(fields: Record<string, string>) {
    const whole = { client_id: lab.staging.clientId, grant_type: 'authorization_code', ...fields }
    return ask('/sso/token', { method: 'POST', body: whole })
  }

  it('gives token, profile and documented OAuth errors', async () => {
    const secret = { client_secret: lab.staging.apiKey }
    const code = await signIn(false)
    const first = await exchange({ code, ...secret })
    expect(first.status).toBe(200)
    expect(api.faults('POST', '/sso/token', 200, first.json)).toEqual([])
    const { access_token: token } = z.object({ access_token: z.string() }).parse(first.json)
    const profile = await ask('/sso/profile', { key: token })
    expect(profile.status).toBe(200)
    expect(api.faults('GET', '/sso/profile', 200, profile.json)).toEqual([])

    const expired = await signIn(false)
    lab.scenario.advanceClock(10 * 60_000)
    const withoutSecret = await signIn(false)
    const otherVerifier = await signIn(true)
    const refusals: ReadonlyArray<readonly [Record<string, string>, error: string]> = [
      [{ code, ...secret }, 'invalid_grant'],
      [{ code: expired, ...secret }, 'invalid_grant'],
      [{ code: otherVerifier, code_verifier: 'something else' }, 'invalid_grant'],
      [{ code: withoutSecret }, 'invalid_client'],
      [{ code: withoutSecret, client_secret: 'sk_test_wrong' }, 'invalid_client'],
      [{ code: withoutSecret, ...secret, client_id: 'client_wrong' }, 'invalid_client'],
      [{ code: withoutSecret, client_secret: lab.staging.powerlessKey }, 'unauthorized_client'],
      [{ code: withoutSecret, ...secret, grant_type: 'password' }, 'unsupported_grant_type'],
    ]
    for (const [fields, error] of refusals) {
      const answer = await exchange(fields)
      expect(answer.status).toBe(400)
      expect(answer.json).toMatchObject({ error })
      expect(api.faults('POST', '/sso/token', 400, answer.json)).toEqual([])
    }
  })

  it('of a public client needs its verifier', async () => {
    const answer = await exchange({ code: await signIn(true), code_verifier: verifier })
    expect(answer.status).toBe(200)
  })
})

it('tells only events the description knows, in their shapes', async () => {
  const { scenario } = lab
  const connection = scenario.connectionOf('staging', 'Acme Ltd')
  const directory = scenario.directoryOf('staging', 'Gannet Press')
  scenario.setConnectionState(connection.id, 'active')
  scenario.setConnectionState(connection.id, 'inactive')
  scenario.recordSignIn(connection.id, { status: 'started', email: null })
  scenario.recordSignIn(connection.id, { status: 'timed_out', email: null, error: { code: 'x', message: 'y' } })
  scenario.removeConnection(scenario.connectionOf('staging', 'Juniper Retail').id)
  scenario.setDirectoryState(directory.id, 'linked')
  const user = scenario.addDirectoryUser(directory.id, { email: 'a@gannet.example', firstName: 'A' })
  scenario.changeDirectoryUser(user.id, { state: 'inactive' })
  scenario.removeDirectoryUser(user.id)
  scenario.setDirectoryState(directory.id, 'unlinked')
  const [domain] = scenario.environment('staging').domainsOf(scenario.organization('staging', 'Acme Ltd').id)
  for (const state of ['failed', 'pending', 'verified'] as const) scenario.setDomainState(domain?.id ?? '', state)

  const names = [
    ...new Set(
      scenario
        .environment('staging')
        .events.all()
        .map(({ event }) => event),
    ),
  ]
  expect(names).toEqual(
    expect.arrayContaining([
      'connection.activated',
      'connection.deactivated',
      'connection.deleted',
      'connection.saml_certificate_renewal_required',
      'authentication.sso_failed',
      'authentication.sso_timed_out',
      'dsync.activated',
      'dsync.deactivated',
      'dsync.deleted',
      'dsync.user.updated',
      'dsync.group.user_added',
      'organization.deleted',
      'organization_domain.verification_failed',
    ]),
  )
  for (const name of names) {
    const answer = await ask(`/events?limit=100&events=${name}`)
    expect(api.faults('GET', '/events', 200, answer.json), name).toEqual([])
  }
})
