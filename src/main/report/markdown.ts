import type { Evidence, Finding, Fix } from '../../shared/finding'
import { statusWords } from '../../shared/guidance/status-words'
import type { ThreeWayRow } from '../../shared/three-way'
import { ownerWords, type Report, type ReportedCause, stateWords } from './model'

/** A report as Markdown, to be pasted into a ticket. Text from documents cannot become markup. */
export function reportAsMarkdown(report: Report): string {
  const parts = [
    `# ${text(report.headline)}`,
    `**${text(report.title)}.** ${text(report.lead)}`,
    table(
      ['', ''],
      report.facts.map((fact) => [text(fact[0]), text(fact[1])]),
    ),
    ...report.confirmed.map((cause) => causeText(cause, 'Confirmed')),
    ...report.likely.map((cause) => causeText(cause, 'Likely')),
    ...(report.later.length === 0
      ? []
      : ['## What will break later, or for some people', report.later.map(laterText).join('\n')]),
    ...(report.words.length === 0
      ? []
      : [
          '## Words used here',
          report.words.map(({ word, meaning }) => `- **${text(word)}**: ${text(meaning)}`).join('\n'),
        ]),
    ...(report.sides.length === 0 ? [] : ['## WorkOS, metadata and message side by side', sidesText(report.sides)]),
    ...(report.tree.length === 0 ? [] : ['## All known causes', treeText(report.tree)]),
    '## Everything that was found',
    ...report.chapters.flatMap(({ title, findings }) => [`### ${text(title)}`, findings.map(findingText).join('\n')]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function causeText({ title, verdict, grounds, followsFrom }: ReportedCause, word: string): string {
  const { summary, contradicts, rivals, needs, fix, cause } = verdict
  return [
    `## ${word}: ${text(title)}`,
    text(summary),
    ...(followsFrom.length === 0 ? [] : [`It follows from: ${text(followsFrom.join('; '))}. Mend that first.`]),
    ...(contradicts.length === 0 ? [] : [`Against it speaks: ${contradicts.map(code).join(', ')}.`]),
    ...(rivals ?? []).map(({ sentence }) => `It may also be: ${text(sentence)}`),
    ...(needs === undefined ? [] : [`**To settle it:** ${text(needs)}`]),
    ...(fix && followsFrom.length === 0
      ? [
          `**What to do** (${ownerWords[fix.owner]}): ${text(fix.action)}`,
          ...(fix.where ? [`Where: ${text(fix.where)}`] : []),
          ...(fix.command ? [fence(fix.command)] : []),
        ]
      : []),
    grounds.map(observedText).join('\n'),
    `Cause ${code(cause)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function findingText(finding: Finding): string {
  return [observedText(finding), ...(finding.fix ? [fixText(finding.fix)] : [])].join('\n')
}

function fixText({ action, where, command, owner }: Fix): string {
  const place = where ? ` Where: ${text(where)}` : ''
  return `  - What to do (${ownerWords[owner]}): ${text(action)}${place}${command ? ` Command: ${code(command)}` : ''}`
}

function observedText({ id, status, summary, compared, evidence }: Finding): string {
  return [
    `- **${statusWords[status]}** ${code(id)}: ${text(summary)}`,
    ...(compared
      ? [
          `  - ${text(compared.what)}: expected ${shown(compared.expected.value)} (${text(compared.expected.from)}), received ${shown(compared.received.value)} (${text(compared.received.from)})`,
          ...(compared.firstDifference ? [`  - ${text(compared.firstDifference.sentence)}`] : []),
        ]
      : []),
    ...evidence.map((one) => `  - ${evidenceText(one)}`),
  ].join('\n')
}

function laterText({ summary, evidence, fix }: Finding): string {
  return [
    `- ${text(summary)}`,
    ...evidence.filter(({ label }) => label === 'Affects').map(({ value }) => `  - Affects: ${text(value)}`),
    ...(fix ? [fixText(fix)] : []),
  ].join('\n')
}

const evidenceText = ({ label, value, from, at }: Evidence) =>
  `${text(label)}: ${code(value)} (${text(at === undefined ? from : `${from}, ${at}`)})`
const shown = (value: string | null) => (value === null ? 'nothing' : code(value))

function sidesText(rows: readonly ThreeWayRow[]): string {
  return table(
    ['Value', 'WorkOS', 'Metadata', 'Message', ''],
    rows.map(({ label, sides, outcome, differences }) => [
      text(label),
      ...[sides.workos, sides.metadata, sides.message].map((side) =>
        side === null ? '' : `${side.values.map(code).join(', ')} (${text(side.from)})`,
      ),
      outcome === 'same'
        ? 'the same'
        : differences.map(({ difference }) => text(difference.sentence)).join(' ') || 'on one side only',
    ]),
  )
}

function treeText(tree: Report['tree']): string {
  return table(
    ['Cause', 'Verdict', ''],
    tree.flatMap(({ branch, verdicts }) =>
      verdicts.map(({ title, state, summary }) => [
        `${text(branch)}: ${text(title)}`,
        stateWords[state],
        text(summary),
      ]),
    ),
  )
}

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text that is shown as it stands, whatever is in it. */
function text(raw: string): string {
  return raw
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\\`*_[\]<>#~]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+])/, '\\$1')
}

/** A value in a code span: one backtick more around it than it has inside. */
function code(raw: string): string {
  const plain = raw.replace(/[\r\n\t]+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '')
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
  const ticks = '`'.repeat(longest + 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') || plain === '' ? ' ' : ''
  return `${ticks}${pad}${plain}${pad}${ticks}`
}

function fence(raw: string): string {
  const longest = Math.max(2, ...[...raw.matchAll(/`+/g)].map(([run]) => run.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}\n${raw.replace(/[^\P{C}\n]/gu, '')}\n${ticks}`
}
