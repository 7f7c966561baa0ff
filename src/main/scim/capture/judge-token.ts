import type { Finding } from '../../../shared/finding'
import type { CaptureObservation } from './tally'

/** What copying left on a token, as it stands after “It has”. */
const leftOn: Readonly<Record<string, string>> = {
  'bearer-prefix': 'the word “Bearer” twice: the identity provider adds it by itself',
  quotes: 'quotation marks around it',
  'blanks-around': 'blanks around it',
  'line-break-around': 'a line break around it',
  'angle-brackets': 'angle brackets around it',
}

/** Judges whether the identity provider sends the token of the capture. A log does not tell. */
export function judgeCapturedToken({ facts, of, at }: CaptureObservation): Finding[] {
  const { accepted, absent, wrong, marks } = facts.token
  if (of === 'log' || accepted + absent + wrong === 0) return []
  const evidence = [
    { label: 'With the right token', value: String(accepted), from: 'the capture', at },
    { label: 'With another token', value: String(wrong), from: 'the capture', at },
    { label: 'Without a token', value: String(absent), from: 'the capture', at },
  ]
  const id = 'scim.token' as const
  if (wrong + absent === 0)
    return [{ id, status: 'pass', summary: 'The identity provider sends the token with every request.', evidence }]
  const told = marks.flatMap((mark) => leftOn[mark] ?? [])
  const why =
    told.length > 0
      ? `It has ${told[0]}.`
      : wrong > 0
        ? 'It is the token of something else, or an older capture.'
        : 'The identity provider sends no Authorization header with a bearer token.'
  const fix = {
    action: 'Copy the token of this capture and enter it in the identity provider, without anything around it.',
    where: 'the field of the bearer token in the application’s provisioning settings',
    owner: 'idp-admin' as const,
  }
  if (accepted === 0)
    return [{ id, status: 'fail', summary: `No request carries the token of the capture. ${why}`, evidence, fix }]
  return [
    {
      id,
      status: 'warn',
      summary: `${wrong + absent === 1 ? 'One request came' : `${wrong + absent} requests came`} without the token of the capture. ${why}`,
      evidence,
      fix,
    },
  ]
}
