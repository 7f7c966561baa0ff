import { once } from 'node:events'
import { styleText } from 'node:util'
import { version } from '../../../package.json'
import type { Finding, Status } from '../../shared/finding'
import type { Outcome, Problem } from '../../shared/problem'
import { JsonList } from './json-list'

/** Exit codes of every command: nothing failed; a finding failed or a cause is confirmed; wrong usage or unreadable input. */
export const exitCodes = { nothingFailed: 0, somethingFailed: 1, unusable: 2 } as const

/** Ends the command with exit code 2 and one clear line on standard error. */
export class UnusableInput extends Error {
  override name = 'UnusableInput'
}

/** Turns an expected failure into the one line that ends a command. */
export function unusable(problem: Problem): UnusableInput {
  return new UnusableInput(`${problem.title} ${problem.detail} ${problem.remedy}`.replace(/\s+/g, ' ').trim())
}

export interface CommandOutput {
  findings?: readonly Finding[]
  verdicts?: readonly { state: string }[]
  result?: object
}

export interface CommandOptions {
  json?: boolean
}

/**
 * Runs one command to its end and prints it: with `--json` one object (tool, version, command, subject, startedAt,
 * durationMs, findings, verdicts, result), otherwise the findings as text, unless `print` tells them itself, followed by whatever `print` adds.
 * Sets the exit code.
 */
export async function runCommand<O extends CommandOutput>(
  command: string,
  subject: string | null,
  options: CommandOptions,
  work: () => Promise<O> | O,
  print: (output: O) => string = () => '',
  findingsAsText = true,
): Promise<void> {
  const startedAt = new Date()
  const started = performance.now()
  const output = await work()
  const findings = output.findings ?? []
  const verdicts = output.verdicts ?? []
  if (options.json) {
    const envelope = {
      tool: 'signpost',
      version,
      command,
      subject,
      startedAt: startedAt.toISOString(),
      durationMs: Math.round((performance.now() - started) * 10) / 10,
      findings,
      verdicts,
      result: output.result ?? {},
    }
    await writeJson(envelope)
  } else {
    const told = findingsAsText ? findings.map(findingText).join('\n') : ''
    const text = [told, print(output)].filter((part) => part !== '').join('\n\n')
    write(text.endsWith('\n') ? text : `${text}\n`)
  }
  const failed =
    findings.some((finding) => finding.status === 'fail') || verdicts.some((verdict) => verdict.state === 'confirmed')
  process.exitCode = failed ? exitCodes.somethingFailed : exitCodes.nothingFailed
}

/** Collects the findings of a run and its result; a problem ends the command with exit code 2. */
export async function collect<R>(
  run: AsyncGenerator<Finding, Outcome<R>>,
): Promise<{ findings: Finding[]; result: R }> {
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (!step.done) {
      findings.push(step.value)
      continue
    }
    if (!step.value.ok) throw unusable(step.value.problem)
    return { findings, result: step.value.value }
  }
}

function write(text: string): void {
  process.stdout.write(text)
}

/** Prints JSON. A `JsonList` in it is printed piece by piece, no faster than what reads it. */
async function writeJson(value: object): Promise<void> {
  const lists: JsonList<unknown>[] = []
  const marker = (index: number) => `\u0000list ${index}`
  const text = JSON.stringify(
    value,
    (_, member: unknown) => (member instanceof JsonList ? marker(lists.push(member) - 1) : member),
    2,
  )
  let at = 0
  for (const [index, list] of lists.entries()) {
    const place = JSON.stringify(marker(index))
    const start = text.indexOf(place, at)
    await writeGently(text.slice(at, start))
    for (const piece of list.pieces()) await writeGently(piece)
    at = start + place.length
  }
  await writeGently(`${text.slice(at)}\n`)
}

async function writeGently(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

type Style = Parameters<typeof styleText>[0]

const marks: Readonly<Record<Status, readonly [mark: string, style: Style]>> = {
  pass: ['✓ pass   ', 'green'],
  warn: ['! warn   ', 'yellow'],
  fail: ['✗ fail   ', 'red'],
  info: ['· info   ', 'cyan'],
  skipped: ['– skipped', 'dim'],
}

/** Colours text where the terminal has colour (standard output is a terminal, or FORCE_COLOR; NO_COLOR switches it off). */
export function paint(style: Style, text: string): string {
  const wanted = process.env.FORCE_COLOR !== undefined || (process.stdout.isTTY && process.env.NO_COLOR === undefined)
  return wanted ? styleText(style, text) : text
}

/** Makes text from a document safe to print: control characters and bidirectional overrides are written out. */
export function printable(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** One finding as a person reads it: state, sentence, what was compared, evidence, next action. */
export function findingText(finding: Finding): string {
  const [mark, style] = marks[finding.status]
  const lines = [`${paint(style, mark)}  ${paint('bold', finding.id)}  ${printable(finding.summary)}`]
  if (finding.compared) {
    const { what, expected, received, firstDifference } = finding.compared
    lines.push(`             ${printable(what)}`)
    lines.push(`               expected  ${show(expected.value)}  (${printable(expected.from)})`)
    lines.push(`               received  ${show(received.value)}  (${printable(received.from)})`)
    if (firstDifference) lines.push(`               ${printable(firstDifference.sentence)}`)
  }
  for (const { label, value, from } of finding.evidence) {
    lines.push(paint('dim', `             ${printable(label)}: ${printable(value)}  (${printable(from)})`))
  }
  if (finding.fix) {
    const { action, where, command, owner } = finding.fix
    lines.push(`             → ${printable(action)} (${ownerNames[owner]})`)
    if (where) lines.push(`               ${printable(where)}`)
    if (command) lines.push(`               ${printable(command)}`)
  }
  return lines.join('\n')
}

export const ownerNames = {
  'idp-admin': 'IdP admin',
  'network-team': 'network team',
  'dns-admin': 'DNS admin',
  'workos-admin': 'WorkOS admin',
} as const

const show = (value: string | null) => (value === null ? 'nothing' : printable(value))
