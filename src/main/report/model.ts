import { z } from 'zod'
import type { Comparison, Finding, Owner, Status } from '../../shared/finding'
import { branches, causeOf } from '../../shared/guidance/causes/causes'
import { productIds } from '../../shared/guidance/causes/products'
import { judgeCauses } from '../../shared/guidance/evidence/judge'
import { foresightIn } from '../../shared/guidance/foresight'
import { type Word, wordsUsedIn } from '../../shared/guidance/words'
import { type ThreeWayRow, threeWayRowSchema } from '../../shared/three-way'
import { causeIdSchema, type InputName, inputNameSchema, type Verdict, type VerdictState } from '../../shared/verdict'
import type { Bundle } from './bundle'

export const ownerWords: Readonly<Record<Owner, string>> = {
  'idp-admin': 'administrator of the identity provider',
  'network-team': 'network team',
  'dns-admin': 'DNS administrator',
  'workos-admin': 'WorkOS administrator',
}

export const stateWords: Readonly<Record<VerdictState | 'likely', string>> = {
  confirmed: 'Confirmed',
  likely: 'Likely',
  'cannot-tell': 'Cannot tell',
  'ruled-out': 'Ruled out',
  'not-run': 'Not looked at',
}

/** One cause as the first page shows it. */
export interface ReportedCause {
  title: string
  verdict: Verdict
  /** The findings that carry it, first those that compare two values. */
  grounds: Finding[]
  /** Titles of the confirmed causes it follows from. */
  followsFrom: string[]
}

/** What a report says, in the order it says it; each format writes the same. */
export interface Report {
  title: string
  headline: string
  /** One sentence for somebody who knows nothing of the matter. */
  lead: string
  facts: Array<readonly [label: string, value: string]>
  confirmed: ReportedCause[]
  likely: ReportedCause[]
  /** What works today, and breaks later or for some people. */
  later: Finding[]
  /** Every cause by branch; empty for a report of a single check. */
  tree: Array<{ branch: string; verdicts: Array<{ title: string; state: VerdictState | 'likely'; summary: string }> }>
  sides: ThreeWayRow[]
  /** Every finding, by what it was found at, the failed ones first. */
  chapters: Array<{ title: string; findings: Finding[] }>
  /** Words of the field that the first page uses, for somebody who has never met them. */
  words: Word[]
}

const chapterTitles: Readonly<Record<string, string>> = {
  workos: 'WorkOS',
  metadata: 'Metadata of the identity provider',
  response: 'SAML response',
  network: 'Network',
  clock: 'Clocks',
  scim: 'SCIM',
  oauth: 'OAuth and OpenID Connect',
}

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']
const mostGrounds = 4

/** Puts a bundle into the words of a report. A diagnosis is judged anew from its findings; nothing is taken on trust. */
export function reportOf(bundle: Bundle): Report {
  const { findings } = bundle
  const verdicts = bundle.command === 'diagnose' ? judgeCauses(findings, inputsOf(bundle), knownOf(bundle)) : []
  const confirmed = verdicts.filter(({ state }) => state === 'confirmed')
  const likely = verdicts.filter((verdict) => verdict.likely)
  const first = {
    ...opening(verdicts, confirmed, likely, findings),
    confirmed: confirmed.map((verdict) => reported(verdict, 'confirms', findings)),
    likely: likely.map((verdict) => reported(verdict, 'suggests', findings)),
  }
  return {
    title: bundle.command === 'diagnose' ? 'Diagnosis' : `Signpost ${bundle.command}`,
    ...first,
    later: verdicts.length === 0 ? [] : foresightIn(findings, verdicts),
    facts: factsOf(bundle),
    words: verdicts.length === 0 ? [] : wordsUsedIn(textOf(first)),
    tree: verdicts.length === 0 ? [] : treeOf(verdicts),
    sides: sidesOf(bundle),
    chapters: chaptersOf(findings),
  }
}

const textOf = ({ headline, lead, confirmed, likely }: Pick<Report, 'headline' | 'lead' | 'confirmed' | 'likely'>) =>
  [
    headline,
    lead,
    ...[...confirmed, ...likely].flatMap(({ title, verdict, grounds }) => [
      title,
      verdict.summary,
      verdict.needs ?? '',
      verdict.fix?.action ?? '',
      ...grounds.flatMap(({ summary, compared }) => [compared?.what ?? summary]),
    ]),
  ].join(' ')

