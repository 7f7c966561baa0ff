import type { CheckId } from '../../shared/checks'
import type { JudgedOtherwise } from '../../shared/diagnosis'
import { type Finding, findingSchema } from '../../shared/finding'
import { providerLabel } from '../../shared/guidance/subjects'
import type { DiagnoseResult } from '../../shared/runs/diagnose'
import { limitsFor } from '../clock/limits'
import { judgeClock } from '../clock/probe'
import { judgeMetadata } from '../metadata/judge/judge'
import { judgeNetwork } from '../network/judge/judge'
import type { NetworkObservation } from '../network/observation'
import { judgeOAuth } from '../oauth/judge'
import { judgeResponse } from '../saml/judge/judge'
import { judgeScim } from '../scim/judge'
import { judgeWorkos } from '../workos/check/judge'
import type { Seen } from './handed-on'
import type { KeptObservation, Observed } from './observed'

type Probes = DiagnoseResult['probes']

export interface JudgedAgain {
  findings: Finding[]
  probes: Probes
  /** Where this Signpost judges otherwise than whoever made the diagnosis. */
  differences: JudgedOtherwise[]
}

/**
 * Judges what the probes saw once more, with the judges of this Signpost. Where a check comes to another status, its finding takes
 * the place of the one that was handed on. What was seen comes from somebody else: what no judge can make anything of is left as
 * it was. Pure.
 */
export function judgeAgain(
  findings: readonly Finding[],
  probes: Probes,
  { observations, skewSeconds, withoutPeople }: Seen,
): JudgedAgain {
  const anew = new Map<string, Finding[]>()
  for (const { probe, found } of judged(observations, skewSeconds)) {
    anew.set(probe, [...(anew.get(probe) ?? []), ...found])
  }
  const differences: JudgedOtherwise[] = []
  const kept = new Map(findings.entries())
  const added: Array<{ probe: string; finding: Finding }> = []
  for (const { name, findings: places } of probes) {
    const own = places.flatMap((place) => (findings[place] ? [{ place, finding: findings[place] }] : []))
    for (const [check, now] of byCheck(anew.get(name) ?? [])) {
      if (withoutPeople && turnsOnPeople.has(check)) continue
      const before = own.filter(({ finding }) => finding.id === check)
      // A check that was told only in the light of others is not judged from one observation.
      if (
        before.length === 0 ||
        sameStatuses(
          before.map(({ finding }) => finding),
          now,
        )
      )
        continue
      for (const { place } of before) kept.delete(place)
      for (const finding of now)
        added.push({ probe: name, finding: { ...finding, evidence: [...finding.evidence, ...marksOf(before)] } })
      const was = before.map(({ finding }) => finding.status)
      differences.push(...now.map(({ status, summary }) => ({ probe: name, check, was, status, summary })))
    }
  }
  if (differences.length === 0) return { findings: [...findings], probes, differences }
  return { ...renumbered(kept, added, probes), differences }
}

/** What these say depends on how a person's name is written, which a pseudonym does not show. */
const turnsOnPeople: ReadonlySet<CheckId> = new Set(['response.nameid', 'response.attributes'])

/** What was seen, judged by the judge of its subject; nothing where that cannot be done. */
function* judged(
  observations: readonly KeptObservation[],
  skewSeconds: number,
): Generator<{ probe: Observed['probe']; found: Finding[] }> {
  const limits = limitsFor(Math.max(1, skewSeconds))
  let before: NetworkObservation[] = []
  for (const kept of observations.filter(({ unjudged }) => !unjudged)) {
    if (kept.probe === 'network' && kept.observation.kind === 'url') before = []
    const way = before
    yield { probe: kept.probe, found: trying(() => judgeOne(kept, limits, way)) }
    if (kept.probe === 'network') before = [...before, kept.observation]
  }
}

function judgeOne(kept: KeptObservation, limits: ReturnType<typeof limitsFor>, before: readonly NetworkObservation[]) {
  switch (kept.probe) {
    case 'clock':
      return [judgeClock(kept.observation, limits)]
    case 'network':
      return judgeNetwork(kept.observation, before)
    case 'workos':
    case 'authorize':
      return judgeWorkos(kept.observation)
    case 'metadata':
      return judgeMetadata(kept.observation)
    case 'response':
      return judgeResponse(kept.observation)
    case 'scim':
      return judgeScim(kept.observation)
    case 'oauth':
      return judgeOAuth(kept.observation)
  }
}

/** An observation of another shape makes a judge stumble, or say something that is no finding: it is left out. */
function trying(judge: () => Finding[]): Finding[] {
  try {
    const found = findingSchema.array().max(200).safeParse(judge())
    return found.success ? found.data : []
  } catch {
    return []
  }
}

function byCheck(findings: readonly Finding[]): Map<CheckId, Finding[]> {
  const groups = new Map<CheckId, Finding[]>()
  for (const finding of findings) groups.set(finding.id, [...(groups.get(finding.id) ?? []), finding])
  return groups
}

const statusesOf = (findings: readonly Finding[]) =>
  findings
    .map(({ status }) => status)
    .sort()
    .join()
const sameStatuses = (before: readonly Finding[], now: readonly Finding[]) => statusesOf(before) === statusesOf(now)

/** What a diagnosis adds to the evidence of a finding after it was judged. */
const addedLater = ['Besides the metadata', providerLabel]
const marksOf = ([first]: ReadonlyArray<{ finding: Finding }>) =>
  (first?.finding.evidence ?? []).filter(({ label }) => addedLater.includes(label))

function renumbered(
  kept: ReadonlyMap<number, Finding>,
  added: ReadonlyArray<{ probe: string; finding: Finding }>,
  probes: Probes,
): Pick<JudgedAgain, 'findings' | 'probes'> {
  const findings = [...kept.values()]
  const places = new Map([...kept.keys()].map((place, index) => [place, index]))
  return {
    findings: [...findings, ...added.map(({ finding }) => finding)],
    probes: probes.map((line) => ({
      ...line,
      findings: [
        ...line.findings.flatMap((place) => places.get(place) ?? []),
        ...added.flatMap(({ probe }, index) => (probe === line.name ? [findings.length + index] : [])),
      ],
    })),
  }
}
