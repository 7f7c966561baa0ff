import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TlsIdentity } from '../../lab/loopback'
import { apacheInstalled, startApache } from '../../lab/network/apache'
import { type DnsServer, startDnsServer } from '../../lab/network/dns-server'
import { dnsmasqInstalled, startDnsmasq } from '../../lab/network/dnsmasq'
import { metadata } from '../../lab/network/http-server'
import { type Nginx, nginxInstalled, startNginx } from '../../lab/network/nginx'
import { type Issuer, makeRoot } from '../../lab/network/pki'
import { look } from '../../lab/network/reaching'

const name = 'idp.lab.example.net'
let folder: string
let caFile: string
let intermediate: Issuer
let good: TlsIdentity
let bare: TlsIdentity
let dns: DnsServer
const running: { close(): Promise<void> }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-real-'))
  caFile = join(folder, 'root.pem')
  const root = await makeRoot()
  intermediate = await root.authority('Signpost network lab issuing CA')
  await writeFile(caFile, root.pem)
  good = await intermediate.server({ names: [name], chain: [intermediate.pem] })
  bare = await intermediate.server({ names: [name] })
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] } })
})
afterAll(async () => {
  await Promise.all([dns.close(), ...running.map((one) => one.close())])
  await rm(folder, { recursive: true })
})

const lookAt = (port: number, path = '/metadata.xml') =>
  look(`https://${name}:${port}${path}`, { caFile, dns: dns.address })

describe.skipIf(!nginxInstalled)('nginx', () => {
  let nginx: Nginx
  beforeAll(async () => {
    nginx = await startNginx(
      [
        {
          identity: good,
          lines: [
            'gzip on; gzip_types application/xml; gzip_min_length 1;',
            'location /moved { return 301 /metadata.xml; }',
            'location /round { return 302 /round; }',
            'location /down { return 302 http://idp.lab.example.net/; }',
            'location /private { return 401; add_header WWW-Authenticate "Negotiate" always; }',
            'location /closed { deny all; }',
            'location /busy { return 503; }',
            'location /page { default_type text/html; return 200 "<html><form><input type=password></form></html>"; }',
            'location /dropped { return 444; }',
            'location /gateway { proxy_pass http://127.0.0.1:1; }',
          ],
        },
        { identity: bare },
        { identity: good, lines: ['ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0;'] },
        { identity: good, lines: [`ssl_verify_client on; ssl_client_certificate ${caFile};`] },
        { lines: [] },
      ],
      metadata,
    )
    running.push(nginx)
  })
  const at = (site: number, path?: string) => lookAt(nginx.ports[site] ?? 0, path)

  test('in good order passes every layer but the scope of its address', async () => {
    const { statuses, reached } = await at(0)
    expect(statuses).toMatchObject({
      'network.url': ['pass'],
      'network.dns': ['pass'],
      'network.address-scope': ['fail'],
      'network.tcp': ['pass'],
      'network.tls-certificate': ['warn'],
      'network.http': ['pass'],
      'network.content': ['pass'],
    })
    expect(Buffer.from(reached.document?.bytes ?? []).toString()).toBe(metadata)
  })

  const faults: ReadonlyArray<readonly [number, string, string, string, RegExp]> = [
    [1, '/metadata.xml', 'network.tls-certificate', 'fail', /intermediate certificate is missing/],
    [2, '/metadata.xml', 'network.tls', 'fail', /offers only TLS 1\.0/],
    [3, '/metadata.xml', 'network.tls', 'warn', /asks for a client certificate/],
    [3, '/metadata.xml', 'network.http', 'fail', /wants a client certificate/],
    [4, '/metadata.xml', 'network.tls', 'fail', /does not speak TLS/],
    [0, '/moved', 'network.redirects', 'info', /1 redirect leads to/],
    [0, '/round', 'network.redirects', 'fail', /in a circle/],
    [0, '/down', 'network.redirects', 'fail', /from https down to http/],
    [0, '/private', 'network.http', 'fail', /Windows sign-in/],
    [0, '/closed', 'network.http', 'fail', /answers 403/],
    [0, '/missing', 'network.http', 'fail', /answers 404/],
    [0, '/busy', 'network.http', 'fail', /answers 503/],
    [0, '/gateway', 'network.http', 'fail', /answers 502/],
    [0, '/dropped', 'network.http', 'fail', /cut before/],
    [0, '/page', 'network.content', 'fail', /sign-in page/],
  ]
  test.each(faults)('site %d%s: %s is a %s', async (site, path, id, status, reason) => {
    const { statuses, said } = await at(site, path)
    expect(said(id as 'network.url')).toMatch(reason)
    expect(statuses[id]).toEqual([status])
  })
})

