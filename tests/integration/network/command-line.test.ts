import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { networkReachResult, networkSweepResult } from '../../../src/shared/runs/network'
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
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] } })
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
    [['network', 'reach'], /missing required argument/],
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
