import { type CatalogFilter, passes } from './filter'
import type { SearchEntry, SearchField } from './search-entry'
import { CatalogIndex, wordsOfField } from './search-index'
import { anyWord, everyWord, everyWordAsMeant, isSought, nothingSought, type Sought } from './search-query'
import { namesOf, rankOf, ranks } from './search-rank'
import { isFiller, wordsOf } from './search-text'
import { integrationTypes } from './terms'
import { meantWords, vocabularyWord } from './typos'

export interface SearchAnswer {
  /** The rows found, best first; in the order of the rows when nothing was asked for. */
  hits: readonly SearchEntry[]
  /** The words that were searched instead of mistyped ones; `null` when the query was taken as typed. */
  readAs: string | null
  /** What was looked for, for marking it on screen. */
  sought: Sought
}

export interface CatalogSearch {
  find: (text: string, filter?: CatalogFilter) => SearchAnswer
}

/** The words of a row that a search found in one field, each once, for marking them on screen. */
export function matchedIn(entry: SearchEntry, field: SearchField, sought: Sought): string[] {
  if (sought.words.length === 0) return []
  return [...new Set(wordsOfField(entry, field).filter((word) => isSought(sought, word, field)))]
}

/** What a pasted log is searched by: its beginning. */
const longestQuery = 400
const mostWords = 8

/**
 * Search over any list of rows. Every word of a query has to be found, and a beginning is enough; when that finds nothing,
 * slips of the finger in names are forgiven; when nothing is left, any one of the words is enough. Rows whose name is or
 * begins with the query come first, then by where the words stand. Never throws, whatever is typed.
 */
export function createCatalogSearch(entries: readonly SearchEntry[]): CatalogSearch {
  const index = new CatalogIndex(entries)
  const rows = entries.map((entry) => ({ entry, names: namesOf(entry) }))
  const vocabulary = [
    ...new Set(entries.flatMap(({ provider, aliases }) => [provider, ...aliases].flatMap(wordsOf))),
  ].map(vocabularyWord)

  /** What a query finds, in order, and how many rows it would find without the filter. */
  function gather(sought: Sought, words: readonly string[], filter: CatalogFilter) {
    const order = new HitOrder()
    const name = words.join('')
    let found = 0
    index.visit(sought, (at, inNames, score) => {
      found += 1
      const row = rows[at]
      if (row && passes(row.entry, filter))
        order.add(row.entry, row.names.typeOrder, rankOf(row.names, name, inNames), score)
    })
    return { found, hits: order.hits }
  }

  /** A single letter finds every row with a name that begins with it. */
  function beginningWith(letter: string, filter: CatalogFilter): SearchAnswer {
    const order = new HitOrder()
    for (const { entry, names } of rows) {
      if (names.initials.has(letter) && passes(entry, filter))
        order.add(entry, names.typeOrder, rankOf(names, letter, 'no'), 0)
    }
    return { hits: order.hits, readAs: null, sought: nothingSought }
  }

  function look(words: readonly string[], filter: CatalogFilter): SearchAnswer {
    const [first = ''] = words
    if (words.length === 1 && [...first].length === 1) return beginningWith(first, filter)
    const typed = everyWord(words)
    const asTyped = gather(typed, words, filter)
    if (asTyped.found > 0) return { hits: asTyped.hits, readAs: null, sought: typed }

    const meant = words.map((word) => meantWords(word, vocabulary))
    if (meant.some((names) => names.length > 0)) {
      const corrected = words.map((word, at) => meant[at]?.[0] ?? word)
      const sought = everyWordAsMeant(words, meant)
      const asMeant = gather(sought, corrected, filter)
      if (asMeant.found > 0) return { hits: asMeant.hits, readAs: corrected.join(' '), sought }
    }
    if (words.length === 1) return { hits: [], readAs: null, sought: typed }
    if (isFiller(words.at(-1) ?? '')) return look(words.slice(0, -1), filter)
    const sought = anyWord(words)
    return { hits: gather(sought, words, filter).hits, readAs: null, sought }
  }

  return {
    find(text, filter = {}) {
      const beginning = text.slice(0, longestQuery)
      const typed = wordsOf(beginning).slice(0, mostWords)
      const words = typed.filter((word, at) => at === typed.length - 1 || !isFiller(word))
      if (words.length > 0) return look(words, filter)
      const shown = beginning.trim() === '' ? entries : []
      return { hits: shown.filter((entry) => passes(entry, filter)), readAs: null, sought: nothingSought }
    },
  }
}

const byType = (): SearchEntry[][] => integrationTypes.map(() => [])

/**
 * Puts hits in order as they come: by rank, those found in their guides by score, and what is alike by type and then as
 * the rows are. Ranks and types are few and scores repeat, so that nothing has to be sorted but the scores there are.
 */
class HitOrder {
  readonly #byRank = Object.values(ranks).map(byType)
  readonly #byScore = new Map<number, SearchEntry[][]>()

  add(entry: SearchEntry, typeOrder: number, rank: number, score: number): void {
    const group = rank === ranks.hasItInGuide ? this.#scored(score) : this.#byRank[rank]
    group?.[typeOrder]?.push(entry)
  }

  get hits(): SearchEntry[] {
    const scored = [...this.#byScore].sort(([one], [other]) => other - one).map(([, group]) => group)
    return [...this.#byRank, ...scored].flatMap((group) => group.flat())
  }

  #scored(score: number): SearchEntry[][] {
    const known = this.#byScore.get(score)
    if (known) return known
    const group = byType()
    this.#byScore.set(score, group)
    return group
  }
}
