import { describe, expect, test } from 'vitest'
import { connectionList, idpCertificates } from '../../../src/main/workos/connections'
import { directoryUserList } from '../../../src/main/workos/directories'
import { eventsAbout } from '../../../src/main/workos/events'
import { readAll, readPages } from '../../../src/main/workos/paging'
import { connectionRecord } from '../../../src/main/workos/records'
import { canary, clientOver, connection, json, listOf, type ScriptedHost, scriptedHost } from './scripted-host'

/** A list of so many connections, served as the API does. */
function pagedHost(total: number): ScriptedHost {
  const all = Array.from({ length: total }, (_, index) => connection(`conn_${index}`))
  return scriptedHost(({ url }) => {
    const query = new URL(url).searchParams
    const limit = Math.min(100, Number(query.get('limit') ?? 10))
    const after = query.get('after')
    const from = after === null ? 0 : all.findIndex((one) => one.id === after) + 1
    const page = all.slice(from, from + limit)
    return json(listOf(page, from + limit < total ? (page.at(-1)?.id ?? null) : null))
  })
}

describe('every page of a list', () => {
  test.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [2500, 25],
  ])('%i records are %i requests', async (total, requests) => {
    const host = pagedHost(total)
    const { items, complete } = await readAll(clientOver(host), connectionList())
    expect(items).toHaveLength(total)
    expect(new Set(items.map((one) => one.id)).size).toBe(total)
    expect(complete).toBe(true)
    expect(host.requests).toHaveLength(requests)
  })

  test('pages come one by one, and leaving early asks no further', async () => {
    const host = pagedHost(2500)
    const sizes: number[] = []
    for await (const page of readPages(clientOver(host), connectionList())) {
      if (page.ok) sizes.push(page.value.items.length)
      if (sizes.length === 2) break
    }
    expect(sizes).toEqual([100, 100])
    expect(host.requests).toHaveLength(2)
  })

  test('a filter is on every page', async () => {
    const host = pagedHost(250)
    await readAll(clientOver(host), connectionList({ organizationId: 'org_1', type: 'GitHubOAuth' }))
    for (const { url } of host.requests) {
      expect(new URL(url).searchParams.get('organization_id')).toBe('org_1')
      expect(new URL(url).searchParams.get('connection_type')).toBe('GithubOAuth')
    }
  })

  test('cancelling in the middle keeps what was read', async () => {
    const all = pagedHost(2500)
    const host = scriptedHost((request, count) => {
      if (count === 3) queueMicrotask(() => host.abort())
      return all.http(request)
    })
    const { items, complete, problem } = await readAll(clientOver(host), connectionList())
    expect(items).toHaveLength(300)
    expect(complete).toBe(false)
    expect(problem?.code).toBe('workos.cancelled')
    expect(host.requests).toHaveLength(3)
  })

  test('a key revoked in the middle keeps what was read and says so', async () => {
    const all = pagedHost(2500)
    const host = scriptedHost((request, count) =>
      count <= 4 ? all.http(request) : json({ message: `Key ${canary} was revoked` }, 401),
    )
    const gathered = await readAll(clientOver(host), connectionList())
    expect(gathered.items).toHaveLength(400)
    expect(gathered.problem?.code).toBe('workos.unauthorized')
    expect(JSON.stringify(gathered)).not.toContain('CANARY')
    expect(host.requests).toHaveLength(5)
  })
})

describe('a server that never comes to an end', () => {
  test('a cursor that comes back ends the list with a problem', async () => {
    const host = scriptedHost((_, count) =>
      json(listOf([connection(`conn_${count}`)], count % 2 ? 'conn_a' : 'conn_b')),
    )
    const { items, problem } = await readAll(clientOver(host), connectionList())
    expect(problem?.code).toBe('workos.cursor-loop')
    expect(items.length).toBeLessThanOrEqual(3)
  })

  test('a page that points at itself is read twice at most', async () => {
    const host = scriptedHost(() => json(listOf([connection('conn_a')], 'conn_a')))
    const { problem } = await readAll(clientOver(host), connectionList())
    expect(problem?.code).toBe('workos.cursor-loop')
    expect(host.requests).toHaveLength(2)
  })

  test('ever new cursors end at the limit', async () => {
    const host = scriptedHost((_, count) => json(listOf([], `cursor_${count}`)))
    const { problem } = await readAll(clientOver(host), connectionList())
    expect(problem?.code).toBe('workos.too-many-pages')
    expect(host.requests).toHaveLength(5000)
  })

  test('the reader decides how many pages are enough', async () => {
    const host = pagedHost(2500)
    const { items, complete, problem } = await readAll(clientOver(host), connectionList(), { atMost: 3 })
    expect([items.length, complete, problem]).toEqual([300, false, null])
  })
})

