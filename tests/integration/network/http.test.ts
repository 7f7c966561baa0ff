import { createServer } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DnsServer, startDnsServer } from '../../lab/network/dns-server'
import { type HttpServer, metadata, type Route, redirect, startHttpServer, status } from '../../lab/network/http-server'
import { look } from '../../lab/network/reaching'
import { type RunningServer, startTcpServer } from '../../lab/network/tls-server'

const name = 'idp.lab.example.net'
const other = 'other.lab.example.net'
let dns: DnsServer
let web: HttpServer
const running: RunningServer[] = []

const bomb = () => gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '))
const good: Route = (_, response) =>
  response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(metadata)
const send =
  (body: Buffer, headers: Record<string, string>): Route =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(body)

const routes: Record<string, Route> = {
  '/good': good,
  '/hop': redirect('/good'),
  '/hop-301': redirect('/good', 301),
  '/hop-303': redirect('/good', 303),
  '/hop-307': redirect('/good', 307),
  '/hop-308': redirect('/good', 308),
  '/loop': redirect('/loop-back'),
  '/loop-back': redirect('/loop'),
  '/self': redirect('/self'),
  '/cookie-loop': redirect('/cookie-loop', 302, { 'set-cookie': 'seen=1' }),
  '/no-location': (_, response) => response.writeHead(302).end(),
  '/bad-location': redirect('http://[half'),
  '/to-file': redirect('file:///etc/passwd'),
  '/to-data': redirect('data:text/xml,<x/>'),
  '/to-script': redirect('javascript:alert(1)'),
  '/sign-in-hop': redirect('/login?SAMLRequest=fZJBT8MwDIX%2FSpQ7a7sNGFGbqWxCTAJtWgcHbm5isUhpUuJ0wL8n7TYxDuxqP%2Ff52c'),
  '/login': status(200, { 'content-type': 'text/html' }, '<html><form><input type="password"></form></html>'),
  '/credentialed': (request, response) =>
    response.writeHead(302, { location: `http://user:secret@${request.headers.host}/good` }).end(),
  '/gzip': send(gzipSync(metadata), { 'content-encoding': 'gzip' }),
  '/brotli': send(brotliCompressSync(metadata), { 'content-encoding': 'br' }),
  '/gzip-cut': send(gzipSync(metadata).subarray(0, 40), { 'content-encoding': 'gzip' }),
  '/gzip-lie': send(Buffer.from(metadata), { 'content-encoding': 'gzip' }),
  '/gzip-undeclared': send(gzipSync(metadata), {}),
  '/cached': send(Buffer.from(metadata), { age: '86400' }),
  '/empty': send(Buffer.alloc(0), {}),
  '/no-content': status(204, {}, ''),
  '/huge-headers': send(Buffer.from(metadata), { 'x-huge': 'a'.repeat(200_000) }),
  '/stalled': () => undefined,
  '/drip': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml' })
    const timer = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(timer))
  },
  '/endless': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml' })
    const blanks = Buffer.alloc(256 * 1024, ' ')
    const pour = () => {
      while (!response.destroyed && response.write(blanks));
    }
    response.on('drain', pour)
    pour()
  },
  '/bomb': (_, response) => send(bomb(), { 'content-encoding': 'gzip' })(_, response),
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml', 'content-length': '100000' })
    response.write(metadata, () => response.socket?.destroy())
  },
}
for (let index = 0; index < 21; index++) routes[`/chain-${index}`] = redirect(`/chain-${index + 1}`)

beforeAll(async () => {
  web = await startHttpServer(routes)
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] }, [other]: { a: ['127.0.0.1'] } })
  routes['/to-other'] = redirect(`http://${other}:${web.port}/good`)
  routes['/to-nowhere'] = redirect('http://gone.lab.example.net/good')
})
afterAll(() => Promise.all([web.close(), dns.close(), ...running.map((server) => server.close())]))

const at = (path: string, options: Parameters<typeof look>[1] = {}) =>
  look(`http://${name}:${web.port}${path}`, { dns: dns.address, ...options })

describe('a document that comes', () => {
  test.each(['/good', '/gzip', '/brotli'])('%s is handed on whole', async (path) => {
    const { statuses, reached } = await at(path)
    expect(statuses['network.http']).toEqual(['pass'])
    expect(statuses['network.content']).toEqual(['pass'])
    expect(Buffer.from(reached.document?.bytes ?? []).toString()).toBe(metadata)
    expect(reached.result.document?.bytes).toBe(metadata.length)
  })

  test('from a cache is said to be a copy', async () => {
    expect((await at('/cached')).said('network.http')).toMatch(/cache has kept for 86400 s/)
  })

  test('compressed without saying so is not XML', async () => {
    const { statuses, said } = await at('/gzip-undeclared')
    expect(statuses['network.content']).toEqual(['fail'])
    expect(said('network.content')).toMatch(/gzip file that the server does not declare/)
  })
})

