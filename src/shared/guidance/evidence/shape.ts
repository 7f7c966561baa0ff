import type { CheckId } from '../../checks'
import type { Fix, Status } from '../../finding'
import type { CauseId, Effect, Rival } from '../../verdict'
import type { Need } from '../causes/shape'
import type { PredicateName } from './predicates'

/** A finding that has to be there, or must not: its check, its status, and what its evidence or comparison says. */
export interface Condition {
  /** One of several, where they report the same. */
  check: CheckId | readonly CheckId[]
  status: Status | readonly Status[]
  where?: PredicateName
  /** What its evidence must not say. */
  not?: PredicateName
}

/** One row of the evidence table: what findings, taken together, say of a cause. */
export interface EvidenceRow {
  cause: CauseId
  effect: Effect
  /** Each must be met by a finding; those findings are the grounds. */
  all: readonly [Condition, ...Condition[]]
  /** None may be met. */
  none?: readonly Condition[]
  /** The row does not count once one of these causes is confirmed, which then explains the same. */
  unless?: readonly CauseId[]
  /** Advice that is more exact here than what the product’s fix says in general: the finding’s own, or this. */
  advice?: 'of-the-finding' | Fix
  /** What the row says, for the verdict. */
  sentence: string
  /** For what is merely likely: what else fits. */
  rivals?: readonly Rival[]
  /** What settles it here, before anything that settles the cause in general. */
  asks?: Need
}

/** A condition as the tables write it: `is('response.audience', 'fail', 'differs')`. */
export const is = (check: Condition['check'], status: Condition['status'], where?: PredicateName): Condition =>
  where === undefined ? { check, status } : { check, status, where }

/** This machine's clock and another one are days apart, and no reference tells which is wrong: no date can be trusted here. */
export const clocksDisagree = is('clock.skew', ['fail', 'warn'], 'days-apart')
export const askTimeServer: Need = {
  input: 'time-server',
  sentence: 'Name a time server: it tells which of the clocks is wrong.',
}

/** The last sign-in through the connection, or a test sign-in, went through: nothing that stops one can be the cause. */
export const signInWorked = is(['workos.connection', 'workos.sign-in'], ['info', 'pass'], 'sign-in-worked')

/** A response that belongs to another connection: what differs in it is no fault of this one. */
export const anothersResponse = is('response.issuer', 'fail', 'of-another-connection')

/** What confirms a cause only where the response is this connection’s; else it fits, and so does that the wrong one was given. */
export const byOwnResponse = (row: EvidenceRow): EvidenceRow[] => [
  { ...row, none: [...(row.none ?? []), anothersResponse] },
  {
    ...row,
    effect: 'suggests',
    all: [...row.all, anothersResponse],
    rivals: [
      {
        cause: null,
        sentence: 'The response that was given is another connection’s: its issuer, recipient and audience all differ.',
      },
    ],
    asks: {
      input: 'test-sign-in',
      sentence: 'Record a test sign-in through this connection: the response that was given is another one’s.',
    },
  },
]

/** What WorkOS itself gave as the reason of a failed sign-in. It points to the cause; the response proves it. */
export const saidByWorkos = (cause: CauseId, reason: PredicateName, sentence: string): EvidenceRow => ({
  cause,
  effect: 'suggests',
  all: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], reason)],
  sentence,
  rivals: [{ cause: null, sentence: 'The set-up may have been corrected since.' }],
})
