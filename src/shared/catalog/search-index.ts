import MiniSearch, { type Query, type SearchOptions } from 'minisearch'
import { type SearchEntry, type SearchField, searchFields } from './search-entry'
import { isFiller, joined, wordsOf } from './search-text'

/** A row found: its place in the list the index was made of, and which of its words matched in which fields. */
export interface Found {
  id: number
  score: number
  match: Readonly<Record<string, readonly string[]>>
}

/**
 * How a word counts by where it stands: names before labels before pitfalls. Neither the length of a text nor the number of
 * times it says a word matters, so that rows which match alike stay in their natural order.
 */
const searchOptions: SearchOptions = {
  boost: { names: 12, fields: 2, pitfalls: 1 } satisfies Record<SearchField, number>,
  bm25: { k: 0, b: 0, d: 0.5 },
  tokenize: (word) => [word],
  processTerm: (word) => word,
}

const inNames: SearchOptions = { fields: ['names' satisfies SearchField] }

/** When a word is in that many names, what guides say of it adds nothing to the list. */
const plentyOfNames = 200

type IndexedEntry = { id: number } & Record<SearchField, string>

export class CatalogIndex {
  readonly #index = new MiniSearch<IndexedEntry>({
    fields: [...searchFields],
    tokenize: wordsOf,
    processTerm: (word, field) => (field === 'pitfalls' && isFiller(word) ? null : word),
    searchOptions,
  })

  constructor(entries: readonly SearchEntry[]) {
    this.#index.addAll(entries.map(indexed))
  }

  /** Rows that have every word, each as a beginning; a name typed in several words may be written in one. */
  everyWord(words: readonly string[]): Found[] {
    if (words.length === 1) {
      const named = this.#ask({ queries: [...words], prefix: true, ...inNames })
      return named.length >= plentyOfNames ? named : this.#ask(lastWord(words[0] ?? ''))
    }
    const together: Query = { queries: [words.join('')], prefix: true, ...inNames }
    return this.#ask({ combineWith: 'OR', queries: [{ combineWith: 'AND', queries: wordQueries(words) }, together] })
  }

  /** As `everyWord`, where a word may also stand for the names it was probably meant as. */
  everyWordAsMeant(words: readonly string[], meant: readonly (readonly string[])[]): Found[] {
    const queries = wordQueries(words).map((typed, at): Query => {
      const names = (meant[at] ?? []).map((name): Query => ({ queries: [name], ...inNames }))
      return { combineWith: 'OR', queries: [typed, ...names] }
    })
    return this.#ask({ combineWith: 'AND', queries })
  }

  /** Rows that have at least one of the words. */
  anyWord(words: readonly string[]): Found[] {
    return this.#ask({ combineWith: 'OR', queries: wordQueries(words) })
  }

  #ask(query: Query): Found[] {
    return this.#index.search(query)
  }
}

/** How names alone have every word: as they are, as beginnings, or not. */
export type InNames = 'words' | 'beginnings' | 'no'

export function inNamesOf({ match }: Found, words: readonly string[]): InNames {
  const terms = Object.keys(match).filter((term) => match[term]?.includes('names' satisfies SearchField))
  if (words.every((word) => terms.includes(word))) return 'words'
  return words.every((word) => terms.some((term) => term.startsWith(word))) ? 'beginnings' : 'no'
}

const wordQueries = (words: readonly string[]): Query[] =>
  words.map((word, at) => (at === words.length - 1 ? lastWord(word) : innerWord(word)))

/** A word of one or two letters, or one every sentence has, begins too many words: it stands for itself alone. */
function innerWord(word: string): Query {
  return { queries: [word], prefix: !isCommon(word) }
}

/** The word being typed may always become a name. */
function lastWord(word: string): Query {
  if (!isCommon(word)) return innerWord(word)
  return { combineWith: 'OR', queries: [innerWord(word), { queries: [word], prefix: true, ...inNames }] }
}

const isCommon = (word: string) => word.length < 3 || isFiller(word)

function indexed({ provider, aliases, slug, type, fields = [], pitfalls = [] }: SearchEntry, id: number): IndexedEntry {
  const names = [provider, ...aliases]
  return {
    id,
    names: [...names, ...names.map(joined), slug, type].join('\n'),
    fields: fields.join('\n'),
    pitfalls: pitfalls.join('\n'),
  }
}
