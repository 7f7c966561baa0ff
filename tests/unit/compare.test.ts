import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues, firstDifference } from '../../src/shared/compare'
import type { DifferenceKind } from '../../src/shared/finding'

const acs = 'https://auth.workos.com/sso/saml/acs/AbCdEf123'

describe('the first difference between two values', () => {
  const cases: ReadonlyArray<readonly [string, string, string | null, DifferenceKind, RegExp]> = [
    ['a trailing slash too many', acs, `${acs}/`, 'trailing-slash', /ends with a slash/],
    ['a trailing slash missing', `${acs}/`, acs, 'trailing-slash', /lacks the slash/],
    ['a trailing slash before a query', `${acs}?a=1`, `${acs}/?a=1`, 'trailing-slash', /slash/],
    ['http for https', acs, acs.replace('https', 'http'), 'scheme', /https is expected, http was received/],
    ['the default port written out', acs, acs.replace('.com/', '.com:443/'), 'default-port', /default port/],
    ['another port', acs.replace('.com/', '.com:8443/'), acs.replace('.com/', '.com:9443/'), 'port', /8443.*9443/],
    ['letter case in the key', acs, acs.replace('AbC', 'Abc'), 'letter-case', /“C” is expected, “c”/],
    ['a blank at the end', acs, `${acs} `, 'whitespace', /a blank too many/],
    ['a line break inside', acs, acs.replace('/acs', '/\nacs'), 'whitespace', /a line break/],
    ['a zero-width space', acs, acs.replace('/acs', '/\u200bacs'), 'invisible-character', /zero-width space/],
    ['a byte-order mark in front', acs, `\ufeff${acs}`, 'invisible-character', /byte-order mark/],
    ['a doubled slash', acs, acs.replace('/sso', '//sso'), 'double-slash', /doubled slash/],
    ['another host', acs, acs.replace('auth.', 'api.'), 'host', /auth\.workos\.com.*api\.workos\.com/],
    ['percent-encoding', 'https://a.example/b c', 'https://a.example/b%20c', 'percent-encoding', /percent-encoded/],
    ['a digit for a letter', acs, acs.replace('AbCdEf123', 'AbCdEfI23'), 'look-alike', /“1” is expected, “I”/],
    ['a Cyrillic letter', 'https://acme.example/x', 'https://\u0430cme.example/x', 'look-alike', /U\+0430/],
    ['a query added', acs, `${acs}?x=1`, 'query', /after/],
    ['a truncated value', 'urn:acme:sp', 'urn:acme', 'other', /stops after 8/],
    ['a longer value', 'urn:acme', 'urn:acme:sp', 'other', /goes on with “:”/],
    ['nothing at all', acs, null, 'missing', /missing/],
    ['an empty value', acs, '', 'missing', /empty/],
  ]
  test.each(cases)('%s', (_, expected, received, kind, sentence) => {
    const difference = firstDifference(expected, received)
    expect(difference?.kind).toBe(kind)
    expect(difference?.sentence).toMatch(sentence)
  })

  test('equal values have none', () => {
    expect(firstDifference(acs, acs)).toBeNull()
    expect(compareValues('ACS URL', { value: null, from: 'a' }, { value: null, from: 'b' }).firstDifference).toBeNull()
  })

  test('any two different texts differ, and the index points at the first differing character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (a, b) => {
        const difference = firstDifference(a, b)
        if (a === b) return difference === null
        return difference !== null && a.slice(0, difference.index) === b.slice(0, difference.index)
      }),
    )
  })

  test('long hostile values are compared in linear time', () => {
    const long = 'https://'.repeat(20_000)
    const started = performance.now()
    firstDifference(long, `${long}x`)
    firstDifference('/'.repeat(100_000), `${'/'.repeat(100_000)} `)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
