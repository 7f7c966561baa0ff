import { createServer } from 'node:http'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, type DnsServer, startDnsServer, type ZoneEntry } from '../../lab/network/dns-server'
import { look } from '../../lab/network/reaching'
import { metadataReply, type RunningServer, startTcpServer } from '../../lab/network/tls-server'

const running: DnsServer[] = []
async function zone(entries: Readonly<Record<string, ZoneEntry>>): Promise<string> {
  const server = await startDnsServer(entries)
  running.push(server)
  return server.address
}
let web: RunningServer
beforeAll(async () => {
  web = await startTcpServer((socket) => socket.once('data', () => socket.end(metadataReply)))
})
afterAll(() => Promise.all([web.close(), ...running.map((server) => server.close())]))

const lookUp = (name: string, options: Parameters<typeof look>[1]) =>
  look(`http://${name}:${web.port}/metadata`, { limitMs: 1500, ...options })

describe('a name that leads nowhere', () => {
  const dead: ReadonlyArray<readonly [string, string, Readonly<Record<string, ZoneEntry>>, RegExp]> = [
    ['does not exist', 'none.lab.example.net', {}, /no such name \(NXDOMAIN\)/],
    ['has no address', 'bare.lab.example.net', { 'bare.lab.example.net': {} }, /has no address \(no A or AAAA/],
    [
      'breaks its server',
      'broken.lab.example.net',
      { 'broken.lab.example.net': { failure: 'SERVFAIL' } },
      /SERVFAIL.*DNSSEC/,
    ],
    ['is refused', 'refused.lab.example.net', { 'refused.lab.example.net': { failure: 'REFUSED' } }, /\(REFUSED\)/],
    ['is not understood', 'odd.lab.example.net', { 'odd.lab.example.net': { failure: 'NOTIMP' } }, /\(NOTIMP\)/],
    [
      'is met with silence',
      'silent.lab.example.net',
      { 'silent.lab.example.net': { silent: true } },
      /in time \(timeout\)/,
    ],
    [
      'is an alias of nothing',
      'alias.lab.example.net',
      { 'alias.lab.example.net': { cname: 'gone.lab.example.net' } },
      /alias \(CNAME\) of gone\.lab\.example\.net/,
    ],
    [
      'is an alias of itself',
      'self.lab.example.net',
      { 'self.lab.example.net': { cname: 'self.lab.example.net' } },
      /round in a circle: self\.lab\.example\.net → self/,
    ],
    [
      'is part of a circle of aliases',
      'one.lab.example.net',
      {
        'one.lab.example.net': { cname: 'two.lab.example.net' },
        'two.lab.example.net': { cname: 'three.lab.example.net' },
        'three.lab.example.net': { cname: 'one.lab.example.net' },
      },
      /round in a circle: one.* → two.* → three.* → one/,
    ],
  ]
  test.each(dead)('because it %s', async (_, name, entries, reason) => {
    const { statuses, said, reached } = await lookUp(name, { dns: await zone(entries) })
    expect(statuses['network.dns']).toEqual(['fail'])
    expect(said('network.dns')).toMatch(reason)
    expect(statuses['network.tcp']).toEqual(['skipped'])
    expect(statuses['network.http']).toEqual(['skipped'])
    expect(reached.result.timings.total).toBeLessThan(3500)
  })

  test('because no DNS server listens is told apart from silence', async () => {
    const { said } = await lookUp('idp.lab.example.net', { dns: '127.0.0.1:1' })
    expect(said('network.dns')).toMatch(/no DNS server listens/)
  })
})

describe('a name that leads somewhere', () => {
  test('is followed over its aliases, which are shown', async () => {
    const dns = await zone({
      'idp.lab.example.net': { cname: 'edge.lab.example.net' },
      'edge.lab.example.net': { cname: 'node7.lab.example.net' },
      'node7.lab.example.net': { a: ['127.0.0.1'] },
    })
    const { findings, statuses } = await lookUp('idp.lab.example.net', { dns })
    expect(statuses['network.dns']).toEqual(['pass'])
    expect(
      findings.find(({ id }) => id === 'network.dns')?.evidence.find(({ label }) => label === 'CNAME')?.value,
    ).toBe('edge.lab.example.net → node7.lab.example.net')
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('in time though slowly', async () => {
    const dns = await zone({ 'idp.lab.example.net': { a: ['127.0.0.1'], delayMs: 300 } })
    const { statuses, reached } = await lookUp('idp.lab.example.net', { dns })
    expect(statuses['network.dns']).toEqual(['pass'])
    expect(reached.result.timings.dns).toBeGreaterThan(290)
  })

  test('by one of its DNS servers only is unreliable', async () => {
    const knows = await zone({ 'idp.lab.example.net': { a: ['127.0.0.1'] } })
    const ignorant = await zone({})
    const servers = { inside: [knows, ignorant], outside: [] }
    const { statuses, said } = await lookUp('idp.lab.example.net', { servers })
    expect(statuses['network.dns']).toEqual(['warn'])
    expect(said('network.dns')).toContain(`${ignorant} gives no address (ENOTFOUND)`)
  })

  test('while another of its DNS servers is dead does not wait for that one', async () => {
    const knows = await zone({ 'idp.lab.example.net': { a: ['127.0.0.1'] } })
    const dead = await zone({ 'idp.lab.example.net': { silent: true } })
    const { statuses, said } = await lookUp('idp.lab.example.net', { servers: { inside: [knows, dead], outside: [] } })
    expect(statuses['network.dns']).toEqual(['warn'])
    expect(said('network.dns')).toContain(`${dead} gives no address (ETIMEOUT)`)
  })

  test('is not asked of DNS when it is localhost', async () => {
    const server = await startDnsServer({})
    running.push(server)
    const { statuses } = await lookUp('localhost', { dns: server.address, outside: [server.address] })
    expect(statuses['network.dns']).toEqual(['pass'])
    expect(server.asked).toEqual([])
  })

  test('is asked outside only when a resolver there is named', async () => {
    const inside = await startDnsServer({ 'idp.lab.example.net': { a: ['127.0.0.1'] } })
    const outside = await startDnsServer({})
    running.push(inside, outside)
    await lookUp('idp.lab.example.net', { dns: inside.address })
    expect(outside.asked).toEqual([])
    await lookUp('idp.lab.example.net', { dns: inside.address, outside: [outside.address] })
    expect(outside.asked).toContain('A idp.lab.example.net')
  })
})

describe('inside and outside', () => {
  const name = 'idp.lab.example.net'
  const views: ReadonlyArray<
    readonly [
      string,
      ZoneEntry | undefined,
      { status: string; reason: RegExp; scope: string[]; rung: string; sentence: RegExp },
    ]
  > = [
    [
      'the internet does not know the name',
      undefined,
      {
        status: 'fail',
        reason: /exists only inside this network, and WorkOS cannot find it/,
        scope: ['fail'],
        rung: 'proved-unreachable',
        sentence: /Public DNS does not know/,
      },
    ],
    [
      'the internet is told the same inner address',
      { a: ['127.0.0.1'] },
      {
        status: 'pass',
        reason: /says the same/,
        scope: ['fail'],
        rung: 'proved-unreachable',
        sentence: /leads .* to 127\.0\.0\.1, where nobody outside can go/,
      },
    ],
    [
      'the internet is told another inner address',
      { a: ['10.1.2.3'] },
      {
        status: 'warn',
        reason: /split horizon/,
        scope: ['fail', 'fail'],
        rung: 'proved-unreachable',
        sentence: /10\.1\.2\.3/,
      },
    ],
    [
      'the resolver outside breaks over the name',
      { failure: 'SERVFAIL' },
      {
        status: 'warn',
        reason: /fails over it \(SERVFAIL\)/,
        scope: ['fail'],
        rung: 'not-checkable',
        sentence: /Unless the internet is told another address/,
      },
    ],
    [
      'the resolver outside is silent',
      { silent: true },
      {
        status: 'pass',
        reason: /cannot be told: .* did not answer/,
        scope: ['fail'],
        rung: 'not-checkable',
        sentence: /Unless the internet is told another address/,
      },
    ],
  ]
  test.each(views)('where %s', async (_, entry, expected) => {
    const inside = await zone({ [name]: { a: ['127.0.0.1'] } })
    const outside = await zone(entry === undefined ? {} : { [name]: entry })
    const { statuses, said, reached } = await lookUp(name, { dns: inside, outside: [outside] })
    expect(statuses['network.dns']).toEqual([expected.status])
    expect(said('network.dns')).toMatch(expected.reason)
    expect(statuses['network.address-scope']).toEqual(expected.scope)
    expect(reached.result.conclusion.rung).toBe(expected.rung)
    expect(reached.result.conclusion.sentence).toMatch(expected.sentence)
  })

  test('where nobody outside is asked says that it was not', async () => {
    const { said, reached } = await lookUp(name, { dns: await zone({ [name]: { a: ['127.0.0.1'] } }) })
    expect(said('network.dns')).toMatch(/no resolver outside was asked/)
    expect(reached.result.conclusion.rung).toBe('not-checkable')
  })

  test('is asked over HTTPS where such a service is named', async () => {
    const known = { [name]: { cname: 'edge.lab.example.net' }, 'edge.lab.example.net': { a: ['10.9.8.7'] } }
    const service = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      const query = decode(Buffer.concat(parts))
      const question = query.questions?.[0]
      const reply = encode(answer(query, question?.name ?? '', question?.type ?? 'A', known))
      response.writeHead(200, { 'content-type': 'application/dns-message' }).end(reply)
    })
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    const address = service.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    // Plain http: what is proved here is the message; an https service differs by its TLS alone.
    const { askOverHttps } = await import('../../../src/main/network/ask-over-https')
    const { nodeHost } = await import('../../../src/main/host/node-host')
    const ask = askOverHttps(`http://127.0.0.1:${address.port}/dns-query`, 1000, nodeHost())
    expect(await ask(name, 'A')).toEqual({ values: ['10.9.8.7'], code: null })
    expect(await ask(name, 'CNAME')).toEqual({ values: ['edge.lab.example.net'], code: null })
    expect(await ask(name, 'AAAA')).toEqual({ values: [], code: 'ENODATA' })
    expect(await ask('none.lab.example.net', 'A')).toEqual({ values: [], code: 'ENOTFOUND' })
    service.closeAllConnections()
    service.close()
    expect((await askOverHttps('http://127.0.0.1:1/', 1000, nodeHost())(name, 'A')).code).toBe('ECONNREFUSED')
  })
})

describe('cancelling', () => {
  test('ends a look-up that nobody answers at once', async () => {
    const dns = await zone({ 'idp.lab.example.net': { silent: true } })
    const controller = new AbortController()
    const started = performance.now()
    const looking = lookUp('idp.lab.example.net', { dns, signal: controller.signal })
    controller.abort()
    await looking
    expect(performance.now() - started).toBeLessThan(100)
  })
})
