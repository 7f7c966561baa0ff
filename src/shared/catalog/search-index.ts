import { type SearchEntry, type SearchField, searchFields } from './search-entry'
import type { Clause, Sought } from './search-query'
import { isFiller, joined, wordsOf } from './search-text'

/** How the names of a row have every word: as they are, as beginnings, or not. */
export type InNames = 'words' | 'beginnings' | 'no'

/** Takes a row that was found: its place in the list the index was made of, and how well it fits beyond its names. */
export type Find = (row: number, inNames: InNames, score: number) => void

/** One bit for each field, in the order of `searchFields`. */
const bitOf: Readonly<Record<SearchField, number>> = { names: 1, fields: 2, pitfalls: 4 }
const fieldBits = 3
const everyField = (1 << fieldBits) - 1
/** How a word counts by where it stands, by the bits of its fields: names before labels before pitfalls. */
const worth = Array.from(
  { length: everyField + 1 },
  (_, bits) => (bits & bitOf.names ? 12 : 0) + (bits & bitOf.fields ? 2 : 0) + (bits & bitOf.pitfalls ? 1 : 0),
)
/** A beginning counts less than the word, and the less the more is missing. */
const ofBeginning = 0.4

/** How a row has one word of the query. */
const anywhere = 1
const namedSo = 2
const nameBeginsSo = 4

/**
 * Which word stands in which row: an inverted index, made for rows by the ten thousand whose guides all say the same
 * words. A query walks the occurrences of its words once and keeps what it learns of each row in arrays; search engines
 * that make an object of every hit take five times the time of a frame there.
 */
export class CatalogIndex {
  /** Every word of every row, sorted. */
  readonly #words: readonly string[]
  /** Where each word stands, in the same order: row and fields in one number, by row. */
  readonly #occurrences: readonly Uint32Array[]
  readonly #rows: number

  constructor(entries: readonly SearchEntry[]) {
    const occurrences = new Map<string, number[]>()
    entries.forEach((entry, row) => {
      for (const [word, fields] of wordsIn(entry)) {
        const list = occurrences.get(word)
        const occurrence = (row << fieldBits) | fields
        if (list) list.push(occurrence)
        else occurrences.set(word, [occurrence])
      }
    })
    this.#rows = entries.length
    this.#words = [...occurrences.keys()].sort()
    this.#occurrences = this.#words.map((word) => Uint32Array.from(occurrences.get(word) ?? []))
  }

  /** Finds the rows that have every word, or at least one; and those that `together` finds. */
  visit({ words, together, combine }: Sought, find: Find): void {
    const looks = words.map((clauses) => this.#look(clauses))
    const aside = together ? this.#look([together]) : null
    for (let row = 0; row < this.#rows; row += 1) {
      let has = 0
      let named = 0
      let begun = 0
      let score = 0
      for (const { how, scores } of looks) {
        const bits = how[row] ?? 0
        if (bits === 0) continue
        has += 1
        if (bits & namedSo) named += 1
        if (bits & nameBeginsSo) begun += 1
        score += scores[row] ?? 0
      }
      if (combine === 'every' ? has === words.length : has > 0) {
        find(row, named === words.length ? 'words' : begun === words.length ? 'beginnings' : 'no', score)
      } else if (aside?.how[row]) {
        find(row, 'no', aside.scores[row] ?? 0)
      }
    }
  }

  /** How each row has what any of the clauses asks for, and what the best of them is worth. */
  #look(clauses: readonly Clause[]): { how: Uint8Array; scores: Float32Array } {
    const how = new Uint8Array(this.#rows)
    const scores = new Float32Array(this.#rows)
    for (const { text, beginning, inNamesOnly, guessed } of clauses) {
      const fields = inNamesOnly ? bitOf.names : everyField
      for (let at = this.#placeOf(text); at < this.#words.length; at += 1) {
        const word = this.#words[at] ?? ''
        const whole = word === text
        if (beginning ? !word.startsWith(text) : !whole) break
        const occurrences = this.#occurrences[at] ?? new Uint32Array()
        const rarity = Math.log(1 + this.#rows / occurrences.length)
        const value = whole ? rarity : (rarity * ofBeginning * text.length) / word.length
        const inNames = guessed ? anywhere : whole ? namedSo | nameBeginsSo : nameBeginsSo
        for (const occurrence of occurrences) {
          const found = occurrence & fields
          if (found === 0) continue
          const row = occurrence >>> fieldBits
          how[row] = (how[row] ?? 0) | anywhere | (found & bitOf.names ? inNames : 0)
          const score = (worth[found] ?? 0) * value
          if (score > (scores[row] ?? 0)) scores[row] = score
        }
      }
    }
    return { how, scores }
  }

  /** The first place whose word is the text or comes after it. */
  #placeOf(text: string): number {
    let from = 0
    let to = this.#words.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.#words[middle] ?? '') < text) from = middle + 1
      else to = middle
    }
    return from
  }
}

/** The words of a row in one field, as they are searched. Fillers say nothing in a pitfall. */
export function wordsOfField(entry: SearchEntry, field: SearchField): string[] {
  if (field === 'fields') return (entry.fields ?? []).flatMap(wordsOf)
  if (field === 'pitfalls') return (entry.pitfalls ?? []).flatMap(wordsOf).filter((word) => !isFiller(word))
  const names = [entry.provider, ...entry.aliases]
  return [...names.flatMap(wordsOf), ...names.map(joined), ...wordsOf(entry.slug), ...wordsOf(entry.type)]
}

/** Every word of a row with the bits of the fields it stands in. */
function wordsIn(entry: SearchEntry): Map<string, number> {
  const found = new Map<string, number>()
  for (const field of searchFields) {
    for (const word of wordsOfField(entry, field)) {
      if (word !== '') found.set(word, (found.get(word) ?? 0) | bitOf[field])
    }
  }
  return found
}
