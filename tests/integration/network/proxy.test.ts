import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DnsServer, startDnsServer } from '../../lab/network/dns-server'
import { type HttpServer, metadata, startHttpServer, status } from '../../lab/network/http-server'
import { type Issuer, makeRoot } from '../../lab/network/pki'
import { look } from '../../lab/network/reaching'
import { type Squid, type SquidWish, squidInstalled, startSquid } from '../../lab/network/squid'
import { type RunningServer, startTcpServer, startTlsServer } from '../../lab/network/tls-server'

const name = 'idp.lab.example.net'
let folder: string
let caFile: string
let root: Issuer
let secure: RunningServer
let plain: HttpServer
let dns: DnsServer
const running: { close(): Promise<void> }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-proxy-'))
  caFile = join(folder, 'root.pem')
  root = await makeRoot()
  await writeFile(caFile, root.pem)
  secure = await startTlsServer(await root.server({ names: [name] }))
  plain = await startHttpServer({ '/metadata': status(200, { 'content-type': 'application/xml' }, metadata) })
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] } })
})
afterAll(async () => {
  await Promise.all([secure.close(), plain.close(), dns.close(), ...running.map((one) => one.close())])
  await rm(folder, { recursive: true })
})

const overTls = (proxy: string, options: Parameters<typeof look>[1] = {}) =>
  look(`https://${name}:${secure.port}/metadata`, { caFile, dns: dns.address, proxy, ...options })
const overHttp = (proxy: string, options: Parameters<typeof look>[1] = {}) =>
  look(`http://${name}:${plain.port}/metadata`, { dns: dns.address, proxy, ...options })

