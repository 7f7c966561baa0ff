import type { CheckId } from '../../checks'
import type { Finding } from '../../finding'
import { type CauseId, causeIds, type Ground, type InputName, type Rival, type Verdict } from '../../verdict'
import { branchOf, causeOf } from '../causes/causes'
import type { ProductId } from '../causes/products'
import type { Cause, Need } from '../causes/shape'
import { type FixGrounds, fixFor } from '../fixes'
import { type FixSubject, fixSubjects } from '../subjects'
import { evidence } from './evidence'
import { predicates } from './predicates'
import type { Condition, EvidenceRow } from './shape'

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
  const subjects = fixSubjects(findings, known.product ?? null)
  const usable = inputsOfUse(inputs, findings)
  const verdicts = causeIds.map((id) => verdictOn(causeOf(id), rows, findings, usable, subjects[branchOf(id).id]))
  return rank(
    verdicts.map((verdict) => explained(verdict, verdicts)),
    known.hinted ?? [],
  )
}

/** A key that WorkOS refuses gives nothing: another one is asked for, as if there were none. */
function inputsOfUse(inputs: ReadonlySet<InputName>, findings: readonly Finding[]): ReadonlySet<InputName> {
  const refused = findings.some(({ id, status }) => id === 'workos.api-key' && status === 'fail')
  return refused ? new Set([...inputs].filter((input) => input !== 'api-key')) : inputs
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

function placesOf({ check, status, where, not }: Condition, findings: readonly Finding[]): number[] {
  const checks: readonly string[] = typeof check === 'string' ? [check] : check
  const statuses: readonly string[] = typeof status === 'string' ? [status] : status
  return findings.flatMap((finding, place) => {
    if (!checks.includes(finding.id) || !statuses.includes(finding.status)) return []
    const meets = (where === undefined || predicates[where](finding)) && !(not && predicates[not](finding))
    return meets ? [place] : []
  })
}

function verdictOn(
  cause: Cause,
  matched: readonly Matched[],
  findings: readonly Finding[],
  inputs: ReadonlySet<InputName>,
  subject: FixSubject,
): Verdict {
  const own = matched.filter(({ row }) => row.cause === cause.id)
  const by = (effect: EvidenceRow['effect']) => own.filter(({ row }) => row.effect === effect)
  const [confirms, rulesOut, suggests, open] = [by('confirms'), by('rules-out'), by('suggests'), by('leaves-open')]
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
      fix: fixFor(cause, subject, groundsOfFix(confirms, findings), findings),
    }
  }
  const asked = [...suggests, ...open].flatMap(({ row }) => row.asks ?? [])
  const need = needOf([...asked, ...cause.needs], inputs) ?? cause.needs[0]
  const fix = { fix: fixFor(cause, subject, groundsOfFix(suggests, findings), findings) }
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
  const looked = open.length > 0 || findings.some(({ id }) => cause.bears.includes(id))
  const unsettled = open.length > 0 ? sentencesOf(open) : 'What was looked at does not settle it.'
  return {
    ...base,
    state: looked ? 'cannot-tell' : 'not-run',
    summary: looked ? unsettled : 'Nothing that bears on it was looked at.',
    because: checks(open),
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
function needOf(needs: readonly Need[], inputs: ReadonlySet<InputName>): Need | undefined {
  const open = needs.find((need) => !inputs.has(need.input) && (need.with ?? []).every((one) => inputs.has(one)))
  return open ?? needs.at(-1)
}

function groundsOfFix(rows: readonly Matched[], findings: readonly Finding[]): FixGrounds {
  const meeting = ({ at }: Matched) => at.flatMap((place) => findings[place] ?? [])
  const exact = rows.flatMap((matched) => {
    const { advice } = matched.row
    return advice === 'of-the-finding' ? meeting(matched).flatMap(({ fix }) => fix ?? []) : (advice ?? [])
  })
  return { carrying: rows.flatMap(meeting), exact }
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

/**
 * The order in which a sign-in meets the causes: WorkOS before it sends anybody anywhere, the provider, then the response in the
 * order a strict service provider judges it. Of several that are confirmed, the first is the one that was met.
 */
const asMet: readonly CauseId[] = [
  'organization.missing',
  'organization.connection-not-linked',
  'draft.metadata-invalid',
  'draft.metadata-unreachable',
  'draft.metadata-not-uploaded',
  'validating.acs-url-typo',
  'validating.certificate-expired',
  'saml.signature-invalid',
  'saml.nameid-missing',
  'saml.recipient-mismatch',
  'saml.response-expired',
  'validating.entity-id-mismatch',
  'saml.audience-mismatch',
  'oauth.redirect-uri-mismatch',
  'oauth.scope-error',
  'oauth.access-denied',
  'oauth.invalid-client',
  'organization.domain-unverified',
  'scim.not-found',
  'scim.unauthorized',
  'scim.attributes-missing',
  'scim.updates-disabled',
  'scim.deactivation-disabled',
]

function rank(verdicts: readonly Verdict[], hinted: readonly CauseId[]): Verdict[] {
  const groupOf = (verdict: Verdict) => {
    const index = groups.findIndex((belongs) => belongs(verdict))
    return index === -1 ? groups.length : index
  }
  const hint = ({ cause }: Verdict) => (hinted.includes(cause) ? 0 : 1)
  const met = ({ cause, state }: Verdict) => (state === 'confirmed' ? asMet.indexOf(cause) : 0)
  return verdicts.toSorted((a, b) => groupOf(a) - groupOf(b) || met(a) - met(b) || hint(a) - hint(b))
}
