import type { Evidence, Finding, Fix, Status } from '../../../shared/finding'
import { listed } from '../../../shared/listed'
import { quote, sayAnswer } from '../words'
import type { DeactivationOutcome, RehearsalObservation, ShapeOutcome } from './observation'
import { deactivateShapes, groupShapes, type Shape, updateShapes } from './shapes'

type NamedShape = Pick<Shape, 'name' | 'says' | 'sentBy'>

const effects: Readonly<Record<ShapeOutcome['effect'], string>> = {
  applied: 'done',
  'applied-as-text': 'done, but the service now shows text where a boolean belongs',
  ignored: 'success was answered, and nothing changed',
  refused: 'refused',
  removed: 'done: the user is gone',
  unseen: 'success was answered; the service does not show the attribute',
}

function evidenceOfShapes(outcomes: readonly ShapeOutcome[], shapes: readonly NamedShape[], at: string): Evidence[] {
  return outcomes.map((outcome) => {
    const shape = shapeOf(outcome, shapes)
    const seen = outcome.effect === 'ignored' && outcome.seen !== null ? ` (still ${outcome.seen})` : ''
    const refusal = outcome.effect === 'refused' ? `: ${sayAnswer(outcome.answer)}.${quote(outcome.answer)}` : ''
    return {
      label: shape.says,
      value: `${effects[outcome.effect]}${seen}${refusal}`,
      from: `${outcome.answer.method} ${outcome.answer.url}`,
      at,
    }
  })
}

function shapeOf(outcome: ShapeOutcome, shapes: readonly NamedShape[]): NamedShape {
  return shapes.find(({ name }) => name === outcome.shape) ?? { name: outcome.shape, says: outcome.shape, sentBy: [] }
}

/** How each of several ways to say the same thing went, put together. */
interface Tally {
  done: ShapeOutcome[]
  ignored: ShapeOutcome[]
  refused: ShapeOutcome[]
  unseen: ShapeOutcome[]
}

function tally(outcomes: readonly ShapeOutcome[]): Tally {
  const having = (...wanted: ShapeOutcome['effect'][]) => outcomes.filter(({ effect }) => wanted.includes(effect))
  return {
    done: having('applied', 'applied-as-text', 'removed'),
    ignored: having('ignored'),
    refused: having('refused'),
    unseen: having('unseen'),
  }
}

const sayShapes = (outcomes: readonly ShapeOutcome[], shapes: readonly NamedShape[]) =>
  listed(outcomes.map((outcome) => shapeOf(outcome, shapes).says))
const saySenders = (outcomes: readonly ShapeOutcome[], shapes: readonly NamedShape[]) =>
  listed([...new Set(outcomes.flatMap((outcome) => shapeOf(outcome, shapes).sentBy))])

/** Judges changes to the user: a change that is answered with success and not made is worse than one that is refused. */
export function judgeUpdate({ shapes }: Extract<RehearsalObservation, { of: 'update' }>, at: string): Finding[] {
  if (shapes.length === 0) return []
  const { done, ignored, refused, unseen } = tally(shapes)
  const evidence = evidenceOfShapes(shapes, updateShapes, at)
  const finding = (status: Status, summary: string): Finding[] => [{ id: 'scim.update', status, summary, evidence }]
  if (ignored.length > 0)
    return finding(
      'fail',
      `The service answers ${sayShapes(ignored, updateShapes)} with success and changes nothing: the changes of ${saySenders(ignored, updateShapes)} are lost without anybody noticing.`,
    )
  const [firstRefused] = refused
  if (done.length === 0 && firstRefused !== undefined)
    return finding('fail', `The service refuses every change of a user: ${sayAnswer(firstRefused.answer)}.`)
  if (refused.length > 0)
    return finding(
      'warn',
      `The service takes changes, but refuses ${sayShapes(refused, updateShapes)}, as ${saySenders(refused, updateShapes)} would send them.`,
    )
  if (unseen.length > 0)
    return finding(
      'warn',
      `${sayShapes(unseen, updateShapes)} is answered with success, but the service does not show the attribute, so that the change cannot be read back.`,
    )
  return finding('pass', `The service takes changes in each of the ${shapes.length} shapes identity providers send.`)
}

