import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import type { Answer } from './answer'
import type { ObservationOf } from './observation'
import { refusesToken, standingOf } from './standing'
import type { TokenMark } from './token'
import { evidenceOf, quote, sayAnswer, tokenFix } from './words'

/** What copying left on the token: each as it stands after “It has”. */
const leftOn: Partial<Record<TokenMark, string>> = {
  'blanks-around': 'blanks around it',
  'line-break-around': 'a line break around it',
  'line-break-inside': 'a line break in the middle',
  'invisible-characters': 'characters in it that cannot be seen',
  quotes: 'quotation marks around it',
  'angle-brackets': 'angle brackets around it',
  'bearer-prefix': 'the word “Bearer” in front, which identity providers add by themselves',
  'header-name': 'the name of the header in front',
  assignment: 'the name of a variable in front',
}

/** What shows that this is not the token at all. */
const looksLike: Partial<Record<TokenMark, string>> = {
  'blanks-inside': 'It has blanks in the middle, which no bearer token has: more than the token was copied.',
  masked: 'It is the masked form a page shows, not the token itself.',
  'not-ascii': 'It has characters that no HTTP header can carry; a word processor may have replaced some.',
  address: 'It is an address, not a token.',
  'workos-api-key': 'It looks like an API key of WorkOS. A directory has a bearer token of its own.',
  'record-id': 'It looks like the ID of a record at WorkOS, not like a token.',
}

const createSecond =
  'Create a second bearer token for the directory, enter it in the identity provider, and revoke the old one once the new one is in use. A token is shown only when it is created.'
const pasteClean = 'Enter the token in the identity provider without anything around it.'

/** Judges the token: whether the service accepts it, whether it tells tokens apart at all, and what copying did to it. */
export function judgeToken(observation: ObservationOf<'token'>): Finding[] {
  const { answer, altered, asGiven, at } = observation
  const evidence: Evidence[] = [
    ...(answer === null ? [] : evidenceOf(answer, at)),
    ...(asGiven === null ? [] : evidenceOf(asGiven, at, 'With the token exactly as given').slice(0, 1)),
    ...(altered === null ? [] : evidenceOf(altered, at, 'With one character of the token changed').slice(0, 1)),
  ]
  return [{ id: 'scim.token', ...judge(observation), evidence }]
}

function judge(observation: ObservationOf<'token'>): { status: Status; summary: string; fix?: Fix } {
  const { answer, marks } = observation
  const looks = marks.map((mark) => looksLike[mark]).find((one) => one !== undefined)
  if (answer === null)
    return {
      status: 'fail',
      summary: looks ?? 'There is no token: nothing but blanks, or what no HTTP header can carry.',
      fix: tokenFix(pasteClean),
    }
  const standing = standingOf(answer)
  if (standing.kind === 'refused') return refused(observation, answer, standing.bySchema, looks)
  if (standing.kind === 'forbidden') {
    if (
      /\b(insufficient|missing|lacks?|required).{0,30}\bscopes?\b|insufficient_scope/i.test(
        `${answer.challenge} ${answer.says}`,
      )
    )
      return {
        status: 'fail',
        summary: `The service knows the token, but the token lacks the scope that reading users takes (status 403).${quote(answer)}`,
        fix: tokenFix(
          'Create a token that may read and write users and groups, and enter it in the identity provider.',
        ),
      }
    const { altered } = observation
    if (altered !== null && standingOf(altered).kind === 'forbidden')
      return {
        status: 'fail',
        summary: `The service does not let this token read users (status 403). It answers one it cannot know in the same way, so this one may be wrong, the directory inactive, or this machine left out by an allow-list of addresses.${quote(answer)}`,
        fix: tokenFix(createSecond),
      }
    return {
      status: 'fail',
      summary: `The service knows the token but does not let it read users (status 403). The directory is inactive or being deleted, or an allow-list of addresses leaves this machine out.${quote(answer)}`,
      fix: {
        ...tokenFix('Check the state of the directory and, if there is one, the allow-list of addresses.'),
        owner: 'workos-admin',
      },
    }
  }
  if (standing.kind !== 'accepted')
    return { status: 'skipped', summary: 'The token could not be judged: the SCIM service itself did not answer.' }
  return accepted(observation)
}

function refused(
  { marks, expiresAt, at }: ObservationOf<'token'>,
  answer: Answer,
  bySchema: boolean,
  looks: string | undefined,
): { status: Status; summary: string; fix: Fix } {
  const from = bySchema || answer.body === 'json' ? '' : ` ${unsureWho(answer)}`
  const expired = expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at)
  if (expired)
    return {
      status: 'fail',
      summary: `The token is refused (status ${answer.status}): it ended on ${expiresAt}.${from}`,
      fix: tokenFix(createSecond),
    }
  const said = /error_description="([^"]{1,200})"/i.exec(answer.challenge ?? '')?.[1]
  const reason = said === undefined ? quote(answer) : ` The service says: “${said}”.`
  const copied = whatCopyingLeft(marks)
  const why =
    looks ??
    (copied === null
      ? 'It is wrong, was revoked or has expired, or belongs to another directory.'
      : `It was also sent without ${copied}, and is refused all the same: it is wrong, was revoked, or belongs to another directory.`)
  return {
    status: 'fail',
    summary: `The token is refused (status ${answer.status}). ${why}${reason}${from}`,
    fix: tokenFix(createSecond),
  }
}

function unsureWho(answer: Answer): string {
  return `The answer is no SCIM error (${sayAnswer(answer)}), so a proxy or gateway in front of the service may have written it.`
}

function whatCopyingLeft(marks: readonly TokenMark[]): string | null {
  const left = marks.map((mark) => leftOn[mark]).filter((one) => one !== undefined)
  return left.length === 0 ? null : listed(left)
}

function accepted({ marks, asGiven, unsendable, altered }: ObservationOf<'token'>): {
  status: Status
  summary: string
  fix?: Fix
} {
  const copied = whatCopyingLeft(marks)
  if (altered !== null && standingOf(altered).kind === 'accepted') {
    return {
      status: 'warn',
      summary:
        'The service also accepts the token with one character changed: it does not look at tokens, so that it accepts this one proves nothing. Everybody who knows the address can read and change its users.',
      fix: {
        action: 'Make the service refuse requests without a valid token.',
        owner: 'workos-admin',
      },
    }
  }
  if (copied !== null && asGiven !== null && refusesToken(asGiven)) {
    return {
      status: 'fail',
      summary: `The token is right, but not as it was given: it has ${copied}. As it stands the service refuses it (status ${asGiven.status}); without that it is accepted.`,
      fix: tokenFix(pasteClean),
    }
  }
  if (copied !== null) {
    return {
      status: marks.includes('line-break-inside') ? 'fail' : 'warn',
      summary: `The token is right, but it was given with ${copied}. ${unsendable ? 'No HTTP header can carry that, so it was left out.' : 'The service bears that; an identity provider may not.'}`,
      fix: tokenFix(pasteClean),
    }
  }
  if (altered === null || !refusesToken(altered)) {
    return {
      status: 'warn',
      summary: `The token is accepted. Whether the service tells tokens apart could not be found out${altered === null ? '' : `: ${sayAnswer(altered)}`}.`,
    }
  }
  return {
    status: 'pass',
    summary: `The token is accepted, and refused with one character changed (status ${altered.status}).`,
  }
}
