import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Identifiers } from '../lab/workos/identifiers'
import { cutPage, type Paging } from '../lab/workos/paging'

const records = Array.from({ length: 7 }, (_, index) => ({ id: `conn_${index}` }))
const idsOf = (paging: Partial<Paging>) =>
  cutPage(records, { limit: 3, order: 'desc', before: null, after: null, ...paging })

describe('a page', () => {
  it.each([
    ['newest first', {}, ['conn_6', 'conn_5', 'conn_4'], null, 'conn_4'],
    ['after', { after: 'conn_4' }, ['conn_3', 'conn_2', 'conn_1'], 'conn_3', 'conn_1'],
    ['the last one', { after: 'conn_1' }, ['conn_0'], 'conn_0', null],
    ['before: the nearest ones', { before: 'conn_1' }, ['conn_4', 'conn_3', 'conn_2'], 'conn_4', 'conn_2'],
    ['before, at the head', { before: 'conn_5' }, ['conn_6'], null, 'conn_6'],
    ['oldest first', { order: 'asc' }, ['conn_0', 'conn_1', 'conn_2'], null, 'conn_2'],
    ['oldest first, after', { order: 'asc', after: 'conn_5' }, ['conn_6'], 'conn_6', null],
    ['normal: newest first, older ones before', { order: 'normal' }, ['conn_6', 'conn_5', 'conn_4'], 'conn_4', null],
    ['normal, before', { order: 'normal', before: 'conn_4' }, ['conn_3', 'conn_2', 'conn_1'], 'conn_1', 'conn_3'],
    ['normal, after', { order: 'normal', after: 'conn_1' }, ['conn_4', 'conn_3', 'conn_2'], 'conn_2', 'conn_4'],
    ['a cursor whose record is gone', { after: 'conn_35' }, ['conn_3', 'conn_2', 'conn_1'], 'conn_3', 'conn_1'],
    ['after the end', { after: 'conn_0' }, [], null, null],
  ] as const)('%s', (_name, paging, ids, before, after) => {
    const page = idsOf(paging)
    expect(page).toEqual({ data: ids.map((id) => ({ id })), before, after })
  })

  it('follows the others so that nothing is missed or told twice, whatever is deleted meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 300 }), (limit, count) => {
        const identifiers = new Identifiers('property')
        let all = Array.from({ length: count }, (_, index) => ({ id: identifiers.next('conn', 1e12 + (index >> 2)) }))
        const expected = all.map(({ id }) => id).reverse()
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: ReturnType<typeof idsOf> = cutPage(all, { limit, order: 'desc', before: null, after })
          seen.push(...page.data.map(({ id }) => id))
          after = page.after
          const cursor = after
          all = all.filter(({ id }) => id !== cursor)
        } while (after !== null)
        expect(seen).toEqual(expected)
      }),
    )
  })
})
