import { describe, expect, it } from 'vitest'
import type { Host, HttpOutcome } from '../../src/main/host/host'
import { fetchMetadata } from '../../src/main/metadata/fetch'
import { judgeMetadata } from '../../src/main/metadata/judge/judge'
import { compareDocuments } from '../../src/main/metadata/run'
import { succeeded } from '../../src/shared/problem'
import { now } from './metadata-corpus'

type Answers = Readonly<
  Record<string, { status?: number; location?: string; type?: string; body?: string } | HttpOutcome>
>

/** A host that answers from a table; what is not in it does not resolve. */
function hostWith(answers: Answers): Host & { asked: Array<{ url: string; headers: object }> } {
  const asked: Array<{ url: string; headers: object }> = []
  return {
    asked,
    now: () => now,
    monotonic: () => 0,
    signal: new AbortController().signal,
    http: async ({ url, headers = {} }) => {
      asked.push({ url, headers })
      const answer = answers[url]
      if (answer === undefined) return { ok: false, failure: { kind: 'dns', code: 'ENOTFOUND', message: 'not found' } }
      if ('ok' in answer) return answer
      const { status = answer.location === undefined ? 200 : 302, location, type, body = '' } = answer
      const pairs = [
        ['location', location],
        ['content-type', type],
        ['server', 'test'],
      ] as const
      return {
        ok: true,
        reply: {
          status,
          headers: pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
          body: Buffer.from(body),
        },
      }
    },
  }
}

const start = 'https://idp.example.com/metadata'

function judged(exchange: Awaited<ReturnType<typeof fetchMetadata>>['exchange']) {
  const [finding] = judgeMetadata({
    now,
    skewMs: 0,
    source: { name: exchange.url, bytes: 0, exchange },
    body: { kind: 'none' },
    reading: null,
  })
  return finding
}

