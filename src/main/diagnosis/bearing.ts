import type { CheckId } from '../../shared/checks'
import { causeOf } from '../../shared/guidance/causes/causes'
import { evidence } from '../../shared/guidance/evidence/evidence'
import { type BranchId, type CauseId, causeIds } from '../../shared/verdict'
import type { DiagnosisProbe } from './engine'

/** The checks that can change the verdict on a cause: by the evidence table, its own rows and those it yields to. */
function checksOn(cause: CauseId): Set<CheckId> {
  const rows = evidence.filter((row) => row.cause === cause)
  const yieldsTo = new Set(rows.flatMap(({ unless = [] }) => unless))
  const all = [...rows, ...evidence.filter((row) => row.effect === 'confirms' && yieldsTo.has(row.cause))]
  return new Set([
    ...causeOf(cause).bears,
    ...all.flatMap((row) => [...row.all, ...(row.none ?? [])]).flatMap(({ check }) => check),
  ])
}

const checksByCause = new Map(causeIds.map((cause) => [cause, checksOn(cause)]))

type Reporter = Pick<DiagnosisProbe<never>, 'reports'>

const bearsOn = ({ reports }: Reporter, cause: CauseId) =>
  reports.some((check) => checksByCause.get(cause)?.has(check) ?? false)

/** The causes on which one of these probes may yet have its say. */
export function causesOpenTo(probes: readonly Reporter[]): CauseId[] {
  return causeIds.filter((cause) => probes.some((probe) => bearsOn(probe, cause)))
}

/** The probes that bear on a branch, with those that tell them what they need. */
export function probesFor<I>(probes: readonly DiagnosisProbe<I>[], branch: BranchId): DiagnosisProbe<I>[] {
  const causes = causeIds.filter((cause) => cause.startsWith(`${branch}.`))
  const wanted = new Set(probes.filter((probe) => causes.some((cause) => bearsOn(probe, cause))))
  for (const probe of wanted) {
    for (const fact of probe.uses) {
      // A set that grows while it is walked through is walked to its new end.
      for (const teller of probes) if (teller.gives.includes(fact)) wanted.add(teller)
    }
  }
  return probes.filter((probe) => wanted.has(probe))
}
