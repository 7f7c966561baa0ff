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
  let before: number[] = []
  let above = Array.from({ length: width + 1 }, (_, column) => column)
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row]
    let smallest = row
    for (let column = 1; column <= width; column += 1) {
      const same = word[row - 1] === text[column - 1]
      const swapped = row > 1 && column > 1 && word[row - 1] === text[column - 2] && word[row - 2] === text[column - 1]
      const distance = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      current.push(distance)
      smallest = Math.min(smallest, distance)
    }
    if (smallest > limit) return { distance: Number.POSITIVE_INFINITY, used: 0 }
    before = above
    above = current
  }
  const distance = Math.min(...above)
  return { distance, used: above.lastIndexOf(distance) }
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
