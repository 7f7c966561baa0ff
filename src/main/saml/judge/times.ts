import type { CheckId } from '../../../shared/checks'
import { firstDifference } from '../../../shared/compare'
import type { Comparison, Evidence, Finding, Place } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import type { AssertionFacts, Expectations, ResponseFacts } from '../observation'
import { readTime, sayDuration, sayTime } from '../time'
import { bearerOf } from './bearer'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Judged with the whole response at hand, because its other times tell what a failed limit means. */
interface Moment {
  response: ResponseFacts
  assertion: AssertionFacts
  expectations: Expectations
}

/** `response.not-before` (core 2.5.1.2): the start of the Conditions, and none on a bearer confirmation. */
export function judgeNotBefore(
  response: ResponseFacts,
  assertion: AssertionFacts,
  expectations: Expectations,
): Finding[] {
  const moment = { response, assertion, expectations }
  const confirmation = bearerOf(assertion, expectations)
  const forbidden =
    confirmation?.notBefore == null
      ? []
      : [
          finding(
            'response.not-before',
            'fail',
            'The bearer confirmation has a NotBefore; it must not (profiles 4.1.4.2).',
            {
              evidence: [
                seen('NotBefore', confirmation.notBefore, 'SubjectConfirmationData/@NotBefore', confirmation.place),
              ],
              place: confirmation.place,
              fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
            },
          ),
        ]
  const text = assertion.conditions?.notBefore ?? null
  if (text === null)
    return [
      judgeIssueInstant(moment) ??
        finding(
          'response.not-before',
          'info',
          'The Conditions set no NotBefore: the assertion is valid from the start.',
        ),
      ...forbidden,
    ]
  return [judgeStart(text, assertion.conditions?.place ?? null, moment), ...forbidden]
}

function judgeStart(text: string, place: Place | null, moment: Moment): Finding {
  const time = readTime(text)
  if (!time) return unreadable('response.not-before', 'NotBefore', text, 'Conditions/@NotBefore', place)
  const { now, skewMs, nowFrom } = moment.expectations
  const ahead = time.ms - now
  const compared = compareTimes(
    'NotBefore',
    { ms: now + skewMs, from: `${nowFrom} plus ${skewMs / second} s of tolerance, the latest allowed` },
    text,
    ahead > skewMs ? `It is ${sayDuration(ahead - skewMs)} too late.` : null,
  )
  const evidence = [...timesOf(moment), seen('Note', time.deviation, 'Conditions/@NotBefore', place)]
  if (ahead > skewMs) {
    return finding(
      'response.not-before',
      'fail',
      `The assertion becomes valid only ${sayDuration(ahead)} after the time judged for. ${clockAhead(moment)}`,
      {
        compared,
        evidence,
        fix: clockFix(moment),
      },
    )
  }
  if (ahead > minute) {
    return finding(
      'response.not-before',
      'warn',
      `The assertion becomes valid ${sayDuration(ahead)} after the time judged for; only the tolerance of ${skewMs / second} seconds lets it pass. ${clockAhead(moment)}`,
      { compared, evidence, fix: clockFix(moment) },
    )
  }
  const issued = judgeIssueInstant(moment)
  if (issued) return { ...issued, compared }
  if (time.deviation !== null)
    return finding('response.not-before', 'warn', `NotBefore is passed. ${time.deviation}`, { compared, evidence })
  return finding('response.not-before', 'pass', 'The assertion is valid already at the time judged for.', {
    compared,
    evidence,
  })
}

/** A message cannot have been issued after it arrived: one of two clocks is wrong, even where the limits still allow it. */
function judgeIssueInstant(moment: Moment): Finding | null {
  const issued = issueInstantOf(moment)
  if (issued === null || issued - moment.expectations.now <= minute) return null
  return finding(
    'response.not-before',
    'warn',
    `The message was issued ${sayDuration(issued - moment.expectations.now)} after the time judged for. ${clockAhead(moment)}`,
    {
      evidence: timesOf(moment),
      fix: clockFix(moment),
    },
  )
}

