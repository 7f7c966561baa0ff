import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import { checkDomainWith } from '../../../src/main/workos/check/run-domain'
import { checkToken } from '../../../src/main/workos/check/run-token'
import { createMemory, createWorkosClient, type WorkosClient } from '../../../src/main/workos/client'
import { deleteByName } from '../../../src/main/workos/deletion'
import { addDomain, getDomain, verifyDomain } from '../../../src/main/workos/organizations'
import { readRows } from '../../../src/main/workos/reading'
import { mostBytes } from '../../../src/main/workos/rows'
import type { Finding } from '../../../src/shared/finding'
import { txtRecordOf } from '../../../src/shared/guidance/workos/domains'
import { failed, type Outcome, succeeded } from '../../../src/shared/problem'
import type { DeletableKind } from '../../../src/shared/workos'
import type { Listed } from '../../../src/shared/workos-rows'
import { type DnsServer, startDnsServer, type ZoneEntry } from '../../lab/network/dns-server'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'

let lab: WorkosLab
beforeAll(async () => {
  lab = await startWorkos()
})
beforeEach(() => lab.scenario.reset())
afterAll(() => lab.close())

function open(heard?: (accepted: boolean) => void): WorkosClient {
  const credentials = { apiKey: lab.staging.apiKey, clientId: '', baseUrl: lab.origin, heard }
  const made = createWorkosClient(credentials, nodeHost(), { memory: createMemory() })
  if (!made.ok) throw new Error(made.problem.detail)
  return made.value
}

async function ended<T>(run: AsyncGenerator<Finding, Outcome<T>>) {
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, outcome: step.value }
    findings.push(step.value)
  }
}

describe('ten thousand records as rows', () => {
  async function read(listed: Listed) {
    const client = open()
    const rows = new Map<string, unknown>()
    let largest = 0
    const reading = readRows(client, listed)
    let step = await reading.next()
    while (!step.done) {
      largest = Math.max(largest, Buffer.byteLength(JSON.stringify(step.value)))
      for (const row of step.value.rows) rows.set(row.id, row)
      step = await reading.next()
    }
    return { count: rows.size, largest, end: step.value }
  }

  test('connections, directories and organizations: all of them, in small messages, without one 429', async () => {
    lab.scenario.seedConnections('staging', 10_000)
    lab.scenario.seedDirectories('staging', 10_000)
    const { connections, directories, organizations } = lab.scenario.environment('staging')
    const found = await Promise.all(
      (['connections', 'directories', 'organizations'] as const).map((kind) => read({ kind })),
    )
    expect(found.map(({ count }) => count)).toEqual([connections.size, directories.size, organizations.size])
    for (const { end, largest } of found) {
      expect(end).toEqual({ problem: null, after: null })
      expect(largest).toBeLessThan(mostBytes + 1000)
    }
    expect(lab.scenario.refused('everything')).toBe(0)
  }, 60_000)
})

test('the key is heard of: accepted, then refused, and a network fault says nothing of it', async () => {
  const heard: boolean[] = []
  const client = open((accepted) => heard.push(accepted))
  const next = async () => (await readRows(client, { kind: 'directories' }).next()).value
  await next()
  lab.scenario.fail({ kind: 'redirect', location: 'https://portal.example/' })
  await next()
  lab.scenario.fail({ kind: 'forbidden' })
  await next()
  lab.scenario.setApiKey('staging', lab.staging.apiKey, 'revoked')
  await next()
  expect(heard).toEqual([true, false])
})

