/** A stretch of a value as it is shown: as it stands, or a character that needs a mark or a stand-in to be seen. */
export type VisiblePart =
  | { kind: 'plain'; start: number; text: string }
  | { kind: 'sign'; start: number; text: string; marked: boolean; name?: string }

const unseen = /(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/u
/** Control and format characters, less the line breaks and tabs that set a text. */
const hidden = /(?![\n\r\t])[\p{Cc}\p{Cf}]/u
const everyHidden = new RegExp(hidden, 'gu')

/** Whether a text holds what cannot be seen, or what turns the order in which the rest is shown. */
export const hidesSomething = (text: string): boolean => hidden.test(text)

/** The text with a stand-in for each of those. */
export const withStandIns = (text: string): string =>
  hidesSomething(text) ? text.replace(everyHidden, standInFor) : text

/** Longer than what is shown without a frame that scrolls; undefined for a shorter one, as an attribute takes it. */
export const isLong = (text: string): true | undefined => text.length > 600 || undefined

const standIns: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '␍', '\t': '⇥', '\u00a0': '⍽' }

/**
 * Cuts a value into parts so that nothing in it stays unseen: control, zero-width and unusual blank characters get a
 * stand-in, and the character at `marked` (counted in UTF-16 code units) is a part of its own, also past the end.
 */
export function visibleParts(value: string, marked: number | null): VisiblePart[] {
  const parts: VisiblePart[] = []
  let plainFrom = 0
  let at = 0
  const flush = (end: number) => {
    if (end > plainFrom) parts.push({ kind: 'plain', start: plainFrom, text: value.slice(plainFrom, end) })
  }
  for (const character of value) {
    const next = at + character.length
    const isMarked = marked === at
    const isUnseen = unseen.test(character) || (isMarked && character === ' ') || isEdgeBlank(value, at)
    if (isMarked || isUnseen) {
      flush(at)
      parts.push({
        kind: 'sign',
        start: at,
        text: isUnseen ? standInFor(character) : character,
        marked: isMarked,
        name: isUnseen ? codePoint(character) : undefined,
      })
      plainFrom = next
    }
    at = next
  }
  flush(value.length)
  if (marked !== null && marked === value.length)
    parts.push({ kind: 'sign', start: value.length, text: '∎', marked: true, name: 'The value ends here' })
  return parts
}

function isEdgeBlank(value: string, at: number): boolean {
  return value[at] === ' ' && (value.slice(0, at).trim() === '' || value.slice(at).trim() === '')
}

function standInFor(character: string): string {
  if (character === ' ') return '␣'
  return standIns[character] ?? `⟨${codePoint(character)}⟩`
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