describe.skipIf(!apacheInstalled)('Apache', () => {
  const faults: ReadonlyArray<readonly [string, () => TlsIdentity, string[], string, string, string, RegExp]> = [
    ['in good order', () => good, [], '/metadata.xml', 'network.http', 'pass', /200/],
    ['without its chain', () => bare, [], '/metadata.xml', 'network.tls-certificate', 'fail', /intermediate/],
    [
      'that insists on a client certificate',
      () => good,
      ['SSLVerifyClient require', 'SSLProtocol -all +TLSv1.2'],
      '/metadata.xml',
      'network.tls',
      'fail',
      /wants a client certificate/,
    ],
    [
      'that insists on a client certificate, with TLS 1.3',
      () => good,
      ['SSLVerifyClient require', 'SSLProtocol -all +TLSv1.3'],
      '/metadata.xml',
      'network.tls',
      'fail',
      /wants a client certificate/,
    ],
    [
      'with TLS 1.3 alone',
      () => good,
      ['SSLProtocol -all +TLSv1.3'],
      '/metadata.xml',
      'network.tls',
      'pass',
      /TLS 1\.3/,
    ],
    [
      'that wants a password',
      () => good,
      ['<Location />', 'AuthType Basic', 'AuthName lab', 'AuthUserFile /dev/null', 'Require valid-user', '</Location>'],
      '/metadata.xml',
      'network.http',
      'fail',
      /answers 401/,
    ],
    ['that knows no such path', () => good, [], '/FederationMetadata', 'network.http', 'fail', /answers 404/],
    [
      'that redirects for ever',
      () => good,
      ['RewriteEngine on', 'RewriteRule ^/(.*)$ /$1x [R=302,L]'],
      '/a',
      'network.redirects',
      'fail',
      /more than 10 redirects/,
    ],
    [
      'that calls XML a page',
      () => good,
      ['AddType text/html .xml'],
      '/metadata.xml',
      'network.content',
      'warn',
      /calls it text\/html/,
    ],
  ]
  test.each(faults)('%s', async (_, identity, lines, path, id, status, reason) => {
    const ca = lines.includes('SSLVerifyClient require') ? [`SSLCACertificateFile ${caFile}`] : []
    const apache = await startApache(identity(), [...lines, ...ca], metadata)
    running.push(apache)
    const { statuses, said } = await lookAt(apache.port, path)
    expect(said(id as 'network.url')).toMatch(reason)
    expect(statuses[id]).toEqual([status])
  })
})

describe.skipIf(!dnsmasqInstalled)('dnsmasq', () => {
  const cases: ReadonlyArray<readonly [string, string[], string, RegExp]> = [
    ['knows an address', ['host-record=idp.lab.example.net,127.0.0.1'], 'pass', /leads to 127\.0\.0\.1/],
    ['answers nothing it was not told', [], 'fail', /REFUSED/],
    ['denies the name', ['local=/lab.example.net/'], 'fail', /NXDOMAIN/],
    [
      'has only another record',
      ['txt-record=idp.lab.example.net,hello', 'local=/lab.example.net/'],
      'fail',
      /no A or AAAA/,
    ],
    [
      'has an alias',
      ['cname=idp.lab.example.net,node.lab.example.net', 'host-record=node.lab.example.net,127.0.0.1'],
      'pass',
      /leads to 127\.0\.0\.1/,
    ],
    ['has IPv6 only', ['host-record=idp.lab.example.net,::1', 'local=/lab.example.net/'], 'warn', /no IPv4 address/],
    [
      'forwards to a server that is not there',
      ['server=/lab.example.net/127.0.0.1#1'],
      'fail',
      /SERVFAIL|REFUSED|timeout/,
    ],
  ]
  test.each(cases)('that %s', async (_, lines, status, reason) => {
    const server = await startDnsmasq(lines)
    running.push(server)
    const { statuses, said } = await look(`https://${name}:1/`, { dns: server.address, limitMs: 1500 })
    expect(said('network.dns')).toMatch(reason)
    expect(statuses['network.dns']).toEqual([status])
  })

  test('inside and another outside are a split horizon', async () => {
    const inside = await startDnsmasq(['host-record=idp.lab.example.net,127.0.0.1'])
    const outside = await startDnsmasq(['host-record=idp.lab.example.net,10.20.30.40'])
    running.push(inside, outside)
    const { statuses, said } = await look(`https://${name}:1/`, { dns: inside.address, outside: [outside.address] })
    expect(statuses['network.dns']).toEqual(['warn'])
    expect(said('network.dns')).toMatch(/10\.20\.30\.40.*split horizon/)
  })
})
