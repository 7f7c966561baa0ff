import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeDocument } from '../../../src/main/saml/decode/decode'
import { mostItems } from '../../../src/main/saml/decode/json-items'
import { maxMessageBytes } from '../../../src/main/saml/decode/unpack'

const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1">${'é>?~ÿ'.repeat(30)}</samlp:Response>`
const utf8 = Buffer.from(xml, 'utf8')
const base64 = utf8.toString('base64')
const encoded = encodeURIComponent(base64)

const read = (content: string | Uint8Array) =>
  decodeDocument({ kind: 'bytes', bytes: Buffer.from(content as Uint8Array), name: 'pasted' })

const entry = (over: object) => ({
  startedDateTime: '2026-11-24T10:00:00.000+01:00',
  request: {
    method: 'POST',
    url: 'https://auth.workos.com/sso/saml/acs/x?secret=1#top',
    headers: [{ name: 'Cookie', value: 'canary-cookie' }],
    cookies: [{ name: 'session', value: 'canary-cookie' }],
    postData: {
      mimeType: 'application/x-www-form-urlencoded',
      text: `SAMLResponse=${encoded}&RelayState=canary-token`,
    },
  },
  response: { status: 302, headers: [], content: { size: 0, mimeType: 'text/html' } },
  ...over,
})
const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', creator: {}, pages: [], entries } })

describe('packing of one message', () => {
  const page = (field: string) =>
    `<!DOCTYPE html><html><body onload="f()"><form method="post" action="x">${field}</form></html>`
  const cases: ReadonlyArray<readonly [string, string | Uint8Array, string]> = [
    ['raw XML', xml, 'xml'],
    ['raw XML after a blank line', `\r\n  ${xml}`, 'xml'],
    ['raw XML with a byte-order mark', `\ufeff${xml}`, 'xml'],
    ['base64', base64, 'encoded'],
    ['base64 in lines', base64.replace(/.{76}/g, '$&\r\n'), 'encoded'],
    ['base64 in indented lines', base64.replace(/.{64}/g, '$&\n    '), 'encoded'],
    ['base64 in lines as a program writes them', base64.replace(/.{76}/g, '$&\\r\\n'), 'encoded'],
    ['base64 with blanks for plus signs', base64.replaceAll('+', ' '), 'encoded'],
    ['base64url', utf8.toString('base64url'), 'encoded'],
    ['base64 twice', Buffer.from(base64).toString('base64'), 'encoded'],
    ['quoted base64', `"${base64}",`, 'encoded'],
    ['quoted XML with escapes', JSON.stringify(xml), 'xml'],
    [
      'XML as the source of a page shows it',
      xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      'xml',
    ],
    ['percent-encoded base64', encoded, 'encoded'],
    ['percent-encoded twice', encodeURIComponent(encoded), 'encoded'],
    ['percent-encoded XML', encodeURIComponent(xml), 'encoded'],
    ['deflate and base64', deflateRawSync(utf8).toString('base64'), 'encoded'],
    ['zlib and base64', deflateSync(utf8).toString('base64'), 'encoded'],
    ['gzip and base64', gzipSync(utf8).toString('base64'), 'encoded'],
    ['a gzip file', gzipSync(utf8), 'xml'],
    ['a form body', `RelayState=abc&SAMLResponse=${encoded}`, 'form'],
    ['a form body without percent-encoding', `SAMLResponse=${base64}&RelayState=abc`, 'form'],
    [
      'a URL',
      `https://x.example/acs?SAMLResponse=${encodeURIComponent(deflateRawSync(utf8).toString('base64'))}&SigAlg=y`,
      'form',
    ],
    [
      'a copied command line',
      `curl 'https://x.example' -H 'cookie: a' --data-raw 'SAMLResponse=${encoded}&RelayState=z'`,
      'form',
    ],
    [
      'a command copied for the command prompt of Windows',
      `curl ^"https://x.example/acs^" ^\n  --data-raw ^"SAMLResponse=${encoded.replace(/%/g, '^%^')}^&RelayState=z^"`,
      'form',
    ],
    ['the form view of browser tools', `SAMLResponse: ${base64}\nRelayState: abcdefghijklmnopqrstuvwxyz`, 'form'],
    ['a table of browser tools, line by line', `RelayState\nabc\nSAMLResponse\n${base64}\nSigAlg\nx`, 'form'],
    ['a table of a proxy', `RelayState\tabc\r\nSAMLResponse\t${base64}\r\n`, 'form'],
    ['a JSON object', JSON.stringify({ a: 1, SAMLResponse: base64 }).replaceAll('/', '\\/'), 'form'],
    [
      'a multipart body',
      `--b\r\nContent-Disposition: form-data; name="SAMLResponse"\r\n\r\n${base64}\r\n--b--`,
      'form',
    ],
    ['a self-posting page', page(`<input type="hidden" name="SAMLResponse" value="${base64}"/>`), 'page'],
    [
      'its field with attributes the other way round',
      page(`<input value='${base64}' name='SAMLResponse' type=hidden>`),
      'page',
    ],
    [
      'its field with character references',
      page(`<INPUT NAME="SAMLResponse" VALUE="${base64.replaceAll('+', '&#x2b;').replaceAll('=', '&#61;')}">`),
      'page',
    ],
    ['a text area', page(`<textarea name="SAMLResponse">${base64}</textarea>`), 'page'],
  ]
  it.each(cases)('reads %s', async (_, content, container) => {
    const decoding = await read(content)
    expect(decoding).toMatchObject({ container, unreadable: [] })
    expect(decoding.messages).toHaveLength(1)
    expect(
      Buffer.from(decoding.messages[0]?.xml ?? [])
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    ).toBe(xml)
  })

  it('reads UTF-16 inside base64 without touching its bytes', async () => {
    const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le')
    const { messages } = await read(utf16.toString('base64'))
    expect(Buffer.from(messages[0]?.xml ?? [])).toEqual(utf16)
  })

  it('says that blanks had replaced plus signs', async () => {
    expect((await read(base64.replaceAll('+', ' '))).messages[0]?.notes.join()).toContain('plus signs')
  })

  it.each([0, 1, 2])('puts plus signs back wherever the last one stood: %i blanks before', async (blanks) => {
    // A message ends in ">", which base64 writes as a plus sign in every third place; as a blank it is trimmed off.
    const own = `<!--${' '.repeat(blanks)}-->${xml}`
    const spoiled = Buffer.from(own).toString('base64').replaceAll('+', ' ')
    for (const [text, container] of [
      [spoiled, 'encoded'],
      [`SAMLResponse=${spoiled}&RelayState=abc`, 'form'],
      [`{"RelayState": "a", "SAMLResponse": "${spoiled}"}`, 'form'],
    ] as const) {
      const decoding = await read(text)
      expect([container, Buffer.from(decoding.messages[0]?.xml ?? []).toString()]).toEqual([decoding.container, own])
    }
  })

  it('takes blanks between lines of one length for the lines they were', async () => {
    const lines = base64.replace(/=/g, '').replace(/.{64}/g, '$& ')
    expect(Buffer.from((await read(lines)).messages[0]?.xml ?? []).toString()).toBe(xml)
  })
})

