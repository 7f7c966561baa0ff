import type { CheckId } from '../../../shared/checks'
import type { Evidence, Finding, Fix, Status } from '../../../shared/finding'
import { type ScimSwitch, scimProvider, scimProviders, switchFix } from '../../../shared/guidance/scim-providers'
import { listed } from '../../../shared/listed'
import type { CapturedAttribute, CapturedShape, CaptureKind } from '../../../shared/runs/scim-capture'
import { judgeCapturedToken } from './judge-token'
import { textSenders } from './shapes'
import type { CaptureObservation } from './tally'

interface Judgement {
  status: Status
  summary: string
  fix?: Fix
  evidence?: Evidence[]
}

/** Judges what an identity provider sent during a capture: what it maps, and what it sends at all. Pure. */
export function judgeCapture(observation: CaptureObservation): Finding[] {
  const context = new Context(observation)
  return [
    ...judgeCapturedToken(observation),
    context.finding('scim.endpoint', judgeAddress(context)),
    context.finding('scim.create', judgeCreations(context)),
    ...judgeGroups(context),
    context.finding('scim.attributes', judgeMapping(context)),
    context.finding('scim.update', judgeUpdates(context)),
    context.finding('scim.deactivate', judgeDeactivations(context)),
  ]
}

/** The observation with what every judgement asks of it. */
class Context {
  constructor(readonly observation: CaptureObservation) {}

  get facts() {
    return this.observation.facts
  }

  get source(): string {
    return this.observation.of === 'live' ? 'the capture' : 'the log'
  }

  count(...kinds: readonly CaptureKind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.facts.kinds[kind] ?? 0), 0)
  }

  evidence(label: string, value: string | number): Evidence {
    return { label, value: String(value), from: this.source, at: this.observation.at }
  }

  shapes(label: string, shapes: readonly CapturedShape[]): Evidence[] {
    return shapes.map(({ says, count }) => this.evidence(`${label}: ${says}`, times(count)))
  }

  /** The switch of the provider; where nobody knows which one it is, the switch of each. */
  fix(which: ScimSwitch, action: string): Fix {
    const provider = scimProvider(this.observation.provider)
    if (provider !== null) return switchFix(provider, which)
    return {
      action,
      where: scimProviders.map(({ name, switches }) => `${name}: ${switches[which].where}`).join('; '),
      owner: 'idp-admin',
      source: 'https://workos.com/docs/integrations/scim',
    }
  }

  finding(id: CheckId, { status, summary, fix, evidence = [] }: Judgement): Finding {
    return { id, status, summary, evidence, ...(fix === undefined ? {} : { fix }) }
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)
const users = (count: number) => (count === 1 ? 'one user' : `${count} users`)

function judgeAddress(context: Context): Judgement {
  const { requests, unknownPaths, token } = context.facts
  const evidence = [
    context.evidence('Requests', requests),
    ...unknownPaths.slice(0, 5).map(({ path, count }) => context.evidence(`Asked for: ${path}`, times(count))),
  ]
  if (requests === 0) return { status: 'skipped', summary: 'No request has arrived.', evidence }
  const reached = Object.values(context.facts.kinds).reduce((sum, count) => sum + count, 0)
  if (unknownPaths.length > 0)
    return {
      status: reached === 0 ? 'fail' : 'warn',
      summary: `${reached === 0 ? 'Every request' : 'Some requests'} asked for a path below which there is nothing: ${unknownPaths[0]?.path}. The base URL in the identity provider is not the address of the endpoint as it stands.`,
      fix: {
        action: 'Enter the address exactly as it is shown, without /Users and without anything behind it.',
        owner: 'idp-admin',
      },
      evidence,
    }
  if (reached === 0)
    return {
      status: 'pass',
      summary: `Requests reach the endpoint; ${token.wrong + token.absent === requests ? 'none of them got past the door' : 'their paths are right'}.`,
      evidence,
    }
  return { status: 'pass', summary: 'The identity provider asks at the right paths.', evidence }
}