describe('an answer that is no document', () => {
  const refusals: ReadonlyArray<readonly [number, Record<string, string>, RegExp]> = [
    [400, {}, /does not hand the document out/],
    [401, { 'www-authenticate': 'Negotiate' }, /Windows sign-in/],
    [401, { 'www-authenticate': 'Basic realm="x"' }, /wants a sign-in/],
    [403, {}, /allow-list/],
    [404, {}, /knows no such path/],
    [405, {}, /does not allow GET/],
    [410, {}, /gone for good/],
    [429, { 'retry-after': '60' }, /too often/],
    [500, {}, /failed inside/],
    [502, {}, /gateway that gets no answer/],
    [503, {}, /not available/],
    [504, {}, /does not answer in time/],
    [511, {}, /captive portal/],
    [599, {}, /failed inside/],
  ]
  test.each(refusals)('%d %j says why', async (code, headers, reason) => {
    routes['/status'] = status(code, headers)
    const { statuses, said, reached } = await at('/status')
    expect(statuses['network.http']).toEqual(['fail'])
    expect(said('network.http')).toMatch(reason)
    expect(statuses['network.content']).toEqual(['skipped'])
    expect(reached.document).toBeNull()
  })

  test.each(['/empty', '/no-content'])('%s is empty', async (path) => {
    const { statuses, said } = await at(path)
    expect(statuses['network.http']).toEqual(['fail'])
    expect(said('network.http')).toMatch(/empty/)
  })

  const broken: ReadonlyArray<readonly [string, RegExp]> = [
    ['/huge-headers', /headers are larger/],
    ['/stalled', /no complete answer came in time/],
    ['/drip', /no complete answer came in time/],
    ['/endless', /larger than any metadata|in time/],
    ['/bomb', /larger than any metadata/],
    ['/cut', /cut before|damaged or breaks off/],
    ['/gzip-cut', /damaged or breaks off/],
    ['/gzip-lie', /damaged or breaks off/],
  ]
  test.each(broken)('%s is ended, with the reason', async (path, reason) => {
    const { statuses, said, reached } = await at(path, { limitMs: path === '/bomb' ? 5000 : 600 })
    expect(statuses['network.tcp']).toEqual(['pass'])
    expect(statuses['network.http']).toEqual(['fail'])
    expect(said('network.http')).toMatch(reason)
    expect(reached.document).toBeNull()
  })

  test.each([
    ['SSH-2.0-OpenSSH_9.2\r\n', /not HTTP/],
    ['HTTP/1.1 nonsense\r\n\r\n', /not HTTP/],
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello', /not HTTP|damaged/],
    ['HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello', /not HTTP/],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n', /not HTTP/],
    ['', /cut before/],
  ])('%j is not HTTP', async (bytes, reason) => {
    const server = await startTcpServer((socket) => socket.once('data', () => socket.end(bytes)))
    running.push(server)
    const { statuses, said } = await look(`http://${name}:${server.port}/`, { dns: dns.address })
    expect(statuses['network.http']).toEqual(['fail'])
    expect(said('network.http')).toMatch(reason)
  })
})

