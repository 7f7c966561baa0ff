import { type Answer, type FieldError, invalidFields, ok } from './answers'

export interface Paging {
  limit: number
  order: 'asc' | 'desc' | 'normal'
  before: string | null
  after: string | null
}

export interface Page<T> {
  data: T[]
  before: string | null
  after: string | null
}

const orders = ['asc', 'desc', 'normal'] as const

/** Reads `limit`, `order`, `before` and `after`: 10 by default, 100 at most, newest first. */
function readPaging(query: URLSearchParams): { ok: true; paging: Paging } | { ok: false; answer: Answer } {
  const errors: FieldError[] = []
  const limit = Number(query.get('limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) errors.push({ field: 'limit', code: 'out_of_range' })
  const wanted = query.get('order') ?? 'desc'
  const order = orders.find((known) => known === wanted)
  if (order === undefined) errors.push({ field: 'order', code: 'invalid' })
  const [before, after] = [query.get('before'), query.get('after')]
  for (const [field, cursor] of Object.entries({ before, after })) {
    if (cursor !== null && !/^[a-z_]+_[0-9A-Z]{26}$/.test(cursor)) errors.push({ field, code: 'invalid_cursor' })
  }
  if (before !== null && after !== null) errors.push({ field: 'before', code: 'not_together_with_after' })
  if (errors.length > 0 || order === undefined) return { ok: false, answer: invalidFields(errors) }
  return { ok: true, paging: { limit, order, before, after } }
}

/**
 * Cuts one page out of records that are sorted oldest first. A cursor is an ID and need not exist any more: it marks a
 * place. In `normal` order the newest come first as in `desc`, but `before` leads to older records and `after` to newer.
 */
export function cutPage<T extends { id: string }>(oldestFirst: readonly T[], paging: Paging): Page<T> {
  if (paging.order === 'normal') {
    const page = cutPage(oldestFirst, { ...paging, order: 'desc', before: paging.after, after: paging.before })
    return { data: page.data, before: page.after, after: page.before }
  }
  const ascending = paging.order === 'asc'
  const listed = ascending ? oldestFirst : [...oldestFirst].reverse()
  const follows = (record: T, cursor: string) => (ascending ? record.id > cursor : record.id < cursor)

  let start = 0
  let end = listed.length
  if (paging.after !== null) {
    const cursor = paging.after
    const first = listed.findIndex((record) => follows(record, cursor))
    start = first === -1 ? listed.length : first
  }
  if (paging.before !== null) {
    const cursor = paging.before
    const first = listed.findIndex((record) => record.id === cursor || follows(record, cursor))
    end = first === -1 ? listed.length : first
    start = Math.max(0, end - paging.limit)
  }
  end = Math.min(end, start + paging.limit)
  const data = listed.slice(start, end)
  return {
    data,
    before: start > 0 && data.length > 0 ? (data[0]?.id ?? null) : null,
    after: end < listed.length ? (data.at(-1)?.id ?? null) : null,
  }
}

/** Answers the page of these records that the query asks for. The list of events tells no `before`. */
export function answerPage<T extends { id: string }>(
  query: URLSearchParams,
  oldestFirst: readonly T[],
  show: (record: T) => unknown,
  cursors: 'both' | 'after' = 'both',
): Answer {
  const read = readPaging(query)
  if (!read.ok) return read.answer
  const { data, before, after } = cutPage(oldestFirst, read.paging)
  return ok({
    object: 'list',
    data: data.map(show),
    list_metadata: cursors === 'both' ? { before, after } : { after },
  })
}

/** A filter that may be repeated, comma-joined, or written with brackets. Null when it is not there. */
export function listParameter(query: URLSearchParams, name: string): string[] | null {
  const values = [...query.getAll(name), ...query.getAll(`${name}[]`)]
  if (values.length === 0) return null
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '')
}

/** Whether a text filter (not case-sensitive) matches; an absent filter matches everything. */
export function matchesSearch(filter: string | null, text: string): boolean {
  return filter === null || text.toLowerCase().includes(filter.toLowerCase())
}
