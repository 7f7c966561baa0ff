import type { Evidence, Finding } from '../../../shared/finding'
import { listed } from '../../../shared/listed'
import { sayAnswer } from '../words'
import type { RehearsalObservation } from './observation'

/** Judges whether anything of a rehearsal, this one or an earlier one, is left at the service. */
export function judgeCleanup(observation: Extract<RehearsalObservation, { of: 'cleanup' }>, at: string): Finding[] {
  const { before, after, made, removed, remnants, stray, refusal, stopped } = observation
  const from = 'the rehearsal'
  const evidence: Evidence[] = [
    { label: 'Left by earlier rehearsals', value: `${before.found} found, ${before.removed} removed`, from, at },
    {
      label: 'Made by this one',
      value: `${made} made, ${Math.max(removed, made - remnants.length)} removed`,
      from,
      at,
    },
    ...(after.found === 0
      ? []
      : [{ label: 'Found at the end', value: `${after.found} found, ${after.removed} removed`, from, at }]),
    ...remnants.map(({ kind, id, name, inactive }) => ({
      label: `Still there: ${kind}`,
      value: `${name}, id ${id}${inactive ? ', inactive' : ''}`,
      from,
      at,
    })),
    ...(refusal === null ? [] : [{ label: 'Removing', value: sayAnswer(refusal), from: refusal.url, at }]),
  ]
  const base = { id: 'scim.cleanup' as const, evidence }
  if (remnants.length > 0 && remnants.every(({ inactive }) => inactive)) {
    return [
      {
        ...base,
        status: 'warn',
        summary: `The service takes the removal, and keeps what is removed as inactive: ${listed(remnants.map(({ name }) => name))}. Nobody has access by it, but it is still shown.`,
        fix: {
          action: 'Remove it by hand, if the service can; its name is marked as safe to delete.',
          owner: 'workos-admin',
        },
      },
    ]
  }
  if (stray !== null) {
    return [
      {
        ...base,
        status: 'fail',
        summary: `The service gave the id ${stray} for the user it created, and shows somebody there who does not carry the mark of the rehearsal. Nothing was removed under it.`,
        fix: {
          action: `Look at the user ${stray}, and remove it by hand if it is the one of this rehearsal.`,
          owner: 'workos-admin',
        },
      },
    ]
  }
  if (remnants.length > 0) {
    const what = remnants.map(({ kind, name }) => `the ${kind} ${name}`).join(' and ')
    return [
      {
        ...base,
        status: 'fail',
        summary: `Something of the rehearsal is still there: ${what}. ${refusal === null ? 'The service answers the removal with success and removes nothing.' : `The service refuses to remove it: ${sayAnswer(refusal)}.`}`,
        fix: { action: 'Remove it by hand; its name is marked as safe to delete.', owner: 'workos-admin' },
      },
    ]
  }
  if (before.how === 'none' || !before.complete || !after.complete) {
    return [
      {
        ...base,
        status: 'warn',
        summary:
          'What this rehearsal made is removed. Whether an earlier one left something could not be seen, because the service can neither be asked for a name nor read to its end.',
      },
    ]
  }
  const earlier =
    before.found === 0
      ? ''
      : ` ${before.found === 1 ? 'One' : before.found} left by an earlier rehearsal ${before.found === 1 ? 'was' : 'were'} removed as well.`
  return [
    {
      ...base,
      status: 'pass',
      summary: `${made === 0 ? 'Nothing of a rehearsal is left.' : `Everything the rehearsal made is removed again${stopped ? ', though it was stopped early' : ''}.`}${earlier}`,
    },
  ]
}