const entraFlag: Fix = {
  action: 'In Microsoft Entra ID append ?aadOptscim062020 to the Tenant URL, save, and restart provisioning.',
  where: 'Enterprise applications > the app > Provisioning > Admin Credentials > Tenant URL',
  owner: 'idp-admin',
  source:
    'https://learn.microsoft.com/en-us/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility',
}

/**
 * Judges deactivation: somebody who has left and stays active is the gravest fault of provisioning. The text “False”, which
 * is Microsoft's own way and no value of a boolean, is judged apart from the shapes of the specification.
 */
export function judgeDeactivate(
  { shapes }: Extract<RehearsalObservation, { of: 'deactivate' }>,
  at: string,
): Finding[] {
  const regular = shapes.filter(({ shape }) => shape !== textShape)
  const text = shapes.find(({ shape }) => shape === textShape)
  return [
    ...(regular.length === 0 ? [] : [judgeRegular(regular, at)]),
    ...(text === undefined ? [] : [judgeText(text, at)]),
  ]
}

const textShape = 'patch-path-text'

function judgeRegular(shapes: readonly DeactivationOutcome[], at: string): Finding {
  const { done, ignored, refused, unseen } = tally(shapes)
  const evidence = [...evidenceOfShapes(shapes, deactivateShapes, at), ...evidenceOfReturn(shapes, at)]
  const finding = (status: Status, summary: string): Finding => ({ id: 'scim.deactivate', status, summary, evidence })
  if (ignored.length > 0)
    return finding(
      'fail',
      `The service answers ${sayShapes(ignored, deactivateShapes)} with success, and the user stays active: whoever leaves in ${saySenders(ignored, deactivateShapes)} keeps the access.`,
    )
  if (done.length === 0 && refused.length > 0)
    return finding('fail', 'The service refuses every way to deactivate a user: whoever leaves keeps the access.')
  if (refused.length > 0)
    return finding(
      'warn',
      `A user can be deactivated, but the service refuses ${sayShapes(refused, deactivateShapes)}, as ${saySenders(refused, deactivateShapes)} would send it.`,
    )
  if (unseen.length > 0)
    return finding(
      'warn',
      'Deactivating is answered with success, but the service does not show “active”, so that nobody can see whether the user was deactivated.',
    )
  if (shapes.some(({ effect }) => effect === 'applied-as-text'))
    return finding('warn', 'The service deactivates the user, but shows “active” as text instead of a boolean.')
  if (shapes.some(({ reactivated }) => reactivated === 'refused' || reactivated === 'ignored'))
    return finding(
      'warn',
      'A user can be deactivated, but not made active again: somebody who returns has to be created anew.',
    )
  const gone = shapes.every(({ effect }) => effect === 'removed')
  return finding(
    'pass',
    `The service takes deactivation in each of the ${shapes.length} shapes of the specification${gone ? ', and removes the user at once' : ', and the way back'}.`,
  )
}

