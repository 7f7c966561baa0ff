/** How names, guides and queries are cut into words: the same way on both sides, or nothing is found. */

/** Text without accents and capitals. */
function plain(text: string): string {
  if (plainlyWritten.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
}

/** Nearly every text is, and needs nothing taken from it. */
const plainlyWritten = /^[\x20-\x7e]*$/

/** The words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A name as people write it who leave blanks and punctuation out: "AD FS" and "adfs" are one. */
export function joined(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A word that every sentence has and that finds nothing. */
export function isFiller(word: string): boolean {
  return fillers.has(word)
}

const fillers: ReadonlySet<string> = new Set(
  'a an and are as at be but by for from has have in is it its no not of on or that the then this to was when which with'.split(
    ' ',
  ),
)

/** A piece of a text, and whether it is one of the matched words. */
export interface Segment {
  text: string
  matched: boolean
}

/** Cuts a text where matched words begin and end; words are compared as the search compares them. */
export function segments(text: string, terms: readonly string[]): Segment[] {
  const wanted = new Set(terms)
  const pieces: Segment[] = []
  for (const piece of text.split(/([\p{L}\p{N}\p{Mn}]+)/u)) {
    if (piece === '') continue
    const matched = wanted.has(plain(piece))
    const last = pieces.at(-1)
    if (last?.matched === matched) last.text += piece
    else pieces.push({ text: piece, matched })
  }
  return pieces
}
