/**
 * The events of the WorkOS API that say something of a connection, a directory or a domain, put into words.
 * Source: https://workos.com/docs/events
 */
const workosEvents = {
  'authentication.sso_started': 'A sign-in began.',
  'authentication.sso_succeeded': 'A sign-in succeeded.',
  'authentication.sso_failed': 'A sign-in failed.',
  'authentication.sso_timed_out': 'A sign-in was not finished within five minutes.',
  'connection.activated': 'The connection became active.',
  'connection.deactivated': 'The connection was switched off.',
  'connection.deleted': 'The connection was deleted.',
  'connection.saml_certificate_renewal_required': 'A SAML certificate has to be renewed.',
  'connection.saml_certificate_renewed': 'A SAML certificate was renewed.',
  'dsync.activated': 'The directory was linked.',
  'dsync.deleted': 'The directory was deleted.',
  'dsync.user.created': 'A user arrived.',
  'dsync.user.updated': 'A user changed.',
  'dsync.user.deleted': 'A user was removed.',
  'dsync.group.created': 'A group arrived.',
  'dsync.group.updated': 'A group changed.',
  'dsync.group.deleted': 'A group was removed.',
  'dsync.group.user_added': 'A user joined a group.',
  'dsync.group.user_removed': 'A user left a group.',
  'dsync.token.created': 'A bearer token was created.',
  'dsync.token.revoked': 'A bearer token was revoked.',
  'organization_domain.verified': 'A domain was verified.',
  'organization_domain.verification_failed': 'A domain could not be verified.',
} as const satisfies Readonly<Record<string, string>>

export type WorkosEventName = keyof typeof workosEvents

/** The events by what they concern. The API wants them named one by one. */
export const eventNames = {
  connection: [
    'authentication.sso_failed',
    'authentication.sso_succeeded',
    'authentication.sso_timed_out',
    'connection.activated',
    'connection.deactivated',
    'connection.deleted',
    'connection.saml_certificate_renewal_required',
    'connection.saml_certificate_renewed',
  ],
  directory: [
    'dsync.activated',
    'dsync.deleted',
    'dsync.user.created',
    'dsync.user.updated',
    'dsync.user.deleted',
    'dsync.group.created',
    'dsync.group.updated',
    'dsync.group.deleted',
    'dsync.group.user_added',
    'dsync.group.user_removed',
    'dsync.token.created',
    'dsync.token.revoked',
  ],
  domain: ['organization_domain.verified', 'organization_domain.verification_failed'],
} as const satisfies Readonly<Record<string, readonly WorkosEventName[]>>

/** What an event tells, in one sentence; an unknown name is shown as it is. */
export function eventSentence(name: string): string {
  return Object.entries(workosEvents).find(([known]) => known === name)?.[1] ?? name
}
