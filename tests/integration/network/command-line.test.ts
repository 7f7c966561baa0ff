import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { networkProfileResult, networkReachResult, networkSweepResult } from '../../../src/shared/runs/network'
import { adfsMetadata } from '../../lab/documents/adfs'
import { browserEndpoints } from '../../lab/documents/metadata'
import { makeKey } from '../../lab/idp/keys'
import { type DnsServer, startDnsServer } from '../../lab/network/dns-server'
import { type HttpServer, metadata, startHttpServer, status } from '../../lab/network/http-server'
import { makeRoot } from '../../lab/network/pki'
import { type RunningServer, startTlsServer } from '../../lab/network/tls-server'
import { bundleCommandLine, type CommandLine } from '../command-line'

const name = 'idp.lab.example.net'
let signpost: CommandLine
let folder: string
let caFile: string
let dns: DnsServer
let secure: RunningServer
let plain: HttpServer

beforeAll(async () => {
  signpost = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'signpost-network-'))
  caFile = join(folder, 'root.pem')
  const root = await makeRoot()
  await writeFile(caFile, root.pem)
  secure = await startTlsServer(await root.server({ names: [name] }))
  plain = await startHttpServer({ '/metadata': status(200, { 'content-type': 'application/xml' }, metadata) })
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] }, 'fs.acme-corp.net': { a: ['127.0.0.1'] } })
})
afterAll(async () => {
  await Promise.all([secure.close(), plain.close(), dns.close(), signpost.remove(), rm(folder, { recursive: true })])
})

const url = () => `https://${name}:${secure.port}/metadata`
const way = () => ['--resolver', dns.address, '--ca', caFile, '--timeout', '3000']

interface Envelope {
  tool: string
  command: string
  subject: string
  findings: { id: string; status: string; summary: string }[]
  result: unknown
}
const parse = (text: string): Envelope => JSON.parse(text)

