import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeUrl } from '../../../src/main/network/judge/url'
import { discreet, hideCredentials, readUrl } from '../../../src/main/network/read-url'

const judge = (text: string) => judgeUrl(readUrl(text))

describe('an address', () => {
  const cases: ReadonlyArray<readonly [string, 'pass' | 'warn' | 'fail', RegExp]> = [
    ['https://idp.example.com/metadata', 'pass', /well written/],
    ['  https://idp.example.com/metadata \n', 'pass', /well written/],
    ['https://idp.example.com:8443/metadata', 'pass', /well written/],
    ['https://idp.example.com./metadata', 'pass', /well written/],
    ['https://bücher.example.com/', 'pass', /well written/],
    ['HTTPS://IDP.EXAMPLE.COM/', 'pass', /well written/],
    ['http://idp.example.com/metadata', 'warn', /uses http/],
    ['https://user:secret@idp.example.com/', 'warn', /user name or password/],
    ['https://user@idp.example.com/', 'warn', /user name or password/],
    ['https://idp.example.com/#frag', 'warn', /after “#”/],
    ['https://192.0.2.1/', 'warn', /names an address instead of a host/],
    ['https://[2001:db8::1]/', 'warn', /names an address instead of a host/],
    ['https://0x7f.1/', 'warn', /written 0x7f\.1 and means 127\.0\.0\.1/],
    ['https://2130706433/', 'warn', /written 2130706433 and means 127\.0\.0\.1/],
    ['https://0177.0.0.1/', 'warn', /means 127\.0\.0\.1/],
    ['https://idp.exa\u00admple.com/', 'warn', /means idp\.example\.com/],
    ['https://idp.exam\u200bple.com/', 'warn', /means idp\.example\.com/],
    ['https://ｉｄｐ.example.com/', 'warn', /means idp\.example\.com/],
    ['https://idp.exa\nmple.com/', 'warn', /tabs or line breaks/],
    ['https:\\\\idp.example.com\\metadata', 'warn', /backslash/],
    ['https://idр.example.com/', 'warn', /mixes alphabets/],
    ['', 'fail', /it is empty/],
    ['   ', 'fail', /it is empty/],
    ['idp.example.com/metadata', 'fail', /lacks the scheme/],
    ['idp.example.com:8443/metadata', 'fail', /lacks the scheme/],
    ['localhost:8443/metadata', 'fail', /lacks the scheme/],
    ['https://idp.example.com:65536/', 'fail', /port is above 65535/],
    ['https://idp.example.com:99999/', 'fail', /port is above 65535/],
    ['https://idp.example.com:123456789/', 'fail', /port is above 65535/],
    ['https://idp.example.com:0/', 'fail', /port 0/],
    ['https://idp.example.com:port/', 'fail', /port is not a number/],
    ['https://idp.example.com:-1/', 'fail', /port is not a number/],
    ['https://idp example.com/', 'fail', /blanks/],
    ['https://', 'fail', /cannot be read|not an address/],
    ['https:///', 'fail', /not an address/],
    ['https://[::1/', 'fail', /not an address/],
    ['https://[zz]/', 'fail', /not an address/],
    ['https://%zz/', 'fail', /not an address/],
    ['https://256.256.256.256/', 'fail', /not an address/],
    ['file:///etc/passwd', 'fail', /begins with file:/],
    ['ftp://idp.example.com/', 'fail', /begins with ftp:/],
    ['javascript:alert(1)', 'fail', /begins with javascript:/],
    ['data:text/xml,<x/>', 'fail', /begins with data:/],
    ['<EntityDescriptor/>', 'fail', /not an address/],
    ['\u0000', 'fail', /not an address/],
    [`https://idp.example.com/${'a'.repeat(5000)}`, 'fail', /longer than 4096/],
    [`https://${'a'.repeat(300)}.example.com/`, 'fail', /longer than DNS allows/],
    ['https://a..example.com/', 'fail', /empty part/],
  ]
  test.each(cases)('%j is a %s', (text, status, reason) => {
    const { status: judged, summary } = judge(text)
    expect(summary).toMatch(reason)
    expect(judged).toBe(status)
  })

  test('shows an international host both ways', () => {
    expect(judge('https://bücher.example.com/').evidence[0]?.value).toBe(
      'bücher.example.com (xn--bcher-kva.example.com)',
    )
  })

  test('never shows a password, however it is written', () => {
    const texts = [
      'https://user:canary@idp.example.com/',
      'https://user:canary@idp.example.com:99999/',
      'https:/user:canary@idp.example.com/',
      'https:\\\\user:canary@idp.example.com/',
      '//user:canary@idp.example.com/',
      'ftp://user:canary@idp.example.com/',
      'https://user:canary@[zz]/',
    ]
    for (const text of texts) expect(JSON.stringify([readUrl(text), judge(text)])).not.toContain('canary')
  })

  test('of any kind is judged and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.string().map((rest) => `https://${rest}`),
        ),
        (text) => {
          expect(['pass', 'warn', 'fail']).toContain(judge(text).status)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('what is kept of an address', () => {
  test.each([
    ['https://h/?SAMLRequest=fZJBT8MwDIX%2FSpQ7a7s', 'https://h/?SAMLRequest=fZJBT8Mw…'],
    ['https://h/?a=1&code=0123456789abcdef#x', 'https://h/?a=1&code=01234567…#x'],
    ['https://h/cb#access_token=eyJhbGciOiJIUzI1NiJ9', 'https://h/cb#access_token=eyJhbGci…'],
    [
      'https://login.example.com/federationmetadata.xml?appid=3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11',
      'https://login.example.com/federationmetadata.xml?appid=3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11',
    ],
  ])('%s', (url, kept) => expect(discreet(url)).toBe(kept))

  test.each([
    ['//user:secret@h/x', '//h/x'],
    ['https://a:b@c@h/x', 'https://h/x'],
    ['/path/user@host', '/path/user@host'],
  ])('%s loses its credentials', (text, kept) => expect(hideCredentials(text)).toBe(kept))
})