function judgeText(outcome: DeactivationOutcome, at: string): Finding {
  const evidence = evidenceOfShapes([outcome], deactivateShapes, at)
  const base = { id: 'scim.deactivate' as const, evidence }
  switch (outcome.effect) {
    case 'applied':
    case 'removed':
      return {
        ...base,
        status: 'pass',
        summary: 'The service also takes Microsoft’s “False” as text for a deactivation.',
      }
    case 'ignored':
      return {
        ...base,
        status: 'fail',
        summary:
          'The service answers Microsoft’s “False” as text with success, and the user stays active: whoever leaves in Microsoft Entra ID keeps the access.',
        fix: entraFlag,
      }
    case 'refused':
      return {
        ...base,
        status: 'warn',
        summary: `The service refuses “False” as text, in which Microsoft Entra ID deactivates unless told otherwise (status ${outcome.answer.status}). That is its right; Entra then needs its flag.`,
        fix: entraFlag,
      }
    case 'applied-as-text':
      return {
        ...base,
        status: 'warn',
        summary:
          'After Microsoft’s “False” as text the service shows “active” as text instead of a boolean. Who reads it as a boolean takes the user for active.',
        fix: entraFlag,
      }
    case 'unseen':
      return {
        ...base,
        status: 'warn',
        summary: 'Microsoft’s “False” as text is answered with success, but the service does not show “active”.',
      }
  }
}

function evidenceOfReturn(shapes: readonly DeactivationOutcome[], at: string): Evidence[] {
  const last = shapes.findLast(({ reactivated }) => reactivated !== null)
  if (last === undefined || last.reactivated === null) return []
  return [{ label: 'Made active again', value: effects[last.reactivated], from: last.answer.url, at }]
}

/** Judges the group: its creation, and the changes of who is in it. */
export function judgeGroup(observation: Extract<RehearsalObservation, { of: 'group' }>, at: string): Finding[] {
  const { answer, hasId, readBack, member, shapes } = observation
  const from = `${answer.method} ${answer.url}`
  const evidence: Evidence[] = [{ label: 'Answer', value: sayAnswer(answer), from, at }]
  if (answer.status === null || answer.status >= 300)
    return [
      {
        id: 'scim.create',
        status: 'fail',
        summary: `The service lists groups, but refuses to create one: ${sayAnswer(answer)}.${quote(answer)}`,
        evidence,
      },
    ]
  if (!hasId)
    return [
      {
        id: 'scim.create',
        status: 'fail',
        summary: `The service answers the creation of a group with status ${answer.status} but without its id, so that nobody can change it.`,
        evidence,
      },
    ]
  if (readBack !== null && readBack.status !== null && readBack.status >= 300)
    return [
      {
        id: 'scim.create',
        status: 'fail',
        summary: `A group was created, but cannot be read back under the id the service gave: ${sayAnswer(readBack)}.`,
        evidence: [...evidence, { label: 'Read back', value: sayAnswer(readBack), from: `GET ${readBack.url}`, at }],
      },
    ]
  const created: Finding = {
    id: 'scim.create',
    status: member === 'lost' ? 'fail' : member === 'unseen' ? 'warn' : 'pass',
    summary:
      member === 'lost'
        ? 'A group can be created, but the member it was sent with is not in it.'
        : member === 'unseen'
          ? 'A group can be created, but cannot be read back with its members.'
          : 'A group can be created with a member in it.',
    evidence,
  }
  return shapes.length === 0 ? [created] : [created, judgeMembership(shapes, at)]
}

function judgeMembership(shapes: readonly ShapeOutcome[], at: string): Finding {
  const { done, ignored, refused, unseen } = tally(shapes)
  const evidence = evidenceOfShapes(shapes, groupShapes, at)
  const base = { id: 'scim.update' as const, evidence }
  if (ignored.length > 0)
    return {
      ...base,
      status: 'fail',
      summary: `The service answers ${sayShapes(ignored, groupShapes)} with success, and the members of the group stay as they were.`,
    }
  if (done.length === 0 && refused.length > 0)
    return { ...base, status: 'fail', summary: 'The service refuses every change of who is in a group.' }
  if (refused.length > 0)
    return {
      ...base,
      status: 'warn',
      summary: `The members of a group can be changed, but the service refuses ${sayShapes(refused, groupShapes)}, as ${saySenders(refused, groupShapes)} would send it.`,
    }
  if (unseen.length > 0) return { ...base, status: 'warn', summary: 'Changes of a group cannot be read back.' }
  return { ...base, status: 'pass', summary: 'The service takes members in and out of a group in every shape.' }
}
