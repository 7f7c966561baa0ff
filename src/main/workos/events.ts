import type { WorkosEvent } from '../../shared/workos'
import type { WorkosClient } from './client'
import type { List } from './paging'
import { readPages } from './paging'
import type { ApiProblem } from './problems'
import { eventRecord } from './records'

export interface EventQuery {
  /** Names as the API has them; at least one. */
  names: readonly string[]
  organizationId?: string
  /** ISO 8601. Events are kept for 30 days. */
  since?: string
  until?: string
}

/** Events, newest first. Source: https://workos.com/docs/reference/events */
export function eventList({ names, organizationId, since, until }: EventQuery): List<WorkosEvent> {
  return {
    path: '/events',
    query: {
      events: names.join(','),
      organization_id: organizationId,
      range_start: since,
      range_end: until,
      order: 'desc',
    },
    what: 'the events of the environment',
    item: eventRecord,
  }
}

/** Events that concern one connection or directory. */
export interface EventsAbout {
  events: WorkosEvent[]
  /** How many events were looked through, whomever they concern. */
  read: number
  /** False when there were more than were looked through, or a problem ended the reading. */
  complete: boolean
  problem: ApiProblem | null
}

/** The API cannot be asked for the events of one connection, so a bounded number of pages is read and sifted. */
export async function eventsAbout(
  client: WorkosClient,
  query: EventQuery,
  subject: { connectionId?: string; directoryId?: string },
  { pages: atMost = 5 }: { pages?: number } = {},
): Promise<EventsAbout> {
  const found: EventsAbout = { events: [], read: 0, complete: false, problem: null }
  let pages = 0
  for await (const page of readPages(client, eventList(query))) {
    if (!page.ok) return { ...found, problem: page.problem }
    found.read += page.value.items.length
    found.events.push(...page.value.items.filter((event) => concerns(event, subject)))
    pages += 1
    if (page.value.after !== null && pages >= atMost) return found
  }
  return { ...found, complete: true }
}

function concerns(event: WorkosEvent, { connectionId, directoryId }: { connectionId?: string; directoryId?: string }) {
  return (
    (connectionId !== undefined && event.connectionId === connectionId) ||
    (directoryId !== undefined && event.directoryId === directoryId)
  )
}
