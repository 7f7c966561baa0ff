import { expect, test } from 'vitest'
import { PortalLinks } from '../../src/main/shell/portal-links'
import { clockOf, leftOf } from '../../src/renderer/pages/workbench/workos/actions/use-lifetime'

const minute = 60_000
const link = 'https://setup.workos.com/?token=CANARY'

/** Links under two clocks that the test moves: the wall clock, and the one that cannot be set. */
function setUp() {
  const clock = { wall: Date.parse('2026-11-23T10:00:00Z'), monotonic: 1000 }
  const links = new PortalLinks(
    5 * minute,
    () => clock.monotonic,
    () => clock.wall,
  )
  return { links, clock, ticket: links.keep(link) }
}

test('a link is there for five minutes, and its ticket says nothing of it', () => {
  const { links, clock, ticket } = setUp()
  expect(ticket).not.toContain('CANARY')
  clock.wall += 5 * minute - 1
  clock.monotonic += 5 * minute - 1
  expect(links.read(ticket)).toEqual({ ok: true, value: link })
  clock.monotonic += 1
  expect(links.read(ticket)).toMatchObject({ ok: false, problem: { code: 'workos.portal-link-over' } })
  clock.monotonic -= minute
  expect(links.read(ticket).ok).toBe(false)
  expect(links.read('made up').ok).toBe(false)
})

test('a machine that slept has no use for the link any more, though its own clock stood still', () => {
  const { links, clock, ticket } = setUp()
  clock.wall += 60 * minute
  expect(links.read(ticket).ok).toBe(false)
})

test('a wall clock set back makes no link live longer', () => {
  const { links, clock, ticket } = setUp()
  clock.wall -= 24 * 60 * minute
  clock.monotonic += 5 * minute
  expect(links.read(ticket).ok).toBe(false)
})

test('only so many links are kept', () => {
  const { links, ticket } = setUp()
  for (let count = 0; count < 30; count++) links.keep(link)
  expect(links.read(ticket).ok).toBe(false)
})

test('the countdown goes by whichever clock has gone further', () => {
  const start = { wall: 0, monotonic: 0 }
  expect(leftOf(300_000, start, { wall: 1000, monotonic: 1000 })).toBe(299_000)
  expect(leftOf(300_000, start, { wall: -500_000, monotonic: 60_000 })).toBe(240_000)
  expect(leftOf(300_000, start, { wall: 400_000, monotonic: 0 })).toBe(0)
  expect([300_000, 299_001, 61_000, 9_000, 1, 0].map(clockOf)).toEqual(['5:00', '5:00', '1:01', '0:09', '0:01', '0:00'])
})