describe('what is no message', () => {
  const cases: ReadonlyArray<readonly [string, string | Uint8Array, RegExp]> = [
    ['nothing', '', /empty/],
    ['blanks', ' \n\t ', /blanks/],
    [
      'a sign-in page',
      '<!doctype html><html><head><title>Sign in to Contoso</title></head></html>',
      /“Sign in to Contoso”/,
    ],
    ['a PDF', '%PDF-1.7 ...', /PDF/],
    ['a ZIP', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /ZIP/],
    ['a JSON Web Token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', /JSON Web Token/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----', /PEM/],
    ['a sentence', 'Hello, this is not it!', /character 6/],
    [
      'base64 of something else',
      Buffer.from('hello hello hello hello').toString('base64'),
      /neither XML nor compressed/,
    ],
    ['text after the padding', `${base64.replace(/=*$/, '==')}QUJD`, /padding/],
    ['damaged percent-encoding', `%zz%41${base64}%`, /percent-encoding/],
    [
      'a HAR without a message',
      har(entry({ request: { method: 'GET', url: 'https://a.example' } })),
      /None of its 1 requests/,
    ],
  ]
  it.each(cases)('names %s', async (_, content, reason) => {
    const decoding = await read(content)
    expect(decoding.messages).toEqual([])
    expect(decoding.unreadable.join()).toMatch(reason)
  })
})

describe('decompression bombs', () => {
  const zeros = Buffer.alloc(200 * 1024 * 1024, 0x20)
  zeros.write('<a>')
  it.each([
    ['deflate', deflateRawSync(zeros)],
    ['zlib', deflateSync(zeros)],
    ['gzip', gzipSync(zeros)],
  ] as const)('stops %s at the limit', async (_, bomb) => {
    const before = process.memoryUsage().rss
    const decoding = await read(bomb.toString('base64'))
    expect(decoding.messages).toEqual([])
    expect(decoding.unreadable.join()).toContain('bomb')
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * maxMessageBytes)
  })
})

describe('a log', () => {
  const lines = (message: string) => `12:00:01 DEBUG received\n12:00:02 DEBUG ${message}\n12:00:03 INFO done\n`
  it.each([
    ['as XML', xml],
    ['as a string', JSON.stringify({ level: 'debug', message: `received ${xml}` })],
    ['in the last of several lines', `${xml.replace('_1', '_0')}\n${xml}`],
    ['before one that was cut off', `${xml}\n${xml.slice(0, 200)}`],
  ])('that holds the message %s', async (_, message) => {
    const { messages } = await read(lines(message))
    expect(messages.map((one) => Buffer.from(one.xml).toString())).toEqual([xml])
    expect(messages[0]?.notes).toEqual([expect.stringContaining('such as a log')])
  })

  it.each(['<Response ', '<x:Response '.repeat(200_000), lines('<Response xmlns="urn:x"></Response>')])(
    'without a whole SAML response holds none: %#',
    async (text) => {
      expect((await read(`line\n${text}`)).messages).toEqual([])
    },
  )
})

