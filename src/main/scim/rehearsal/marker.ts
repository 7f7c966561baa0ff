import { attribute, workEmail } from '../answer'

/**
 * The names a rehearsal goes by. They are the same every time, so that the next one finds what an interrupted one left, and
 * stand under `.invalid`, where nobody has an account or a mailbox. Source: RFC 2606 section 2
 */
const names = ['1', '2', '3', '4'] as const
export const userNamePrefix = 'signpost-rehearsal-'
const domain = 'signpost.invalid'
export const groupNamePrefix = 'Signpost rehearsal '
const groupSuffix = ' (safe to delete)'

export interface Marker {
  userName: string
  /** An address the e-mail is changed to. */
  otherEmail: string
  groupName: string
  externalIds: { guid: string; okta: string }
  groupExternalId: string
}

/** The markers to try, in order; the last one is new each time, for services that never give a used name back. */
export function markers(random: string): readonly [Marker, ...Marker[]] {
  return [markerOf(names[0]), ...[...names.slice(1), random].map(markerOf)]
}

/** The names to look for. */
export const knownUserNames: readonly string[] = names.map((name) => markerOf(name).userName)
export const knownGroupNames: readonly string[] = names.map((name) => markerOf(name).groupName)

function markerOf(name: string): Marker {
  const padded = [...name].map((character) => (character.charCodeAt(0) % 16).toString(16)).join('')
  return {
    userName: `${userNamePrefix}${name}@${domain}`,
    otherEmail: `${userNamePrefix}${name}-changed@${domain}`,
    groupName: `${groupNamePrefix}${name}${groupSuffix}`,
    externalIds: {
      guid: `51670057-0000-4000-8000-${padded.padStart(12, '0')}`,
      okta: `00u${`signpostrehearsal${name}`.slice(-17)}`,
    },
    groupExternalId: `51670057-0000-4000-9000-${padded.padStart(12, '0')}`,
  }
}

const ourUserName = /^signpost-rehearsal-[a-z0-9]{1,12}(-changed)?(@signpost\.invalid)?$/i
const ourExternalId = /^(51670057-0000-4000-8000-[0-9a-f]{12}|00u[a-z0-9]*rehearsal[a-z0-9]{1,12})$/i
const ourGroupName = /^Signpost rehearsal [a-z0-9]{1,12} \(safe to delete\)$/i

/**
 * Whether a user was made by a rehearsal, told by its user name, e-mail or externalId: nobody else has any of these. A service
 * may keep one of them alone, and cut the domain off a user name.
 */
export function isOurUser(resource: unknown): boolean {
  const isMark = (value: unknown, mark: RegExp) => typeof value === 'string' && mark.test(value)
  return (
    [attribute(resource, 'userName'), workEmail(resource)].some((name) => isMark(name, ourUserName)) ||
    isMark(attribute(resource, 'externalId'), ourExternalId)
  )
}

/** Whether a group was made by a rehearsal, told by its name. */
export function isOurGroup(resource: unknown): boolean {
  const displayName = attribute(resource, 'displayName')
  return typeof displayName === 'string' && ourGroupName.test(displayName)
}
