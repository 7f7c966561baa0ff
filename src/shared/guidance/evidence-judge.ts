import type { CheckId } from '../checks'
import type { Finding, Fix } from '../finding'
import { type CauseId, causeIds, type Ground, type InputName, type Rival, type Verdict } from '../verdict'
import { causeOf } from './causes'
import { type ProductId, productIn } from './causes-products'
import type { Cause } from './causes-shape'
import { evidence } from './evidence'
import { predicates } from './evidence-predicates'
import type { Condition, EvidenceRow } from './evidence-shape'

/** What is known besides the findings. */
export interface Known {
  /** The product of the identity provider, when it was named. */
  product?: ProductId | null
  /** Causes that the described symptom points to; they order what cannot be told, and prove nothing. */
  hinted?: readonly CauseId[]
}

/**
 * Folds findings into a verdict for each of the 23 causes, by the evidence table alone. Pure, and the same for any order of the
 * findings but for `grounds`. The list is ranked: confirmed root causes, what they bring about, what is likely, what cannot be
 * told, what is ruled out, what nobody looked at.
 */
export function judgeCauses(
  findings: readonly Finding[],
  inputs: ReadonlySet<InputName>,
  known: Known = {},
): Verdict[] {
  const rows = matchedRows(findings)
  const product = known.product ?? productIn(findings)
  const verdicts = causeIds.map((id) => verdictOn(causeOf(id), rows, findings, inputs, product))
  return rank(
    verdicts.map((verdict) => explained(verdict, verdicts)),
    known.hinted ?? [],
  )
}

interface Matched {
  row: EvidenceRow
  /** Places of the findings that meet it. */
  at: number[]
}

function matchedRows(findings: readonly Finding[]): Matched[] {
  const met = evidence.flatMap((row) => {
    const at = groundsOf(row, findings)
    return at === null ? [] : [{ row, at }]
  })
  const confirmed = new Set(
    met.filter(({ row }) => row.effect === 'confirms' && row.unless === undefined).map(({ row }) => row.cause),
  )
  return met.filter(({ row }) => !row.unless?.some((cause) => confirmed.has(cause)))
}

/** Where the findings stand that meet all conditions of a row; null when one is not met, or a forbidden one is. */
function groundsOf(row: EvidenceRow, findings: readonly Finding[]): number[] | null {
  const each = row.all.map((condition) => placesOf(condition, findings))
  if (each.some((places) => places.length === 0)) return null
  if (row.none?.some((condition) => placesOf(condition, findings).length > 0)) return null
  return [...new Set(each.flat())].sort((a, b) => a - b)
}

function placesOf({ check, status, where }: Condition, findings: readonly Finding[]): number[] {
  const statuses: readonly string[] = typeof status === 'string' ? [status] : status
  return findings.flatMap((finding, place) => {
    if (finding.id !== check || !statuses.includes(finding.status)) return []
    return where === undefined || predicates[where](finding) ? [place] : []
  })
}

