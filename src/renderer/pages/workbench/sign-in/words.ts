import type { Status } from '../../../../shared/finding'
import type { SignIn } from '../../../../shared/sign-in/trace'

const phases: Readonly<Record<Exclude<SignIn['phase'], 'ended'>, string>> = {
  beginning: 'Beginning',
  'signing-in': 'Signing in',
  exchanging: 'Exchanging the code',
  'reading-events': 'Reading events',
}

/** What a sign-in came to in a word or two; without a status while it goes on. */
export function endWord({ phase, end, findings }: SignIn): { status: Status | null; word: string } {
  if (phase !== 'ended' || end === null) return { status: null, word: phase === 'ended' ? 'Ended' : phases[phase] }
  const status = findings.find(({ id }) => id === 'workos.sign-in')?.status ?? 'info'
  switch (end.kind) {
    case 'profile':
      return { status, word: 'Signed in' }
    case 'error':
      return { status, word: end.error }
    case 'not-exchanged':
      return { status, word: 'Code not exchanged' }
    case 'wrong-state':
      return { status, word: 'Wrong state' }
    case 'recorded':
      return { status, word: end.code ? 'Signed in' : 'Unfinished' }
    case 'closed':
      return { status, word: 'Closed' }
    case 'cancelled':
      return { status, word: 'Cancelled' }
    case 'timed-out':
      return { status, word: 'Timed out' }
    case 'certificate':
      return { status, word: 'Certificate not trusted' }
    case 'unreachable':
      return { status, word: 'Not reached' }
    case 'led-away':
      return { status, word: 'Led away' }
    case 'crashed':
      return { status, word: 'Crashed' }
    case 'not-begun':
      return { status, word: 'Did not begin' }
  }
}

/** Whom a sign-in was about: what WorkOS says, else what the response says. */
export function whoIn({ profile, response, events }: SignIn): string | null {
  const told = events?.state === 'told' ? events.email : null
  return profile?.email ?? profile?.idpId ?? response?.assertion?.nameId ?? told
}
