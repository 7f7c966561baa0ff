import type { Finding } from '../../shared/finding'
import { branches, causeOf } from '../../shared/guidance/causes/causes'
import { products } from '../../shared/guidance/causes/products'
import { foresightIn } from '../../shared/guidance/foresight'
import type { DiagnoseResult } from '../../shared/runs/diagnose'
import type { ThreeWayRow } from '../../shared/three-way'
import type { Verdict } from '../../shared/verdict'
import { inLine, wrap } from './layout'
import { findingText, ownerNames, paint, printable } from './output'

/** A diagnosis as a person reads it: the root cause with its evidence and fix on top, then what is likely, then the rest. */
export function diagnosisText(findings: readonly Finding[], result: DiagnoseResult): string {
  const { verdicts, product, hinted } = result
  const confirmed = verdicts.filter(({ state }) => state === 'confirmed')
  const likely = verdicts.filter((verdict) => verdict.likely)
  const unlooked = verdicts.filter(({ state }) => state === 'not-run')
  return [
    headline(verdicts, confirmed, likely),
    ...confirmed.map((verdict) => confirmedText(verdict, findings)),
    ...likely.map((verdict) => likelyText(verdict, findings)),
    listText(
      'What you describe points to these; give more, and they are looked at',
      unlooked.filter(({ cause }) => hinted.includes(cause)),
      ({ needs }) => needs ?? '',
    ),
    laterText(foresightIn(findings, verdicts)),
    sidesText(result.sides),
    listText('Cannot tell yet', verdicts.filter(isOpen), openText),
    listText(
      'Ruled out',
      verdicts.filter(({ state }) => state === 'ruled-out'),
      ({ summary }) => summary,
    ),
    unlookedText(unlooked.filter(({ cause }) => !hinted.includes(cause))),
    alsoFound(findings, verdicts),
    product === null || confirmed.length + likely.length === 0
      ? ''
      : paint('dim', `Fixes are written for ${products[product]}, unless they say otherwise.`),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const isOpen = ({ state, likely }: Verdict) => state === 'cannot-tell' && likely === undefined

const openText = ({ because, summary, needs }: Verdict) =>
  because.length === 0 ? `To settle it: ${needs ?? ''}` : `${summary} To settle it: ${needs ?? ''}`

function headline(verdicts: readonly Verdict[], confirmed: readonly Verdict[], likely: readonly Verdict[]): string {
  const [first] = confirmed
  if (first) {
    const { title, symptom } = causeOf(first.cause)
    const others = confirmed.filter((one) => one !== first && one.consequenceOf === undefined).length
    const more =
      others === 0
        ? []
        : [
            wrap(
              `${others === 1 ? 'Another cause is' : `${others} other causes are`} confirmed besides: mend this one first, then those.`,
            ),
          ]
    return [paint('bold', `The cause: ${title}.`), wrap(`What people see of it: ${symptom}`), ...more].join('\n')
  }
  const [probable] = likely
  if (probable) return paint('bold', `No cause is proven. Likely: ${causeOf(probable.cause).title}.`)
  const ruledOut = verdicts.filter(({ state }) => state === 'ruled-out').length
  return [
    paint('bold', 'No cause is confirmed by what was looked at.'),
    `Of the ${verdicts.length} known causes ${ruledOut === 0 ? 'none' : ruledOut} ${ruledOut === 1 ? 'is' : 'are'} ruled out.`,
  ].join('\n')
}

function confirmedText(verdict: Verdict, findings: readonly Finding[]): string {
  const { cause, consequenceOf, contradicts } = verdict
  const roots = (consequenceOf ?? []).map((id) => causeOf(id).title)
  return [
    `${paint('red', '✗ confirmed ')} ${paint('bold', causeOf(cause).title)}  ${paint('dim', cause)}`,
    wrap(printable(verdict.summary), '    '),
    ...(contradicts.length === 0 ? [] : [wrap(`Against it speaks: ${contradicts.join(', ')}.`, '    ')]),
    ...(roots.length > 0
      ? [wrap(`It follows from “${roots.join('”, “')}”. Mend that first.`, '    → ')]
      : [...groundsText(verdict, findings), ...fixText(verdict)]),
  ].join('\n')
}

function fixText({ fix }: Verdict): string[] {
  if (!fix) return []
  return [
    wrap(`${printable(fix.action)} (${ownerNames[fix.owner]})`, '    → '),
    ...(fix.where ? [wrap(printable(fix.where), '      ')] : []),
    ...(fix.command ? fix.command.split('\n').map((line) => `      ${printable(line)}`) : []),
  ]
}

function likelyText(verdict: Verdict, findings: readonly Finding[]): string {
  const { cause, rivals, needs } = verdict
  return [
    `${paint('yellow', '? likely    ')} ${paint('bold', causeOf(cause).title)}  ${paint('dim', cause)}`,
    wrap(printable(verdict.summary), '    '),
    ...(rivals ?? []).map(({ sentence }) => wrap(`It may also be: ${printable(sentence)}`, '    ')),
    ...groundsText(verdict, findings),
    ...(needs === undefined ? [] : [wrap(`To settle it: ${needs}`, '    → ')]),
  ].join('\n')
}

const mostGrounds = 6
const mostEvidence = 3

/** The findings that carry a verdict, with what they compare or saw. Those in order say nothing by themselves. */
function groundsText({ grounds, state }: Verdict, findings: readonly Finding[]): string[] {
  const carrying = grounds.filter(({ effect }) => effect === (state === 'confirmed' ? 'confirms' : 'suggests'))
  const places = [...new Set(carrying.map(({ finding }) => finding))]
  const all = places.flatMap((place) => findings[place] ?? [])
  const telling = all.filter(({ status }) => status !== 'pass')
  return (telling.length > 0 ? telling : all)
    .slice(0, mostGrounds)
    .flatMap(({ id, summary, compared, evidence }) => [
      paint('dim', wrap(`${id}: ${printable(summary)}`, '    · ')),
      ...(compared
        ? [
            paint('dim', `        expected  ${printable(compared.expected.value ?? 'nothing')}`),
            paint('dim', `        received  ${printable(compared.received.value ?? 'nothing')}`),
          ]
        : evidence
            .slice(0, mostEvidence)
            .map(({ label, value }) => paint('dim', wrap(`${printable(label)}: ${printable(value)}`, '        ')))),
    ])
}

/** What works today, and whom it stops working for. */
function laterText(later: readonly Finding[]): string {
  return later.length === 0
    ? ''
    : [paint('bold', 'What will break later, or for some people'), ...later.map(findingText)].join('\n')
}

/** What failed or is doubtful and carries no verdict above; of the rest, how many there are. */
function alsoFound(findings: readonly Finding[], verdicts: readonly Verdict[]): string {
  const told = new Set(
    verdicts
      .filter(({ state, likely }) => state === 'confirmed' || likely)
      .flatMap(({ grounds }) => grounds.map(({ finding }) => finding)),
  )
  const later = foresightIn(findings, verdicts)
  const worth = findings.filter(
    (finding, place) => ['fail', 'warn'].includes(finding.status) && !told.has(place) && !later.includes(finding),
  )
  const rest = findings.length - worth.length - later.length
  return [
    ...(worth.length === 0 ? [] : [paint('bold', 'Also found'), ...worth.map(findingText)]),
    paint('dim', `${rest} more findings; --json prints them all.`),
  ].join('\n')
}

function sidesText(rows: readonly ThreeWayRow[]): string {
  const telling = rows.filter(({ outcome }) => outcome === 'differs')
  if (telling.length === 0) return ''
  const lines = telling.flatMap(({ label, sides, differences }) => [
    `  ${label}`,
    ...(['workos', 'metadata', 'message'] as const).flatMap((name) => {
      const side = sides[name]
      return side === null
        ? []
        : [paint('dim', `    ${name.padEnd(9)} ${printable(inLine(side.values))}  (${side.from})`)]
    }),
    ...differences.map(({ difference }) => wrap(printable(difference.sentence), '    ')),
  ])
  return [paint('bold', 'Where the sides differ'), ...lines].join('\n')
}

function listText(title: string, verdicts: readonly Verdict[], say: ((verdict: Verdict) => string) | null): string {
  if (verdicts.length === 0) return ''
  const lines = verdicts.map((verdict) => {
    const name = `${causeOf(verdict.cause).title} ${paint('dim', `(${verdict.cause})`)}`
    return say === null ? `  ${name}` : `  ${name}\n${paint('dim', wrap(printable(say(verdict)), '    '))}`
  })
  return [paint('bold', title), ...lines].join('\n')
}

/** What nobody looked at, branch by branch, with what to give for it first. */
function unlookedText(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return ''
  const lines = branches.flatMap(({ title, causes }) => {
    const own = verdicts.filter(({ cause }) => causes.some(({ id }) => id === cause))
    const [first] = own
    if (first === undefined) return []
    const whole = own.length === causes.length
    const names = whole ? `all ${own.length}` : own.map(({ cause }) => causeOf(cause).title).join('; ')
    return [
      `  ${title}: ${names}`,
      paint('dim', wrap(`To look at ${own.length === 1 ? 'it' : 'them'}: ${first.needs ?? ''}`, '    ')),
    ]
  })
  return [paint('bold', 'Not looked at'), ...lines].join('\n')
}
