import { describe, expect, test } from 'vitest'
import { readRows } from '../../../src/main/workos/reading'
import { groupRow, inMessages, organizationRow, userRow } from '../../../src/main/workos/rows'
import { Standby } from '../../../src/main/workos/standby'
import type { Listed } from '../../../src/shared/workos-rows'
import { rowsSchema } from '../../../src/shared/workos-rows'
import { clientOver, connection, failure, json, listOf, type Script, scriptedHost } from './scripted-host'

/** Three pages of two connections each; `before` may answer in place of a page, which it is told by its number. */
const threePages =
  (before: (page: number) => ReturnType<Script> | null = () => null): Script =>
  ({ url }) => {
    const after = new URL(url).searchParams.get('after')
    const from = after === null ? 0 : Number(after.split('_')[1]) + 1
    const answer = before(from / 2)
    if (answer) return answer
    const page = [connection(`conn_${from}`), connection(`conn_${from + 1}`)]
    return json(listOf(page, from < 4 ? `conn_${from + 1}` : null))
  }

async function read(script: Script, options: Parameters<typeof readRows>[2] = {}) {
  const host = scriptedHost(script)
  const ids: string[] = []
  const reading = readRows(clientOver(host), { kind: 'connections' }, { timers: host.timers, ...options })
  let step = await reading.next()
  while (!step.done) {
    ids.push(...step.value.rows.map(({ id }) => id))
    step = await reading.next()
  }
  return { ids, end: step.value, host }
}

const whole = ['conn_0', 'conn_1', 'conn_2', 'conn_3', 'conn_4', 'conn_5']

describe('a reading', () => {
  test('brings every page', async () => {
    const { ids, end } = await read(threePages())
    expect([ids, end]).toEqual([whole, { problem: null, after: null }])
  })

  test('goes on behind a cursor', async () => {
    const { ids } = await read(threePages(), { after: 'conn_1' })
    expect(ids).toEqual(whole.slice(2))
  })

  test('that fails says where the rest begins', async () => {
    const { ids, end } = await read(threePages((page) => (page === 2 ? json({ message: 'no' }, 401) : null)))
    expect(ids).toEqual(whole.slice(0, 4))
    expect(end).toMatchObject({ problem: { code: 'workos.unauthorized' }, after: 'conn_3' })
  })

  test('waits while the machine sleeps, and asks for the page that sleep cut off once more', async () => {
    const standby = new Standby()
    let cut = 0
    const { ids, end, host } = await read(
      threePages((page) => {
        if (page !== 1 || cut > 1) return null
        cut += 1
        standby.sleep()
        queueMicrotask(() => standby.wake())
        return failure('other', 'ERR_NETWORK_IO_SUSPENDED')
      }),
      { standby },
    )
    expect([ids, end.problem, cut]).toEqual([whole, null, 2])
    expect(host.waits).toEqual([2000, 2000])
  })

  test('tries again after waking, too, where a page still came while the machine fell asleep', async () => {
    const standby = new Standby()
    let away = 2
    const { ids, end, host } = await read(
      threePages((page) => {
        if (page === 1 && standby.sleeps === 0) {
          standby.sleep()
          setImmediate(() => standby.wake())
        }
        return page === 2 && away-- > 0 ? failure('unreachable', 'ERR_INTERNET_DISCONNECTED') : null
      }),
      { standby },
    )
    expect([ids, end.problem]).toEqual([whole, null])
    expect(host.waits).toEqual([2000, 2000])
  })

  test('that fails for another reason after a sleep is not tried again', async () => {
    const standby = new Standby()
    const { end, host } = await read(
      threePages((page) => {
        if (page !== 1) return null
        standby.sleep()
        standby.wake()
        return json({ message: 'revoked' }, 401)
      }),
      { standby },
    )
    expect(end).toMatchObject({ problem: { code: 'workos.unauthorized' }, after: 'conn_1' })
    expect(host.requests).toHaveLength(2)
  })

  test('a network that stays away after waking ends it', async () => {
    const standby = new Standby()
    const { end, host } = await read(
      threePages((page) => {
        if (page !== 1) return null
        if (standby.sleeps === 0) standby.sleep()
        standby.wake()
        return failure('unreachable', 'ERR_INTERNET_DISCONNECTED')
      }),
      { standby },
    )
    expect(end).toMatchObject({ problem: { code: 'workos.unreachable' }, after: 'conn_1' })
    expect(host.requests).toHaveLength(7)
  })

  test('cancelled while the machine sleeps, it ends', async () => {
    const standby = new Standby()
    standby.sleep()
    const host = scriptedHost(threePages())
    const reading = readRows(clientOver(host), { kind: 'connections' }, { standby })
    const first = reading.next()
    host.abort()
    expect(await first).toMatchObject({ done: true, value: { problem: { code: 'workos.cancelled' } } })
    expect(host.requests).toEqual([])
  })

  test.each<readonly [Listed, string]>([
    [{ kind: 'directories' }, '/directories'],
    [{ kind: 'organizations' }, '/organizations'],
    [{ kind: 'users', directoryId: 'directory_1' }, '/directory_users?directory=directory_1'],
    [{ kind: 'groups', of: { directoryId: 'directory_1' } }, '/directory_groups?directory=directory_1'],
    [{ kind: 'groups', of: { userId: 'directory_user_1' } }, '/directory_groups?user=directory_user_1'],
  ])('%j', async (listed, address) => {
    const host = scriptedHost(() => json(listOf([{ id: 'x_1' }, { name: 'without an ID' }])))
    const part = await readRows(clientOver(host), listed).next()
    expect(part.value).toMatchObject({ kind: listed.kind, rows: [{ id: 'x_1' }], unreadable: 1 })
    expect(rowsSchema.safeParse(part.value).success).toBe(true)
    expect(host.requests[0]?.url).toContain(address)
  })
})

