import type { RecordedSignIn } from '../../../shared/recorded-sign-in'
import type { SignIn } from '../../../shared/sign-in/trace'
import { answerOf } from './answer'
import type { CarriedMessage } from './capture'

/** What a diagnosis can use of a sign-in: plain data, in the shape of its input `signIn`. */
export function forDiagnosis(signIn: SignIn, posted: CarriedMessage | null): RecordedSignIn {
  const { hops, way, label, startedAt, end } = signIn
  const last = hops.findLast(({ inFrame }) => !inFrame)
  const stuck = last !== undefined && last.kind !== 'return' && last.pageSays !== null
  const back = hops.findLast(({ kind }) => kind === 'return')
  return {
    from: way === 'import' ? label : 'the test sign-in',
    startedAt,
    request: answerOf(signIn),
    response:
      posted === null
        ? null
        : { samlResponse: posted.value, postedTo: posted.url, at: new Date(posted.at).toISOString() },
    providerAnswer: null,
    endedAt: endedAt(back?.address ?? null, end),
    page: stuck ? { url: last.address, status: last.status, text: last.pageSays ?? '' } : null,
  }
}

/** The address a sign-in returned to, with the error or with word of a code in it; the code itself is nobody's business. */
function endedAt(address: string | null, end: SignIn['end']): string | null {
  if (address === null || !URL.canParse(address) || end === null) return null
  const url = new URL(address)
  if (end.kind === 'error') {
    url.searchParams.set('error', end.error)
    if (end.description !== null) url.searchParams.set('error_description', end.description)
  } else if (end.kind === 'profile' || end.kind === 'not-exchanged' || (end.kind === 'recorded' && end.code)) {
    url.searchParams.set('code', 'hidden')
  } else return null
  return url.href
}
