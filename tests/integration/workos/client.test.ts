import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import { askAuthorize } from '../../../src/main/workos/authorize'
import {
  type ClientOptions,
  createMemory,
  createWorkosClient,
  type WorkosClient,
} from '../../../src/main/workos/client'
import { connectionList, deleteConnection, getConnection, idpCertificates } from '../../../src/main/workos/connections'
import {
  deleteDirectory,
  directoryGroupList,
  directoryList,
  directoryUserList,
} from '../../../src/main/workos/directories'
import { eventsAbout } from '../../../src/main/workos/events'
import {
  addDomain,
  createOrganization,
  getDomain,
  getOrganization,
  organizationList,
  verifyDomain,
} from '../../../src/main/workos/organizations'
import { readAll, readPages } from '../../../src/main/workos/paging'
import { createPortalLink } from '../../../src/main/workos/portal'
import { coversRedirectUri, createRedirectUri, listRedirectUris } from '../../../src/main/workos/redirect-uris'
import { readState, type WatchReport, watchState } from '../../../src/main/workos/watch'
import { connectionStates, directoryStates } from '../../../src/shared/guidance/workos/states'
import { portalIntents } from '../../../src/shared/workos'
import type { FaultWish } from '../../lab/workos/faults'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'

let lab: WorkosLab
beforeAll(async () => {
  lab = await startWorkos()
})
beforeEach(() => lab.scenario.reset())
afterAll(() => lab.close())

function open(
  { apiKey = lab.staging.apiKey, signal }: { apiKey?: string; signal?: AbortSignal } = {},
  options: ClientOptions = {},
): WorkosClient {
  const host = nodeHost(signal === undefined ? {} : { signal })
  const made = createWorkosClient({ apiKey, clientId: lab.staging.clientId, baseUrl: lab.origin }, host, {
    memory: createMemory(),
    ...options,
  })
  if (!made.ok) throw new Error(made.problem.detail)
  return made.value
}

const refusals = () =>
  (['everything', 'directory-users', 'user-management-reads'] as const).map((name) => lab.scenario.refused(name))

describe('lists', () => {
  test('2,500 connections come whole, in the fewest requests, without one 429', async () => {
    const before = lab.scenario.environment('staging').connections.all().length
    lab.scenario.seedConnections('staging', 2500)
    const { items, complete, unreadable } = await readAll(open(), connectionList())
    expect(new Set(items.map(({ id }) => id)).size).toBe(before + 2500)
    expect([complete, unreadable]).toEqual([true, 0])
    expect(lab.scenario.requests('/connections')).toHaveLength(Math.ceil((before + 2500) / 100))
    expect(refusals()).toEqual([0, 0, 0])
  })

  test('the users of a large directory are read at the pace WorkOS allows', async () => {
    const directory = lab.scenario.directoryOf('staging', 'Acme Ltd')
    for (let count = 0; count < 700; count++) {
      lab.scenario.addDirectoryUser(directory.id, {
        idpId: `idp-${count}`,
        email: `user${count}@acme.example`,
        firstName: 'U',
        lastName: String(count),
      })
    }
    const client = open()
    const [all, others] = await Promise.all([
      readAll(client, directoryUserList(client, directory.id)),
      readAll(client, directoryUserList(client, lab.scenario.directoryOf('staging', 'Borealis GmbH').id)),
    ])
    expect(all.items.length).toBeGreaterThanOrEqual(700)
    expect(others.items).toHaveLength(9)
    expect(refusals()).toEqual([0, 0, 0])
  })

  test('a narrower limit than documented is obeyed: every page arrives in the end', async () => {
    lab.scenario.seedConnections('staging', 1500)
    lab.scenario.setLimit('everything', { max: 6, windowMs: 700 })
    const { items, problem } = await readAll(open(), connectionList())
    expect(problem).toBeNull()
    expect(items.length).toBeGreaterThanOrEqual(1500)
    expect(lab.scenario.refused('everything')).toBeGreaterThan(0)
  }, 30_000)

  test('every state of connections and directories in the lab has a meaning', async () => {
    const client = open()
    const connections = await readAll(client, connectionList())
    const directories = await readAll(client, directoryList())
    expect(new Set(connections.items.map(({ state }) => state))).toEqual(new Set(Object.keys(connectionStates)))
    expect(new Set(directories.items.map(({ state }) => state))).toEqual(new Set(Object.keys(directoryStates)))
  })

  test('filters narrow down: by organization, by domain, by search', async () => {
    const client = open()
    const fjord = lab.scenario.organization('staging', 'Fjord Bank')
    expect((await readAll(client, connectionList({ organizationId: fjord.id }))).items).toHaveLength(2)
    const byDomain = await readAll(client, organizationList({ domains: ['acme.example'] }))
    expect(byDomain.items.map(({ name }) => name)).toEqual(['Acme Ltd'])
    const bySearch = await readAll(client, organizationList({ search: 'Kestrel' }))
    expect(bySearch.items.map(({ name }) => name)).toEqual(['Kestrel Air'])
  })

  test('groups of a directory and of a user', async () => {
    const client = open()
    const directory = lab.scenario.directoryOf('staging', 'Acme Ltd')
    const groups = await readAll(client, directoryGroupList({ directoryId: directory.id }))
    expect(groups.problem).toBeNull()
    expect(groups.items.length).toBeGreaterThan(0)
    const users = await readAll(client, directoryUserList(client, directory.id))
    const user = users.items[0]
    const own = await readAll(client, directoryGroupList({ userId: user?.id ?? '' }))
    expect(own.problem).toBeNull()
  })

  test('the environments do not mix', async () => {
    const connection = lab.scenario.connectionOf('production', 'Acme Ltd')
    expect(await getConnection(open(), connection.id)).toMatchObject({
      ok: false,
      problem: { code: 'workos.not-found' },
    })
    expect(await getConnection(open({ apiKey: lab.production.apiKey }), connection.id)).toMatchObject({ ok: true })
  })
})

