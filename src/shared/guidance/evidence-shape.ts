import type { CheckId } from '../checks'
import type { Status } from '../finding'
import type { CauseId, Effect, Rival } from '../verdict'
import type { PredicateName } from './evidence-predicates'

/** A finding that has to be there, or must not: its check, its status, and what its evidence or comparison says. */
export interface Condition {
  check: CheckId
  status: Status | readonly Status[]
  where?: PredicateName
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
  /** What the row says, for the verdict. */
  sentence: string
  /** For what is merely likely: what else fits. */
  rivals?: readonly Rival[]
}

/** A condition as the tables write it: `is('response.audience', 'fail', 'differs')`. */
export const is = (check: CheckId, status: Condition['status'], where?: PredicateName): Condition =>
  where === undefined ? { check, status } : { check, status, where }
