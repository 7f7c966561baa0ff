import { compareValues } from '../../shared/compare'
import type { Comparison, Evidence, Finding, Fix, Status } from '../../shared/finding'
import type { Answer } from './answer'
import type { EndpointConcern, EndpointReading } from './endpoint'
import type { ObservationOf } from './observation'
import { type Standing, standingOf } from './standing'
import { endpointFix, evidenceOf, isRedirect, networkFix, quote, sayAnswer, sayFailure } from './words'

type EndpointObservation = ObservationOf<'endpoint'>

interface Judgement {
  status: Status
  summary: string
  fix?: Fix
  compared?: Comparison
}

const copyAgain = 'Copy the endpoint again from the directory, with its copy button, and paste it unchanged.'

/** Addresses at which nothing is asked, with the reason. */
const unusable: Partial<Record<EndpointConcern, string>> = {
  empty: 'There is no address.',
  'not-an-address': 'This is not an address: it has blanks in the middle or cannot be read as a URL.',
  'scheme-missing': 'The address lacks its scheme; it should begin with https://.',
  'other-scheme': 'The address does not begin with https://.',
  credentials:
    'The address carries a user name or password. A SCIM endpoint has none; the token is sent apart from it.',
  'plain-http':
    'The address begins with http://, so everybody on the way could read the token. It was not sent, and nothing was asked.',
}

/** Judges the address: whether it can be used, whether the service answers at it, and whether its end is right. */
export function judgeEndpoint(observation: EndpointObservation): Finding[] {
  const { reading, answer, expected, at } = observation
  const evidence: Evidence[] = [
    { label: 'Given', value: reading.given === '' ? 'nothing' : reading.given, from: 'the address given', at },
    ...(answer === null ? [] : evidenceOf(answer, at)),
  ]
  const judged = judge(observation)
  const compared = judged.compared ?? (expected === null ? undefined : compareWith(expected, reading))
  return [
    {
      id: 'scim.endpoint',
      status: judged.status,
      summary: judged.summary,
      ...(compared === undefined ? {} : { compared }),
      evidence,
      ...(judged.fix === undefined ? {} : { fix: judged.fix }),
    },
  ]
}

function judge(observation: EndpointObservation): Judgement {
  const { reading, answer, found, expected } = observation
  const reason = reading.concerns.map((concern) => unusable[concern]).find((one) => one !== undefined)
  if (reason !== undefined && answer === null) return { status: 'fail', summary: reason, fix: endpointFix(copyAgain) }
  if (answer === null)
    return { status: 'skipped', summary: 'Nothing was asked at this address, because there is no token to ask with.' }
  if (reading.wrongHost !== null)
    return {
      status: 'fail',
      summary: `${reading.wrongHost} It answered with ${sayAnswer(answer)}.`,
      fix: endpointFix(copyAgain),
    }

  const standing = standingOf(answer)
  if (found !== null) return foundElsewhere(reading, answer, found)
  if (standing.kind === 'accepted' || standing.kind === 'refused' || standing.kind === 'forbidden') {
    if (expected !== null) {
      const compared = compareWith(expected, reading)
      if (compared.firstDifference !== null)
        return {
          status: 'fail',
          summary: `A SCIM service answers here, but it is not the one of the directory: ${compared.firstDifference.sentence}`,
          compared,
          fix: endpointFix(copyAgain),
        }
    }
    return judgeEnding(observation, answer, standing)
  }
  return withoutService(standing, answer)
}

function compareWith(expected: { value: string; from: string }, reading: EndpointReading): Comparison {
  return compareValues('SCIM endpoint', expected, { value: reading.given, from: 'the address given' })
}