describe('deletion by name', () => {
  const records: ReadonlyArray<readonly [DeletableKind, () => { id: string; name: string }]> = [
    ['connections', () => lab.scenario.connectionOf('staging', 'Acme Ltd')],
    ['directories', () => lab.scenario.directoryOf('staging', 'Acme Ltd')],
    ['organizations', () => lab.scenario.organization('staging', 'Acme Ltd')],
    [
      'domains',
      () => {
        const [domain] = lab.scenario
          .environment('staging')
          .domainsOf(lab.scenario.organization('staging', 'Acme Ltd').id)
        return { id: domain?.id ?? '', name: domain?.domain ?? '' }
      },
    ],
  ]

  test.each(records)('%s: nothing under another name, then it is gone', async (kind, find) => {
    const { id, name } = find()
    const client = open()
    for (const typed of ['', name.toUpperCase().toLowerCase().replace(/./, 'X'), `${name} 2`]) {
      const refused = await deleteByName(client, kind, id, typed)
      expect(refused).toMatchObject({ ok: false, problem: { code: 'workos.name-differs' } })
    }
    expect(lab.scenario.requests().filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(await deleteByName(client, kind, id, ` ${name} `)).toMatchObject({ ok: true })
    expect(lab.scenario.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })

  test('a record that was renamed since the list was read is not deleted under its old name', async () => {
    const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
    connection.name = 'Acme Ltd, production do not touch'
    const outcome = await deleteByName(open(), 'connections', connection.id, 'Acme Ltd')
    expect(outcome).toMatchObject({ ok: false, problem: { detail: expect.stringContaining('do not touch') } })
  })

  test('a record without a name goes by its ID', async () => {
    const connection = lab.scenario.connectionOf('staging', 'Acme Ltd')
    connection.name = ''
    expect(await deleteByName(open(), 'connections', connection.id, '')).toMatchObject({ ok: false })
    expect(await deleteByName(open(), 'connections', connection.id, connection.id)).toMatchObject({ ok: true })
  })

  test('what is gone already, and an ID that is none', async () => {
    expect(await deleteByName(open(), 'connections', 'conn_gone', 'x')).toMatchObject({
      ok: false,
      problem: { code: 'workos.not-found' },
    })
    expect(await deleteByName(open(), 'connections', '../organizations', 'x')).toMatchObject({
      ok: false,
      problem: { code: 'workos.id-malformed' },
    })
  })
})

describe('a new domain, from its TXT record to DNS', () => {
  let dns: DnsServer | null = null
  afterEach(async () => {
    await dns?.close()
    dns = null
  })

  test('is looked for where it belongs, and where a panel put it', async () => {
    const client = open()
    const { id: organizationId } = lab.scenario.organization('staging', 'Ibex Studios')
    const added = await addDomain(client, { organizationId, domain: 'new.ibex.example' })
    if (!added.ok) throw new Error(added.problem.detail)
    const record = txtRecordOf(added.value) ?? ''
    const zone: Record<string, ZoneEntry> = { 'new.ibex.example': { txt: ['v=spf1 -all'] } }
    dns = await startDnsServer(zone)
    const look = () => ended(checkDomainWith(client, added.value.id, { servers: [dns?.address ?? ''] }))

    expect((await look()).findings).toMatchObject([{ id: 'workos.domain', status: 'fail', fix: { command: record } }])
    zone['new.ibex.example.new.ibex.example'] = { txt: [record] }
    expect((await look()).findings[0]).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('appended the zone twice'),
    })
    zone['new.ibex.example'] = { txt: ['v=spf1 -all', 'x'.repeat(600), record] }
    const { findings, outcome } = await look()
    expect(findings[0]).toMatchObject({ status: 'pass' })
    expect(outcome).toMatchObject({ ok: true, value: { domain: { state: 'pending' } } })

    lab.scenario.setDomainState(added.value.id, 'failed')
    expect((await look()).findings[0]).toMatchObject({ status: 'warn', fix: { owner: 'workos-admin' } })
    await verifyDomain(client, added.value.id)
    expect(await getDomain(client, added.value.id)).toMatchObject({ ok: true, value: { state: 'pending' } })
  })

  test('is not judged by a name server that is silent or broken', async () => {
    dns = await startDnsServer({ 'acme-labs.example': { failure: 'SERVFAIL' } })
    const [, pending] = lab.scenario
      .environment('staging')
      .domainsOf(lab.scenario.organization('staging', 'Acme Ltd').id)
    const { findings } = await ended(checkDomainWith(open(), pending?.id ?? '', { servers: [dns.address] }))
    expect(findings).toMatchObject([{ status: 'skipped', summary: expect.stringContaining('ESERVFAIL') }])
  })
})

test('a bearer token is told by its last characters, and goes nowhere', async () => {
  const directory = lab.scenario.directoryOf('staging', 'Acme Ltd')
  const token = lab.scenario.createDirectoryToken(directory.id)
  const context = {
    host: nodeHost(),
    secret: async (): Promise<Outcome<string>> => succeeded(` ${token}\n`),
    credentials: async (environmentId: string) =>
      succeeded({
        environmentId,
        environmentName: 'Staging',
        environmentKind: 'staging' as const,
        apiKey: lab.staging.apiKey,
        clientId: '',
        baseUrl: lab.origin,
      }),
  }
  const input = { environmentId: 'e1', directoryId: directory.id, token: { kind: 'held', ticket: 't' } as const }
  const first = await ended(checkToken(input, context))
  expect(first.findings).toMatchObject([{ id: 'workos.token', status: 'pass' }])
  expect(JSON.stringify([first, lab.scenario.requests()])).not.toContain(token)

  lab.scenario.revokeDirectoryToken(directory.id, token)
  const second = await ended(checkToken(input, context))
  expect(second.findings).toMatchObject([{ id: 'workos.token', status: 'fail' }])

  const none = await ended(
    checkToken(input, {
      ...context,
      secret: async () => failed({ code: 'secret.absent', title: 'None.', detail: '', remedy: '' }),
    }),
  )
  expect(none).toMatchObject({ findings: [], outcome: { ok: false, problem: { code: 'secret.absent' } } })
})