describe('signpost network reach', () => {
  test('prints one object with --json: findings of every layer, the metadata’s, and the result', async () => {
    const { code, stdout, stderr } = await signpost.run(['network', 'reach', url(), ...way(), '--json'])
    expect(stderr).toBe('')
    const output = parse(stdout)
    expect(output).toMatchObject({ tool: 'signpost', command: 'network reach', subject: url() })
    const statuses = Object.fromEntries(output.findings.map((one) => [one.id, one.status]))
    expect(statuses).toMatchObject({
      'network.url': 'pass',
      'network.dns': 'pass',
      'network.address-scope': 'fail',
      'network.tcp': 'pass',
      'network.proxy': 'info',
      'network.tls': 'pass',
      'network.tls-certificate': 'warn',
      'network.http': 'pass',
      'network.content': 'pass',
      'metadata.source': 'pass',
      'metadata.root': 'pass',
    })
    const result = networkReachResult.parse(output.result)
    expect(result.addresses).toMatchObject([{ address: '127.0.0.1', family: 4, tcp: { state: 'open' } }])
    expect(result.chain[0]?.names).toEqual([name])
    expect(result.hops).toMatchObject([{ url: url(), status: 200 }])
    expect(result.conclusion.rung).toBe('not-checkable')
    expect(code).toBe(1)
  })

  test('prints the layers in order and answers the question for people', async () => {
    const { stdout } = await signpost.run(['network', 'reach', url(), ...way()])
    const order = ['url', 'dns', 'address-scope', 'tcp', 'proxy', 'tls', 'tls-certificate', 'http', 'content']
    const places = order.map((layer) => stdout.indexOf(`network.${layer} `))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(stdout).toMatch(/Can WorkOS see this\? .*no public authority|Can WorkOS see this\? /)
  })

  test('takes the proxy from the environment and says so', async () => {
    const { stdout } = await signpost.run(['network', 'reach', url(), ...way(), '--json'], {
      HTTPS_PROXY: 'user:canary@127.0.0.1:1',
    })
    const proxy = parse(stdout).findings.find(({ id }) => id === 'network.proxy')
    expect(proxy).toMatchObject({ status: 'fail' })
    expect(proxy?.summary).toContain('http://127.0.0.1:1 (the environment (HTTPS_PROXY))')
    expect(stdout).not.toContain('canary')
    const excepted = await signpost.run(['network', 'reach', url(), ...way(), '--json'], {
      HTTPS_PROXY: 'http://127.0.0.1:1',
      NO_PROXY: '.lab.example.net',
    })
    expect(parse(excepted.stdout).findings.find(({ id }) => id === 'network.proxy')?.summary).toMatch(/NO_PROXY/)
  })

  test('takes the option before the environment', async () => {
    const { stdout } = await signpost.run(
      ['network', 'reach', url(), ...way(), '--proxy', 'http://127.0.0.1:2', '--json'],
      { HTTPS_PROXY: 'http://127.0.0.1:1' },
    )
    expect(parse(stdout).findings.find(({ id }) => id === 'network.proxy')?.summary).toMatch(/127\.0\.0\.1:2.*--proxy/)
  })

  test('is not made to trust anybody by the environment', async () => {
    const { stdout } = await signpost.run(['network', 'reach', url(), '--resolver', dns.address, '--json'], {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    })
    const statuses = Object.fromEntries(parse(stdout).findings.map((one) => [one.id, one.status]))
    expect(statuses['network.tls-certificate']).toBe('fail')
    expect(statuses['network.http']).toBe('skipped')
  })

  test('never prints credentials that stand in the address', async () => {
    const address = url().replace('//', '//user:canary@')
    for (const more of [[], ['--json']]) {
      const { stdout, stderr } = await signpost.run(['network', 'reach', address, ...way(), ...more])
      expect(stdout + stderr).not.toContain('canary')
    }
  })

  test('judges what is no address, and fails', async () => {
    const { code, stdout } = await signpost.run(['network', 'reach', 'nonsense', '--json'])
    expect(code).toBe(1)
    expect(parse(stdout).findings).toMatchObject([{ id: 'network.url', status: 'fail' }])
    expect(networkReachResult.parse(parse(stdout).result).conclusion.rung).toBe('unusable')
  })

  test.each([
    [['network', 'reach'], /Missing required argument/],
    [['network', 'reach', 'https://x.example/', '--timeout', 'soon'], /milliseconds/],
    [['network', 'reach', 'https://x.example/', '--resolver', 'dns.example'], /Not an address/],
    [['network', 'reach', 'https://x.example/', '--resolver', '127.0.0.1:99999'], /Not an address/],
    [['network', 'reach', 'https://x.example/', '--ca', '/nonexistent.pem'], /cannot be read/],
    [['network', 'reach', 'https://x.example/', '--ca', '/dev/null'], /holds no PEM certificate/],
    [['network', 'sweep', '/nonexistent.txt'], /cannot be read/],
    [['network', 'sweep', '/dev/null'], /holds no address/],
  ])('%j is wrong usage, said in one line', async (args, reason) => {
    const { code, stdout, stderr } = await signpost.run(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(reason)
  })
})

describe('signpost network sweep', () => {
  test('looks at every address of a list and keeps its order', async () => {
    const list = join(folder, 'list.txt')
    const good = `http://${name}:${plain.port}/metadata`
    const gone = `http://${name}:${plain.port}/gone`
    await writeFile(list, `# our customers\n${good}\r\n\n${gone}\nnonsense\n`)
    const { code, stdout } = await signpost.run(['network', 'sweep', list, ...way(), '--json'])
    const { items } = networkSweepResult.parse(parse(stdout).result)
    expect(items.map(({ url: one }) => one)).toEqual([good, gone, 'nonsense'])
    expect(items.map(({ id }) => id)).toEqual(['network.address-scope', 'network.http', 'network.url'])
    expect(items.map(({ httpStatus }) => httpStatus)).toEqual([200, 404, null])
    expect(parse(stdout).findings).toHaveLength(3)
    expect(code).toBe(1)
  })
})

describe('AD FS in a roll-over, bound to its name and with its own page switched off', () => {
  const fs = 'fs.acme-corp.net'
  const day = 86_400_000
  let server: HttpServer
  beforeAll(async () => {
    const subject = `ADFS Signing - ${fs}`
    const old = await makeKey({
      subject,
      notBefore: new Date(Date.now() - 350 * day),
      notAfter: new Date(Date.now() + 15 * day),
    })
    const next = await makeKey({
      subject,
      notBefore: new Date(Date.now() - 2 * day),
      notAfter: new Date(Date.now() + 363 * day),
    })
    const root = await makeRoot('Acme Root CA')
    await writeFile(join(folder, 'acme.pem'), root.pem)
    const places = new Map<string, string>()
    const page = '<html><link href="/adfs/portal/css/style.css"><div id="errorArea">Oh no</div></html>'
    server = await startHttpServer(
      {
        '/FederationMetadata/2007-06/FederationMetadata.xml': (_, response) =>
          response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(places.get('metadata')),
        '/adfs/ls/': status(200, { 'content-type': 'text/html' }, page),
        '/adfs/ls/idpinitiatedsignon.aspx': status(200, { 'content-type': 'text/html' }, page),
      },
      await root.server({ names: [fs] }),
    )
    places.set(
      'metadata',
      adfsMetadata(
        {
          entityId: `http://${fs}:${server.port}/adfs/services/trust`,
          signingCertificates: [old, next].map(({ certificateBase64 }) => certificateBase64),
          sso: browserEndpoints(`https://${fs}:${server.port}/adfs/ls/`),
        },
        old,
      ),
    )
  })
  afterAll(() => server.close())
  const args = () => ['--resolver', dns.address, '--ca', join(folder, 'acme.pem'), '--timeout', '3000', '--json']

  test('is told by network profile, with what it signs with now and from when on with the next', async () => {
    const { stdout } = await signpost.run(['network', 'profile', 'adfs', `${fs}:${server.port}`, ...args()])
    const { findings, result } = parse(stdout)
    const of = (summary: RegExp) => findings.find((one) => summary.test(one.summary))?.status
    expect(of(/IdP-initiated sign-on page, is switched off/)).toBe('info')
    expect(of(/^AD FS answers here/)).toBe('pass')
    expect(of(/two token-signing certificates\. A roll-over is under way\. It still signs with the older one/)).toBe(
      'warn',
    )
    expect(of(/The entity ID is the one AD FS has on this host/)).toBe('pass')
    const { endpoints } = networkProfileResult.parse(result)
    expect(endpoints.map(({ state }) => state)).toEqual([
      'there',
      'there',
      'off',
      'missing',
      'missing',
      'not-looked-at',
    ])
  })

  test('is looked at by diagnose --profile --host too, whose metadata probe goes the same way', async () => {
    const { stdout } = await signpost.run([
      'diagnose',
      '--profile',
      'adfs',
      '--host',
      `${fs}:${server.port}`,
      ...args(),
    ])
    const { findings } = parse(stdout)
    expect(findings.some(({ summary }) => /signs with the older one/.test(summary))).toBe(true)
    expect(findings.filter(({ id }) => id === 'network.tcp')).toHaveLength(1)
    expect(findings.find(({ id }) => id === 'metadata.role')?.status).toBe('pass')
  })
})
