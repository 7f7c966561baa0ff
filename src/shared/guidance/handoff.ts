import type { Integration } from '../catalog/schema'
import { type ValueName, valueWord } from '../catalog/values'
import type { Setup } from '../setup'
import { type Handover, handoversOf, valuesOf } from './handovers'
import { recognise } from './recognise/recognise'
import { isCovered, placeTitle } from './setup-steps'

/** Whom the sheet is for. */
export type Audience = 'provider' | 'workos'

/** A value as the sheet shows it. A secret is never in it. */
export type SheetValue =
  | { kind: 'text'; text: string }
  | { kind: 'separately' }
  | { kind: 'missing' }
  /** Nothing to copy: something to do. */
  | { kind: 'act'; text: string }

interface SheetField {
  label: string
  field: string
  where: string
  value: SheetValue
}

export type SheetSection =
  /** `asks`: the fields are wanted back; otherwise they are handed over. */
  | { kind: 'fields'; heading: string; lead: string; asks: boolean; fields: readonly SheetField[] }
  | { kind: 'mapping'; heading: string; lead: string; rows: readonly { to: string; from: string; name: string }[] }
  | { kind: 'list'; heading: string; lead: string; ordered: boolean; items: readonly string[] }

export interface HandoffSheet {
  title: string
  lead: string
  sections: readonly SheetSection[]
  /** Values the sheet should carry and the set-up does not have yet. */
  missing: readonly string[]
}

/**
 * What the administrator on the other side has to know: each value with the exact field it goes into, the steps on their
 * side, and what is needed back. Secrets are named and never included: the sheet travels by mail.
 */
export function handoffSheet(row: Integration, setup: Setup, audience: Audience): HandoffSheet {
  const names = valuesOf(row)
  const handovers = names.flatMap((name) => handoversOf(row, name))
  const theirs = handovers.filter(({ side }) => (audience === 'provider') === (side === 'provider'))
  const ours = handovers.filter(
    ({ side }) => (audience === 'provider') === (side !== 'provider') && side !== 'environment',
  )
  const place = audience === 'provider' ? placeTitle(row, 'provider') : 'the WorkOS Dashboard'
  const give = ours.map((one) => toGive(one, row, setup, audience))
  const steps = row.steps.filter((step) => step.in === audience).map((step) => step.do)

  const sections: SheetSection[] = []
  if (give.length > 0)
    sections.push({
      kind: 'fields',
      heading: `Enter in ${place}`,
      asks: false,
      lead: 'Copy each value whole. They are compared character by character.',
      fields: give,
    })
  if (audience === 'provider' && row.attributeMapping.length > 0)
    sections.push({
      kind: 'mapping',
      heading: 'Attributes to send',
      lead: nameIdSentence(row),
      rows: row.attributeMapping.map(({ workos, provider, claimName }) => ({
        to: workos,
        from: provider,
        name: claimName ?? '',
      })),
    })
  if (steps.length > 0)
    sections.push({ kind: 'list', heading: `Steps in ${place}`, lead: '', ordered: true, items: steps })
  const back = once(theirs).filter(({ side }) => side !== 'environment')
  if (back.length > 0)
    sections.push({
      kind: 'fields',
      heading: 'Needed back',
      asks: true,
      lead: 'Send secrets by a way of their own, never in the same message as the rest.',
      fields: back.map((one) => toGetBack(one, setup, audience)),
    })
  if (audience === 'provider' && row.pitfalls.length > 0)
    sections.push({
      kind: 'list',
      heading: 'Where it mostly goes wrong',
      lead: '',
      ordered: false,
      items: row.pitfalls.slice(0, 5).map(({ symptom, fix }) => `${symptom}: ${fix}`),
    })
  return {
    title: `${row.name} (${row.type}) for ${setup.organization}`,
    lead: `For the administrator of ${place}. It connects ${row.name} to WorkOS for ${setup.organization}.`,
    sections,
    missing: [...new Set(give.filter(({ value }) => value.kind === 'missing').map(({ label }) => label))],
  }
}

function toGive(one: Handover, row: Integration, setup: Setup, audience: Audience): SheetField {
  const field = audience === 'provider' ? one.field : one.label
  return { label: one.label, field, where: placeOf(one, row, audience), value: sheetValue(one.name, row, setup) }
}

/** The catalog has the menu paths of the provider's console; in the Dashboard the steps say where. */
function placeOf(one: Handover, row: Integration, audience: Audience): string {
  if (audience === 'provider' || one.side !== 'provider') return one.where
  return `the page of the ${row.workos.directoryType === null ? 'connection' : 'directory'}`
}

