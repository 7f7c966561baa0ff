import type { Evidence, Finding } from '../../../shared/finding'
import { sayAnswer } from '../words'
import type { RehearsalObservation } from './observation'

/** Judges whether anything of a rehearsal, this one or an earlier one, is left at the service. */
export function judgeCleanup(observation: Extract<RehearsalObservation, { of: 'cleanup' }>, at: string): Finding[] {
  const { before, after, made, removed, remnants, refusal, stopped } = observation
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
    ...remnants.map(({ kind, id, name }) => ({ label: `Still there: ${kind}`, value: `${name}, id ${id}`, from, at })),
    ...(refusal === null ? [] : [{ label: 'Removing', value: sayAnswer(refusal), from: refusal.url, at }]),
  ]
  const base = { id: 'scim.cleanup' as const, evidence }
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
