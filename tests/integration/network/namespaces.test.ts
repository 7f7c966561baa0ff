import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/shared/finding'
import type { NetworkReachResult } from '../../../src/shared/runs/network'
import { metadata } from '../../lab/network/http-server'
import { makeNetwork, type Network, namespacesPossible, places } from '../../lab/network/namespace'
import { bundleCommandLine, type CommandLine } from '../command-line'

const server = `
const { createServer } = require('node:http')
const give = (request, response) => response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(${JSON.stringify(metadata)})
createServer(give).listen(8080, '0.0.0.0')
createServer((request, response) => {
  if (request.url.startsWith('/welcome')) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Guest WiFi login</title><form><input name=voucher></form></html>')
  } else response.writeHead(302, { location: 'http://portal.hotel.net/welcome' }).end()
}).listen(80, '${places.inner}')
`

/** What this machine sees when it stands somewhere in a network, told by its command line from within. */
describe.skipIf(!namespacesPossible)('seen from a machine in a network,', () => {
  let cli: CommandLine
  let network: Network
  beforeAll(async () => {
    ;[cli, network] = await Promise.all([
      bundleCommandLine(),
      makeNetwork({
        inside: [
          ...(['open', 'dropped', 'unreachable', 'forbidden', 'swallowed'] as const).map(
            (name) => `host-record=${name}.acme-corp.com,${places[name]}`,
          ),
          `host-record=split.acme-corp.com,${places.inner}`,
          `host-record=inner.acme-corp.com,${places.inner}`,
          `host-record=sixth.acme-corp.com,${places.open},2600:1408::1`,
          `host-record=half.acme-corp.com,${places.open}`,
          `host-record=half.acme-corp.com,${places.dropped}`,
          'local=/acme-corp.com/',
          `address=/hotel.net/${places.inner}`,
        ],
        outside: [
          `host-record=split.acme-corp.com,${places.open}`,
          `host-record=open.acme-corp.com,${places.open}`,
          'local=/acme-corp.com/',
        ],
        hosts: [`${places.inner} hosted.acme-corp.com`],
        server,
      }),
    ])
  })
  afterAll(() => Promise.all([cli.remove(), network.close()]))

  async function look(url: string, ...options: string[]) {
    const [command = '', ...before] = network.here
    const started = performance.now()
    const args = [
      ...before,
      process.execPath,
      cli.path,
      'network',
      'reach',
      url,
      '--json',
      '--timeout',
      '1500',
      ...options,
    ]
    const { stdout } = await promisify(execFile)(command, args, { env: { PATH: process.env.PATH } }).catch(
      (error: { stdout: string }) => error,
    )
    const { findings, result }: { findings: Finding[]; result: NetworkReachResult } = JSON.parse(stdout)
    const of = (id: string) => findings.filter((finding) => finding.id === id)
    return {
      took: performance.now() - started,
      rung: result.conclusion.rung,
      sentence: result.conclusion.sentence,
      states: (id: string) => of(id).map(({ status }) => status),
      said: (id: string) =>
        of(id)
          .map(({ summary }) => summary)
          .join('\n'),
    }
  }
  const outside = () => ['--public-resolver', network.publicResolver]

  test('a public host that answers is likely in reach of WorkOS', async () => {
    const { rung, states } = await look('http://open.acme-corp.com:8080/m', ...outside())
    expect(rung).toBe('likely-reachable')
    expect([states('network.dns'), states('network.address-scope'), states('network.tcp')]).toEqual([
      ['pass'],
      ['pass'],
      ['pass'],
    ])
  })

  test.each([
    ['dropped', 'fail', /firewall drops the packets/],
    ['unreachable', 'fail', /no route/],
    ['forbidden', 'fail', /this machine itself forbids/],
    ['swallowed', 'fail', /no route/],
  ])('a host whose packets are %s is told from the others, and nobody waits for it', async (name, status, summary) => {
    for (const scheme of ['http', 'https']) {
      const { took, states, said, rung } = await look(`${scheme}://${name}.acme-corp.com:8080/m`)
      expect(states('network.tcp')).toEqual([status])
      expect(said('network.tcp')).toMatch(summary)
      expect(rung).toBe('not-seen')
      // The system would wait two minutes; the command has to be over soon after its limit.
      expect(took).toBeLessThan(6000)
    }
  })

  test('one address of two that is dropped, and an IPv6 address without a way, are warnings', async () => {
    const half = await look('http://half.acme-corp.com:8080/m')
    expect(half.states('network.tcp').sort()).toEqual(['pass', 'warn'])
    const sixth = await look('http://sixth.acme-corp.com:8080/m')
    expect(sixth.states('network.tcp')).toEqual(['pass', 'warn'])
    expect(sixth.said('network.http')).toContain('200')
  })

  test('a name that leads elsewhere outside is split, and the outer address is tried too', async () => {
    const { states, said, sentence, rung } = await look('http://split.acme-corp.com:8080/m', ...outside())
    expect(states('network.dns')).toEqual(['warn'])
    expect(said('network.dns')).toContain('split horizon')
    expect(said('network.tcp')).toContain(`${places.open}:8080, the address the internet is told, accepts`)
    expect(rung).toBe('not-checkable')
    expect(sentence).toContain('accepts connections of this machine too')
  })

  test('a name that the internet does not know proves that WorkOS cannot reach it', async () => {
    const { states, rung } = await look('http://inner.acme-corp.com:8080/m', ...outside())
    expect(states('network.dns')).toEqual(['fail'])
    expect(rung).toBe('proved-unreachable')
  })

  test('a name of the hosts file is known by this machine alone', async () => {
    const { states, said } = await look('http://hosted.acme-corp.com:8080/m')
    expect(states('network.dns')).toEqual(['warn'])
    expect(said('network.dns')).toContain('hosts file')
  })

  test('a time server whose host is not there is told apart from one whose port is blocked', async () => {
    const [command = '', ...before] = network.here
    const args = [...before, process.execPath, cli.path, 'clock', 'check', '--ntp', places.dropped]
    const { stdout } = await promisify(execFile)(command, args).catch((error: { stdout: string }) => error)
    expect(stdout).toMatch(/nor on the common TCP ports: the host is down/)
  })

  test('a network that wants a sign-in first says nothing of WorkOS', async () => {
    const { states, rung, sentence } = await look('http://idp.hotel.net/metadata')
    expect(states('network.content')).toEqual(['fail'])
    expect(rung).toBe('not-checkable')
    expect(sentence).toContain('captive portal')
  })
})