function opening(
  verdicts: readonly Verdict[],
  confirmed: readonly Verdict[],
  likely: readonly Verdict[],
  findings: readonly Finding[],
): Pick<Report, 'headline' | 'lead'> {
  const failed = findings.filter(({ status }) => status === 'fail').length
  const looked = verdicts.filter(({ state }) => state !== 'not-run').length
  if (verdicts.length === 0) {
    return failed > 0
      ? { headline: `${failed} of ${findings.length} checks failed`, lead: 'They stand first below.' }
      : { headline: 'Nothing failed', lead: `${findings.length} checks were made.` }
  }
  const [first] = confirmed
  if (first) {
    const others = confirmed.filter((one) => one !== first && one.consequenceOf === undefined).length
    return {
      headline: causeOf(first.cause).title,
      lead: `${causeOf(first.cause).symptom}${others > 0 ? ` ${others === 1 ? 'One more cause is' : `${others} more causes are`} confirmed besides.` : ''}`,
    }
  }
  const [probable] = likely
  if (probable) {
    return {
      headline: `Likely: ${causeOf(probable.cause).title}`,
      lead: 'The evidence fits, and so does something else. What would settle it is said below.',
    }
  }
  return {
    headline: 'No cause is confirmed',
    lead: `Of ${verdicts.length} known causes ${looked} were looked at. What would settle the rest is said below.`,
  }
}

function reported(verdict: Verdict, effect: 'confirms' | 'suggests', findings: readonly Finding[]): ReportedCause {
  const places = new Set(verdict.grounds.filter((ground) => ground.effect === effect).map(({ finding }) => finding))
  const grounds = findings.filter((_, place) => places.has(place))
  return {
    title: causeOf(verdict.cause).title,
    verdict,
    grounds: comparedOnce(
      grounds.toSorted((a, b) => Number(b.compared !== undefined) - Number(a.compared !== undefined)),
    ).slice(0, mostGrounds),
    followsFrom: (verdict.consequenceOf ?? []).map((cause) => causeOf(cause).title),
  }
}

/** The same two values in two places are compared once, and both places named. */
function comparedOnce(grounds: readonly Finding[]): Finding[] {
  const kept: Finding[] = []
  for (const ground of grounds) {
    const at = kept.findIndex((one) => sameValues(one, ground))
    const before = kept[at]
    if (!before?.compared || !ground.compared) kept.push(ground)
    else kept[at] = { ...before, compared: joined(before.compared, ground.compared) }
  }
  return kept
}

const sameValues = ({ compared: one }: Finding, { compared: other }: Finding) =>
  one !== undefined &&
  other !== undefined &&
  one.expected.value === other.expected.value &&
  one.received.value === other.received.value

function joined(one: Comparison, other: Comparison): Comparison {
  const from =
    one.received.from === other.received.from ? one.received.from : `${one.received.from}; ${other.received.from}`
  return { ...one, what: `${one.what}; ${other.what}`, received: { ...one.received, from } }
}

function treeOf(verdicts: readonly Verdict[]): Report['tree'] {
  return branches.map(({ title, causes }) => ({
    branch: title,
    verdicts: causes.flatMap(({ id, title: name }) => {
      const verdict = verdicts.find(({ cause }) => cause === id)
      if (!verdict) return []
      const { state, likely, summary, needs } = verdict
      const open = state === 'cannot-tell' || state === 'not-run'
      return [
        { title: name, state: likely ? ('likely' as const) : state, summary: open ? (needs ?? summary) : summary },
      ]
    }),
  }))
}

function factsOf({ subject, startedAt, durationMs, version, redaction }: Bundle): Report['facts'] {
  return [
    ['Looked at', subject ?? 'nothing in particular'],
    ['When', startedAt],
    ['How long', `${(durationMs / 1000).toFixed(1)} s`],
    ['Made with', `Signpost ${version}`],
    [
      'Taken out',
      redaction?.people
        ? `secrets (${redaction.removed}); people have pseudonyms, the same person always the same one`
        : `${redaction ? `secrets (${redaction.removed})` : 'nothing'}: this report holds personal data`,
    ],
  ]
}

function sidesOf({ result }: Bundle): ThreeWayRow[] {
  const sides = z.array(threeWayRowSchema).safeParse(result.sides)
  return sides.success ? sides.data : []
}

function inputsOf({ result }: Bundle): Set<InputName> {
  const inputs = z.array(inputNameSchema).safeParse(result.inputs)
  return new Set(inputs.success ? inputs.data : [])
}

const knownSchema = z.object({ product: z.enum(productIds).nullable(), hinted: z.array(causeIdSchema) })

function knownOf({ result }: Bundle) {
  const known = knownSchema.safeParse(result)
  return known.success ? known.data : {}
}

function chaptersOf(findings: readonly Finding[]): Report['chapters'] {
  const subjects = [...new Set(findings.map(({ id }) => id.split('.')[0] ?? ''))]
  return subjects.map((subject) => ({
    title: chapterTitles[subject] ?? subject,
    findings: findings
      .filter(({ id }) => id.startsWith(`${subject}.`))
      .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status)),
  }))
}
