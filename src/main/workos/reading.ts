import type { Listed, Rows } from '../../shared/workos-rows'
import type { WorkosClient } from './client'
import { connectionList } from './connections'
import { directoryGroupList, directoryList, directoryUserList } from './directories'
import { organizationList } from './organizations'
import { type List, readPages } from './paging'
import type { ApiProblem } from './problems'
import { connectionRow, directoryRow, groupRow, inMessages, organizationRow, userRow } from './rows'
import type { Standby } from './standby'
import { realTimers, type Timers } from './timers'

/** Some rows of a list, and how many records beside them could not be read. */
export type ReadingPart = Rows & { unreadable: number }

/** How a reading ended: whole, or with the problem and the cursor behind which the rest begins. */
export interface ReadingEnd {
  problem: ApiProblem | null
  after: string | null
}

export interface ReadingOptions {
  /** The cursor an earlier reading came to. */
  after?: string | null
  standby?: Standby
  timers?: Timers
}

/** Reads a list page by page, as rows in messages small enough to cross to the page. */
export function readRows(
  client: WorkosClient,
  listed: Listed,
  options: ReadingOptions = {},
): AsyncGenerator<ReadingPart, ReadingEnd> {
  switch (listed.kind) {
    case 'connections':
      return read(client, connectionList(), connectionRow, (rows) => ({ kind: 'connections', rows }), options)
    case 'directories':
      return read(client, directoryList(), directoryRow, (rows) => ({ kind: 'directories', rows }), options)
    case 'organizations':
      return read(client, organizationList(), organizationRow, (rows) => ({ kind: 'organizations', rows }), options)
    case 'users': {
      const list = directoryUserList(client, listed.directoryId)
      return read(client, list, userRow, (rows) => ({ kind: 'users', rows }), options)
    }
    case 'groups':
      return read(client, directoryGroupList(listed.of), groupRow, (rows) => ({ kind: 'groups', rows }), options)
  }
}

/** Network faults that sleep causes: the connection was gone when the machine woke. */
const causedBySleep: ReadonlySet<ApiProblem['code']> = new Set([
  'workos.timeout',
  'workos.reset',
  'workos.unreachable',
  'workos.network',
  'workos.dns',
  'workos.refused',
])

/** As many rows as a tall window shows: fewer are read, sent and shown sooner. */
const firstRows = 30

/** After waking a network takes a while; so often the same page is tried again, with this wait before each. */
const afterWaking = { tries: 5, waitMs: 2000 } as const

async function* read<Record, Row>(
  client: WorkosClient,
  list: List<Record>,
  rowOf: (record: Record) => Row,
  wrap: (rows: Row[]) => Rows,
  { after: begin = null, standby, timers = realTimers }: ReadingOptions,
): AsyncGenerator<ReadingPart, ReadingEnd> {
  const { signal } = client.host
  let after = begin
  // Of a sleep that a page still came in, the waking is yet to come, and with it the network.
  let wakes = standby?.wakes ?? 0
  let tries = 0
  for (;;) {
    await standby?.awake(signal)
    let problem: ApiProblem | null = null
    for await (const page of readPages(client, list, { after, first: after === null ? firstRows : undefined })) {
      if (!page.ok) {
        problem = page.problem
        break
      }
      const { items, unreadable } = page.value
      const messages = inMessages(items.map(rowOf))
      for (const [index, rows] of messages.entries()) yield { ...wrap(rows), unreadable: index === 0 ? unreadable : 0 }
      if (messages.length === 0 && unreadable > 0) yield { ...wrap([]), unreadable }
      after = page.value.after
      wakes = standby?.wakes ?? 0
      tries = 0
      await standby?.awake(signal)
    }
    if (problem === null) return { problem: null, after: null }
    const slept = standby !== undefined && standby.sleeps !== wakes
    if (!slept || !causedBySleep.has(problem.code) || tries >= afterWaking.tries) return { problem, after }
    tries += 1
    await standby.awake(signal)
    await timers.wait(afterWaking.waitMs, signal)
  }
}
