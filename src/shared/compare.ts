import type { Comparison, Difference, DifferenceKind, SourcedValue } from './finding'

const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/
const blank = /\s/

const names: Readonly<Record<string, string>> = {
  ' ': 'a blank',
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a carriage return',
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u200b': 'a zero-width space',
  '\u200c': 'a zero-width non-joiner',
  '\u200d': 'a zero-width joiner',
  '\u2060': 'a word joiner',
  '\ufeff': 'a byte-order mark',
}

/** How a single character is named in a sentence: itself in quotes, or its name where it cannot be seen. */
export function nameCharacter(character: string): string {
  const name = names[character]
  if (name) return name
  const code = character.codePointAt(0) ?? 0
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code < 0x20 || code === 0x7f || invisible.test(character) || blank.test(character))
    return `the invisible character ${hex}`
  return code < 0x7f ? `“${character}”` : `“${character}” (${hex})`
}

/**
 * Compares two values character by character, as a strict service provider does, and names the first difference.
 * Nothing is normalised before comparing. A missing value differs from everything but another missing value.
 */
export function compareValues(what: string, expected: SourcedValue, received: SourcedValue): Comparison {
  return { what, expected, received, firstDifference: firstDifference(expected.value, received.value) }
}

/** The first difference between two values, or null when they are the same. Identifiers that are URLs are explained part by part. */
export function firstDifference(expected: string | null, received: string | null): Difference | null {
  if (expected === received) return null
  if (expected === null)
    return { index: 0, kind: 'missing', sentence: 'There is nothing to compare with: no value was expected here.' }
  if (received === null) return { index: 0, kind: 'missing', sentence: 'The value is missing.' }
  if (received === '') return { index: 0, kind: 'missing', sentence: 'The value is empty.' }

  const index = commonPrefix(expected, received)
  const kind = classify(expected, received, index)
  return { index, kind, sentence: explain(kind, expected, received, index) }
}

function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let index = 0
  while (index < end && a[index] === b[index]) index++
  const before = a.charCodeAt(index - 1)
  return index > 0 && before >= 0xd800 && before <= 0xdbff ? index - 1 : index
}

const without = (pattern: RegExp) => (value: string) => value.replace(new RegExp(pattern.source, 'g'), '')

/** Each kind with the normalisation that makes the two values equal: the first that does names the difference. */
const equalities: ReadonlyArray<readonly [DifferenceKind, (value: string) => string]> = [
  ['invisible-character', without(invisible)],
  ['whitespace', without(blank)],
  ['trailing-slash', (value) => value.replace(/\/(?=$|[?#])/, '')],
  [
    'default-port',
    (value) =>
      value.replace(/^(https:\/\/[^/?#]*?):443(?=[/?#]|$)/i, '$1').replace(/^(http:\/\/[^/?#]*?):80(?=[/?#]|$)/i, '$1'),
  ],
  ['scheme', (value) => value.replace(/^https?:\/\//i, '//')],
  ['double-slash', (value) => value.replace(/([^:/])\/{2,}/g, '$1/')],
  ['letter-case', (value) => value.toLowerCase()],
  ['percent-encoding', decodePercent],
  ['look-alike', foldLookAlikes],
  ['query', (value) => value.replace(/[?#].*$/s, '')],
]

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  O: 'o',
  о: 'o',
  ο: 'o',
  '1': 'l',
  I: 'l',
  '|': 'l',
  і: 'i',
  а: 'a',
  е: 'e',
  с: 'c',
  р: 'p',
  х: 'x',
  у: 'y',
  ѕ: 's',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '’': "'",
  '“': '"',
  '”': '"',
}

function foldLookAlikes(value: string): string {
  return [...value.normalize('NFKC')].map((character) => lookAlikes[character] ?? character).join('')
}

function classify(expected: string, received: string, index: number): DifferenceKind {
  const equality = equalities.find(([, same]) => same(expected) === same(received))
  if (equality) return equality[0]
  const a = parse(expected)
  const b = parse(received)
  if (a && b) {
    if (a.hostname !== b.hostname) return 'host'
    if (a.port !== b.port) return 'port'
  }
  const here = received[index] ?? ''
  if (invisible.test(here) || invisible.test(expected[index] ?? '')) return 'invisible-character'
  if (blank.test(here) || blank.test(expected[index] ?? '')) return 'whitespace'
  return 'other'
}

/** Splits an http(s) address without normalising it. */
function parse(value: string): { hostname: string; port: string } | null {
  const match = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?(?=[/?#]|$)/i.exec(value)
  return match ? { hostname: match[1] ?? '', port: match[2] ?? '' } : null
}

function explain(kind: DifferenceKind, expected: string, received: string, index: number): string {
  const position = `character ${index + 1}`
  const inExpected = expected.slice(index, index + 2).match(/^./su)?.[0]
  const inReceived = received.slice(index, index + 2).match(/^./su)?.[0]
  const surplus = received.length > expected.length
  switch (kind) {
    case 'invisible-character':
    case 'whitespace': {
      const culprit = surplus ? inReceived : inExpected
      const name = culprit === undefined ? 'an invisible character' : nameCharacter(culprit)
      return surplus
        ? `The received value has ${name} too many at ${position}.`
        : `The received value lacks ${name} at ${position}.`
    }
    case 'trailing-slash':
      return surplus
        ? 'The received value ends with a slash that is not expected.'
        : 'The received value lacks the slash at the end.'
    case 'default-port':
      return surplus
        ? 'The received value writes the default port out; the expected one does not.'
        : 'The expected value writes the default port out; the received one does not.'
    case 'scheme':
      return `The scheme differs: ${expected.split(':')[0]} is expected, ${received.split(':')[0]} was received.`
    case 'double-slash':
      return surplus
        ? `The received value has a doubled slash at ${position}.`
        : `The expected value has a doubled slash at ${position}; the received one does not.`
    case 'letter-case':
      return `Upper and lower case differ at ${position}: ${nameCharacter(inExpected ?? '')} is expected, ${nameCharacter(inReceived ?? '')} was received.`
    case 'percent-encoding':
      return `The same text is percent-encoded differently from ${position} on.`
    case 'look-alike':
      return `Characters that look alike differ at ${position}: ${nameCharacter(inExpected ?? '')} is expected, ${nameCharacter(inReceived ?? '')} was received.`
    case 'query':
      return `The part after “?” or “#” differs from ${position} on.`
    case 'host':
      return `The host differs: ${parse(expected)?.hostname} is expected, ${parse(received)?.hostname} was received.`
    case 'port':
      return `The port differs: ${parse(expected)?.port || 'the default'} is expected, ${parse(received)?.port || 'the default'} was received.`
    case 'missing':
      return 'The value is missing.'
    case 'other':
      if (inReceived === undefined)
        return `The received value stops after ${index} characters; the expected one goes on with ${nameCharacter(inExpected ?? '')}.`
      if (inExpected === undefined)
        return `The received value goes on with ${nameCharacter(inReceived)} where the expected one ends.`
      return `At ${position}, ${nameCharacter(inExpected)} is expected and ${nameCharacter(inReceived)} was received.`
  }
}
