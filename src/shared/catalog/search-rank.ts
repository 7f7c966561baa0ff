import type { SearchEntry } from './search-entry'
import type { InNames } from './search-index'
import { joined, wordsOf } from './search-text'
import { integrationTypes } from './terms'

/** What ranks a row by its names, made once per row. */
export interface RankedNames {
  provider: string
  aliases: readonly string[]
  slug: string
  /** The first letters of all words of its names. */
  initials: ReadonlySet<string>
  typeOrder: number
}

export function namesOf({ provider, aliases, slug, type }: SearchEntry): RankedNames {
  const words = [provider, ...aliases].flatMap(wordsOf)
  return {
    provider: joined(provider),
    aliases: aliases.map(joined),
    slug: joined(slug),
    initials: new Set(words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0))),
    typeOrder: integrationTypes.indexOf(type),
  }
}

/** Where a row stands in the order of the hits: the smaller, the further up. */
export const ranks = {
  isIt: 0,
  beginsWithIt: 1,
  otherNameBeginsWithIt: 2,
  hasTheWords: 3,
  hasTheirBeginnings: 4,
  hasItInGuide: 5,
} as const

/** Judges a row by its names; `inNames` tells how the words asked for stand in them. */
export function rankOf({ provider, aliases, slug }: RankedNames, asked: string, inNames: InNames): number {
  if (provider === asked) return ranks.isIt
  if (provider.startsWith(asked) || slug === asked || aliases.includes(asked)) return ranks.beginsWithIt
  if (asked.length > 2 && aliases.some((alias) => alias.startsWith(asked))) return ranks.otherNameBeginsWithIt
  return { words: ranks.hasTheWords, beginnings: ranks.hasTheirBeginnings, no: ranks.hasItInGuide }[inNames]
}
