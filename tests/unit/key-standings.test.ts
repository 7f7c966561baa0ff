import { expect, test } from 'vitest'
import { KeyStandings } from '../../src/main/shell/key-standings'

test('what WorkOS makes of a key is told when it changes, and only of the key there is now', () => {
  const told: string[] = []
  const standings = new KeyStandings(
    () => new Date('2026-11-23T10:00:00Z'),
    (id) => told.push(`${id} ${standings.of(id)?.accepted}`),
  )
  expect(standings.of('e1')).toBeNull()
  const first = standings.listener('e1')
  first(true)
  first(true)
  first(false)
  expect(told).toEqual(['e1 true', 'e1 false'])
  expect(standings.of('e1')).toEqual({ accepted: false, at: '2026-11-23T10:00:00.000Z' })

  standings.forget('e1')
  expect(standings.of('e1')).toBeNull()
  // An answer to the old key arrives late.
  first(false)
  expect(standings.of('e1')).toBeNull()
  standings.listener('e1')(true)
  expect(standings.of('e1')?.accepted).toBe(true)
  expect(standings.of('e2')).toBeNull()
})