describe.skipIf(!squidInstalled)('squid', () => {
  async function squid(wish: SquidWish = {}): Promise<Squid> {
    const started = await startSquid({ hosts: { [name]: '127.0.0.1' }, ...wish })
    running.push(started)
    return started
  }

  test('that lets through is passed, and both ways are looked at', async () => {
    const { url } = await squid()
    const { statuses, said, reached } = await overTls(url)
    expect(statuses['network.proxy']).toEqual(['pass'])
    expect(said('network.proxy')).toMatch(/says nothing about WorkOS/)
    expect(statuses['network.tls']).toEqual(['pass', 'pass'])
    expect(said('network.tls')).toContain(`through ${url}`)
    expect(statuses['network.http']).toEqual(['pass'])
    expect(reached.result.proxy).toEqual({ used: url, chosenBy: 'the test' })
  })

  test('that blocks a host with a page of its own is the one that is blamed, not the host', async () => {
    const { url } = await squid({
      rules: [
        'acl blocked dstdomain .lab.example.net',
        'deny_info 307:http://portal.example/why blocked',
        'http_access deny blocked',
      ],
    })
    for (const { statuses, said } of [await overTls(url), await overHttp(url)]) {
      expect(statuses['network.proxy']).toEqual(['fail'])
      expect(said('network.proxy')).toContain('It sends browsers to http://portal.example/why')
      expect(statuses['network.content']).toEqual(['skipped'])
    }
  })

  test('forwards plain http', async () => {
    const { statuses } = await overHttp((await squid()).url)
    expect(statuses['network.proxy']).toEqual(['pass'])
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('that wants a user name is told with its scheme, and nothing else is blamed', async () => {
    const { url } = await squid({ sign: 'basic' })
    const { statuses, said } = await overTls(url)
    expect(statuses['network.proxy']).toEqual(['fail'])
    expect(said('network.proxy')).toMatch(/\(407\) by Basic/)
    expect(statuses['network.http']).toEqual(['skipped'])
    expect(said('network.http')).toMatch(/proxy does not let/)
  })

  test('that wants a user name for plain http is told too', async () => {
    const { statuses, said } = await overHttp((await squid({ sign: 'basic' })).url)
    expect(statuses['network.proxy']).toEqual(['fail'])
    expect(said('network.proxy')).toMatch(/\(407\) by Basic/)
    expect(statuses['network.http']).toEqual(['skipped'])
  })

  test('is given the user name in its own address, and nobody else is', async () => {
    const { url } = await squid({ sign: 'basic' })
    const withUser = url.replace('//', '//alice:wonderland@')
    for (const { statuses, said, findings, reached } of [await overTls(withUser), await overHttp(withUser)]) {
      expect(statuses['network.proxy']).toEqual(['pass'])
      expect(said('network.proxy')).toMatch(/with the user name in its address/)
      expect(statuses['network.http']).toEqual(['pass'])
      expect(JSON.stringify([findings, reached.result, reached.observations])).not.toMatch(/wonderland|alice/)
    }
    for (const { headers } of plain.requests) expect(headers['proxy-authorization']).toBeUndefined()
  })

  test('that refuses the user name says so', async () => {
    const { url } = await squid({ sign: 'basic' })
    const { statuses, said } = await overTls(url.replace('//', '//alice:wrong@'))
    expect(statuses['network.proxy']).toEqual(['fail'])
    expect(said('network.proxy')).toMatch(/refuses the user name and password/)
    expect(said('network.proxy')).not.toMatch(/wrong/)
  })

  test('that wants Windows sign-in is told as that', async () => {
    const { said, findings } = await overTls((await squid({ sign: 'negotiate' })).url)
    expect(said('network.proxy')).toMatch(/\(407\) by Negotiate.*Windows sign-in/)
    const evidence = findings.find(({ id }) => id === 'network.proxy')?.evidence
    expect(evidence?.find(({ label }) => label === 'Proxy-Authenticate')?.value).toBe('Negotiate')
  })

  test('whose rules block the host says so', async () => {
    const { url } = await squid({ rules: ['http_access deny all'] })
    for (const { statuses, said } of [await overTls(url), await overHttp(url)]) {
      expect(statuses['network.proxy']).toEqual(['fail'])
      expect(said('network.proxy')).toMatch(/403 .*its rules block/)
      expect(statuses['network.http']).toEqual(['skipped'])
    }
  })

  test('whose rules block the port says so', async () => {
    const { said } = await overTls((await squid({ rules: ['http_access deny CONNECT'] })).url)
    expect(said('network.proxy')).toMatch(/its rules block the host or the port/)
  })

  test('that cannot reach the host itself says that', async () => {
    const { url } = await squid()
    const { statuses, said } = await look(`https://${name}:1/`, { dns: dns.address, proxy: url, limitMs: 5000 })
    expect(statuses['network.proxy']).toEqual(['fail'])
    expect(said('network.proxy')).toMatch(/cannot connect to the host/)
  })

  test('that does not know the name says that', async () => {
    const { url } = await squid({ hosts: {} })
    const { said } = await overTls(url, { limitMs: 6000 })
    expect(said('network.proxy')).toMatch(/name leads to no address there/)
  })

  test('reaches a name that this machine does not know, which is no fault', async () => {
    const ignorant = await startDnsServer({})
    running.push(ignorant)
    const { statuses, said, reached } = await overTls((await squid()).url, { dns: ignorant.address })
    expect(statuses['network.dns']).toEqual(['info'])
    expect(said('network.dns')).toMatch(/usual behind a proxy/)
    expect(statuses['network.tcp']).toEqual(['skipped'])
    expect(statuses['network.tls']).toEqual(['pass'])
    expect(statuses['network.http']).toEqual(['pass'])
    expect(reached.result.conclusion.rung).toBe('not-checkable')
  })
})

describe('a proxy', () => {
  test('where nothing listens is told', async () => {
    const { statuses, said } = await overTls('http://127.0.0.1:1')
    expect(statuses['network.proxy']).toEqual(['fail'])
    expect(said('network.proxy')).toMatch(/nothing listens there \(ECONNREFUSED\)/)
    expect(statuses['network.http']).toEqual(['skipped'])
  })

  test('that never answers is ended', async () => {
    const silent = await startTcpServer(() => undefined)
    running.push(silent)
    const { said, reached } = await overTls(`http://127.0.0.1:${silent.port}`, { limitMs: 400 })
    expect(said('network.proxy')).toMatch(/no answer came in time/)
    expect(reached.result.timings.total).toBeLessThan(2500)
  })

  test.each(['http://', 'nonsense', 'ftp://127.0.0.1:21', '::::'])('written %j is told', async (proxy) => {
    const { statuses } = await overTls(proxy)
    expect(['fail', 'info']).toContain(statuses['network.proxy']?.[0])
    expect(statuses['network.http']).not.toEqual(['pass'])
  })

  test.each(['localhost', '127.0.0.1'])(
    'that is itself reached over TLS, as %s, is known by its own name',
    async (own) => {
      const front = createSecure(await root.server({ names: ['localhost', '127.0.0.1'] })).on(
        'connect',
        (_, client) => {
          const server = connect(secure.port, '127.0.0.1', () => {
            client.write('HTTP/1.1 200 Connection established\r\n\r\n')
            client.pipe(server).pipe(client)
          })
          for (const socket of [client, server]) socket.on('error', () => socket.destroy())
        },
      )
      front.listen(0, '127.0.0.1')
      await once(front, 'listening')
      const address = front.address()
      if (address === null || typeof address === 'string') throw new Error('no port')
      const { statuses } = await overTls(`https://${own}:${address.port}`)
      expect(statuses['network.proxy']).toEqual(['pass'])
      expect(statuses['network.http']).toEqual(['pass'])
      front.close()
      front.closeAllConnections()
    },
  )

  test('that speaks no HTTP is told', async () => {
    const odd = await startTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-x\r\n')))
    running.push(odd)
    const { statuses } = await overTls(`http://127.0.0.1:${odd.port}`)
    expect(statuses['network.proxy']).toEqual(['fail'])
  })

  test('that opens TLS and shows a certificate of its own is found out by the direct view', async () => {
    const inspector = await makeRoot('Zscaler Root CA (lab)')
    const front = await startTlsServer(await inspector.server({ names: [name] }))
    const bender = createHttp().on('connect', (_, client) => {
      const server = connect(front.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        client.pipe(server).pipe(client)
      })
      for (const socket of [client, server]) socket.on('error', () => socket.destroy())
    })
    bender.listen(0, '127.0.0.1')
    await once(bender, 'listening')
    const address = bender.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    running.push(front, { close: async () => void bender.close() })
    const { findings, reached } = await overTls(`http://127.0.0.1:${address.port}`)
    const [, through] = findings.filter(({ id }) => id === 'network.tls-certificate')
    expect(through?.status).toBe('warn')
    expect(through?.summary).toMatch(/The proxy .* opens the connection/)
    expect(reached.result.conclusion.rung).toBe('not-checkable')
    bender.closeAllConnections()
  })
})

describe('cancelling', () => {
  test('ends a proxy that never answers within 100 ms', async () => {
    const silent = await startTcpServer(() => undefined)
    running.push(silent)
    const controller = new AbortController()
    const looking = overTls(`http://127.0.0.1:${silent.port}`, { limitMs: 20_000, signal: controller.signal })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const cancelled = performance.now()
    controller.abort()
    await looking
    expect(performance.now() - cancelled).toBeLessThan(100)
  })
})