describe('what interrupts', () => {
  test('cancelling in the middle of paging ends it, and nothing more is asked', async () => {
    lab.scenario.seedConnections('staging', 2500)
    const controller = new AbortController()
    const client = open({ signal: controller.signal })
    const codes: string[] = []
    let pages = 0
    for await (const page of readPages(client, connectionList())) {
      if (!page.ok) codes.push(page.problem.code)
      else if (++pages === 3) controller.abort()
    }
    expect(codes).toEqual(['workos.cancelled'])
    expect(lab.scenario.requests('/connections')).toHaveLength(3)
  })

  test('cancelling an answer that never comes', async () => {
    lab.scenario.fail({ kind: 'hang' })
    const controller = new AbortController()
    const reading = getConnection(open({ signal: controller.signal }), 'conn_1')
    while (lab.scenario.requests().length === 0) await new Promise((resolve) => setImmediate(resolve))
    controller.abort()
    expect(await reading).toMatchObject({ ok: false, problem: { code: 'workos.cancelled' } })
  })

  test('a key revoked in the middle of paging: what was read stays, the reason is named, nothing leaks', async () => {
    lab.scenario.seedConnections('staging', 2500)
    const client = open()
    let items = 0
    let last: unknown = null
    for await (const page of readPages(client, connectionList())) {
      last = page
      if (!page.ok) continue
      items += page.value.items.length
      if (items === 500) lab.scenario.setApiKey('staging', lab.staging.apiKey, 'revoked')
    }
    expect(items).toBe(500)
    expect(last).toMatchObject({ ok: false, problem: { code: 'workos.unauthorized', status: 401 } })
    expect(JSON.stringify(last)).not.toContain(lab.staging.apiKey)
  })

  test.each<readonly [number, FaultWish]>([
    [3, { kind: 'rate-limited', retryAfter: 0, times: 2 }],
    [2, { kind: 'rate-limited', retryAfter: new Date(0).toUTCString() }],
    [2, { kind: 'unavailable', retryAfter: 0 }],
    [2, { kind: 'cut' }],
    [2, { kind: 'cut', when: 'in-body' }],
  ])('a read succeeds at attempt %i after %j', async (attempts, fault) => {
    lab.scenario.fail(fault)
    const { problem } = await readAll(open(), directoryList())
    expect(problem).toBeNull()
    expect(lab.scenario.requests('/directories')).toHaveLength(attempts)
  })
})

