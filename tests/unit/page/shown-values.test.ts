import { describe, expect, test } from 'vitest'
import { elapsed, validityOf } from '../../../src/renderer/components/validity'
import { hidesSomething, visibleParts, withStandIns } from '../../../src/renderer/components/visible-text'

describe('a value as it is shown', () => {
  const shown: ReadonlyArray<readonly [what: string, value: string, marked: number | null, seen: string]> = [
    ['stays as it is', 'https://idp.example.com/a', null, 'https://idp.example.com/a'],
    ['keeps blanks inside', 'a b', null, 'a b'],
    ['shows blanks at its ends', ' a ', null, '[␣]a[␣]'],
    ['shows a marked blank inside', 'a b', 1, 'a[␣!]b'],
    ['shows a zero-width blank', 'a\u200bb', null, 'a[⟨U+200B⟩]b'],
    ['shows a no-break blank', 'a\u00a0b', null, 'a[⍽]b'],
    ['shows a line break', 'a\nb', null, 'a[⏎]b'],
    ['shows a text direction mark', 'a\u202eb', null, 'a[⟨U+202E⟩]b'],
    ['marks the first character that differs', 'https', 4, 'http[s!]'],
    ['marks its end where the other goes on', 'abc', 3, 'abc[∎!]'],
    ['marks a character outside the basic plane as one', 'a😀b', 1, 'a[😀!]b'],
    ['shows the mark of an empty value', '', 0, '[∎!]'],
  ]
  test.each(shown)('%s', (_, value, marked, seen) => {
    const parts = visibleParts(value, marked).map((part) =>
      part.kind === 'plain' ? part.text : `[${part.text}${part.marked ? '!' : ''}]`,
    )
    expect(parts.join('')).toBe(seen)
  })
})

describe('a validity period', () => {
  const now = Date.parse('2026-06-15T12:00:00Z')
  const periods: ReadonlyArray<readonly [notBefore: string, notAfter: string, word: string, sentence: string]> = [
    ['2025-01-01T00:00:00Z', '2027-06-15T12:00:00Z', 'Valid', 'Expires in 365 days'],
    ['2025-01-01T00:00:00Z', '2026-07-15T12:00:00Z', 'Valid', 'Expires in 30 days'],
    ['2025-01-01T00:00:00Z', '2026-07-14T23:59:59Z', 'Expires soon', 'Expires in 29 days'],
    ['2025-01-01T00:00:00Z', '2026-06-16T01:00:00Z', 'Expires soon', 'Expires tomorrow'],
    ['2025-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'Does not expire', 'Does not expire'],
    ['2025-01-01T00:00:00Z', '2026-06-15T18:00:00Z', 'Expires soon', 'Expires today'],
    ['2025-01-01T00:00:00Z', '2026-06-15T12:00:00Z', 'Expired', 'Expired today'],
    ['2025-01-01T00:00:00Z', '2026-06-01T12:00:00Z', 'Expired', 'Expired 14 days ago'],
    ['2026-06-16T00:00:00Z', '2027-06-16T00:00:00Z', 'Not yet valid', 'Becomes valid tomorrow'],
    ['yesterday', '2027-06-16T00:00:00Z', 'Unreadable dates', 'The validity period cannot be read.'],
  ]
  test.each(periods)('%s to %s is: %s', (notBefore, notAfter, word, sentence) => {
    expect(validityOf({ notBefore, notAfter }, now, 'UTC')).toMatchObject({ word, sentence })
  })

  test('has passed by a part between nothing and all of it', () => {
    const year = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-31T00:00:00Z' }
    expect(elapsed(year, Date.parse('2025-01-01T00:00:00Z'))).toBe(0)
    expect(elapsed(year, Date.parse('2026-07-02T00:00:00Z'))).toBe(0.5)
    expect(elapsed(year, Date.parse('2030-01-01T00:00:00Z'))).toBe(1)
    expect(elapsed({ notBefore: year.notAfter, notAfter: year.notBefore }, now)).toBe(1)
  })
})

describe('a text that hides something', () => {
  test.each([
    ['a character that turns the order', 'https://idp.test/\u202elive', 'https://idp.test/⟨U+202E⟩live'],
    ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a bell', 'a\u0007b', 'a⟨U+0007⟩b'],
  ])('%s gets a stand-in', (_, text, shown) => {
    expect(hidesSomething(text)).toBe(true)
    expect(withStandIns(text)).toBe(shown)
  })

  test.each(['line\none', 'tab\tone', 'مرحبا', 'https://idp.test/ one'])('%j hides nothing and stays', (text) => {
    expect(hidesSomething(text)).toBe(false)
    expect(withStandIns(text)).toBe(text)
  })
})
