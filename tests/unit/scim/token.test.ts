import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alterToken, readToken } from '../../../src/main/scim/token'

const token = 'se_4fGq7Zr2Lw9Xk1VnTq8'
const jwt = (claims: object) =>
  [{ alg: 'RS256' }, claims, 'signature-of-some-length']
    .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
    .join('.')

describe('what copying leaves on a token', () => {
  test.each([
    ['nothing', token, []],
    ['blanks', `  ${token} `, ['blanks-around']],
    ['a line break at the end', `${token}\n`, ['line-break-around']],
    ['a Windows line break', `${token}\r\n`, ['line-break-around']],
    ['quotation marks', `"${token}"`, ['quotes']],
    ['single quotation marks', `'${token}'`, ['quotes']],
    ['typographic quotation marks', `“${token}”`, ['quotes']],
    ['one quotation mark', `${token}"`, ['quotes']],
    ['Bearer', `Bearer ${token}`, ['bearer-prefix']],
    ['bearer twice', `Bearer bearer ${token}`, ['bearer-prefix']],
    ['the whole header', `Authorization: Bearer ${token}`, ['header-name', 'bearer-prefix']],
    ['Bearer in quotation marks', `"Bearer ${token}"`, ['quotes', 'bearer-prefix']],
    ['angle brackets', `<${token}>`, ['angle-brackets']],
    ['a line of an environment file', `SCIM_TOKEN=${token}`, ['assignment']],
    ['a line break in the middle', `${token.slice(0, 9)}\n${token.slice(9)}`, ['line-break-inside']],
    ['a zero-width space', `${token}\u200b`, ['invisible-characters']],
    ['a byte-order mark', `\ufeff${token}`, ['invisible-characters']],
  ])('%s', (_what, given, marks) => {
    const reading = readToken(given)
    expect(reading.value).toBe(token)
    expect([...reading.marks].sort()).toEqual([...marks].sort())
  })

  test.each([
    ['an address', 'https://api.workos.com/scim/v2.0/abc', 'address'],
    ['an API key', 'sk_test_a2V5XzAxSDVaRFZ0aGlz', 'workos-api-key'],
    ['a record ID', 'directory_01ECAZ4NV9QMV47GW873HDCX74', 'record-id'],
    ['a masked form', 'se_••••••••VnTq', 'masked'],
    ['two words', 'my token', 'blanks-inside'],
  ])('%s is not cleaned into a token', (_what, given, mark) => {
    expect(readToken(given).marks).toContain(mark)
  })

  test('a JWT says when it ends', () => {
    expect(readToken(jwt({ exp: 1_700_000_000 })).expiresAt).toBe('2023-11-14T22:13:20.000Z')
    expect(readToken(jwt({ exp: '1700000000' })).expiresAt).toBeNull()
    expect(readToken('eyJ.eyJ.eyJ').expiresAt).toBeNull()
    expect(readToken(token).expiresAt).toBeNull()
  })

  test('any text is read without an exception, and what comes out fits into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(readToken(text).value).toMatch(/^[\x20-\x7e\t]*$/)
        expect(readToken(text).asGiven ?? '').toMatch(/^[\x20-\x7e\t]*$/)
      }),
    )
  })
})

describe('a token with one character changed', () => {
  test.each([token, 'a', '7', jwt({ sub: 'x' }), 'deadbeef00112233', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', '----'])(
    '%s',
    (given) => {
      const altered = alterToken(given)
      expect(altered).not.toBe(given)
      expect(altered).toHaveLength(given.length)
      expect([...given].filter((character, index) => character !== altered[index])).toHaveLength(1)
      expect(altered.toLowerCase()).not.toBe(given.toLowerCase())
    },
  )

  test('stays hexadecimal where the token is', () => {
    expect(alterToken('deadbeefdeadbeef')).toMatch(/^[0-9a-f]{16}$/)
  })

  test('changes the bytes of a JWT’s signature', () => {
    const given = jwt({ sub: 'x' })
    const bytes = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('hex')
    expect(bytes(alterToken(given))).not.toBe(bytes(given))
  })
})