describe('every fault is one clear problem, and the key is in none', () => {
  const faults: ReadonlyArray<readonly [FaultWish, string]> = [
    [{ kind: 'unauthorized' }, 'unauthorized'],
    [{ kind: 'forbidden' }, 'forbidden'],
    [{ kind: 'not-found' }, 'not-found'],
    [{ kind: 'conflict' }, 'conflict'],
    [{ kind: 'unprocessable', shape: 'message' }, 'invalid'],
    [{ kind: 'unprocessable', shape: 'coded' }, 'invalid'],
    [{ kind: 'unprocessable', shape: 'fields' }, 'invalid'],
    [{ kind: 'unprocessable', shape: 'constraints' }, 'invalid'],
    [{ kind: 'rate-limited', shape: 'message', retryAfter: 2 }, 'rate-limited'],
    [{ kind: 'rate-limited', shape: 'text' }, 'rate-limited'],
    [{ kind: 'server-error' }, 'server-error'],
    [{ kind: 'server-error', status: 599 }, 'server-error'],
    [{ kind: 'unavailable', retryAfter: 'soon' }, 'server-error'],
    [{ kind: 'html', status: 502 }, 'gateway'],
    [{ kind: 'html', status: 200, title: 'Sign in to Guest Wi-Fi' }, 'not-json'],
    [{ kind: 'html', status: 401 }, 'not-json'],
    [{ kind: 'redirect', location: 'https://portal.example/login' }, 'redirected'],
    [{ kind: 'empty' }, 'unexpected-shape'],
    [{ kind: 'malformed-json' }, 'malformed-json'],
    [{ kind: 'hang' }, 'timeout'],
    [{ kind: 'slow', delayMs: 5000 }, 'timeout'],
    [{ kind: 'drip', overMs: 5000 }, 'timeout'],
    [{ kind: 'cut' }, 'reset'],
    [{ kind: 'cut', when: 'in-body' }, 'reset'],
  ]
  test.each(faults)('%j', async (fault, kind) => {
    lab.scenario.fail(fault)
    const { problem } = await readAll(open({}, { repeats: false, timeoutMs: 400 }), organizationList())
    expect(problem?.code).toBe(`workos.${kind}`)
    for (const sentence of [problem?.title, problem?.detail, problem?.remedy]) expect(sentence).toMatch(/\.$/)
    expect(JSON.stringify(problem)).not.toContain(lab.staging.apiKey)
  })

  test('a server that sends the key back', async () => {
    const body = JSON.stringify({ message: `Bearer ${lab.staging.apiKey} is not welcome` })
    lab.scenario.fail({ kind: 'answer', status: 403, headers: { 'X-Request-ID': lab.staging.apiKey }, body })
    const { problem } = await readAll(open(), organizationList())
    expect(problem?.detail).toContain('is not welcome')
    expect(JSON.stringify(problem)).not.toContain(lab.staging.apiKey)
  })

  test('an answer without end', async () => {
    const body = `{"object":"list","data":["${'x'.repeat(11 * 1024 * 1024)}"]}`
    lab.scenario.fail({ kind: 'answer', status: 200, headers: { 'Content-Type': 'application/json' }, body })
    expect((await readAll(open(), organizationList())).problem?.code).toBe('workos.too-large')
  })

  test('nobody listens', async () => {
    const made = createWorkosClient(
      { apiKey: lab.staging.apiKey, clientId: '', baseUrl: 'http://127.0.0.1:1' },
      nodeHost(),
    )
    if (!made.ok) throw new Error(made.problem.detail)
    expect((await readAll(made.value, organizationList())).problem?.code).toBe('workos.refused')
  })

  test('a name that does not exist', async () => {
    const made = createWorkosClient(
      { apiKey: lab.staging.apiKey, clientId: '', baseUrl: 'https://api.workos.invalid' },
      nodeHost(),
    )
    if (!made.ok) throw new Error(made.problem.detail)
    expect((await readAll(made.value, organizationList())).problem?.code).toBe('workos.dns')
  })

  test('a proxy that is not there', async () => {
    const made = createWorkosClient(
      { apiKey: lab.staging.apiKey, clientId: '', baseUrl: 'https://api.workos.invalid' },
      nodeHost({ proxy: 'http://127.0.0.1:1' }),
    )
    if (!made.ok) throw new Error(made.problem.detail)
    expect((await readAll(made.value, organizationList())).problem?.code).toMatch(/^workos\.(refused|proxy)$/)
  })

  test.each<readonly [string, () => string, string]>([
    ['revoked', () => lab.staging.revokedKey, 'unauthorized'],
    ['powerless', () => lab.staging.powerlessKey, 'forbidden'],
    ['unknown', () => 'sk_test_nobody_knows_this_key', 'unauthorized'],
  ])('a %s key', async (_, apiKey, kind) => {
    const { problem } = await readAll(open({ apiKey: apiKey() }), organizationList())
    expect(problem?.code).toBe(`workos.${kind}`)
    expect(JSON.stringify(problem)).not.toContain(apiKey())
  })
})