function foundElsewhere(reading: EndpointReading, answer: Answer, found: { base: string; answer: Answer }): Judgement {
  const compared = compareValues(
    'SCIM endpoint',
    { value: found.base, from: `what answers with ${sayAnswer(found.answer)}` },
    { value: reading.given, from: 'the address given' },
  )
  return {
    status: 'fail',
    summary: `No SCIM service answers at this address (${sayAnswer(answer)}), but one does near by: ${found.base}`,
    compared,
    fix: endpointFix(
      `Use ${found.base} if that is the directory you mean; else copy the endpoint again from the directory.`,
    ),
  }
}

/** The service answers; what is left is how the address ends, because an identity provider appends to it as it stands. */
function judgeEnding({ reading, literal }: EndpointObservation, answer: Answer, standing: Standing): Judgement {
  const corrected = reading.base ?? ''
  const compared = compareValues(
    'SCIM endpoint',
    { value: corrected, from: 'the address without what does not belong to it' },
    { value: reading.given, from: 'the address given' },
  )
  const literalWorks = literal !== null && standingOf(literal).kind === standing.kind
  if (reading.concerns.includes('resource-name')) {
    if (literalWorks && standing.kind === 'accepted')
      return { status: 'pass', summary: 'The SCIM service answers at this address as it stands.' }
    return {
      status: 'fail',
      summary: `The address ends with the name of a resource. An identity provider appends /Users itself and would ask for ${new URL(`${reading.literal}/Users`).pathname}${literal === null ? '' : `, which is answered with ${sayAnswer(literal)}`}.`,
      compared,
      fix: endpointFix('Take the resource name off the end of the address.'),
    }
  }
  if ((reading.concerns.includes('trailing-slash') || reading.concerns.includes('double-slash')) && !literalWorks) {
    return {
      status: 'warn',
      summary: `The SCIM service answers, but not with a doubled slash${literal === null ? '' : ` (${sayAnswer(literal)})`}: an identity provider that appends /Users to this address as it stands gets no further.`,
      compared,
      fix: endpointFix('Take the superfluous slash off the address.'),
    }
  }
  if (reading.concerns.includes('query') || reading.concerns.includes('fragment')) {
    return {
      status: 'warn',
      summary:
        'The SCIM service answers, but the address goes on after the path with a “?” or “#”, which no endpoint of WorkOS does.',
      compared,
      fix: endpointFix(copyAgain),
    }
  }
  if (answer.followed) return redirected(answer)
  if (!isLabelledJson(answer)) {
    return {
      status: 'warn',
      summary: `The SCIM service answers, but labels its answers ${answer.contentType ?? 'with no content type'} instead of application/scim+json. Strict clients refuse that.`,
    }
  }
  return { status: 'pass', summary: passSentence(reading, standing) }
}

function passSentence(reading: EndpointReading, standing: Standing): string {
  const flag = reading.concerns.includes('entra-flag')
    ? ' The flag behind the “?” is for Microsoft Entra ID, which does not send it.'
    : ''
  const slash = reading.concerns.includes('trailing-slash') ? ' It bears the slash at the end of the address.' : ''
  if (standing.kind === 'accepted') return `The SCIM service answers at this address.${slash}${flag}`
  return `The address answers and asks for a token it accepts. Whether the rest of the path is right shows once the token is accepted.${flag}`
}

/** Source: RFC 7644 section 3.1 */
function isLabelledJson({ contentType, body }: Answer): boolean {
  return (
    body === 'empty' ||
    body === 'page' ||
    body === 'xml' ||
    body === 'text' ||
    /\b(scim\+)?json\b/i.test(contentType ?? '')
  )
}

function redirected(answer: Answer): Judgement {
  return {
    status: 'warn',
    summary: `The service sends the request on to ${answer.location} before it answers. Creating and changing users does not survive a redirect with every identity provider.`,
    fix: endpointFix('Enter the address that the redirect leads to, less the /Users at its end.'),
  }
}