describe('rows', () => {
  const long = 'x'.repeat(100_000)

  test('whatever WorkOS sends, a message stays below 100 kB and nothing is left out', () => {
    const organization = organizationRow({
      id: 'org_1',
      name: long,
      externalId: long,
      domains: Array.from({ length: 500 }, (_, index) => ({
        id: `d_${index}`,
        domain: `${index}.${long}`,
        state: 'pending',
        verificationStrategy: null,
        verificationToken: long,
        verificationPrefix: null,
      })),
      allowsOtherDomains: null,
      createdAt: '',
      updatedAt: '',
    })
    const user = userRow({
      id: 'u_1',
      idpId: long,
      email: long,
      firstName: long,
      lastName: long,
      username: long,
      state: 'active',
      role: long,
      customAttributes: Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}`, long])),
      rawAttributes: Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`r${index}`, '\u0000'.repeat(5000)]),
      ),
      createdAt: '',
      updatedAt: '',
    })
    expect(organization.moreDomains).toBe(480)
    for (const row of [organization, user]) {
      const messages = inMessages(Array.from({ length: 100 }, () => row))
      expect(messages.flat()).toHaveLength(100)
      for (const message of messages) expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(100_000)
    }
  })

  test('a password that a provider sent along is not shown', () => {
    const group = groupRow({
      ...{ id: 'g', idpId: '', name: 'All', createdAt: '', updatedAt: '' },
      rawAttributes: {
        displayName: 'All',
        Password: 'canary-1',
        account: { client_secret: 'canary-2', passwordAge: 3 },
      },
    })
    expect(group.rawAttributes).toEqual({
      displayName: '"All"',
      Password: '"[hidden]"',
      account: '{"client_secret":"[hidden]","passwordAge":3}',
    })
  })

  test('what is small goes together', () => {
    expect(inMessages(Array.from({ length: 100 }, (_, index) => ({ id: `conn_${index}` })))).toHaveLength(1)
    expect(inMessages([])).toEqual([])
  })
})
