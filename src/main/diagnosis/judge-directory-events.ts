import type { Evidence, Finding } from '../../shared/finding'
import type { ObservationOf } from '../workos/check/observations'

/** So many new users without a single change is more than chance. */
const tellingNumber = 20

/**
 * What the events of a directory prove of the provider itself: that it sends changes, and that it sends deactivations. A rehearsal
 * shows only what the endpoint takes. Events that are missing prove nothing by themselves.
 */
export function judgeDirectoryEvents({ events, complete, at }: ObservationOf<'events'>): Finding[] {
  const named = (name: string) => events.filter((event) => event.name === name)
  const created = named('dsync.user.created').length
  const changed = named('dsync.user.updated')
  const switchedOff = changed.filter(({ userState }) => userState !== null && userState !== 'active').length
  const updated = changed.length - switchedOff
  const left = switchedOff + named('dsync.user.deleted').length
  const from = `GET /events${complete ? '' : ', the last pages'}`
  const seen = (label: string, value: number): Evidence => ({ label, value: String(value), from, at })
  return [
    ...judged('scim.update', updated, created, 'changes', [
      seen('Users created', created),
      seen('Changes seen', updated),
    ]),
    ...judged('scim.deactivate', left, 0, 'deactivations', [seen('Users removed', left)]),
  ]
}

function judged(
  id: 'scim.update' | 'scim.deactivate',
  arrived: number,
  created: number,
  what: string,
  evidence: Evidence[],
): Finding[] {
  if (arrived > 0)
    return [{ id, status: 'pass', summary: `WorkOS has received ${what} of users from the provider.`, evidence }]
  if (created < tellingNumber) return []
  return [
    {
      id,
      status: 'warn',
      summary: `WorkOS has received ${created} new users from the provider, and no ${what} of any user.`,
      evidence,
    },
  ]
}
