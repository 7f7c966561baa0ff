import { type CatalogFilter, passes } from './filter'
import type { SearchEntry, SearchField } from './search-entry'
import { CatalogIndex, type Found, inNamesOf } from './search-index'
import { namesOf, type RankedNames, rankOf, ranks } from './search-rank'
import { isFiller, wordsOf } from './search-text'
import { meantWords, vocabularyWord } from './typos'

export interface SearchHit {
  slug: string
  /** The words of the row that matched, each with the fields it matched in. Empty when nothing was asked for. */
  match: Readonly<Record<string, readonly string[]>>
}

export interface SearchAnswer {
  /** Best first; in the order of the rows when nothing was asked for. */
  hits: SearchHit[]
  /** The words that were searched instead of mistyped ones; `null` when the query was taken as typed. */
  readAs: string | null
}

export interface CatalogSearch {
  find: (text: string, filter?: CatalogFilter) => SearchAnswer
}

/** The words of a hit that matched in one field, for marking them on screen. */
export function matchedIn(hit: SearchHit, field: SearchField): string[] {
  return Object.keys(hit.match).filter((term) => hit.match[term]?.includes(field))
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
  const rows = entries.map((entry, id) => ({ entry, names: namesOf(entry), all: { id, score: 0, match: {} } }))
  const vocabulary = [
    ...new Set(entries.flatMap(({ provider, aliases }) => [provider, ...aliases].flatMap(wordsOf))),
  ].map(vocabularyWord)

  const letterBegins = (letter: string) => rows.filter(({ names }) => names.initials.has(letter)).map(({ all }) => all)

  function look(words: readonly string[]): Look {
    const [first = ''] = words
    if (words.length === 1 && [...first].length === 1) return asTyped(letterBegins(first), words)
    const strict = index.everyWord(words)
    if (strict.length > 0) return asTyped(strict, words)

    const meant = words.map((word) => meantWords(word, vocabulary))
    const forgiving = meant.some((names) => names.length > 0) ? index.everyWordAsMeant(words, meant) : []
    if (forgiving.length > 0) {
      const corrected = words.map((word, at) => meant[at]?.[0] ?? word)
      return { found: forgiving, words: corrected, readAs: corrected.join(' ') }
    }
    if (words.length === 1) return asTyped([], words)
    return isFiller(words.at(-1) ?? '') ? look(words.slice(0, -1)) : asTyped(index.anyWord(words), words)
  }

  return {
    find(text, filter = {}) {
      const beginning = text.slice(0, longestQuery)
      const typed = wordsOf(beginning).slice(0, mostWords)
      const words = typed.filter((word, at) => at === typed.length - 1 || !isFiller(word))
      if (words.length === 0) {
        const shown = beginning.trim() === '' ? rows : []
        return {
          hits: shown.filter(({ entry }) => passes(entry, filter)).map(({ entry }) => hit(entry, {})),
          readAs: null,
        }
      }
      const { found, words: asked, readAs } = look(words)
      const name = asked.join('')
      const ranked: Ranked[] = []
      for (const result of found) {
        const row = rows[result.id]
        if (!row || !passes(row.entry, filter)) continue
        ranked.push({ row, result, rank: rankOf(row.names, name, () => inNamesOf(result, asked)) })
      }
      ranked.sort(byRelevance)
      return { hits: ranked.map(({ row, result }) => hit(row.entry, result.match)), readAs }
    },
  }
}

interface Look {
  found: readonly Found[]
  words: readonly string[]
  readAs: string | null
}

const asTyped = (found: readonly Found[], words: readonly string[]): Look => ({ found, words, readAs: null })

interface Ranked {
  row: { entry: SearchEntry; names: RankedNames }
  result: Found
  rank: number
}

const hit = ({ slug }: SearchEntry, match: SearchHit['match']): SearchHit => ({ slug, match })

/** Rows found by their names keep the order of the types; those found by their guides follow by score. */
function byRelevance(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.rank === ranks.hasItInGuide && Math.abs(a.result.score - b.result.score) > 1e-9) {
    return b.result.score - a.result.score
  }
  return a.row.names.typeOrder - b.row.names.typeOrder || a.result.id - b.result.id
}