function judgeCreations(context: Context): Judgement {
  const { facts } = context
  const created = context.count('create-user')
  const looked = context.count('look-up')
  const evidence = [
    context.evidence('Users created', created),
    context.evidence('Users sent whole', facts.users.whole),
    ...facts.lookUps.map(({ attribute, count }) => context.evidence(`Looked up by ${attribute}`, times(count))),
    ...facts.refusals
      .slice(0, 5)
      .map(({ status, detail, count }) =>
        context.evidence(`Refused with ${status}`, `${times(count)}${detail === '' ? '' : `: ${detail}`}`),
      ),
  ]
  if (facts.requests === 0) return { status: 'skipped', summary: 'Not checked: no request has arrived.', evidence }
  const refused = facts.refusals.filter(({ status }) => status === 400 || status === 415 || status === 413)
  if (facts.users.whole === 0 && refused.length === 0)
    return {
      status: 'warn',
      summary: `No user was created or sent whole. ${looked + context.count('list') > 0 ? 'The identity provider has tested the connection, and pushed nobody.' : 'Assign a test user, and let the identity provider push.'}`,
      fix: pushFix(context),
      evidence,
    }
  if (refused.length > 0)
    return {
      status: facts.users.whole === 0 ? 'fail' : 'warn',
      summary: `Some of what the identity provider sends cannot be taken: ${refused[0]?.detail === '' ? `status ${refused[0]?.status}` : refused[0]?.detail} WorkOS would refuse it as well.`,
      fix: context.fix('attributes', 'Correct what the refusal names, and push again.'),
      evidence,
    }
  if (facts.users.createdWithText > 0)
    return {
      status: 'fail',
      summary: `${capital(users(facts.users.createdWithText))} came with “active” as text in place of a boolean. WorkOS refuses to create such a user (400 invalidSyntax).`,
      fix: {
        action: 'Send “active” without quotation marks.',
        where:
          'OneLogin: Configuration > SCIM JSON Template; Microsoft Entra ID: the mapping of accountEnabled to active',
        owner: 'idp-admin',
        source: 'https://github.com/workos/scim-bridge/blob/main/docs/workos-scim-requirements.md',
      },
      evidence,
    }
  if (facts.users.createdInactive > 0)
    return {
      status: 'warn',
      summary: `${capital(users(facts.users.createdInactive))} came inactive from the start. WorkOS may refuse to create somebody who is inactive.`,
      fix: context.fix('deactivation', 'Do not provision users who are disabled.'),
      evidence,
    }
  return {
    status: 'pass',
    summary: `${capital(users(facts.users.whole))} came${looked > 0 ? ', looked up before as it should be' : ''}.`,
    evidence,
  }
}

function pushFix(context: Context): Fix {
  const provider = scimProvider(context.observation.provider)
  return {
    action:
      provider?.push ?? 'Assign a test user to the application in the identity provider and start the provisioning.',
    owner: 'idp-admin',
  }
}

/** Groups are optional: their absence is only told. */
function judgeGroups(context: Context): Finding[] {
  const { facts } = context
  const pushed = context.count('create-group', 'replace-group', 'change-group', 'change-members', 'remove-group')
  if (pushed === 0 && facts.users.whole === 0) return []
  const evidence = [
    context.evidence('Groups created', context.count('create-group')),
    ...context.shapes('Members', facts.memberShapes),
  ]
  if (pushed === 0)
    return [
      context.finding('scim.create', {
        status: 'info',
        summary: 'No group was pushed. Users can be provisioned without.',
        fix: context.fix('groups', 'Have groups pushed, if the application needs them.'),
        evidence,
      }),
    ]
  const shapes = facts.memberShapes.map(({ says }) => says)
  return [
    context.finding('scim.create', {
      status: 'pass',
      summary: `Groups are pushed${shapes.length === 0 ? ', and no member came yet' : `; members come as ${listed(shapes)}`}.`,
      evidence,
    }),
  ]
}

