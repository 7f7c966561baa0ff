import { describe, expect, test } from 'vitest'
import { judgeAddressScope } from '../../../src/main/network/judge/address-scope'
import { judgeContent } from '../../../src/main/network/judge/content'
import { judgeDns } from '../../../src/main/network/judge/dns'
import { judgeNetwork } from '../../../src/main/network/judge/judge'
import { judgeProxy } from '../../../src/main/network/judge/proxy'
import { judgeRedirects } from '../../../src/main/network/judge/redirects'
import { judgeTcp } from '../../../src/main/network/judge/tcp'
import { judgeTls } from '../../../src/main/network/judge/tls'
import type {
  DnsObservation,
  HttpObservation,
  NetworkObservation,
  ProxyObservation,
  TlsObservation,
} from '../../../src/main/network/observation'
import { readUrl } from '../../../src/main/network/read-url'
import { findingSchema, type Status } from '../../../src/shared/finding'
import { direct, dns, failedTls, hop, host, http, publicAddress, tcp, tls, view, xml } from './observations'

describe('DNS', () => {
  const table: ReadonlyArray<readonly [string, DnsObservation, Status, RegExp]> = [
    ['a public address', dns([publicAddress]), 'pass', /no resolver outside was asked/],
    ['a written address', { ...dns([publicAddress]), host: publicAddress, inside: [] }, 'pass', /leads to 23/],
    [
      'a name of the hosts file that DNS does not know',
      dns(['10.1.1.1'], { hostsFile: ['10.1.1.1'], inside: [view('10.0.0.53', 'ENOTFOUND')] }),
      'warn',
      /hosts file.*DNS does not know the name/,
    ],
    [
      'a name of the hosts file that DNS knows otherwise',
      dns(['10.1.1.1'], { hostsFile: ['10.1.1.1'], inside: [view('10.0.0.53', [publicAddress])] }),
      'warn',
      /hosts file.*DNS says 23/,
    ],
    [
      'a name from another local source',
      dns(['10.1.1.1'], { inside: [view('10.0.0.53', 'ENOTFOUND')] }),
      'warn',
      /has it from elsewhere/,
    ],
    [
      'a name of one part from a search list',
      { ...dns(['10.1.1.1'], { inside: [view('10.0.0.53', 'ENOTFOUND')] }), host: 'idp' },
      'pass',
      /leads to 10/,
    ],
    [
      'two DNS servers of which one does not know',
      dns([publicAddress], { inside: [view('10.0.0.53', [publicAddress]), view('10.0.0.54', 'ENOTFOUND')] }),
      'warn',
      /10\.0\.0\.54 gives no address \(ENOTFOUND\)/,
    ],
    ['IPv6 only', dns(['2606:4700::1111']), 'warn', /no IPv4 address/],
    [
      'the same outside',
      dns([publicAddress], { outside: [view('9.9.9.9', [publicAddress])] }),
      'pass',
      /9\.9\.9\.9 says the same/,
    ],
    [
      'one of several addresses outside',
      dns([publicAddress], { outside: [view('9.9.9.9', ['1.2.3.4', publicAddress])] }),
      'pass',
      /says the same/,
    ],
    [
      'another address outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', [publicAddress]), view('8.8.4.4', [publicAddress])] }),
      'warn',
      /9\.9\.9\.9 and 8\.8\.4\.4 say 23.*split horizon/,
    ],
    [
      'nothing outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', 'ENOTFOUND')] }),
      'fail',
      /only inside this network/,
    ],
    [
      'no address outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', 'ENODATA')] }),
      'fail',
      /knows no address for it \(ENODATA\)/,
    ],
    [
      'one denies and one is silent outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', 'ETIMEOUT'), view('8.8.4.4', 'ENOTFOUND')] }),
      'fail',
      /8\.8\.4\.4 knows no address/,
    ],
    [
      'one denies and one knows outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', ['10.1.1.1']), view('8.8.4.4', 'ENOTFOUND')] }),
      'pass',
      /9\.9\.9\.9 says the same/,
    ],
    ['silence outside', dns([publicAddress], { outside: [view('9.9.9.9', 'ETIMEOUT')] }), 'pass', /did not answer/],
    ['a refusal outside', dns([publicAddress], { outside: [view('9.9.9.9', 'EREFUSED')] }), 'pass', /cannot be told/],
    ['a broken zone outside', dns([publicAddress], { outside: [view('9.9.9.9', 'ESERVFAIL')] }), 'warn', /SERVFAIL/],
    ['no such name', dns([]), 'fail', /NXDOMAIN/],
    [
      'no such name here, but outside',
      dns([], { outside: [view('9.9.9.9', [publicAddress])] }),
      'fail',
      /9\.9\.9\.9 does know it: 23/,
    ],
    [
      'what the first server that was heard says',
      dns([], { inside: [view('10.0.0.53', 'ETIMEOUT'), view('10.0.0.54', 'ESERVFAIL')] }),
      'fail',
      /SERVFAIL/,
    ],
    [
      'a failure of the system alone',
      dns([], { inside: [], system: { addresses: [], code: 'EAI_AGAIN', ms: 1 } }),
      'fail',
      /temporary failure/,
    ],
    ['a code nobody knows', dns([], { inside: [view('10.0.0.53', 'EODD')] }), 'fail', /ended with EODD/],
    ['no such name behind a proxy', dns([], { proxied: true }), 'info', /usual behind a proxy/],
  ]
  test.each(table)('%s', (_, observation, status, summary) => {
    const finding = judgeDns(observation)
    expect(finding.summary).toMatch(summary)
    expect(finding.status).toBe(status)
    expect(findingSchema.parse(finding)).toEqual(finding)
  })
})