/** `response.not-on-or-after` (core 2.5.1.2, profiles 4.1.4.2, core 2.7.2): once for each limit the assertion sets. */
export function judgeNotOnOrAfter(
  response: ResponseFacts,
  assertion: AssertionFacts,
  expectations: Expectations,
): Finding[] {
  const moment = { response, assertion, expectations }
  const findings: Finding[] = []
  const confirmation = bearerOf(assertion, expectations)
  if (confirmation?.notOnOrAfter === null) {
    findings.push(
      finding(
        'response.not-on-or-after',
        'fail',
        'The bearer confirmation has no NotOnOrAfter; it must (profiles 4.1.4.2).',
        {
          fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
        },
      ),
    )
  } else if (confirmation) {
    findings.push(judgeEnd('SubjectConfirmationData', confirmation.notOnOrAfter, confirmation.place, moment))
  }
  const { conditions } = assertion
  if (conditions?.notOnOrAfter != null)
    findings.push(judgeEnd('Conditions', conditions.notOnOrAfter, conditions.place, moment))
  else findings.push(finding('response.not-on-or-after', 'info', 'The Conditions set no NotOnOrAfter.'))
  if (assertion.statements.length === 0) {
    const summary = 'The Assertion has no AuthnStatement; one that signs somebody in must (profiles 4.1.4.2).'
    findings.push(finding('response.not-on-or-after', 'warn', summary, { place: assertion.place }))
  }
  for (const { sessionNotOnOrAfter, place } of assertion.statements) {
    if (sessionNotOnOrAfter !== null) findings.push(judgeEnd('AuthnStatement', sessionNotOnOrAfter, place, moment))
  }
  return findings
}

type Limit = 'SubjectConfirmationData' | 'Conditions' | 'AuthnStatement'

function judgeEnd(limit: Limit, text: string, place: Place | null, moment: Moment): Finding {
  const name = limit === 'AuthnStatement' ? 'SessionNotOnOrAfter' : 'NotOnOrAfter'
  const where = `${limit}/@${name}`
  const time = readTime(text)
  if (!time) return unreadable('response.not-on-or-after', name, text, where, place)
  const { now, skewMs, nowFrom } = moment.expectations
  const late = now - time.ms
  const over = late >= skewMs
  const compared = compareTimes(
    `${name} of the ${limit}`,
    { ms: now - skewMs, from: `${nowFrom} less ${skewMs / second} s of tolerance; it must be later` },
    text,
    over
      ? `It is ${late === skewMs ? 'exactly reached, which is too early' : `${sayDuration(late - skewMs)} too early`}.`
      : null,
  )
  const evidence = [...timesOf(moment), seen('Note', time.deviation, where, place)]
  const start = readTime(moment.assertion.conditions?.notBefore ?? '')
  if (limit === 'Conditions' && start && start.ms >= time.ms) {
    return finding(
      'response.not-on-or-after',
      'fail',
      'The Conditions end before they begin: no time at all is valid.',
      { compared, evidence, place, fix: clockFix(moment) },
    )
  }
  const what =
    limit === 'AuthnStatement'
      ? 'The session at the identity provider'
      : limit === 'Conditions'
        ? 'The assertion'
        : 'The permission to deliver the assertion'
  if (over) {
    return finding(
      'response.not-on-or-after',
      'fail',
      `${what} ended ${late === 0 ? 'exactly at' : `${sayDuration(late)} before`} the time judged for. ${reasonForAge(moment)}`,
      { compared, evidence, place, fix: clockFix(moment) },
    )
  }
  if (late >= 0) {
    return finding(
      'response.not-on-or-after',
      'warn',
      `${what} ended ${late === 0 ? 'exactly at' : `${sayDuration(late)} before`} the time judged for; only the tolerance of ${skewMs / second} seconds lets it pass. ${reasonForAge(moment)}`,
      { compared, evidence, place, fix: clockFix(moment) },
    )
  }
  if (time.deviation !== null)
    return finding('response.not-on-or-after', 'warn', `${name} is not reached. ${time.deviation}`, {
      compared,
      evidence,
      place,
    })
  return finding('response.not-on-or-after', 'pass', `${what} is valid for ${sayDuration(-late)} more.`, {
    compared,
    evidence,
    place,
  })
}