describe('captures', () => {
  it('takes what was posted, where to and when, and keeps no cookie, token or query', async () => {
    const decoding = await read(har(entry({})))
    expect(decoding.container).toBe('har')
    expect(decoding.messages).toHaveLength(1)
    expect(decoding.messages[0]).toMatchObject({
      parameter: 'SAMLResponse',
      method: 'POST',
      sentTo: 'https://auth.workos.com/sso/saml/acs/x',
      at: '2026-11-24T09:00:00.000Z',
    })
    expect(JSON.stringify(decoding)).not.toMatch(/canary|secret/)
  })

  it('reads a capture that was written in UTF-16', async () => {
    const text = har(entry({}))
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`\ufeff${text}`, 'utf16le').swap16()]) {
      const { container, messages } = await read(bytes)
      expect([container, messages.map((one) => Buffer.from(one.xml).toString())]).toEqual(['har', [xml]])
    }
  })

  it('says that a capture holds more requests than are read', async () => {
    const idle = '{"request":{}},'.repeat(mostItems)
    const capture = (before: string, after: string) =>
      `{"log":{"entries":[${before}${idle}${after}${JSON.stringify(entry({}))}]}}`
    const first = await read(capture(`${JSON.stringify(entry({}))},`, ''))
    expect(first.messages).toHaveLength(1)
    expect(first.messages[0]?.notes).toEqual([expect.stringMatching(/more than 50000 requests/)])
    const last = await read(capture('', ''))
    expect(last.messages).toEqual([])
    expect(last.unreadable.join()).toMatch(/first 50000 requests carries.*more than 50000 requests/)
  })

  it('reads posted parameters, redirect requests and the page that posts itself, each once', async () => {
    const request = encodeURIComponent(deflateRawSync('<samlp:AuthnRequest xmlns:samlp="x"/>').toString('base64'))
    const decoding = await read(
      har(
        entry({ request: { method: 'GET', url: `https://idp.example/sso?SAMLRequest=${request}&RelayState=r` } }),
        entry({
          request: { method: 'POST', url: 'https://idp.example/login' },
          response: { content: { text: `<html><input name="SAMLResponse" value="${base64}"></html>` } },
        }),
        entry({
          request: {
            method: 'POST',
            url: 'https://auth.workos.com/acs',
            postData: { params: [{ name: 'SAMLResponse', value: base64 }] },
          },
        }),
      ),
    )
    expect(decoding.messages.map(({ parameter, sentTo }) => [parameter, sentTo])).toEqual([
      ['SAMLRequest', 'https://idp.example/sso'],
      ['SAMLResponse', 'https://auth.workos.com/acs'],
    ])
  })

  it('keeps several responses apart, in order', async () => {
    const other = Buffer.from(xml.replace('_1', '_2')).toString('base64')
    const post = (value: string) =>
      entry({
        request: {
          method: 'POST',
          url: 'https://a.example',
          postData: { text: `SAMLResponse=${encodeURIComponent(value)}` },
        },
      })
    const { messages } = await read(har(post(base64), post(other), post(base64.slice(0, -8))))
    expect(messages.map(({ xml }) => /ID="(_\d)"/.exec(Buffer.from(xml).toString())?.[1])).toEqual(['_1', '_2', '_1'])
  })

  it('reads a SAML-tracer export, also with its posted values blanked out', async () => {
    const tracer = (post: [string, string][]) =>
      JSON.stringify({
        requests: [
          { method: 'GET', url: 'https://a.example/', requestId: '1', requestHeaders: [], get: [], post: [] },
          {
            method: 'POST',
            url: 'https://auth.workos.com/acs',
            requestId: '2',
            requestHeaders: [{ name: 'Cookie', value: 'canary' }],
            get: [],
            post,
            saml: xml,
            protocol: 'SAML-P',
            responseHeaders: [{ name: 'Date', value: 'Tue, 24 Nov 2026 09:00:01 GMT' }],
          },
        ],
        timestamp: '2026-11-24T11:00:00.000Z',
      })
    const posts: [string, string][][] = [
      [['SAMLResponse', base64]],
      [['SAMLResponse', '{hash:8f1b2c}']],
      [['SAMLResponse', '']],
      [],
    ]
    for (const post of posts) {
      const decoding = await read(tracer(post))
      expect(decoding).toMatchObject({ container: 'saml-tracer', unreadable: [] })
      expect(decoding.messages).toMatchObject([{ parameter: 'SAMLResponse', at: '2026-11-24T09:00:01.000Z' }])
      expect(Buffer.from(decoding.messages[0]?.xml ?? []).toString()).toBe(xml)
      expect(JSON.stringify(decoding)).not.toContain('canary')
    }
  })

  it('survives a damaged entry and prototype keys', async () => {
    const document = `{"log":{"__proto__":{"x":1},"entries":[{"request":"SAMLRe"},{"constructor":1,"saml":"SAMLRe"},${JSON.stringify(entry({}))},{"cut`
    const { messages } = await read(document)
    expect(messages).toHaveLength(1)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
