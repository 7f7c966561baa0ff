import { expect, test } from 'vitest'
import { gatherToken } from '../../../src/main/workos/check/gather-token'
import { judgeToken } from '../../../src/main/workos/check/judge-token'
import type { Directory } from '../../../src/shared/workos'
import { clientOver, json, listOf, scriptedHost, start } from './scripted-host'

const directory: Directory = {
  id: 'directory_1',
  organizationId: 'org_1',
  type: 'okta scim v2.0',
  name: 'Acme',
  state: 'linked',
  domain: null,
  externalKey: 'EK',
  users: null,
  groups: null,
  createdAt: '2025-01-01T00:00:00Z',
  updatedAt: '2025-01-01T00:00:00Z',
}
const young = { ...directory, createdAt: new Date(start - 5 * 86_400_000).toISOString() }
const token = 'se_CANARYa2V5XzAxSDVaRFZ0aGlzbXVzdG5ldmVybGVhaWXYZ'

let count = 0
const event = (what: 'created' | 'revoked', suffix: string, day: number, directoryId = 'directory_1') => ({
  id: `event_${count++}`,
  event: `dsync.token.${what}`,
  created_at: `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`,
  data: { id: 'token_1', directory_id: directoryId, organization_id: 'org_1', token_suffix: suffix },
})

test.each<readonly [string, Directory, ReturnType<typeof event>[], string, RegExp]>([
  ['the current one', directory, [event('created', 'WXYZ', 10)], 'pass', /current one/],
  [
    'an earlier one that still counts',
    directory,
    [event('created', 'WXYZ', 10), event('created', 'zzzz', 12)],
    'pass',
    /a newer one ends in zzzz/,
  ],
  ['revoked', directory, [event('created', 'WXYZ', 10), event('revoked', 'WXYZ', 11)], 'fail', /revoked on 2026-11-11/],
  ['revoked, of which only that is told', directory, [event('revoked', 'WXYZ', 11)], 'fail', /revoked/],
  [
    'revoked, whatever order the events come in',
    directory,
    [event('revoked', 'WXYZ', 11), event('created', 'WXYZ', 10)],
    'fail',
    /revoked/,
  ],
  [
    'another one, of a directory too old for all of them to be told',
    directory,
    [event('created', 'zzzz', 12)],
    'warn',
    /not the token made last, which ends in zzzz/,
  ],
  ['another one, of a young directory', young, [event('created', 'zzzz', 22)], 'fail', /none of the tokens/],
  [
    'another one, after all were revoked',
    directory,
    [event('created', 'zzzz', 12), event('revoked', 'zzzz', 13)],
    'warn',
    /all of which were revoked/,
  ],
  ['of another directory', directory, [event('created', 'WXYZ', 10, 'directory_2')], 'skipped', /last 30 days/],
  ['without any event', directory, [], 'skipped', /last 30 days/],
  ['without any event, of a young directory', young, [], 'warn', /no token/],
  ['like a suffix too short to tell', directory, [event('created', 'Z', 10)], 'warn', /not the token made last/],
])('a token that is %s', async (_, of, events, status, summary) => {
  const host = scriptedHost(() => json(listOf(events)))
  const observation = await gatherToken(clientOver(host), of, token)
  const [finding] = judgeToken(observation)
  expect([finding?.id, finding?.status, finding?.summary]).toEqual([
    'workos.token',
    status,
    expect.stringMatching(summary),
  ])
  expect(JSON.stringify([observation, finding])).not.toContain('CANARY')
  expect(JSON.stringify(host.requests)).not.toContain(token.slice(0, -4))
})

test('events that cannot be read judge nothing', async () => {
  const host = scriptedHost(() => json({ message: 'no' }, 403))
  const [finding] = judgeToken(await gatherToken(clientOver(host), directory, token))
  expect(finding).toMatchObject({ id: 'workos.token', status: 'skipped' })
})