/** Whether what WorkOS needs is mapped: seen by what comes filled for whom. */
function judgeMapping(context: Context): Judgement {
  const { facts } = context
  const { whole, withoutAddress } = facts.users
  const needed = facts.attributes.filter(({ use }) => use === 'needed')
  const evidence = [
    ...needed.map((one) => context.evidence(one.path, coverage(one, whole))),
    ...facts.attributes
      .filter(({ use, filled }) => use !== 'needed' && filled > 0)
      .slice(0, 12)
      .map(({ path, filled }) => context.evidence(path, times(filled))),
  ]
  if (whole === 0)
    return {
      status: 'skipped',
      summary: 'Not checked: no user came whole, so that its mapping could be seen.',
      evidence,
    }
  const must = needed.filter(({ path }) => path !== 'externalId' && path !== 'active')
  const isAbsent = (one: CapturedAttribute) => (one.path === 'emails' ? withoutAddress === whole : one.filled === 0)
  const lacksSome = (one: CapturedAttribute) => (one.path === 'emails' ? withoutAddress > 0 : one.filled < whole)
  const absent = must.filter(isAbsent)
  const fix = context.fix(
    'attributes',
    'Map userName, name.givenName, name.familyName and emails[type eq "work"].value, fill them for the users, and push the users again.',
  )
  if (absent.length > 0) {
    const paths = absent.map(({ path }) => path)
    const isMapped = absent.every(({ empty }) => empty > 0)
    return {
      status: 'fail',
      summary: `${whole === 1 ? 'The one user that came has' : `None of the ${whole} users that came has`} ${whole === 1 ? `no ${joinedBy(paths, 'and no')}` : joinedBy(paths, 'or')}${absent.some(({ path }) => path === 'emails') ? ', nor a user name that is an e-mail address' : ''}. ${isMapped ? 'It is sent without a value: what it is mapped from is empty.' : `It is not mapped${whole === 1 ? ', or this user has none: fill it in for the user and push again to tell' : ''}.`}`,
      fix,
      evidence,
    }
  }
  const partly = must.filter(lacksSome)
  if (partly.length > 0)
    return {
      status: 'warn',
      summary: `${listed(partly.map(({ path, filled }) => `${path} (${path === 'emails' ? whole - withoutAddress : filled} of ${whole})`))} ${partly.length === 1 ? 'does' : 'do'} not come for every user. The mapping is there; those users lack it in the identity provider.`,
      fix,
      evidence: [...evidence, context.evidence('Without an e-mail', withoutAddress)],
    }
  const external = needed.find(({ path }) => path === 'externalId')
  const active = needed.find(({ path }) => path === 'active')
  const optional = [external, active]
    .filter((one) => one !== undefined && one.filled === 0)
    .map((one) => one?.path ?? '')
  if (optional.length > 0)
    return {
      status: 'warn',
      summary:
        `Addresses and names are mapped, but ${listed(optional)} ${optional.length === 1 ? 'is' : 'are'} not. ${optional.includes('externalId') ? 'Without an externalId a user is taken for another one when the user name changes.' : ''}`.trim(),
      fix,
      evidence,
    }
  return {
    status: 'pass',
    summary: `${capital(listed(must.map(({ path }) => path)))} come for every user${facts.attributes.some(({ kind, filled }) => kind === 'custom' && filled > 0) ? ', and attributes of your own besides' : ''}.`,
    evidence,
  }
}

const coverage = ({ filled, empty }: CapturedAttribute, whole: number) =>
  `${filled} of ${whole}${empty > 0 ? `, ${empty} without a value` : ''}`
