import { z } from 'zod'
import type { RateBudget } from './budget'
import type { ApiOutcome, Query, WorkosClient } from './client'
import { type ApiProblem, problemOf } from './problems'

/** One page of a list: its records, and the cursor that leads on. */
export interface Page<T> {
  items: T[]
  /** Null on the last page. */
  after: string | null
  /** Records that came without what every record must have. */
  unreadable: number
}

/** A list of the API. */
export interface List<T> {
  path: string
  query?: Query
  /** What is listed, as a noun with its article. */
  what: string
  item: z.ZodType<T>
  budget?: RateBudget
}

/** The API's own upper limit. */
const largestPage = 100
/** Half a million records: more than any environment holds, so that no server can keep us reading for ever. */
const mostPages = 5000

const wirePage = z.object({
  data: z.array(z.unknown()),
  list_metadata: z.object({ after: z.string().nullish() }).nullish(),
})

/** Reads one page. A record that cannot be read is counted, not fatal. */
export async function readPage<T>(
  client: WorkosClient,
  list: List<T>,
  { after = null, limit = largestPage }: { after?: string | null; limit?: number } = {},
): Promise<ApiOutcome<Page<T>>> {
  const outcome = await client.read({
    path: list.path,
    query: { ...list.query, limit, ...(after === null ? {} : { after }) },
    what: list.what,
    schema: wirePage,
    ...(list.budget === undefined ? {} : { budget: list.budget }),
  })
  if (!outcome.ok) return outcome
  const { data, list_metadata } = outcome.value
  const items = data.map((one) => list.item.safeParse(one)).flatMap((one) => (one.success ? [one.data] : []))
  const cursor = list_metadata?.after ?? null
  const page: Page<T> = { items, after: cursor === '' ? null : cursor, unreadable: data.length - items.length }
  return { ok: true, value: page }
}

/**
 * Reads page after page. A problem is the last thing it yields; what came before stays good. Ends with a problem instead of
 * running for ever when the cursors go round in a circle. Stop it by leaving the loop or through the host's signal.
 * `after` goes on behind a cursor that an earlier reading had come to. `first`: how many records the first page has.
 */
export async function* readPages<T>(
  client: WorkosClient,
  list: List<T>,
  {
    limit = largestPage,
    first = limit,
    after: begin = null,
  }: { limit?: number; first?: number; after?: string | null } = {},
): AsyncGenerator<ApiOutcome<Page<T>>, void> {
  const about = { host: new URL(client.origin).host, what: list.what }
  const seen = new Set<string>()
  let after = begin
  for (let count = 0; ; count++) {
    if (count >= mostPages) {
      yield { ok: false, problem: problemOf('too-many-pages', about) }
      return
    }
    const page: ApiOutcome<Page<T>> = await readPage(client, list, { after, limit: count === 0 ? first : limit })
    yield page
    if (!page.ok || page.value.after === null) return
    after = page.value.after
    if (seen.has(after)) {
      yield { ok: false, problem: problemOf('cursor-loop', about) }
      return
    }
    seen.add(after)
  }
}

/** All records of a list, up to `atMost` pages; `complete` is false when a problem or that limit ended the reading. */
export interface Gathered<T> {
  items: T[]
  unreadable: number
  complete: boolean
  problem: ApiProblem | null
}

export async function readAll<T>(
  client: WorkosClient,
  list: List<T>,
  { atMost = Number.POSITIVE_INFINITY }: { atMost?: number } = {},
): Promise<Gathered<T>> {
  const gathered: Gathered<T> = { items: [], unreadable: 0, complete: false, problem: null }
  let pages = 0
  for await (const page of readPages(client, list)) {
    if (!page.ok) return { ...gathered, problem: page.problem }
    gathered.items.push(...page.value.items)
    gathered.unreadable += page.value.unreadable
    pages += 1
    if (page.value.after !== null && pages >= atMost) return gathered
  }
  return { ...gathered, complete: true }
}