function compareTimes(
  what: string,
  limit: { ms: number; from: string },
  text: string,
  sentence: string | null,
): Comparison {
  return {
    what,
    expected: { value: sayTime(limit.ms), from: limit.from },
    received: { value: text, from: 'the assertion' },
    firstDifference:
      sentence === null
        ? null
        : { index: firstDifference(sayTime(limit.ms), text)?.index ?? 0, kind: 'other', sentence },
  }
}

function unreadable(id: CheckId, name: string, text: string, where: string, place: Place | null): Finding {
  return finding(
    id,
    'fail',
    `${name} is “${text.slice(0, 60)}”, which is no time as SAML writes it (2026-01-31T12:00:00Z).`,
    {
      evidence: [seen(name, text, where, place)],
      place,
      fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
    },
  )
}

function issueInstantOf({ response, assertion }: Moment): number | null {
  return readTime(assertion.issueInstant ?? response.envelope?.issueInstant ?? '')?.ms ?? null
}

function timesOf({ response, assertion, expectations }: Moment): Array<Evidence | null> {
  return [
    seen('Time judged for', sayTime(expectations.now), expectations.nowFrom),
    seen(
      'IssueInstant',
      assertion.issueInstant ?? response.envelope?.issueInstant ?? null,
      'Assertion/@IssueInstant',
      assertion.place,
    ),
    seen('AuthnInstant', assertion.statements[0]?.authnInstant ?? null, 'AuthnStatement/@AuthnInstant'),
  ]
}

/** What a start in the future says of the clocks. */
function clockAhead(moment: Moment): string {
  const issued = issueInstantOf(moment)
  if (issued === null) return ''
  const ahead = issued - moment.expectations.now
  if (ahead <= 10 * second) {
    return 'It was not issued in the future, so the clocks agree: the identity provider sets the start later on purpose.'
  }
  const by = sayDuration(ahead)
  return moment.expectations.nowIsArrival
    ? `It was issued ${by} after it arrived, which cannot be: the clock of the identity provider is that much ahead of the clock that recorded the arrival.`
    : `It was issued ${by} in the future: the clock of the identity provider is that much ahead of the time judged for, or that time is too early.`
}

/** What an end in the past says. An old copy is over by nature and says nothing of any clock. */
function reasonForAge(moment: Moment): string {
  const issued = issueInstantOf(moment)
  if (issued === null) return ''
  const age = moment.expectations.now - issued
  if (age < 0) return 'It was issued later than the time judged for: that time, or a clock, is wrong.'
  if (moment.expectations.nowIsArrival) {
    return age <= 10 * second
      ? 'It arrived within seconds of being issued, so the clocks agree: the identity provider gives it too short a life.'
      : `It arrived ${sayDuration(age)} after being issued: the clock of the identity provider is behind, the user stayed on a page in between, or the message was sent again.`
  }
  if (age > hour) {
    return `It was issued ${sayDuration(age)} earlier: every stored copy ends like that, and it says nothing of any clock. Judge it for the time of the sign-in to see it as it was then.`
  }
  return `It was issued ${sayDuration(age)} earlier: it was looked at late, or the clock of the identity provider is behind.`
}

function clockFix(moment: Moment): Finding['fix'] {
  const fields = vendorFields(issuerOf(moment.response))
  return {
    action: `If this was a fresh sign-in: compare the clock of ${fields.name === 'the identity provider' ? 'the identity provider' : `the ${fields.name} server`} with true time and repair its time synchronisation.`,
    ...(fields.clock ? { command: fields.clock } : {}),
    owner: 'idp-admin',
  }
}