describe('changes', () => {
  test('an organization with a domain, from pending to verification', async () => {
    const client = open()
    const made = await createOrganization(client, { name: 'Lumen AG', domains: ['lumen.example'] })
    expect(made).toMatchObject({
      ok: true,
      value: { name: 'Lumen AG', domains: [{ domain: 'lumen.example', state: 'pending' }] },
    })
    if (!made.ok) return
    const added = await addDomain(client, { organizationId: made.value.id, domain: 'lumen-labs.example' })
    expect(added).toMatchObject({ ok: true, value: { state: 'pending' } })
    if (!added.ok) return
    expect(added.value.verificationToken).not.toBeNull()
    expect(await verifyDomain(client, added.value.id)).toMatchObject({ ok: true })
    expect(await getDomain(client, added.value.id)).toMatchObject({ ok: true, value: { domain: 'lumen-labs.example' } })
    expect(await addDomain(client, { organizationId: made.value.id, domain: 'lumen.example' })).toMatchObject({
      ok: false,
      problem: { code: 'workos.conflict' },
    })
    expect(await getOrganization(client, made.value.id)).toMatchObject({ ok: true })
  })

  test('a portal link for every intent', async () => {
    const client = open()
    const { id } = lab.scenario.organization('staging', 'Acme Ltd')
    for (const intent of portalIntents) {
      const made = await createPortalLink(client, { organizationId: id, intent })
      expect(made.ok, intent).toBe(true)
    }
    expect(await createPortalLink(client, { organizationId: 'org_nobody', intent: 'sso' })).toMatchObject({ ok: false })
  })

  test('a loopback redirect URI is registered once', async () => {
    const client = open()
    const made = await createRedirectUri(client, 'http://127.0.0.1:*/signpost')
    expect(made).toMatchObject({ ok: true })
    expect(await createRedirectUri(client, 'http://127.0.0.1:*/signpost')).toMatchObject({
      problem: { code: 'workos.invalid' },
    })
    const all = await listRedirectUris(client)
    expect(all.ok && all.value !== null && coversRedirectUri(all.value, 'http://127.0.0.1:50123/signpost')).toBe(true)
  })

  test('a connection is deleted once', async () => {
    const client = open()
    const { id } = lab.scenario.connectionOf('staging', 'Gannet Press')
    expect(await deleteConnection(client, id)).toEqual({ ok: true, value: null })
    expect(await deleteConnection(client, id)).toMatchObject({ ok: false, problem: { code: 'workos.not-found' } })
  })

  test('a directory is deleted', async () => {
    const { id } = lab.scenario.directoryOf('staging', 'Gannet Press')
    expect(await deleteDirectory(open(), id)).toEqual({ ok: true, value: null })
    expect(lab.scenario.requests(`/directories/${id}`)).toHaveLength(1)
  })

  test('a change that fails at WorkOS is not sent again', async () => {
    lab.scenario.fail({ kind: 'server-error', method: 'POST', times: 'always' })
    expect(await createOrganization(open(), { name: 'Twice' })).toMatchObject({ ok: false })
    expect(lab.scenario.requests('/organizations')).toHaveLength(1)
  })
})

