import type { SearchField } from './search-entry'
import { isFiller } from './search-text'

/** One thing that stands for a word of the query. */
export interface Clause {
  text: string
  /** Whether a word that begins with it counts too. */
  beginning: boolean
  inNamesOnly: boolean
  /** A name that may have been meant, yet is not the likeliest. */
  guessed: boolean
}

/** What is looked for: for each word of the query whatever stands for it, and how many of the words a row has to have. */
export interface Sought {
  words: readonly (readonly Clause[])[]
  /** All words written in one, which is enough by itself. */
  together: Clause | null
  combine: 'every' | 'any'
}

export const nothingSought: Sought = { words: [], together: null, combine: 'every' }

/** Rows that have every word, each as a beginning; a name typed in several words may be written in one. */
export function everyWord(words: readonly string[]): Sought {
  const together = words.length > 1 ? clause(words.join(''), { beginning: true, inNamesOnly: true }) : null
  return { words: clausesOf(words), together, combine: 'every' }
}

/** As `everyWord`, where a word may also stand for the names it was probably meant as, the likeliest first. */
export function everyWordAsMeant(words: readonly string[], meant: readonly (readonly string[])[]): Sought {
  const names = (at: number) =>
    (meant[at] ?? []).map((name, order) => clause(name, { inNamesOnly: true, guessed: order > 0 }))
  return {
    words: clausesOf(words).map((clauses, at) => [...clauses, ...names(at)]),
    together: null,
    combine: 'every',
  }
}

/** Rows that have at least one of the words. */
export const anyWord = (words: readonly string[]): Sought => ({
  words: clausesOf(words),
  together: null,
  combine: 'any',
})

/** A word of one or two letters, or one every sentence has, begins too many words; only as the one being typed it may become a name. */
function clausesOf(words: readonly string[]): Clause[][] {
  return words.map((word, at) => {
    if (!isCommon(word)) return [clause(word, { beginning: true })]
    const itself = clause(word, {})
    return at === words.length - 1 ? [itself, clause(word, { beginning: true, inNamesOnly: true })] : [itself]
  })
}

const isCommon = (word: string) => word.length < 3 || isFiller(word)

const clause = (
  text: string,
  { beginning = false, inNamesOnly = false, guessed = false }: Partial<Clause>,
): Clause => ({
  text,
  beginning,
  inNamesOnly,
  guessed,
})

/** Whether a word that stands in a field is one of those looked for. */
export function isSought({ words, together }: Sought, word: string, field: SearchField): boolean {
  const fits = ({ text, beginning, inNamesOnly }: Clause) =>
    (!inNamesOnly || field === 'names') && (beginning ? word.startsWith(text) : word === text)
  return words.some((clauses) => clauses.some(fits)) || (together !== null && fits(together))
}
