import type { Finding } from '../finding'
import type { SignInSighting } from '../setup'
import { profileFieldNames, profileValue } from './profile-fields'
import type { SignIn } from './trace'

/** What a set-up remembers of a test sign-in; null of one that showed nothing: it was closed, cancelled or never began. */
export function sightingOf({ end, endedAt, startedAt, profile }: SignIn): SignInSighting | null {
  const at = endedAt ?? startedAt
  switch (end?.kind) {
    case 'profile': {
      const arrived = profileFieldNames.filter((field) => profile && profileValue(profile, field).length > 0)
      return { at, succeeded: true, error: null, arrived }
    }
    case 'error':
      return { at, succeeded: false, error: end.error, arrived: [] }
    case 'not-exchanged':
      return { at, succeeded: false, error: null, arrived: [] }
    default:
      return null
  }
}

/** The findings a remembered test sign-in stands for. */
export function sightingFindings(sighting: SignInSighting | null): Finding[] {
  if (sighting === null) return []
  const { at, succeeded, error, arrived } = sighting
  const from = 'the last test sign-in'
  if (!succeeded) {
    const summary = `The last test sign-in failed${error === null ? '' : ` with ${error}`}.`
    return [
      {
        id: 'workos.sign-in',
        status: 'fail',
        summary,
        evidence: [{ label: 'Test sign-in', value: 'failed', from, at }],
      },
    ]
  }
  return [
    {
      id: 'workos.sign-in',
      status: 'pass',
      summary: 'A test sign-in succeeded.',
      evidence: [{ label: 'Test sign-in', value: 'succeeded', from, at }],
    },
    ...profileFieldNames.map((field): Finding => {
      const there = arrived.includes(field)
      return {
        id: 'workos.profile',
        status: there ? 'pass' : field === 'groups' ? 'info' : 'warn',
        summary: `The profile of the last test sign-in has ${there ? '' : 'no '}${field}.`,
        evidence: [{ label: 'Field', value: field, from, at }],
      }
    }),
  ]
}
