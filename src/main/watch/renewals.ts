import type { Renewal } from '../../shared/watch/book'
import type { WorkosEvent } from '../../shared/workos'

export const renewalEvents = [
  'connection.saml_certificate_renewal_required',
  'connection.saml_certificate_renewed',
] as const

/** The certificates of a connection that WorkOS asks to renew, by what the last event of each kind says. Pure. */
export function renewalsIn(events: readonly WorkosEvent[]): Renewal[] {
  const last = new Map<string, WorkosEvent>()
  for (const event of events) {
    const type = event.certificate?.type
    if (type === undefined || !renewalEvents.some((name) => name === event.name)) continue
    if (event.at >= (last.get(type)?.at ?? '')) last.set(type, event)
  }
  return [...last].flatMap(([type, { name, certificate }]): Renewal[] => {
    const endsAt = certificate?.expiresAt ?? null
    if (name === 'connection.saml_certificate_renewed' || endsAt === null) return []
    return [{ type: type.slice(0, 100), endsAt }]
  })
}
