import { isFiller, wordsOf } from '../../catalog/search-text'
import { adfsErrors } from './adfs'
import { enterpriseErrors } from './enterprise'
import type { ErrorEntry } from './entry'
import { googleErrors } from './google'
import { microsoftErrors } from './microsoft'
import { oauthErrors } from './oauth'
import { scimErrors } from './scim'
import { socialErrors } from './social'
import { workosErrors } from './workos'

/** Every code the program knows, by who says it. */
export const errorDictionary: readonly ErrorEntry[] = [
  ...workosErrors,
  ...microsoftErrors,
  ...adfsErrors,
  ...googleErrors,
  ...enterpriseErrors,
  ...socialErrors,
  ...oauthErrors,
  ...scimErrors,
]

const longest = 20_000

interface Indexed {
  entry: ErrorEntry
  /** Code and other names, in words with blanks around. */
  names: readonly string[]
  words: ReadonlySet<string>
  product: ReadonlySet<string>
}

/** Codes as people write them: “AADSTS 50011”, “event ID: 364”. */
const written = (text: string): string[] =>
  wordsOf(
    text
      .slice(0, longest)
      .replace(/\b(AADSTS|MSIS)[\s:#-]{1,3}(\d{3,})/gi, '$1$2')
      .replace(/\bevent[\s-]{0,3}id[\s:#=]{0,3}(\d{2,})/gi, 'event $1'),
  )

const spaced = (words: readonly string[]) => ` ${words.join(' ')} `

let index: readonly Indexed[] | null = null

function indexed(): readonly Indexed[] {
  index ??= errorDictionary.map((entry) => ({
    entry,
    names: [entry.code, ...entry.alsoSeenAs].map((name) => spaced(wordsOf(name))),
    words: new Set(wordsOf(`${entry.code} ${entry.alsoSeenAs.join(' ')} ${entry.meaning} ${entry.fix}`)),
    product: new Set(wordsOf(entry.product).filter((word) => word.length > 2 || word === 'ad' || word === 'fs')),
  }))
  return index
}

/**
 * The entries that fit a text, best first: a code as it stands in it, however long the text is; a code in typing; the bare
 * number of a code; the words of a message. Nothing for no text.
 */
export function searchErrors(text: string): readonly ErrorEntry[] {
  const words = written(text)
  if (words.length === 0) return []
  const whole = spaced(words)
  const typed = whole.trimEnd()
  const telling = [...new Set(words)].filter((word) => !isFiller(word))
  return indexed()
    .map((one) => ({ entry: one.entry, score: scoreOf(one, whole, typed, telling) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

/** The entries whose code, or other name, stands in a text as it is. What a diagnosis can build on: no guess by words. */
export function errorsIn(text: string): readonly ErrorEntry[] {
  const whole = spaced(written(text))
  return indexed()
    .filter(({ names }) => names.some((name) => whole.includes(name)))
    .map(({ entry }) => entry)
}

const ofCode = 1000
const inTyping = 500
const ofProduct = 40
const ofWord = 5
/** Of a longer text so many words have to be shared before it counts as a message known. */
const wordsShared = 3

function scoreOf(one: Indexed, whole: string, typed: string, telling: readonly string[]): number {
  const [code = ''] = one.names
  const standing = one.names.filter((name) => whole.includes(name))
  const inProduct = telling.filter((word) => one.product.has(word)).length
  const inWords = telling.filter((word) => one.words.has(word)).length
  const shares = inWords >= Math.min(telling.length - inProduct, wordsShared) && inWords > 0
  const named = inProduct > 0 && inProduct === telling.length
  // The longest name found says the most: “invalid_client” stands in every “invalid_client_id”.
  const found =
    standing.length > 0
      ? ofCode + Math.max(...standing.map((name) => name.length))
      : one.names.some((name) => name.startsWith(typed)) || isNumberOf(code, typed.trim())
        ? inTyping
        : 0
  if (found === 0 && !shares && !named) return 0
  return found + inProduct * ofProduct + inWords * ofWord
}

/** Whether digits alone are meant for a code: 50011 for AADSTS50011, 364 for event 364. */
function isNumberOf(code: string, typed: string): boolean {
  return /^\d{3,}$/.test(typed) && new RegExp(`^ (?:[a-z]+|event )${typed}\\d* $`).test(code)
}