describe('fetching metadata', () => {
  it('takes the answer as it comes', async () => {
    const host = hostWith({ [start]: { type: 'text/xml; charset=utf-8', body: '<x/>' } })
    const { exchange, body } = await fetchMetadata(` ${start}#fragment `, host)
    expect(Buffer.from(body).toString()).toBe('<x/>')
    expect(exchange).toMatchObject({
      url: start,
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      headers: { server: 'test' },
      failure: null,
    })
  })

  it('follows redirects, and sends no credentials', async () => {
    const second = 'https://cdn.example.com/m.xml'
    const host = hostWith({
      [start]: { location: 'https://user:secret@cdn.example.com/m.xml#x' },
      [second]: { body: '<x/>' },
    })
    const { exchange } = await fetchMetadata('https://admin:secret@idp.example.com/metadata', host)
    expect(exchange).toMatchObject({ finalUrl: second, hops: [{ url: start, status: 302, location: second }] })
    expect(host.asked.map(({ url }) => url)).toEqual([start, second])
    expect(JSON.stringify([exchange, host.asked])).not.toContain('secret')
  })

  const cases: ReadonlyArray<readonly [string, Answers, string, RegExp]> = [
    [
      'a circle',
      { [start]: { location: '/a' }, 'https://idp.example.com/a': { location: '/metadata' } },
      'redirect-loop',
      /in a circle/,
    ],
    ['itself', { [start]: { location: start } }, 'redirect-loop', /in a circle/],
    [
      'down to http',
      { [start]: { location: 'http://idp.example.com/metadata' } },
      'redirect-downgrade',
      /from https to http/,
    ],
    ['a file', { [start]: { location: 'file:///etc/passwd' } }, 'redirect-scheme', /neither http nor https/],
    ['data', { [start]: { location: 'data:text/xml,<x/>' } }, 'redirect-scheme', /neither http nor https/],
    ['nowhere', { [start]: { location: 'https://[' } }, 'redirect-scheme', /neither http nor https/],
    ['this machine', { [start]: { location: 'https://127.0.0.1/m' } }, 'redirect-inward', /inside a private network/],
    [
      'the metadata service of a cloud',
      { [start]: { location: 'https://169.254.169.254/latest' } },
      'redirect-inward',
      /inside a private network/,
    ],
    [
      'a private address in disguise',
      { [start]: { location: 'https://2130706433/' } },
      'redirect-inward',
      /inside a private network/,
    ],
    [
      'a mapped private address',
      { [start]: { location: 'https://[::ffff:10.0.0.1]/' } },
      'redirect-inward',
      /inside a private network/,
    ],
    [
      'a private name',
      { [start]: { location: 'https://adfs.corp.local/' } },
      'redirect-inward',
      /inside a private network/,
    ],
    [
      'a name that does not resolve',
      { [start]: { location: 'https://gone.example.com/' } },
      'dns',
      /gone\.example\.com cannot be resolved/,
    ],
  ]
  it.each(cases)('a redirect to %s', async (_, answers, kind, summary) => {
    const { exchange } = await fetchMetadata(start, hostWith(answers))
    expect(exchange.failure?.kind).toBe(kind)
    expect(judged(exchange)).toMatchObject({
      id: 'metadata.source',
      status: 'fail',
      summary: expect.stringMatching(summary),
    })
  })

  it('gives up after ten redirects', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 21 }, (_, index) => [`https://idp.example.com/${index}`, { location: `/${index + 1}` }]),
    )
    const host = hostWith({ [start]: { location: '/0' }, ...chain })
    const { exchange } = await fetchMetadata(start, host)
    expect(exchange.failure?.kind).toBe('too-many-redirects')
    expect(host.asked).toHaveLength(11)
  })

  it('a private start may lead to a private address: that is where the product works', async () => {
    const inside = 'https://adfs.corp.local/FederationMetadata/2007-06/FederationMetadata.xml'
    const host = hostWith({ [inside]: { location: 'https://10.0.0.5/m' }, 'https://10.0.0.5/m': { body: '<x/>' } })
    expect((await fetchMetadata(inside, host)).exchange.failure).toBeNull()
  })

  it.each(['', 'idp.example.com/metadata', 'ftp://idp.example.com/', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'refuses the address %j',
    async (address) => {
      const host = hostWith({})
      const { exchange } = await fetchMetadata(address, host)
      expect(exchange.failure?.kind).toBe('url')
      expect(host.asked).toEqual([])
      expect(judged(exchange)?.status).toBe('fail')
    },
  )

  it('says where a document is needed why an address gave none, in the words of the inspection', async () => {
    const code = 'ERR_NAME_NOT_RESOLVED'
    const host = hostWith({ [start]: { ok: false, failure: { kind: 'dns', code, message: `net::${code}` } } })
    const inspector = { inspect: () => Promise.reject(new Error('nothing to inspect')) }
    const address = { kind: 'url', url: start } as const
    const context = { host, inspector: inspector as never, document: () => succeeded(address) }
    const { value } = await compareDocuments(address, address, context, null).next()
    const { exchange } = await fetchMetadata(start, host)
    expect(value).toMatchObject({
      ok: false,
      problem: {
        code: 'metadata.unreached',
        detail: judged(exchange)?.summary,
        remedy: expect.stringContaining('DNS'),
      },
    })
    expect(JSON.stringify(value)).not.toContain(code)
  })

  const failures: ReadonlyArray<readonly [HttpOutcome, RegExp]> = [
    [{ ok: false, failure: { kind: 'refused', code: 'ECONNREFUSED', message: '' } }, /refuses the connection/],
    [{ ok: false, failure: { kind: 'timeout', code: 'ETIMEDOUT', message: '' } }, /no complete answer in time/],
    [
      { ok: false, failure: { kind: 'tls', code: 'CERT_HAS_EXPIRED', message: '' } },
      /TLS certificate of the host has expired/,
    ],
    [
      { ok: false, failure: { kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: '' } },
      /made out to another name/,
    ],
    [
      { ok: false, failure: { kind: 'tls', code: 'net::ERR_CERT_AUTHORITY_INVALID', message: '' } },
      /not publicly trusted/,
    ],
    [{ ok: false, failure: { kind: 'too-large', code: 'ERR_TOO_LARGE', message: '' } }, /larger than is read/],
    [{ ok: false, failure: { kind: 'other', code: 'EWEIRD', message: 'odd' } }, /could not be read \(EWEIRD: odd\)/],
  ]
  it.each(failures)('says what %j means', async (outcome, summary) => {
    const { exchange } = await fetchMetadata(start, hostWith({ [start]: outcome }))
    const finding = judged(exchange)
    expect(finding?.summary).toMatch(summary)
    expect(finding?.fix?.owner).toBeTruthy()
  })
})
