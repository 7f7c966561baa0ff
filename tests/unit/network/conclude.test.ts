import { describe, expect, test } from 'vitest'
import { conclude } from '../../../src/main/network/conclude'
import type { NetworkObservation } from '../../../src/main/network/observation'
import { readUrl } from '../../../src/main/network/read-url'
import { conclusionSchema, type Rung } from '../../../src/shared/runs/network'
import { makeRoot } from '../../lab/network/pki'
import { direct, dns, failedTls, hop, host, http, publicAddress, tcp, tls, view, xml } from './observations'

const url = readUrl(`https://${host}/metadata`)
const good = http(xml)
const root = await makeRoot('Acme CA')
const der = async (name: string, issuer = root) =>
  (await issuer.server({ names: [name] })).cert.replace(/-----[^-]+-----|\s/g, '')
const chain = [await der(host)]
const chainOfAnother = [await der('other.example.com')]
const inspected = [await der(host, await makeRoot('Zscaler Intermediate Root CA'))]

const open = tcp([[publicAddress, 'open']])
const inner = [dns(['10.1.1.1']), tcp([['10.1.1.1', 'open']])]
const public_ = [dns([publicAddress]), open, direct]

const table: ReadonlyArray<readonly [string, NetworkObservation[], Rung, RegExp]> = [
  ['no address', [readUrl('nonsense')], 'unusable', /no address that can be fetched/],
  ['another scheme', [readUrl('ftp://x.example.com/')], 'unusable', /no address/],
  [
    'nothing outside',
    [url, dns(['10.1.1.1'], { outside: [view('9.9.9.9', 'ENOTFOUND')] })],
    'proved-unreachable',
    /Public DNS does not know/,
  ],
  [
    'a private address outside',
    [url, dns(['10.1.1.1'], { outside: [view('9.9.9.9', ['10.1.1.1'])] }), good],
    'proved-unreachable',
    /where nobody outside can go/,
  ],
  [
    'a written private address',
    [readUrl('https://10.1.1.1/'), { ...dns(['10.1.1.1']), host: '10.1.1.1', inside: [] }],
    'proved-unreachable',
    /RFC 1918/,
  ],
  [
    'a name of the inside',
    [readUrl('https://idp.corp/'), { ...dns(['10.1.1.1']), host: 'idp.corp' }, good],
    'proved-unreachable',
    /under \.corp/,
  ],
  ['a name nobody knows', [url, dns([])], 'not-seen', /DNS knows no/],
  [
    'a private address, nobody outside asked',
    [url, ...inner, good],
    'not-checkable',
    /from inside.*Unless the internet is told another/,
  ],
  [
    'split DNS and no answer at the outer address',
    [
      url,
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', [publicAddress])] }),
      tcp([
        ['10.1.1.1', 'open'],
        [publicAddress, 'timeout', undefined, true],
      ]),
      good,
    ],
    'not-checkable',
    /does not answer this machine/,
  ],
  [
    'split DNS and an answer at the outer address',
    [
      url,
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', [publicAddress])] }),
      tcp([
        ['10.1.1.1', 'open'],
        [publicAddress, 'open', undefined, true],
      ]),
      direct,
      tls({ chain, outside: true }),
      good,
    ],
    'likely-reachable',
    /answers this machine too/,
  ],
  [
    'split DNS and a bad certificate at the outer address',
    [
      url,
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', [publicAddress])] }),
      direct,
      tls({ chain }),
      tls({ chain, outside: true, trustedPublicly: 'CERT_HAS_EXPIRED' }),
      good,
    ],
    'proved-unreachable',
    /certificate has expired/,
  ],
  ['made-up addresses', [url, dns(['198.18.0.9']), good], 'not-checkable', /makes up the addresses/],
  [
    'the same site',
    [url, dns([publicAddress]), tcp([[publicAddress, 'open', '23.192.228.11']]), direct, tls({ chain }), good],
    'not-checkable',
    /same site/,
  ],
  ['a proxy alone', [url, dns([], { proxied: true }), good], 'not-checkable', /by way of a proxy/],
  [
    'an expired certificate',
    [url, ...public_, tls({ chain, trustedPublicly: 'CERT_HAS_EXPIRED' })],
    'proved-unreachable',
    /has expired/,
  ],
  ['another name', [url, ...public_, tls({ chain: chainOfAnother })], 'proved-unreachable', /not for idp/],
  [
    'an internal authority',
    [url, ...public_, tls({ chain, trustedPublicly: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }), good],
    'proved-unreachable',
    /not among the public roots/,
  ],
  [
    'an internal authority, seen from inside',
    [url, ...inner, direct, tls({ chain, trustedPublicly: 'SELF_SIGNED_CERT_IN_CHAIN' }), good],
    'not-checkable',
    /not among the public roots.*cannot be told from inside/,
  ],
  [
    'a device that inspects TLS',
    [url, ...public_, tls({ chain: inspected, trustedPublicly: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }), good],
    'not-checkable',
    /looks like the authority of Zscaler/,
  ],
  [
    'silence',
    [url, dns([publicAddress]), tcp([[publicAddress, 'timeout']]), http('', { ended: 'failure', hops: [hop(null)] })],
    'not-seen',
    /proves nothing of WorkOS/,
  ],
  [
    'no handshake',
    [url, ...public_, failedTls('ECONNRESET'), http('', { ended: 'failure', hops: [hop(null)] })],
    'not-seen',
    /gets no answer/,
  ],
  [
    'old versions of TLS alone',
    [
      url,
      ...public_,
      failedTls('ERR_SSL_UNSUPPORTED_PROTOCOL', {
        versions: [{ version: 'TLSv1', accepted: true, cipher: 'X', code: null }],
      }),
      http('', { ended: 'failure', hops: [hop(null)] }),
    ],
    'faulty',
    /offers only TLS 1\.0.*WorkOS most likely meets the same/,
  ],
  ['an error', [url, ...public_, tls({ chain }), http('gone', { hops: [hop(404)] })], 'faulty', /its answer is 404/],
  [
    'a sign-in page',
    [url, ...public_, tls({ chain }), http('<html><input type="password">')],
    'faulty',
    /a sign-in page/,
  ],
  [
    'a redirect to a sign-in',
    [
      url,
      ...public_,
      tls({ chain }),
      http('<html>', { hops: [hop(302, { location: 'https://x/?SAMLRequest=y' }), hop(200)] }),
    ],
    'faulty',
    /leads to a sign-in/,
  ],
  [
    'redirects in a circle',
    [url, ...public_, tls({ chain }), http('', { ended: 'loop', hops: [hop(302, { location: '/' })] })],
    'faulty',
    /lead nowhere/,
  ],
  ['an empty answer', [url, ...public_, tls({ chain }), http('')], 'faulty', /empty/],
  ['JSON', [url, ...public_, tls({ chain }), http('{}')], 'faulty', /no XML/],
  ['a document', [url, ...public_, tls({ chain }), good], 'likely-reachable', /cannot prove it/],
  [
    'a document through a proxy',
    [
      url,
      dns([publicAddress], { proxied: true }),
      { ...direct, proxy: 'http://p:3128' },
      tls({ chain, via: 'http://p:3128' }),
      good,
    ],
    'likely-reachable',
    /through http:\/\/p:3128/,
  ],
]

describe('the conclusion from', () => {
  test.each(table)('%s', (_, observations, rung, sentence) => {
    const conclusion = conclude(observations)
    expect(conclusion.sentence).toMatch(sentence)
    expect(conclusion.rung).toBe(rung)
    expect(conclusionSchema.parse(conclusion)).toEqual(conclusion)
  })

  test('any part of what was seen is one of the rungs', () => {
    for (const [, observations] of table) {
      for (let end = 0; end <= observations.length; end++) conclusionSchema.parse(conclude(observations.slice(0, end)))
    }
  })
})