describe('what only WorkOS knows', () => {
  test('the signing certificates where the environment shows them, and a calm no where it does not', async () => {
    const { id } = lab.scenario.connectionOf('staging', 'Evergreen University')
    for (const enabled of [false, true]) {
      lab.scenario.setFeature('staging', 'saml-certificates', enabled)
      const client = open()
      const connection = await getConnection(client, id)
      if (!connection.ok) throw new Error('The lab lost a connection.')
      const held = await idpCertificates(client, connection.value)
      expect(held).toMatchObject({ ok: true })
      if (held.ok) expect(held.value === null).toBe(!enabled)
      if (held.ok && held.value !== null) expect(held.value[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  test('why a sign-in failed', async () => {
    const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
    const { events } = await eventsAbout(
      open(),
      { names: ['authentication.sso_failed', 'authentication.sso_succeeded'] },
      { connectionId: connection.id },
    )
    expect(events).toHaveLength(2)
    expect(events[0]).toMatchObject({ name: 'authentication.sso_failed', error: { code: 'saml_audience_mismatch' } })
  })

  test('the ACS URL and SP entity id, without following the redirect', async () => {
    const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
    lab.scenario.addRedirectUri('staging', 'http://127.0.0.1:*/callback')
    const answer = await askAuthorize(nodeHost(), {
      origin: lab.origin,
      clientId: lab.staging.clientId,
      redirectUri: 'http://127.0.0.1:50123/callback',
      selector: { connectionId: connection.id },
    })
    const { acsUrl, spEntityId } = lab.scenario.addressesOf(connection.id)
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: 'saml', ssoUrl: 'https://adfs.acme.example/adfs/ls/', request: { acsUrl, spEntityId } },
    })
  })

  test.each([
    ['connection_invalid', () => ({ connectionId: 'conn_nobody' })],
    ['organization_invalid', () => ({ organizationId: 'org_nobody' })],
    ['connection_unlinked', () => ({ connectionId: lab.scenario.connectionOf('staging', 'Dune Logistics').id })],
    [
      'ambiguous_connection_selector',
      () => ({ organizationId: lab.scenario.organization('staging', 'Fjord Bank').id }),
    ],
  ] as const)('a sign-in that WorkOS refuses with %s', async (error, selector) => {
    lab.scenario.addRedirectUri('staging', 'http://127.0.0.1:*/callback')
    const answer = await askAuthorize(nodeHost(), {
      origin: lab.origin,
      clientId: lab.staging.clientId,
      redirectUri: 'http://127.0.0.1:50123/callback',
      selector: selector(),
    })
    expect(answer).toMatchObject({ ok: true, value: { kind: 'error', error } })
  })
})

test('a watch sees a connection turn active', async () => {
  const { id } = lab.scenario.connectionOf('staging', 'Acme Ltd')
  const controller = new AbortController()
  const client = open({ signal: controller.signal }, { repeats: false })
  const states: (string | null)[] = []
  const watch = watchState({
    read: () => readState(client, { connectionId: id }),
    now: Date.now,
    signal: controller.signal,
    timers: { wait: (_, signal) => new Promise((resolve) => (signal.aborted ? resolve() : setImmediate(resolve))) },
    report: ({ phase, state, problem }: WatchReport) => {
      if (phase !== 'waiting') return
      states.push(problem === null ? state : problem.code)
      if (states.length === 2) lab.scenario.fail({ kind: 'rate-limited', retryAfter: 1 })
      if (states.length === 3) lab.scenario.recordSignIn(id, { status: 'succeeded', email: 'a@acme.example' })
      if (states.length === 5) controller.abort()
    },
  })
  await watch.ended
  expect(states).toEqual(['validating', 'validating', 'workos.rate-limited', 'active', 'active'])
})
