import { expect, test } from 'vitest'
import { CaptureRecord } from '../../../../src/main/scim/capture/record'

/** The list of a capture to which so many users were pushed, each with a body of so many characters. */
function logOf(users: number, length: number) {
  const record = new CaptureRecord('live')
  for (let n = 1; n <= users; n++)
    record.add({
      n,
      at: n,
      method: 'POST',
      path: '/Users',
      inside: true,
      userAgent: null,
      contentType: 'application/scim+json',
      token: 'accepted',
      tokenMarks: [],
      bytes: length,
      bodyKind: 'json',
      body: { userName: `user${n}` },
      text: 'x'.repeat(length),
      status: 201,
      scimType: null,
      detail: null,
      id: String(n),
      ms: 1,
    })
  return record.log
}
const keptOf = (log: ReturnType<typeof logOf>) => [...log.kept()].map(({ n }) => n)

test('every request stays in the list, and the last 2,000 with their bodies, in their order', () => {
  const log = logOf(4100, 10)
  expect(log.size).toBe(4100)
  expect(keptOf(log)).toEqual(Array.from({ length: 2000 }, (_, index) => 2101 + index))
  expect(log.request(2100)).toMatchObject({ n: 2100, subject: 'user2100', body: null, bodyKept: false })
  expect(log.request(2101)).toMatchObject({ n: 2101, subject: 'user2101', bodyKept: true })
  expect(log.request(4100)).toMatchObject({ n: 4100, bodyKept: true })
  expect([log.request(0), log.request(4101)]).toEqual([null, null])
})

test('of large bodies fewer are kept: 24 million characters', () => {
  const log = logOf(30, 1024 * 1024)
  expect(keptOf(log)).toEqual(Array.from({ length: 24 }, (_, index) => 7 + index))
  expect(log.request(6)).toMatchObject({ bodyKept: false })
  expect(log.request(30)).toMatchObject({ bodyKept: true, body: { complete: false } })
})
