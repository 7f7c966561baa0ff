import type { Evidence, Finding, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import type { Answer } from './answer'
import type { ConfigFacts, ObservationOf } from './observation'
import { standingOf } from './standing'
import { evidenceOf, quote, sayAnswer } from './words'

const id = 'scim.service-provider-config'

/** Judges what the service says it can do. Source: RFC 7643 section 5 */
export function judgeConfig({ answer, facts, at }: ObservationOf<'config'>): Finding[] {
  const evidence = [...evidenceOf(answer, at), ...(facts === null ? [] : capabilities(facts, answer, at))]
  return [{ id, ...(facts === null ? withoutConfig(answer) : withConfig(facts)), evidence }]
}

function capabilities(facts: ConfigFacts, answer: Answer, at: string): Evidence[] {
  const from = `GET ${answer.url}`
  const shown = (value: boolean | null) => (value === null ? 'not told' : value ? 'yes' : 'no')
  return [
    { label: 'PATCH', value: shown(facts.patch), from, at },
    { label: 'Filter', value: shown(facts.filter), from, at },
    { label: 'Authentication', value: facts.schemes.join(', ') || 'not told', from, at },
  ]
}

function withConfig(facts: ConfigFacts): { status: Status; summary: string } {
  const problems = [
    ...(facts.patch === false ? ['it does not take PATCH, in which Microsoft Entra ID and Okta send changes'] : []),
    ...(facts.filter === false ? ['it does not take filters, with which identity providers look a user up'] : []),
    ...(facts.schemes.length > 0 && !facts.schemes.some((type) => /bearer|oauth/i.test(type))
      ? [`it names ${listed(facts.schemes)} but no bearer token as a way to authenticate`]
      : []),
    ...(facts.missing.length > 0 ? [`it leaves out ${listed(facts.missing)}, which RFC 7643 requires`] : []),
  ]
  if (problems.length > 0)
    return { status: 'warn', summary: `The service says what it can do, but ${problems.join('; ')}.` }
  return { status: 'pass', summary: 'The service says what it can do: PATCH and filters among it.' }
}

function withoutConfig(answer: Answer): { status: Status; summary: string } {
  if (answer.failure !== null)
    return { status: 'skipped', summary: `The service did not say what it can do: ${sayAnswer(answer)}.` }
  const { kind } = standingOf(answer)
  if (kind === 'refused' || answer.status === 401 || answer.status === 403)
    return {
      status: 'skipped',
      summary: `What the service can do could not be read, because it refuses the token (status ${answer.status}).`,
    }
  if (answer.status === 404 || answer.status === 501 || answer.status === 405)
    return {
      status: 'warn',
      summary: `The service does not publish what it can do (status ${answer.status}), though RFC 7644 asks for it. Identity providers get along without.`,
    }
  if (answer.status === 200)
    return {
      status: 'warn',
      summary: `Where the service should say what it can do, ${sayAnswer(answer)} came that is no service provider configuration.`,
    }
  return { status: 'warn', summary: `What the service can do could not be read: ${sayAnswer(answer)}.${quote(answer)}` }
}

/** Judges a look-up of a user nobody is: identity providers look users up by name before they create them. */
export function judgeLookUp({ answer, facts, totalUsers, at }: ObservationOf<'look-up'>): Finding[] {
  const evidence: Evidence[] = [
    ...evidenceOf(answer, at, 'Look-up by a user name nobody has'),
    ...(totalUsers === null ? [] : [{ label: 'Users', value: String(totalUsers), from: 'GET /Users', at }]),
  ]
  const finding = (status: Status, summary: string): Finding[] => [{ id, status, summary, evidence }]
  if (answer.failure !== null || answer.status === 429)
    return finding('skipped', `Looking a user up by name could not be tried: ${sayAnswer(answer)}.`)
  if (answer.status === 404)
    return finding(
      'warn',
      'A look-up of a user who does not exist is answered with 404 instead of an empty list. Okta bears that; Microsoft Entra ID counts it as a fault and may put the job into quarantine.',
    )
  if (answer.status !== 200 || facts === null)
    return finding(
      'fail',
      `Looking a user up by name fails: ${sayAnswer(answer)}. Identity providers do that before they create anybody.${quote(answer)}`,
    )
  if (facts.overstated)
    return finding(
      'fail',
      `Asked for a user nobody is, the service says that ${facts.found === 1 ? 'one fits' : `${facts.found} fit`} and lists none. An identity provider that goes by the number takes somebody for there who is not.`,
    )
  if ((facts.found ?? 0) > 0)
    return finding(
      'fail',
      `The service ignores the filter: asked for a user nobody is, it answers with ${facts.found === 1 ? 'one' : facts.found}. An identity provider then takes the wrong person for the one it looked for.`,
    )
  if (facts.malformed.length > 0)
    return finding(
      'warn',
      `Looking a user up by name works, but ${listed(facts.malformed)} of the list should be a whole number. Okta and others refuse to read such a list.`,
    )
  if (facts.understated)
    return finding(
      'warn',
      'Looking a user up by name works, but totalResults of a list is smaller than the number of users in it. An identity provider that goes by the number overlooks who is there.',
    )
  return finding(
    'pass',
    `Looking a user up by name works: one who does not exist gives an empty list${totalUsers === 0 ? ', though so does everything while there is no user' : ''}.`,
  )
}

/** Judges whether groups can be pushed. Groups are optional, so their absence is only told. */
export function judgeResourceTypes({ names, groups, answer, at }: ObservationOf<'resource-types'>): Finding[] {
  const evidence = [
    ...evidenceOf(groups, at, 'List of groups').slice(0, 2),
    ...(names === null ? [] : [{ label: 'Resource types', value: names.join(', '), from: `GET ${answer.url}`, at }]),
  ]
  const declared = names === null ? null : names.includes('group') || names.includes('groups')
  if (groups.status === 200 && (groups.body === 'list' || groups.body === 'json'))
    return [{ id, status: 'pass', summary: 'The service takes users and groups.', evidence }]
  if (groups.failure !== null || groups.status === 429)
    return [{ id, status: 'skipped', summary: `Groups could not be listed: ${sayAnswer(groups)}.`, evidence }]
  if (groups.status === 401 || groups.status === 403)
    return [
      {
        id,
        status: 'info',
        summary: `The token may read users, but no groups (${sayAnswer(groups)}): with it users can be pushed, groups cannot.${quote(groups)}`,
        evidence,
      },
    ]
  if (declared === true)
    return [
      {
        id,
        status: 'warn',
        summary: `The service says it has groups, but listing them fails: ${sayAnswer(groups)}. Pushing groups will not work.${quote(groups)}`,
        evidence,
      },
    ]
  return [
    {
      id,
      status: 'info',
      summary: `The service has no groups (${sayAnswer(groups)}): users can be pushed, groups cannot.`,
      evidence,
    },
  ]
}
