import type { Finding } from '../../shared/finding'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { ScimCheckInput, ScimCheckResult } from '../../shared/runs/scim'
import type { Host } from '../host/host'
import { type Probe, runProbe } from '../probe'
import type { RunContext } from '../runs/run'
import { gatherScim, type ScimInput } from './gather'
import { judgeScim } from './judge'
import type { ScimObservation } from './observation'
import { standingOf } from './standing'

export const scimProbe: Probe<ScimInput, ScimObservation> = {
  name: 'scim.check',
  gather: gatherScim,
  judge: judgeScim,
}

/**
 * Checks a SCIM service for the window. The token comes from main's own keeping. A rehearsal that is cancelled removes what it
 * made before it ends: for that it needs a host which outlives the cancelling.
 */
export async function* checkScim(
  input: ScimCheckInput,
  { host, hostFor, secret }: Pick<RunContext, 'host' | 'hostFor' | 'secret'>,
): AsyncGenerator<Finding, Outcome<ScimCheckResult>> {
  const token = await secret(input.token)
  if (!token.ok) return token
  const withToken = { ...input, token: token.value }
  if (input.rehearsal === undefined || hostFor === undefined) return yield* checkScimWith(withToken, host)
  return yield* checkScimWith({ ...withToken, stop: host.signal }, hostFor(new AbortController().signal))
}

/** The same with the token in hand. */
export async function* checkScimWith(input: ScimInput, host: Host): AsyncGenerator<Finding, Outcome<ScimCheckResult>> {
  const result: ScimCheckResult = { base: null, standing: 'not-asked', users: null, service: null, rehearsal: null }
  for await (const { observation, findings } of runProbe(scimProbe, input, host)) {
    record(result, observation)
    yield* findings
  }
  if (host.signal.aborted) {
    return failed({
      code: 'scim.cancelled',
      title: 'The check was cancelled.',
      detail:
        input.rehearsal === undefined
          ? 'What it had found until then is still shown.'
          : 'What the rehearsal had made until then may still be there.',
      remedy:
        input.rehearsal === undefined
          ? 'Start it again when you want the rest.'
          : 'Start the rehearsal again: it first removes what is left of this one.',
    })
  }
  return succeeded(result)
}

function record(result: ScimCheckResult, observation: ScimObservation): void {
  switch (observation.of) {
    case 'endpoint':
      result.base = observation.found?.base ?? observation.reading.base
      if (observation.answer !== null) result.standing = standingOf(observation.answer).kind
      break
    case 'config':
      if (observation.facts !== null) {
        const { patch, filter, schemes } = observation.facts
        result.service = { patch, filter, authenticationSchemes: schemes }
      }
      break
    case 'look-up':
      result.users = observation.totalUsers
      break
    case 'cleanup':
      result.rehearsal = {
        made: observation.made,
        leftBefore: observation.before.found,
        remnants: observation.remnants.map(({ kind, id, name }) => ({ kind, id, name })),
      }
      break
  }
}
