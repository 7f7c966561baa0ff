/** How many slips of the finger are forgiven in a word: none below three letters, one below eight, two up to 24, none in what is no name. */
export function forgivenSlips(word: string): number {
  if (word.length < 3 || word.length > 24) return 0
  return word.length < 8 ? 1 : 2
}

/**
 * The words a mistyped word may have been meant as, nearest first: those that begin with something at most `slips` slips
 * away. A slip is a letter missing, too many, wrong, or changed places with its neighbour.
 */
export function meantWords(word: string, vocabulary: Iterable<VocabularyWord>, slips = forgivenSlips(word)): string[] {
  if (slips === 0 || /^\p{N}+$/u.test(word)) return []
  const letters = lettersOf(word)
  const found: { text: string; distance: number; rest: number }[] = []
  for (const candidate of vocabulary) {
    if (candidate.text.length < word.length - slips || bitCount(letters & ~candidate.letters) > slips) continue
    const { distance, used } = beginningDistance(word, candidate.text, slips)
    if (distance <= slips) found.push({ text: candidate.text, distance, rest: candidate.text.length - used })
  }
  const nearest = Math.min(...found.map(({ distance }) => distance))
  return found
    .filter(({ distance }) => distance === nearest)
    .sort((a, b) => a.rest - b.rest || (a.text < b.text ? -1 : 1))
    .slice(0, mostMeanings)
    .map(({ text }) => text)
}

const mostMeanings = 8

/** A word with the set of its letters, which rules most words out before they are compared. */
export interface VocabularyWord {
  text: string
  letters: number
}

export function vocabularyWord(text: string): VocabularyWord {
  return { text, letters: lettersOf(text) }
}

/** Which letters occur, one bit each; everything outside a-z shares the remaining bits. */
function lettersOf(text: string): number {
  let bits = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5))
  }
  return bits
}

function bitCount(bits: number): number {
  let rest = bits
  let count = 0
  while (rest !== 0) {
    rest &= rest - 1
    count += 1
  }
  return count
}

/**
 * The smallest number of slips between `word` and a beginning of `text`, and how long that beginning is (optimal string
 * alignment). Rows that stay above `limit` end the comparison early.
 */
function beginningDistance(word: string, text: string, limit: number): { distance: number; used: number } {
  const width = Math.min(text.length, word.length + limit)
  let [before, above, current] = lines
  for (let column = 0; column <= width; column += 1) above[column] = column
  for (let row = 1; row <= word.length; row += 1) {
    current[0] = row
    let smallest = row
    for (let column = 1; column <= width; column += 1) {
      const same = word.charCodeAt(row - 1) === text.charCodeAt(column - 1)
      const swapped =
        row > 1 &&
        column > 1 &&
        word.charCodeAt(row - 1) === text.charCodeAt(column - 2) &&
        word.charCodeAt(row - 2) === text.charCodeAt(column - 1)
      let distance = Math.min(at(above, column), at(current, column - 1)) + 1
      distance = Math.min(distance, at(above, column - 1) + (same ? 0 : 1))
      if (swapped) distance = Math.min(distance, at(before, column - 2) + 1)
      current[column] = distance
      if (distance < smallest) smallest = distance
    }
    if (smallest > limit) return farOff
    ;[before, above, current] = [above, current, before]
  }
  let used = 0
  for (let column = 1; column <= width; column += 1) if (at(above, column) <= at(above, used)) used = column
  return { distance: at(above, used), used }
}

const farOff = { distance: Number.POSITIVE_INFINITY, used: 0 }

/** Three lines of the comparison, used again for every pair: a word and its slips are never longer. */
const longest = 64
const lines: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(longest),
  new Uint8Array(longest),
  new Uint8Array(longest),
]
const at = (line: Uint8Array, column: number): number => line[column] ?? 0
