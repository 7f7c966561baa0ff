import { describe, expect, test } from 'vitest'
import type { Host, HttpRequest } from '../../../src/main/host/host'
import { gatherHttp } from '../../../src/main/network/gather-http'

/** A host that answers from a table of addresses, and a resolver beside it. */
function scripted(redirects: Readonly<Record<string, string>>, names: Readonly<Record<string, string[]>>) {
  const requests: HttpRequest[] = []
  const host: Host = {
    now: () => 0,
    monotonic: () => 0,
    signal: new AbortController().signal,
    http: async (request) => {
      requests.push(request)
      const location = redirects[request.url]
      const headers: [string, string][] = location === undefined ? [] : [['location', location]]
      return { ok: true, reply: { status: location === undefined ? 200 : 302, headers, body: Buffer.from('<x/>') } }
    },
  }
  const lookUp = async (name: string) => names[name] ?? []
  return { requests, walk: (url: string) => gatherHttp({ url, lookUp, limitMs: 1000 }, host) }
}

const outer = '23.192.228.80'

describe('a redirect', () => {
  const targets: ReadonlyArray<readonly [string, Record<string, string[]>, string]> = [
    ['https://10.0.0.5/', {}, '10.0.0.5'],
    ['https://127.0.0.1/', {}, '127.0.0.1'],
    ['https://[::1]/', {}, '::1'],
    ['https://169.254.169.254/latest/meta-data', {}, '169.254.169.254'],
    ['https://[fd00::1]/', {}, 'fd00::1'],
    ['https://[::ffff:10.0.0.1]/', {}, '::ffff:a00:1'],
    ['https://0x7f.1/', {}, '127.0.0.1'],
    ['https://017700000001/', {}, '127.0.0.1'],
    ['https://inner.example.com/', { 'inner.example.com': ['10.0.0.9'] }, '10.0.0.9'],
    ['https://both.example.com/', { 'both.example.com': [outer, '10.0.0.9'] }, '10.0.0.9'],
  ]
  test.each(targets)('from outside to %s is not followed', async (target, names, inward) => {
    const { requests, walk } = scripted(
      { 'https://idp.example.com/': target },
      { 'idp.example.com': [outer], '10.0.0.5': ['10.0.0.5'], ...addresses(target), ...names },
    )
    const { observation } = await walk('https://idp.example.com/')
    expect(observation.ended).toBe('inward')
    expect(observation.inward).toBe(inward)
    expect(requests).toHaveLength(1)
  })

  test('from inside to inside is followed: that is what the person asked for', async () => {
    const { walk } = scripted(
      { 'https://idp.corp/': 'https://node.corp/' },
      { 'idp.corp': ['10.0.0.5'], 'node.corp': ['10.0.0.6'] },
    )
    expect((await walk('https://idp.corp/')).observation.ended).toBe('answer')
  })

  test('goes to the addresses that were checked, not to where the name leads by then', async () => {
    const { requests, walk } = scripted(
      { 'https://idp.example.com/': 'https://other.example.com/' },
      { 'idp.example.com': [outer], 'other.example.com': ['8.8.4.4'] },
    )
    await walk('https://idp.example.com/')
    expect(requests.map(({ addresses: pinned }) => pinned)).toEqual([[outer], ['8.8.4.4']])
  })

  test('never carries credentials, whoever wrote them', async () => {
    const { requests, walk } = scripted(
      { 'https://idp.example.com/': 'https://a:b@other.example.com/#x' },
      { 'idp.example.com': [outer], 'other.example.com': [outer] },
    )
    await walk('https://user:password@idp.example.com/')
    expect(requests.map(({ url }) => url)).toEqual(['https://idp.example.com/', 'https://other.example.com/'])
    for (const { headers } of requests) expect(Object.keys(headers ?? {})).toEqual(['accept'])
  })
})

/** An address resolves to itself, as the look-up does it. */
function addresses(target: string): Record<string, string[]> {
  const name = new URL(target).hostname.replace(/^\[|\]$/g, '')
  return { [name]: [name] }
}