function verdictOn(
  cause: Cause,
  matched: readonly Matched[],
  findings: readonly Finding[],
  inputs: ReadonlySet<InputName>,
  product: ProductId | null,
): Verdict {
  const own = matched.filter(({ row }) => row.cause === cause.id)
  const by = (effect: EvidenceRow['effect']) => own.filter(({ row }) => row.effect === effect)
  const [confirms, rulesOut, suggests] = [by('confirms'), by('rules-out'), by('suggests')]
  const checks = (rows: readonly Matched[]): CheckId[] => [
    ...new Set(
      rows
        .flatMap(({ at }) => at)
        .map((place) => findings[place]?.id)
        .filter((id) => id !== undefined),
    ),
  ]
  const grounds: Ground[] = own.flatMap(({ row, at }) =>
    at.flatMap((place) => {
      const check = findings[place]?.id
      return check === undefined ? [] : [{ finding: place, check, effect: row.effect }]
    }),
  )
  const base = { cause: cause.id, grounds: unique(grounds) }
  const [confirming] = confirms
  if (confirming) {
    return {
      ...base,
      state: 'confirmed',
      summary: withContradiction(sentencesOf(confirms), rulesOut),
      because: checks(confirms),
      contradicts: checks(rulesOut),
      fix: fixFor(cause, product, confirms, findings),
    }
  }
  const need = needOf(cause, inputs)
  const fix = { fix: fixFor(cause, product, suggests, findings) }
  const [excluding] = rulesOut
  if (excluding) {
    return {
      ...base,
      state: 'ruled-out',
      summary: withContradiction(sentencesOf(rulesOut), suggests),
      because: checks(rulesOut),
      contradicts: checks(suggests),
    }
  }
  const [suggesting] = suggests
  if (suggesting) {
    const rivals = suggests.flatMap(({ row }) => row.rivals ?? [])
    return {
      ...base,
      state: 'cannot-tell',
      summary: sentencesOf(suggests),
      because: checks(suggests),
      contradicts: [],
      likely: true,
      rivals: uniqueRivals(rivals),
      needs: need.sentence,
      input: need.input,
      ...fix,
    }
  }
  const looked = findings.some(({ id }) => cause.bears.includes(id))
  return {
    ...base,
    state: looked ? 'cannot-tell' : 'not-run',
    summary: looked ? 'What was looked at does not settle it.' : 'Nothing that bears on it was looked at.',
    because: [],
    contradicts: [],
    needs: need.sentence,
    input: need.input,
  }
}

const sentencesOf = (rows: readonly Matched[]) => [...new Set(rows.map(({ row }) => row.sentence))].join(' ')

function withContradiction(sentence: string, against: readonly Matched[]): string {
  return against.length === 0 ? sentence : `${sentence} Against it stands: ${sentencesOf(against)}`
}

function unique(grounds: readonly Ground[]): Ground[] {
  return grounds.filter(
    (one, index) =>
      grounds.findIndex((other) => other.finding === one.finding && other.effect === one.effect) === index,
  )
}

function uniqueRivals(rivals: readonly Rival[]): Rival[] {
  return rivals.filter((one, index) => rivals.findIndex((other) => other.sentence === one.sentence) === index)
}

/** The first need that was not given yet and whose companions were; the last one can always be asked for. */
function needOf({ needs }: Cause, inputs: ReadonlySet<InputName>): Cause['needs'][0] {
  const open = needs.find((need) => !inputs.has(need.input) && (need.with ?? []).every((one) => inputs.has(one)))
  return open ?? needs.at(-1) ?? needs[0]
}

/** The product's own field or command where the product is known; else what the decisive finding advises; else the general advice. */
function fixFor(cause: Cause, product: ProductId | null, rows: readonly Matched[], findings: readonly Finding[]): Fix {
  const ofProduct = product === null ? undefined : cause.fixes[product]
  const ofFinding = rows
    .flatMap(({ at }) => at)
    .map((place) => findings[place]?.fix)
    .find((fix) => fix !== undefined)
  return ofProduct ?? ofFinding ?? cause.fix
}

/** A confirmed cause that another confirmed cause brings about names that one. */
function explained(verdict: Verdict, all: readonly Verdict[]): Verdict {
  if (verdict.state !== 'confirmed') return verdict
  const roots = all.filter(
    (one) => one.state === 'confirmed' && causeOf(one.cause).consequences.includes(verdict.cause),
  )
  return roots.length === 0 ? verdict : { ...verdict, consequenceOf: roots.map(({ cause }) => cause) }
}

/** Groups of the ranked list, first to last. */
const groups: ReadonlyArray<(verdict: Verdict) => boolean> = [
  ({ state, consequenceOf }) => state === 'confirmed' && consequenceOf === undefined,
  ({ state }) => state === 'confirmed',
  ({ likely }) => likely === true,
  ({ state }) => state === 'cannot-tell',
  ({ state }) => state === 'ruled-out',
]

function rank(verdicts: readonly Verdict[], hinted: readonly CauseId[]): Verdict[] {
  const groupOf = (verdict: Verdict) => {
    const index = groups.findIndex((belongs) => belongs(verdict))
    return index === -1 ? groups.length : index
  }
  const hint = ({ cause }: Verdict) => (hinted.includes(cause) ? 0 : 1)
  return verdicts.toSorted((a, b) => groupOf(a) - groupOf(b) || hint(a) - hint(b))
}