describe('the scope of an address', () => {
  const table: ReadonlyArray<readonly [string, DnsObservation, Status[], RegExp]> = [
    ['public', dns([publicAddress]), ['pass'], /is a public address/],
    ['private', dns(['10.1.1.1']), ['fail'], /RFC 1918.*WorkOS cannot reach it/],
    ['private beside public', dns([publicAddress, '10.1.1.1']), ['pass', 'warn'], /matter of chance/],
    ['made up', dns(['198.18.0.5']), ['warn'], /made-up addresses/],
    [
      'private here and public outside',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', [publicAddress])] }),
      ['info', 'pass'],
      /internet sees another address/,
    ],
    [
      'private outside as well',
      dns(['10.1.1.1'], { outside: [view('9.9.9.9', ['10.2.2.2'])] }),
      ['fail', 'fail'],
      /10\.2\.2\.2 belongs to a private network/,
    ],
    ['public of an inner name', { ...dns([publicAddress]), host: 'idp.corp' }, ['fail'], /under \.corp/],
    [
      'public of an inner name that the internet is told',
      { ...dns([publicAddress], { outside: [view('9.9.9.9', [publicAddress])] }), host: 'idp.test' },
      ['pass'],
      /public/,
    ],
    ['none', dns([]), [], /^$/],
  ]
  test.each(table)('%s', (_, observation, statuses, summary) => {
    const findings = judgeAddressScope(observation)
    expect(findings.map(({ status }) => status)).toEqual(statuses)
    expect(findings.map((one) => one.summary).join(' ')).toMatch(summary)
  })
})

describe('TCP', () => {
  test.each([
    ['refused', /nothing listens/],
    ['timeout', /firewall drops/],
    ['reset', /resets the connection/],
    ['unreachable', /no route/],
    ['forbidden', /this machine itself forbids/],
    ['failed', /cannot be reached/],
  ] as const)('%s by the only address fails, by one of two warns, behind a proxy is told', (state, reason) => {
    expect(judgeTcp(tcp([[publicAddress, state]]))[0]).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(reason),
    })
    expect(
      judgeTcp(
        tcp([
          [publicAddress, 'open'],
          ['1.2.3.4', state],
        ]),
      ).map(({ status }) => status),
    ).toEqual(['pass', 'warn'])
    expect(judgeTcp(tcp([[publicAddress, state]], { proxied: true }))[0]?.status).toBe('info')
    expect(
      judgeTcp(
        tcp([
          ['10.1.1.1', 'open'],
          [publicAddress, state, undefined, true],
        ]),
      ).map(({ status }) => status),
    ).toEqual(['pass', 'info'])
  })

  test('an open address that only the internet is told does not excuse a closed one', () => {
    const findings = judgeTcp(
      tcp([
        ['10.1.1.1', 'refused'],
        [publicAddress, 'open', '10.0.0.7', true],
      ]),
    )
    expect(findings.map(({ status }) => status)).toEqual(['fail', 'pass'])
  })
})