const joinedBy = (paths: readonly string[], word: string) =>
  paths.length < 2 ? paths.join('') : `${paths.slice(0, -1).join(', ')} ${word} ${paths.at(-1)}`
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function judgeUpdates(context: Context): Judgement {
  const { facts, observation } = context
  const evidence = context.shapes('Change', facts.updateShapes)
  if (facts.updateShapes.length > 0)
    return {
      status: 'pass',
      summary: `Changes of users are sent: ${listed(facts.updateShapes.map(({ says }) => says))}.`,
      evidence,
    }
  return unseen(context, {
    what: 'change',
    claimed: observation.claims.changed,
    which: 'updates',
    action: 'Switch updates on in the provisioning settings of the identity provider.',
    failed: 'A user was changed at the identity provider, and no change came: it does not send updates.',
    unclear:
      'Users came, and no change of any of them. Change the last name of a user who was sent and push again: if nothing comes then, updates are switched off.',
  })
}

function judgeDeactivations(context: Context): Judgement {
  const { facts, observation } = context
  const evidence = [
    ...context.shapes('Deactivation', facts.deactivateShapes),
    ...context.shapes('Reactivation', facts.reactivateShapes),
  ]
  const asText = facts.deactivateShapes.filter(({ shape }) => shape.endsWith('text'))
  if (asText.length > 0)
    return {
      status: 'warn',
      summary: `Deactivations are sent, but with “active” as text in place of a boolean (${listed(asText.map(({ says }) => says))}), as ${textSenders} does. WorkOS says of POST and PUT that it refuses that.`,
      fix: {
        ...context.fix('deactivation', 'Have “active” sent as a boolean.'),
        action:
          'Send “active” as a boolean. Microsoft Entra ID does so when ?aadOptscim062020 stands at the end of its Tenant URL; in OneLogin take the quotation marks out of the SCIM JSON template.',
      },
      evidence,
    }
  const provider = scimProvider(observation.provider)
  const seen = facts.deactivateShapes.reduce((sum, { count }) => sum + count, 0)
  if (provider?.testMakesUser && seen > 0 && seen === facts.users.removedAtOnce)
    return {
      status: 'warn',
      summary: `All that was removed is who had been created a moment before, as the connection test of ${provider.name} does with a user of its own. That says nothing of people who leave: take a user who was sent out of the application, and see what comes.`,
      fix: context.fix('deactivation', ''),
      evidence,
    }
  if (facts.deactivateShapes.length > 0) {
    const onlyDelete = facts.deactivateShapes.every(({ shape }) => shape === 'delete')
    return {
      status: 'pass',
      summary: onlyDelete
        ? 'Users who leave are removed (DELETE) without being made inactive before.'
        : `Deactivations are sent: ${listed(facts.deactivateShapes.map(({ says }) => says))}.`,
      evidence,
    }
  }
  return unseen(context, {
    what: 'deactivation',
    claimed: observation.claims.deactivated,
    which: 'deactivation',
    action: 'Switch deactivation on in the provisioning settings of the identity provider.',
    failed: 'A user was deactivated at the identity provider, and nothing came: whoever leaves stays active.',
    unclear:
      'Users came, and no deactivation of any of them. Deactivate or unassign a user who was sent and push again: if nothing comes then, deactivation is switched off.',
  })
}

interface Absence {
  what: 'change' | 'deactivation'
  /** Whether the person says it happened at the identity provider. */
  claimed: boolean
  which: ScimSwitch
  action: string
  failed: string
  unclear: string
}

/** Nothing of the kind came. That proves something only when it is known to have happened. */
function unseen(context: Context, { claimed, which, action, failed, unclear, what }: Absence): Judgement {
  const { facts } = context
  const evidence = [
    context.evidence('Users created', context.count('create-user')),
    context.evidence(what === 'change' ? 'Changes seen' : 'Deactivations seen', 0),
    ...(claimed ? [context.evidence(`Said to have been made: a ${what}`, 'yes')] : []),
  ]
  if (facts.users.whole === 0 && facts.users.partial === 0 && !claimed)
    return { status: 'skipped', summary: 'Not checked: no user came.', evidence: [] }
  const fix = context.fix(which, action)
  return claimed
    ? { status: 'fail', summary: failed, fix, evidence }
    : { status: 'warn', summary: unclear, fix, evidence }
}