describe('records that are not as documented', () => {
  test('one without an ID is counted, the others are read', async () => {
    const host = scriptedHost(() =>
      json(listOf([connection('conn_1'), { object: 'connection' }, null, 7, connection('conn_2')])),
    )
    const { items, unreadable } = await readAll(clientOver(host), connectionList())
    expect(items.map((one) => one.id)).toEqual(['conn_1', 'conn_2'])
    expect(unreadable).toBe(3)
  })

  test('unknown states and types stay as they are; missing fields do not matter', () => {
    expect(connectionRecord.parse({ id: 'c', state: 'hibernating', connection_type: 'QuantumSAML', x: [1] })).toEqual({
      id: 'c',
      organizationId: null,
      type: 'QuantumSAML',
      name: '',
      state: 'hibernating',
      domains: [],
      externalKey: null,
      createdAt: '',
      updatedAt: '',
    })
    expect(connectionRecord.parse({ id: 'c', state: 7, connection_type: null, domains: 'none' })).toMatchObject({
      state: 'unknown',
      type: 'unknown',
      domains: [],
    })
  })

  test('a list without metadata is one page', async () => {
    const host = scriptedHost(() => json({ data: [connection('conn_1')] }))
    expect(await readAll(clientOver(host), connectionList())).toMatchObject({ complete: true, unreadable: 0 })
  })

  test('a list that is none is a problem', async () => {
    const host = scriptedHost(() => json({ data: 'nothing' }))
    expect((await readAll(clientOver(host), connectionList())).problem?.code).toBe('workos.unexpected-shape')
  })
})

test('directory users are asked for at most four times a second', async () => {
  const host = scriptedHost((_, count) => json(listOf([{ id: `u_${count}` }], count < 20 ? `u_${count}` : null)))
  const client = clientOver(host)
  await readAll(client, directoryUserList(client, 'directory_1'))
  expect(host.times).toHaveLength(20)
  host.times.forEach((time, index) => {
    const fifth = host.times[index + 4]
    if (fifth !== undefined) expect(fifth - time).toBeGreaterThanOrEqual(1000)
  })
})

describe('the signing certificates, which not every environment shows', () => {
  const known = connectionRecord.parse(connection('conn_1'))
  test.each([403, 404])('a %i means “not enabled” and is asked once', async (status) => {
    const host = scriptedHost(() => json({ message: 'The feature is not enabled' }, status))
    const client = clientOver(host)
    expect(await idpCertificates(client, known)).toEqual({ ok: true, value: null })
    expect(await idpCertificates(client, known)).toEqual({ ok: true, value: null })
    expect(host.requests).toHaveLength(1)
  })

  test('a revoked key is not taken for a missing feature', async () => {
    const host = scriptedHost(() => json({ message: 'Unauthorized' }, 401))
    expect(await idpCertificates(clientOver(host), known)).toMatchObject({ problem: { code: 'workos.unauthorized' } })
  })

  test('a certificate is known by its fingerprint; rubbish is left out', async () => {
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.alloc(300, 7).toString('base64')}\n-----END CERTIFICATE-----`
    const host = scriptedHost(() =>
      json(
        listOf([
          { id: 'c1', value: pem, not_after: '2030-01-01T00:00:00Z' },
          { id: 'c2', value: 'rubbish' },
        ]),
      ),
    )
    const held = await idpCertificates(clientOver(host), known)
    expect(held).toMatchObject({ ok: true, value: [{ id: 'c1', notAfter: '2030-01-01T00:00:00Z', notBefore: null }] })
    expect(held.ok && held.value?.[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(held.ok && held.value).toHaveLength(1)
  })
})

test('the events of one connection are sifted out of the environment’s', async () => {
  const event = (id: string, connectionId: string) => ({
    object: 'event',
    id,
    event: 'authentication.sso_failed',
    created_at: '2026-11-20T10:00:00.000Z',
    data: {
      type: 'sso',
      email: 'ada@acme.example',
      sso: { organization_id: 'org_1', connection_id: connectionId, session_id: 's' },
      error: { code: 'sso_failed', message: 'Audience mismatch' },
    },
  })
  const host = scriptedHost(() =>
    json(listOf([event('e1', 'conn_1'), event('e2', 'conn_2'), { id: 'e3', event: 'new.kind', data: null }])),
  )
  const found = await eventsAbout(
    clientOver(host),
    { names: ['authentication.sso_failed', 'connection.activated'] },
    { connectionId: 'conn_1' },
  )
  expect(new URL(host.requests[0]?.url ?? '').searchParams.get('events')).toBe(
    'authentication.sso_failed,connection.activated',
  )
  expect(found).toMatchObject({ read: 3, complete: true, problem: null })
  expect(found.events).toEqual([
    {
      id: 'e1',
      name: 'authentication.sso_failed',
      at: '2026-11-20T10:00:00.000Z',
      organizationId: 'org_1',
      connectionId: 'conn_1',
      directoryId: null,
      email: 'ada@acme.example',
      error: { code: 'sso_failed', message: 'Audience mismatch' },
      externalKey: null,
      certificate: null,
      tokenSuffix: null,
      userState: null,
      sessionId: 's',
    },
  ])
})
