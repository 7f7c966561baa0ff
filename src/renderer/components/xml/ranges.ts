import type { Finding, Place, Status } from '../../../shared/finding'
import { nodeAt, type OutlineNode, offsetOf } from './outline'

/** A stretch of a text, in code units. */
export interface Range {
  from: number
  to: number
}

/** Where a finding stands in a text. */
export interface MarkedRange extends Range {
  status: Status
  title: string
  /** The node it stands at; -1 where the text has no nodes. */
  node: number
  finding: Finding
}

/** The start tag at a place, or the character there; null where the text does not reach. */
export function rangeAt(
  text: string,
  origin: Place,
  nodes: readonly OutlineNode[],
  place: Place,
): (Range & { node: number }) | null {
  const offset = offsetOf(text, origin, place)
  if (offset === null) return null
  const node = nodeAt(nodes, offset)
  const element = nodes[node]
  if (element && element.from === offset) return { from: element.from, to: element.contentFrom, node }
  return { from: Math.min(offset, text.length - 1), to: Math.min(offset + 1, text.length), node }
}

const marked: ReadonlySet<Status> = new Set(['fail', 'warn', 'info'])
const badness: Readonly<Record<Status, number>> = { fail: 4, warn: 3, info: 2, skipped: 1, pass: 0 }

/** Where the findings that need a look stand in a text, the worst first. */
export function markedRanges(
  text: string,
  origin: Place,
  nodes: readonly OutlineNode[],
  findings: readonly Finding[],
): MarkedRange[] {
  return findings
    .flatMap((finding) => {
      const range = finding.place && marked.has(finding.status) ? rangeAt(text, origin, nodes, finding.place) : null
      return range ? [{ ...range, status: finding.status, title: finding.summary, finding }] : []
    })
    .sort((a, b) => badness[b.status] - badness[a.status])
}

const mostHits = 1000

/** Every place where some words stand, whatever their capitals. */
export function hitsIn(text: string, words: string): Range[] {
  const wanted = words.toLowerCase()
  if (wanted.trim() === '') return []
  const searched = text.toLowerCase()
  // Some letters change their length with their case, and all places behind them would be off.
  const exact = searched.length === text.length
  const found: Range[] = []
  const within = exact ? searched : text
  const sought = exact ? wanted : words
  for (
    let at = within.indexOf(sought);
    at >= 0 && found.length < mostHits;
    at = within.indexOf(sought, at + sought.length)
  ) {
    found.push({ from: at, to: at + sought.length })
  }
  return found
}