function withoutService(standing: Standing, answer: Answer): Judgement {
  const { host } = new URL(answer.url)
  switch (standing.kind) {
    case 'unreachable':
      return unreachable(answer, host)
    case 'in-front':
      return {
        status: 'fail',
        summary: `Something else answers in place of the SCIM service: ${sayAnswer(answer)}. A proxy, a gateway, a firewall or the sign-in page of a network does that.${quote(answer)}`,
        fix: networkFix(`Let requests to ${host} pass without a sign-in and without being rewritten.`),
      }
    case 'moved':
      if (answer.followed)
        return {
          status: 'fail',
          summary: `The service sends the request on to ${answer.location}, and from there on again (status ${answer.status}): in a circle, or further than anybody follows.`,
          fix: endpointFix(copyAgain),
        }
      return {
        status: 'fail',
        summary: `The service sends the request on to ${answer.location ?? 'an address it does not name'} (status ${answer.status}). The token was not sent there.`,
        fix: endpointFix(copyAgain),
      }
    case 'not-found':
      return {
        status: 'fail',
        summary: standing.bySchema
          ? `A SCIM service answers on ${host}, but knows nothing under this path (status ${answer.status}): the directory was deleted, or its part of the address is not the one of this directory.${quote(answer)}`
          : `There is no SCIM service at this path of ${host}: ${sayAnswer(answer)}, which is not how a SCIM service says it. The path is misspelt, or something in front of the service does not pass it on.${quote(answer)}`,
        fix: endpointFix(copyAgain),
      }
    case 'rate-limited':
      return {
        status: 'warn',
        summary: `The service is asked too often and refuses for now (status 429${answer.retryAfter === null ? '' : `, ${sayWait(answer.retryAfter)}`}).`,
        fix: { action: 'Wait, and check again.', owner: 'idp-admin' },
      }
    case 'server-error':
      return {
        status: 'fail',
        summary: isGateway(answer)
          ? `A gateway answers in place of the service, which does not answer it: ${sayAnswer(answer)}.${quote(answer)}`
          : `The service fails by itself: ${sayAnswer(answer)}.${quote(answer)}`,
        fix: {
          action: 'Check again later; if it stays so, report it to whoever runs the service.',
          owner: 'workos-admin',
        },
      }
    case 'turned-down':
      return {
        status: 'fail',
        summary: `The service turns down a plain list of users, with which identity providers test a connection: ${sayAnswer(answer)}.${quote(answer)}`,
        fix: endpointFix(copyAgain),
      }
    case 'old-version':
      return {
        status: 'fail',
        summary:
          'The service at this address speaks SCIM 1.1. WorkOS speaks SCIM 2.0, and so does every identity provider of its catalog.',
        fix: endpointFix('Use the SCIM 2.0 address of the service, which usually has v2 in its path.'),
      }
    default:
      return {
        status: 'fail',
        summary: isRedirect(answer)
          ? `The request is sent on to ${answer.location}.`
          : `What answers is not a SCIM service: ${sayAnswer(answer)} where a SCIM list belongs.`,
        fix: endpointFix(copyAgain),
      }
  }
}

/** Seconds or a date. Source: RFC 9110 section 10.2.3 */
const sayWait = (retryAfter: string) =>
  /^\d+$/.test(retryAfter) ? `again in ${retryAfter} s` : `again after ${retryAfter}`

const isGateway = ({ status, body }: Answer) => status === 502 || status === 504 || (status === 503 && body === 'page')

function unreachable(answer: Answer, host: string): Judgement {
  const { failure } = answer
  if (failure === null || failure.kind === 'aborted')
    return { status: 'skipped', summary: 'The check was cancelled before the service answered.' }
  if (failure.kind === 'dns')
    return {
      status: 'fail',
      summary: `The host ${host} is not known: ${sayFailure(failure)}. It is misspelt, or this machine’s DNS does not know it.`,
      fix: endpointFix(copyAgain),
    }
  return {
    status: 'fail',
    summary: `${host} does not answer from here: ${sayFailure(failure)}.`,
    fix: networkFix(`Let this machine, and the identity provider, reach ${host}.`),
  }
}
