import { isFiller, wordsOf } from '../../catalog/search-text'
import { adfsErrors } from './adfs'
import { enterpriseErrors } from './enterprise'
import type { ErrorEntry } from './entry'
import { unknownCodes } from './families'
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

const digits = (text: string) => text.replace(/o/gi, '0')

/**
 * Codes as people write and paste them: “AADSTS 50011”, “AADTS5OO11”, “event ID: 364” in the languages of Windows, the number
 * alone in an address or a JSON, and percent-encoded text.
 */
const spelt = (text: string): string =>
  text
    .slice(0, longest)
    .replace(/(%[0-9a-f]{2})+/gi, decoded)
    .replace(/&(quot|amp|lt|gt|#\d{1,4});/gi, ' ')
    .replace(/\bA{1,2}D?ST?S[\s:#-]{0,3}([\dO]{4,8})\b/gi, (_, number: string) => `AADSTS${digits(number)}`)
    .replace(/\bA{1,2}DT?S?T?S[\s:#-]{0,3}([\dO]{4,8})\b/gi, (_, number: string) => `AADSTS${digits(number)}`)
    .replace(/\bM(?:S?I?S|ISIS|SSI|SI)[\s:#-]{0,3}([\dO]{4})\b/gi, (_, number: string) => `MSIS${digits(number)}`)
    .replace(/\b(?:error[\s_]?codes?|error\?code)["\s:=[]{1,6}(\d{5,8})\b/gi, 'AADSTS$1')
    .replace(/(?<![\p{L}\p{N}])(?:event|ereignis|evento)[\s-]{0,3}id[\s:#=]{0,3}(\d{2,})/giu, 'event $1')
    .replace(
      /\bid\.?\s(?:d[’']|de l[’']|de |del |do )?(?:événement|evenement|evento)[\s:#=]{0,4}(\d{2,})/giu,
      'event $1',
    )

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ' '
  }
}

const written = (text: string): string[] => wordsOf(spelt(text))

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
 * number of a code; the words of a message. A code that is not known is said to be one, before all that its words fit; one
 * that is misspelt finds what it is nearest to. Nothing for no text.
 */
export function searchErrors(text: string): readonly ErrorEntry[] {
  const words = written(text)
  if (words.length === 0) return []
  const whole = spaced(words)
  const typed = whole.trimEnd()
  const telling = [...new Set(words)].filter((word) => !isFiller(word))
  const found = indexed()
    .map((one) => ({ entry: one.entry, score: scoreOf(one, whole, typed, telling) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const unknown = unknownCodes(spelt(text), (code) => errorDictionary.some((entry) => entry.code === code))
  const surely = found.filter(({ score }) => score >= ofNumberedCode)
  const others = found.slice(surely.length)
  const hits = [...surely, ...unknown.map((entry) => ({ entry })), ...others].map(({ entry }) => entry)
  return hits.length > 0 ? hits : nearest(words)
}

/** The entries whose code a misspelt one is nearest to, when it is one word with a slip or two. */
function nearest(words: readonly string[]): readonly ErrorEntry[] {
  const typed = words.join('')
  if (typed.length < 8 || typed.length > 40) return []
  return indexed()
    .filter(({ names: [code = ''] }) => slips(code.replaceAll(' ', ''), typed) <= (typed.length < 12 ? 1 : 2))
    .map(({ entry }) => entry)
}

/** How many letters have to be added, taken away or changed to make one text the other; more than two count as three. */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= other.length; column++) {
      const change = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(row.at(-1) ?? 3, 3)
}

/** The entries whose code, or other name, stands in a text as it is. What a diagnosis can build on: no guess by words. */
export function errorsIn(text: string): readonly ErrorEntry[] {
  const whole = spaced(written(text))
  return indexed()
    .filter(({ names }) => names.some((name) => whole.includes(name)))
    .map(({ entry }) => entry)
}

/** A code that is a number of its product says more than the names and sentences all products share. */
const ofNumberedCode = 5000
const ofCode = 1000
/** A sentence that stands in the text outweighs the name of a product that does, too. */
const lengthCounts = 3
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
      ? (isNumbered(code) && whole.includes(code) ? ofNumberedCode : ofCode) +
        lengthCounts * Math.max(...standing.map((name) => name.length))
      : one.names.some((name) => name.startsWith(typed)) || isNumberOf(code, typed.trim())
        ? inTyping
        : 0
  if (found === 0 && !shares && !named) return 0
  return found + inProduct * ofProduct + inWords * ofWord
}

/** Whether a code is letters and a number in one word, as AADSTS50011 is; “event 364” is said of every failure. */
const isNumbered = (code: string) => /^ [a-z]+\d{3,} $/.test(code)

/** Whether digits alone are meant for a code: 50011 for AADSTS50011, 364 for event 364. */
function isNumberOf(code: string, typed: string): boolean {
  return /^\d{3,}$/.test(typed) && new RegExp(`^ (?:[a-z]+|event )${typed}\\d* $`).test(code)
}