function toGetBack(one: Handover, setup: Setup, audience: Audience): SheetField {
  const known = setup.values[one.name]
  const { kind, secret } = valueWord(one.name)
  const field = audience === 'provider' ? one.field : one.label
  const where = audience === 'provider' ? one.where : 'WorkOS Dashboard'
  const base = { label: one.label, field, where }
  if (kind === 'consent') return { ...base, value: { kind: 'act', text: 'give consent' } }
  if (known !== undefined) return { ...base, value: { kind: 'act', text: 'received already' } }
  if (isCovered(one.name, setup)) return { ...base, value: notNeeded }
  return { ...base, value: secret ? { kind: 'separately' } : { kind: 'missing' } }
}

const notNeeded: SheetValue = { kind: 'act', text: 'not needed with what is there' }

/** A secret is told by its name, and by its form where it stands in a field for something else. */
function sheetValue(name: ValueName, row: Integration, setup: Setup): SheetValue {
  const { secret, kind } = valueWord(name)
  if (secret) return { kind: 'separately' }
  if (kind === 'consent') return { kind: 'act', text: 'give consent' }
  const value = setup.values[name]
  if (value?.kind !== 'plain' || value.text.trim() === '')
    return isCovered(name, setup) ? notNeeded : { kind: 'missing' }
  return recognise(value.text, { row, slot: name, values: {} }).sensitive
    ? { kind: 'separately' }
    : { kind: 'text', text: value.text }
}

function once(handovers: readonly Handover[]): Handover[] {
  return handovers.filter((one, index) => handovers.findIndex(({ name }) => name === one.name) === index)
}

function nameIdSentence(row: Integration): string {
  if (row.nameId === null) return ''
  const { format, source } = row.nameId
  return [format ? `NameID format: ${format}.` : '', source ? `NameID comes from: ${source}.` : '']
    .filter((one) => one !== '')
    .join(' ')
}

const words: Record<Exclude<SheetValue['kind'], 'text' | 'act'>, string> = {
  separately: 'sent separately',
  missing: 'to follow',
}

/** How a value without text is written; what is needed back is simply asked for. */
export function sheetWord(value: SheetValue, asks: boolean): string {
  if (value.kind === 'text' || value.kind === 'act') return value.text
  if (asks) return value.kind === 'separately' ? 'please send separately' : 'please send'
  return words[value.kind]
}

/** The sheet as Markdown. Values stand in code, long ones in blocks of their own, so that nothing in them is interpreted. */
export function handoffMarkdown(sheet: HandoffSheet): string {
  const parts = [`# ${plain(sheet.title)}`, plain(sheet.lead), ...sheet.sections.map(sectionMarkdown)]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function sectionMarkdown(section: SheetSection): string {
  const head = [`## ${plain(section.heading)}`, plain(section.lead)].filter((part) => part !== '')
  return [...head, bodyMarkdown(section)].join('\n\n')
}

function bodyMarkdown(section: SheetSection): string {
  switch (section.kind) {
    case 'list':
      return section.items.map((item, index) => `${section.ordered ? `${index + 1}.` : '-'} ${plain(item)}`).join('\n')
    case 'mapping':
      return table(
        ['WorkOS attribute', 'Comes from', 'Send it as'],
        section.rows.map(({ to, from, name }) => [cell(to), cell(from), name === '' ? '' : code(name)]),
      )
    case 'fields': {
      const long = section.fields.flatMap(({ field, value }) =>
        value.kind === 'text' && isLong(value.text) ? [`${plain(field)}:\n\n${block(value.text)}`] : [],
      )
      const rows = section.fields.map(({ field, where, value }) => [
        cell(field),
        cell(where),
        value.kind !== 'text' ? sheetWord(value, section.asks) : isLong(value.text) ? 'see below' : code(value.text),
      ])
      return [table(['Field', 'Where', section.asks ? 'State' : 'Value'], rows), ...long].join('\n\n')
    }
  }
}

const isLong = (text: string) => text.includes('\n') || text.length > 400

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text whose signs shall not be read as Markdown or HTML. */
function plain(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*[\]|]|\b_(?!\w)|(?<!\w)_\b/g, (sign) => `\\${sign}`)
}

const cell = plain

/** A value as code. Readers disagree on a backslash before a bar in a table cell: such a value is written sign by sign. */
function code(text: string): string {
  if (text.includes('\\|'))
    return `<code>${text.replace(/[^A-Za-z0-9]/gu, (sign) => `&#${sign.codePointAt(0)};`)}</code>`
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(text) ? ' ' : ''
  return `${fence}${pad}${text.replace(/\|/g, '\\|')}${pad}${fence}`
}

function block(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text.replace(/\n+$/, '')}\n${fence}`
}
