import { message } from '../answers'
import type { Handler } from '../call'
import { answerPage, listParameter } from '../paging'
import type { LabEvent } from '../records'

const keptFor = 30 * 86_400_000

function showEvent(event: LabEvent) {
  return {
    object: 'event',
    id: event.id,
    event: event.event,
    data: event.data,
    created_at: event.createdAt,
    context: {},
  }
}

/** `events` is mandatory; nothing older than 30 days is told. */
export const listEvents: Handler = ({ environment, query }) => {
  const names = listParameter(query, 'events')
  if (names === null || names.length === 0) {
    return { status: 422, json: { message: 'Validation failed.', errors: [{ field: 'events', code: 'required' }] } }
  }
  const [from, to] = [time(query.get('range_start')), time(query.get('range_end'))]
  if (Number.isNaN(from) || Number.isNaN(to)) return message(400, 'range_start and range_end must be ISO 8601 dates.')
  const oldest = Math.max(environment.now() - keptFor, from ?? 0)
  const newest = to ?? Number.POSITIVE_INFINITY
  const organizationId = query.get('organization_id')
  return answerPage(
    query,
    environment.events.all().filter((event) => {
      const at = Date.parse(event.createdAt)
      return (
        names.includes(event.event) &&
        at >= oldest &&
        at < newest &&
        (organizationId === null || event.organizationId === organizationId)
      )
    }),
    showEvent,
    'after',
  )
}

function time(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}