describe('TLS', () => {
  const offered = (...accepted: string[]): TlsObservation['versions'] =>
    (['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map((version) => ({
      version,
      accepted: accepted.includes(version),
      cipher: accepted.includes(version) ? 'SUITE' : null,
      code: accepted.includes(version) ? null : 'ERR',
    }))
  const table: ReadonlyArray<readonly [string, TlsObservation, Status, RegExp]> = [
    ['current', tls({ versions: offered('TLSv1.2', 'TLSv1.3') }), 'pass', /speaks TLS 1\.3/],
    ['current and old', tls({ versions: offered('TLSv1.1', 'TLSv1.2') }), 'warn', /still offers TLS 1\.1/],
    [
      'old alone',
      failedTls('ERR_SSL_UNSUPPORTED_PROTOCOL', { versions: offered('TLSv1', 'TLSv1.1') }),
      'fail',
      /offers only TLS 1\.0 and TLS 1\.1/,
    ],
    [
      'current versions, weak suites',
      failedTls('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', { versions: offered('TLSv1.2') }),
      'fail',
      /cipher suites or keys too weak/,
    ],
    ['no shared suite', failedTls('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), 'fail', /share no cipher suite/],
    [
      'a client certificate insisted on',
      failedTls('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', { versions: offered('TLSv1.2'), asksClientCertificate: true }),
      'fail',
      /wants a client certificate/,
    ],
    [
      'a client certificate insisted on afterwards',
      tls({ cutAfter: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', asksClientCertificate: null }),
      'fail',
      /wants a client certificate/,
    ],
    ['a client certificate asked for', tls({ asksClientCertificate: true }), 'warn', /asks for a client certificate/],
    ['cut afterwards', tls({ cutAfter: 'ECONNRESET' }), 'warn', /cuts the connection right after/],
    ['no name, no answer', tls({ withoutName: { state: 'refused', subject: null } }), 'pass', /\(SNI\) is refused/],
    [
      'no name, another certificate',
      tls({ withoutName: { state: 'other-certificate', subject: 'CN=x' } }),
      'pass',
      /another certificate \(CN=x\)/,
    ],
    [
      'reset with the name, answered without',
      failedTls('ECONNRESET', { withoutName: { state: 'accepted', subject: 'CN=x' } }),
      'fail',
      /the name itself is what is refused/,
    ],
    ['plain HTTP', failedTls('ERR_SSL_WRONG_VERSION_NUMBER'), 'fail', /does not speak TLS/],
    ['unknown name', failedTls('ERR_SSL_TLSV1_UNRECOGNIZED_NAME'), 'fail', /unrecognized_name/],
    ['only h2', failedTls('ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'), 'fail', /ALPN/],
    ['weak keys', failedTls('ERR_SSL_DH_KEY_TOO_SMALL'), 'fail', /too weak/],
    ['no certificate bound', failedTls('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'), 'fail', /internal error/],
    ['silence', failedTls('ETIMEDOUT'), 'fail', /in time/],
    ['something new', failedTls('ERR_SSL_BRAND_NEW'), 'fail', /handshake fails \(ERR_SSL_BRAND_NEW\)/],
    [
      'failing at the address the internet is told',
      failedTls('ECONNRESET', { outside: true }),
      'info',
      /tried at the address the internet is told/,
    ],
  ]
  test.each(table)('%s', (_, observation, status, summary) => {
    const finding = judgeTls(observation)
    expect(finding.summary).toMatch(summary)
    expect(finding.status).toBe(status)
  })
})

describe('the proxy', () => {
  const proxy: ProxyObservation = { ...direct, proxy: 'http://proxy.test:3128', asked: 'tunnel' }
  const asksFor = (schemes: string[]) => ({ status: 407, reason: '', schemes, error: null, location: null })
  const refused = { code: 'ECONNREFUSED', message: 'refused' }
  test.each<[string, ProxyObservation, Status, RegExp]>([
    ['none', direct, 'info', /directly, without a proxy/],
    [
      'not told in time',
      { ...direct, failure: { code: 'ETIMEDOUT', message: 'no' } },
      'warn',
      /PAC file cannot be fetched/,
    ],
    ['dead', { ...proxy, failure: refused }, 'fail', /does not answer: nothing listens/],
    ['dead, another named', { ...proxy, failure: refused, instead: 'DIRECT' }, 'warn', /name DIRECT for that case/],
    ['wanting Windows sign-in', { ...proxy, answer: asksFor(['Negotiate']) }, 'fail', /the command line does not do/],
    [
      'wanting Windows sign-in from who can',
      { ...proxy, answer: asksFor(['NTLM']), signsIn: true },
      'warn',
      /signs in by itself/,
    ],
    [
      'wanting a password from who has none',
      { ...proxy, answer: asksFor(['Basic']), signsIn: true },
      'fail',
      /no user name/,
    ],
  ])('%s', (_, observation, status, summary) => {
    const finding = judgeProxy(observation)
    expect(finding.summary).toMatch(summary)
    expect(finding.status).toBe(status)
  })
})

describe('content', () => {
  const page = (body: string) => `<!DOCTYPE html><html><head>${body}</head></html>`
  const table: ReadonlyArray<readonly [string, HttpObservation, Status, RegExp]> = [
    ['XML', http(xml), 'pass', /XML document/],
    ['XML with a byte-order mark', http(`\u00ef\u00bb\u00bf${xml}`), 'pass', /XML/],
    ['XML of two bytes a character', http('\u00ff\u00fe<\u0000?\u0000'), 'pass', /XML/],
    ['XML after comments', http(`${'<!-- x -->'.repeat(30)}<md:EntityDescriptor/>`), 'pass', /XML/],
    ['XML called HTML', http(xml, { headers: [['content-type', 'text/html']] }), 'warn', /calls it text\/html/],
    ['XML called nothing', http(xml, { headers: [] }), 'pass', /XML/],
    ['a page', http(page('<title>Welcome</title>')), 'fail', /web page/],
    ['an XHTML page', http('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'), 'fail', /web page/],
    ['a form without a page', http('<form action="/x">'), 'fail', /web page/],
    ['a sign-in page', http(page('<input type="password">')), 'fail', /sign-in page/],
    ['AD FS', http(page('<script src="/adfs/portal/script/script.js"></script>')), 'fail', /AD FS/],
    ['Keycloak', http(page('<form id="kc-form-login">')), 'fail', /Keycloak/],
    ['Entra ID', http(page('<meta name="PageID" content="ConvergedSignIn">')), 'fail', /Entra/],
    ['PingFederate', http(page('<input name="pf.username">')), 'fail', /PingFederate/],
    ['F5', http(page('<form action="/my.policy">')), 'fail', /F5/],
    ['a SAML hop', http(page('<input name="SAMLResponse" value="x">')), 'fail', /hop of a sign-in/],
    [
      'a Cloudflare challenge',
      http(page('<title>Just a moment...</title>'), { hops: [hop(403)], headers: [['server', 'cloudflare']] }),
      'fail',
      /bot challenge of Cloudflare/,
    ],
    [
      'a Cloudflare challenge by its header',
      http(page('x'), { hops: [hop(403)], headers: [['cf-mitigated', 'challenge']] }),
      'fail',
      /Cloudflare/,
    ],
    ['Imperva', http(page('<iframe src="/_Incapsula_Resource?x">')), 'fail', /Imperva/],
    [
      'an Akamai block',
      http(page('<title>Access Denied</title>Reference&#32;&#35;18.x'), { hops: [hop(403)] }),
      'fail',
      /Akamai/,
    ],
    ['a FortiGate block', http(page('<title>Web Page Blocked</title>')), 'fail', /Fortinet/],
    ['a captive portal', http(page('<title>Guest WiFi</title>captive portal')), 'fail', /captive portal/],
    ['JSON', http('{"error":"x"}'), 'fail', /JSON/],
    ['OIDC discovery', http('{"issuer":"x","authorization_endpoint":"y"}'), 'fail', /OpenID Connect discovery/],
    ['a certificate', http('-----BEGIN CERTIFICATE-----'), 'fail', /certificate \(PEM\)/],
    ['a ZIP file', http('PK\u0003\u0004'), 'fail', /ZIP/],
    ['text', http('hello'), 'fail', /plain text/],
    ['blanks', http('   \n'), 'fail', /nothing but blanks/],
    ['nothing', http(''), 'skipped', /no document/],
    ['XML with an error', http('<Error/>', { hops: [hop(404)] }), 'skipped', /404/],
    ['what came with a redirect', http('<x/>', { ended: 'loop', hops: [hop(302)] }), 'skipped', /no document/],
    [
      'XML that speaks of a sign-in',
      http('<md:EntityDescriptor entityID="x"><!-- <input type="password"> SAMLResponse --></md:EntityDescriptor>'),
      'pass',
      /XML/,
    ],
  ]
  test.each(table)('%s', (_, observation, status, summary) => {
    const finding = judgeContent(observation)
    expect(finding.summary).toMatch(summary)
    expect(finding.status).toBe(status)
  })

  test('is judged at once, however many comments stand in front', () => {
    const started = performance.now()
    judgeContent(http('<!---->'.repeat(9000)))
    judgeContent(http(`${'<'.repeat(60_000)}`))
    judgeContent(http(`<html>${'<input '.repeat(8000)}`))
    judgeContent(http(`<html>${'<title>Access Denied</title>'.repeat(2000)}`))
    judgeContent(http(`<html>${'urlPost'.repeat(9000)}`))
    judgeContent(http(`<html>${' id="loginForm"'.repeat(4000)}`))
    judgeContent(http(`<html>${'name="execution"'.repeat(4000)}`))
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('redirects', () => {
  test('that were none are not judged', () => {
    expect(judgeRedirects(http(xml))).toBeNull()
    expect(judgeRedirects(http('', { ended: 'failure', hops: [hop(null)] }))).toBeNull()
    expect(judgeRedirects(http('', { hops: [hop(304)] }))).toBeNull()
  })

  test('into an inner network are not followed', () => {
    const finding = judgeRedirects(
      http('', { ended: 'inward', inward: '10.0.0.5', hops: [hop(302, { location: 'https://inner/' })] }),
    )
    expect(finding).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/10\.0\.0\.5.*WorkOS cannot follow/),
    })
  })
})

describe('what fails below', () => {
  const failed = http('', {
    ended: 'failure',
    hops: [hop(null, { failure: { kind: 'tls', code: 'ECODE', message: '' } })],
    bytes: 0,
  })
  const url = readUrl(`https://${host}/metadata`)
  const table: ReadonlyArray<readonly [string, NetworkObservation[], Status, RegExp]> = [
    ['nothing', [url, dns([publicAddress]), tcp([[publicAddress, 'open']]), direct, tls()], 'fail', /gave no answer/],
    ['the name', [url, dns([])], 'skipped', /leads to no address/],
    ['the connection', [url, dns([publicAddress]), tcp([[publicAddress, 'timeout']])], 'skipped', /no connection/],
    [
      'TLS',
      [url, dns([publicAddress]), tcp([[publicAddress, 'open']]), direct, failedTls('ECONNRESET')],
      'skipped',
      /no TLS connection/,
    ],
    [
      'the certificate',
      [url, dns([publicAddress]), tcp([[publicAddress, 'open']]), direct, tls({ trustedHere: 'CERT_HAS_EXPIRED' })],
      'skipped',
      /not trusted/,
    ],
    [
      'the proxy',
      [url, dns([]), tcp([]), { ...direct, proxy: 'http://p', asked: 'tunnel', failure: { code: 'X', message: '' } }],
      'skipped',
      /proxy does not let/,
    ],
  ]
  test.each(table)('%s: the fetch is not blamed for it', (_, before, status, summary) => {
    const finding = judgeNetwork(failed, before).find(({ id }) => id === 'network.http')
    expect(finding?.summary).toMatch(summary)
    expect(finding?.status).toBe(status)
  })
})
