import { compareValues } from '../../../shared/compare'
import type { Evidence, Finding, Status } from '../../../shared/finding'
import { listed } from '../../../shared/listed'
import type { Answer } from '../answer'
import { evidenceOf, quote, sayAnswer } from '../words'
import type { AttributeFate, RehearsalObservation } from './observation'

type CreateObservation = Extract<RehearsalObservation, { of: 'create' }>

/** Judges the creation of the user, and what the service kept of what it was sent. */
export function judgeCreate(observation: CreateObservation, at: string): Finding[] {
  const { answer, readBack, lookUp, userName } = observation
  const evidence: Evidence[] = [
    { label: 'User', value: userName, from: 'the rehearsal', at },
    ...evidenceOf(answer, at),
    ...(readBack === null ? [] : evidenceOf(readBack, at, 'Read back').slice(0, 1)),
    ...(lookUp === null ? [] : evidenceOf(lookUp.answer, at, 'Look-up by its user name').slice(0, 1)),
    ...observation.leftOut.map(({ what, says }) => ({
      label: `Refused with ${what}`,
      value: says ?? 'without a reason',
      from: 'the rehearsal',
      at,
    })),
  ]
  const attributes = judgeKept(observation, at)
  return [{ id: 'scim.create', ...judge(observation), evidence }, ...(attributes === null ? [] : [attributes])]
}

function judge(observation: CreateObservation): { status: Status; summary: string } {
  const { answer, hasId, hasLocation, readBack, lookUp, leftOut, taken } = observation
  const { status } = answer
  if (status === null || status >= 300) return notCreated(answer, taken)
  if (!hasId && readBack === null)
    return {
      status: 'fail',
      summary: `The service answers the creation with status ${status} but without the id of the new user. Okta reports “Create new user returned empty user”, and nobody can change or remove a user without an id.`,
    }
  if (readBack === null || readBack.status !== 200)
    return {
      status: 'fail',
      summary: `The user was created, but cannot be read back under the id the service gave: ${readBack === null ? 'nothing came' : sayAnswer(readBack)}.`,
    }
  if (lookUp === null)
    return {
      status: 'fail',
      summary:
        'Under the id the service gave for the new user there is somebody else. The rehearsal stopped there and touched nobody.',
    }
  if (!lookUp.matches)
    return {
      status: 'fail',
      summary:
        lookUp.found === null
          ? `The user was created, but cannot be looked up by its user name: ${sayAnswer(lookUp.answer)}. Identity providers look users up before they create them.`
          : lookUp.found === 0
            ? 'The user was created, but a look-up by its user name finds nobody. Identity providers would create it again and again.'
            : `The user was created, but a look-up by its user name finds ${lookUp.found} users and not only that one. Identity providers would take the wrong person.`,
    }
  if (lookUp.ignoresName)
    return {
      status: 'fail',
      summary:
        'The service ignores the filter: a look-up by a name nobody has finds the new user as well. Identity providers would take the wrong person for the one they look for.',
    }
  const concerns = [
    ...(status === 201 ? [] : [`with status ${status} instead of 201`]),
    ...(hasId ? [] : ['the answer only says where the new user is, without its id, which Okta takes for a failure']),
    ...(leftOut.length === 0 ? [] : [`only without ${listed(leftOut.map(({ what }) => what))}`]),
  ]
  if (concerns.length > 0)
    return { status: 'warn', summary: `A user can be created, read back and looked up, but ${listed(concerns)}.` }
  const location = hasLocation
    ? ''
    : ' The answer does not say where it is (Location), which identity providers can do without.'
  return { status: 'pass', summary: `A user can be created, read back and looked up by its name.${location}` }
}

function notCreated(answer: Answer, taken: number): { status: Status; summary: string } {
  if (answer.failure !== null)
    return { status: 'fail', summary: `The user could not be created: ${sayAnswer(answer)}.` }
  if (answer.status === 409)
    return {
      status: 'fail',
      summary: `The service says the user is there already, under each of ${taken + 1} names, but does not show it: a user that was removed keeps its name for ever.${quote(answer)}`,
    }
  if (/\bdomains?\b/i.test(answer.says ?? ''))
    return {
      status: 'skipped',
      summary: `The service creates users of certain domains only, and the user of the rehearsal is of none of them: ${sayAnswer(answer)}. Whether it creates yours shows with a test user of yours.${quote(answer)}`,
    }
  if (answer.status === 401 || answer.status === 403)
    return {
      status: 'fail',
      summary: `The token may read users but not create any (status ${answer.status}).${quote(answer)}`,
    }
  return { status: 'fail', summary: `The service refuses to create a user: ${sayAnswer(answer)}.${quote(answer)}` }
}

/** Without these a user arrives at WorkOS empty. Source: https://workos.com/docs/integrations/scim */
const essential: ReadonlySet<string> = new Set([
  'userName',
  'name.givenName',
  'name.familyName',
  'emails[type eq "work"].value',
])

function judgeKept({ fates, answer }: CreateObservation, at: string): Finding | null {
  if (fates === null) return null
  const evidence = fates.map(
    ({ path, sent, fate, received }): Evidence => ({
      label: path,
      value: fate === 'kept' ? sent : `${sent} was sent, ${fate === 'lost' ? 'nothing' : received} came back`,
      from: `${answer.url}, read back`,
      at,
    }),
  )
  const spoilt = fates.filter(({ fate }) => fate !== 'kept')
  const lost = spoilt.filter(({ path }) => essential.has(path))
  const first = lost[0] ?? spoilt[0]
  const compared =
    first === undefined
      ? {}
      : {
          compared: compareValues(
            first.path,
            { value: first.sent, from: 'what was sent' },
            { value: first.received, from: 'what was read back' },
          ),
        }
  if (lost.length > 0)
    return {
      id: 'scim.attributes',
      status: 'fail',
      summary: `The service does not keep ${listed(lost.map(named))}, though ${lost.length === 1 ? 'it was' : 'they were'} sent: users arrive without ${lost.length === 1 ? 'it' : 'them'}.`,
      ...compared,
      evidence,
    }
  if (spoilt.some(({ path }) => path === 'externalId'))
    return {
      id: 'scim.attributes',
      status: 'warn',
      summary:
        'The service keeps what WorkOS needs, but not externalId, by which identity providers find a user again after its name has changed.',
      ...compared,
      evidence,
    }
  return {
    id: 'scim.attributes',
    status: 'pass',
    summary:
      spoilt.length === 0
        ? 'The service keeps every attribute it was sent.'
        : `The service keeps all that WorkOS needs. It does not keep ${listed(spoilt.map(named))}, which it need not.`,
    evidence,
  }
}

const named = ({ path }: AttributeFate) => path