describe('redirects', () => {
  test.each(['/hop', '/hop-301', '/hop-303', '/hop-307', '/hop-308'])('%s is followed and told', async (path) => {
    const { statuses, reached } = await at(path)
    expect(statuses['network.redirects']).toEqual(['info'])
    expect(statuses['network.http']).toEqual(['pass'])
    expect(reached.result.hops.map(({ status: code }) => code)).toHaveLength(2)
    expect(reached.result.finalUrl).toBe(`http://${name}:${web.port}/good`)
  })

  test('to another host are a warning, and lead there', async () => {
    const { statuses, said } = await at('/to-other')
    expect(statuses['network.redirects']).toEqual(['warn'])
    expect(said('network.redirects')).toContain(other)
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('to a host that does not exist name that host', async () => {
    const { statuses, said } = await at('/to-nowhere')
    expect(statuses['network.http']).toEqual(['fail'])
    expect(said('network.http')).toMatch(/gone\.lab\.example\.net gave no answer/)
  })

  const dead: ReadonlyArray<readonly [string, RegExp]> = [
    ['/loop', /in a circle/],
    ['/self', /in a circle/],
    ['/cookie-loop', /circle.*insist on a browser/],
    ['/chain-0', /more than 10 redirects/],
    ['/no-location', /does not say where to/],
    ['/bad-location', /no address/],
    ['/to-file', /file:\/\/\/etc\/passwd, which is neither/],
    ['/to-data', /data:.*neither/],
    ['/to-script', /javascript:.*neither/],
  ]
  test.each(dead)('%s are not followed for ever, or not at all', async (path, reason) => {
    const { statuses, said, reached } = await at(path)
    expect(statuses['network.redirects']).toEqual(['fail'])
    expect(said('network.redirects')).toMatch(reason)
    expect(statuses['network.http']).toEqual(['skipped'])
    expect(reached.result.hops.length).toBeLessThanOrEqual(11)
  })

  test('to a sign-in say that the metadata is not public, and show no whole message', async () => {
    const { statuses, said, findings } = await at('/sign-in-hop')
    expect(statuses['network.redirects']).toEqual(['fail'])
    expect(said('network.redirects')).toMatch(/leads to a sign-in/)
    expect(JSON.stringify(findings)).not.toContain('fZJBT8MwDIX%2FSpQ7a7sNGFGbqWxCTAJtWgcHbm5isUhpUuJ0wL8n7TYxDuxqP')
    expect(statuses['network.content']).toEqual(['fail'])
  })
})

describe('credentials', () => {
  test('in the address are told, not sent and not shown', async () => {
    const before = web.requests.length
    const { statuses, findings, reached } = await look(`http://admin:hunter2@${name}:${web.port}/hop`, {
      dns: dns.address,
    })
    expect(statuses['network.url']).toEqual(['warn'])
    expect(statuses['network.http']).toEqual(['pass'])
    for (const { headers } of web.requests.slice(before)) expect(headers.authorization).toBeUndefined()
    expect(JSON.stringify([findings, reached.result, reached.observations])).not.toMatch(/hunter2|admin:/)
  })

  test('in a redirect are not sent, nor are cookies', async () => {
    routes['/cookie'] = redirect('/credentialed', 302, { 'set-cookie': 'session=canary' })
    const before = web.requests.length
    const { statuses } = await at('/cookie')
    expect(statuses['network.http']).toEqual(['pass'])
    for (const { headers } of web.requests.slice(before)) {
      expect(headers.authorization).toBeUndefined()
      expect(headers.cookie).toBeUndefined()
    }
  })
})

describe('connections', () => {
  test('that are refused are told at their layer, and no other is blamed', async () => {
    const { statuses, said, reached } = await look(`https://${name}:1/`, { dns: dns.address })
    expect(statuses['network.tcp']).toEqual(['fail'])
    expect(said('network.tcp')).toMatch(/refuses the connection.*ECONNREFUSED/)
    for (const id of ['network.tls', 'network.tls-certificate', 'network.http', 'network.content'])
      expect(statuses[id]).toEqual(['skipped'])
    expect(reached.result.conclusion.rung).toBe('not-checkable')
  })

  test.each(['https://224.0.0.1/', 'http://224.0.0.1/', 'https://[ff02::1]/', 'https://255.255.255.255/'])(
    'to %s, which no host can have, fail at their layer',
    async (url) => {
      const { statuses } = await look(url, { limitMs: 500 })
      expect(statuses['network.tcp']).toEqual(['fail'])
      expect(statuses['network.http']).toEqual(['skipped'])
    },
  )

  test('that nobody accepts are ended in time', async () => {
    // A backlog of one that is full: the system drops what comes further, as a firewall does.
    const full = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 })
    await new Promise((resolve) => full.once('listening', resolve))
    const address = full.address()
    full.close()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const { statuses, reached } = await look(`http://${name}:${address.port}/`, { dns: dns.address, limitMs: 300 })
    expect(statuses['network.tcp']).toEqual(['fail'])
    expect(reached.result.timings.total).toBeLessThan(2000)
  })
})

describe('cancelling', () => {
  test.each(['/stalled', '/drip', '/endless', '/bomb', '/good', '/chain-0'])('ends %s within 100 ms', async (path) => {
    const controller = new AbortController()
    const looking = at(path, { signal: controller.signal, limitMs: 20_000 })
    await new Promise((resolve) => setTimeout(resolve, 120))
    const cancelled = performance.now()
    controller.abort()
    await looking
    expect(performance.now() - cancelled).toBeLessThan(100)
  })
})
