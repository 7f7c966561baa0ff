import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TlsIdentity } from '../../lab/loopback'
import { type DnsServer, startDnsServer } from '../../lab/network/dns-server'
import { type Issuer, makeRoot, makeSelfSigned } from '../../lab/network/pki'
import { look } from '../../lab/network/reaching'
import { type RunningServer, reply, startTcpServer, startTlsServer } from '../../lab/network/tls-server'

const name = 'idp.lab.example'
const day = 86_400_000
const weak = { ciphers: 'DEFAULT@SECLEVEL=0' }

let folder: string
let caFile: string
let root: Issuer
let intermediate: Issuer
let good: TlsIdentity
let dns: DnsServer
const running: RunningServer[] = []

async function keep<S extends RunningServer>(server: Promise<S>): Promise<S> {
  const started = await server
  running.push(started)
  return started
}
const lookAt = (server: RunningServer, options: Parameters<typeof look>[1] = {}) =>
  look(`https://${name}:${server.port}/metadata`, { caFile, dns: dns.address, ...options })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-tls-'))
  root = await makeRoot()
  intermediate = await root.authority('Signpost network lab issuing CA')
  caFile = join(folder, 'root.pem')
  await writeFile(caFile, root.pem)
  good = await intermediate.server({ names: [name], chain: [intermediate.pem] })
  dns = await startDnsServer({ [name]: { a: ['127.0.0.1'] } })
})
afterAll(async () => {
  await Promise.all([...running.map((server) => server.close()), dns?.close(), rm(folder, { recursive: true })])
})

/** A leaf of a make that the lab's own authority does not issue, by an authority of its own in `weak.pem`. */
async function opensslLeaf(hash: string, key: string): Promise<TlsIdentity> {
  const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'weak.key',
    '-out',
    'weak.pem',
    '-subj',
    '/CN=weak',
  )
  await openssl('req', '-newkey', key, '-nodes', '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/CN=${name}`)
  await writeFile(join(folder, 'leaf.ext'), `subjectAltName=DNS:${name}\n`)
  const issue = ['-CA', 'weak.pem', '-CAkey', 'weak.key', '-CAcreateserial', '-extfile', 'leaf.ext', '-out', 'leaf.pem']
  await openssl('x509', '-req', hash, '-in', 'leaf.csr', ...issue)
  return {
    cert: await readFile(join(folder, 'leaf.pem'), 'utf8'),
    key: await readFile(join(folder, 'leaf.key'), 'utf8'),
  }
}

describe('a chain', () => {
  test('that is right, of an authority named by the person, is trusted here and said to be so here only', async () => {
    const server = await keep(startTlsServer(good))
    const { statuses, said, reached } = await lookAt(server)
    expect(statuses['network.tls']).toEqual(['pass'])
    expect(statuses['network.tls-certificate']).toEqual(['warn'])
    expect(said('network.tls-certificate')).toMatch(/trusted on this machine but is not among the public roots/)
    expect(statuses['network.http']).toEqual(['pass'])
    expect(statuses['network.content']).toEqual(['pass'])
    expect(reached.result.chain.map(({ subject }) => subject)).toEqual([
      `CN=${name}`,
      'CN=Signpost network lab issuing CA',
    ])
    expect(reached.document?.bytes.length).toBeGreaterThan(100)
  })

  test('of an authority nobody knows is not trusted, and nothing is fetched', async () => {
    const server = await keep(startTlsServer(good))
    const { statuses, said, reached } = await look(`https://${name}:${server.port}/`, { dns: dns.address })
    expect(statuses['network.tls-certificate']).toEqual(['fail'])
    expect(statuses['network.http']).toEqual(['skipped'])
    expect(said('network.http')).toMatch(/certificate is not trusted/)
    expect(reached.document).toBeNull()
  })

  test('with its root sent along, unknown here, is called an internal authority', async () => {
    const identity = await intermediate.server({ names: [name], chain: [intermediate.pem, root.pem] })
    const { said } = await lookAt(await keep(startTlsServer(identity)), { caFile: undefined })
    expect(said('network.tls-certificate')).toMatch(
      /Signpost network lab root, which neither this machine nor the public/,
    )
  })

  test('without its intermediate says which one is missing', async () => {
    const identity = await intermediate.server({ names: [name] })
    const { statuses, said } = await lookAt(await keep(startTlsServer(identity)))
    expect(statuses['network.tls-certificate']).toEqual(['fail'])
    expect(said('network.tls-certificate')).toMatch(/issuing CA, is not sent.*intermediate certificate is missing/)
    expect(statuses['network.http']).toEqual(['skipped'])
  })

  test('without its intermediate finds it where the certificate says it is', async () => {
    let asked = 0
    const issuers = await keep(
      startTcpServer((socket) =>
        socket.once('data', () => {
          asked++
          const head = `HTTP/1.1 200 OK\r\nContent-Type: application/pkix-cert\r\nContent-Length: ${intermediate.der.length}\r\nConnection: close\r\n\r\n`
          socket.end(Buffer.concat([Buffer.from(head), intermediate.der]))
        }),
      ),
    )
    const identity = await intermediate.server({ names: [name], issuerUrl: `http://127.0.0.1:${issuers.port}/ca.der` })
    const { statuses, said, findings, reached } = await lookAt(await keep(startTlsServer(identity)))
    expect(asked).toBe(1)
    expect(statuses['network.tls-certificate']).toEqual(['fail'])
    expect(said('network.tls-certificate')).toMatch(
      /does not send the intermediate certificate .*issuing CA.*found at http/,
    )
    expect(said('network.tls-certificate')).toMatch(/leads to an authority that is trusted on this machine/)
    expect(reached.result.chain.map(({ sent }) => sent)).toEqual([true, false])
    const evidence = findings.find(({ id }) => id === 'network.tls-certificate')?.evidence
    expect(evidence?.find(({ label }) => label === 'Issuer fetched (AIA)')?.value).toBe('found')
  })

  test('whose intermediate has expired says so, and whose authority it is', async () => {
    const old = await root.authority('Signpost network lab old CA', new Date(Date.now() - 30 * day))
    const identity = await old.server({ names: [name], chain: [old.pem] })
    const { statuses, said } = await lookAt(await keep(startTlsServer(identity)))
    expect(statuses['network.tls-certificate']).toEqual(['fail'])
    expect(said('network.tls-certificate')).toMatch(
      /authority Signpost network lab old CA expired on.*internal authority/,
    )
    expect(said('network.tls-certificate')).not.toMatch(/is not sent/)
  })

  test.each([
    ['SHA-1', '-sha1', 'rsa:2048', 'fail', /signed with SHA-1, which current clients refuse/],
    ['a short key', '-sha256', 'rsa:1024', 'warn', /RSA with 1024 bits only/],
  ])('made with %s is told so', async (_, hash, key, status, sentence) => {
    const identity = await opensslLeaf(hash, key)
    const { statuses, said } = await lookAt(await keep(startTlsServer(identity, weak)), {
      caFile: join(folder, 'weak.pem'),
    })
    expect(statuses['network.tls-certificate']).toEqual([status])
    expect(said('network.tls-certificate')).toMatch(sentence)
  })

  const wrongPlaces: ReadonlyArray<readonly [string, (socket: import('node:net').Socket) => void, RegExp]> = [
    ['is gone', (socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'), /HTTP 404/],
    ['holds no certificate', (socket) => socket.end(reply('hello')), /no certificate/],
    ['holds another certificate', (socket) => socket.end(reply(root.pem)), /another certificate/],
    ['is silent', () => undefined, /ETIMEDOUT/],
  ]
  test.each(wrongPlaces)('whose issuer’s place %s says so', async (_, serve, reason) => {
    const place = await keep(startTcpServer((socket) => socket.once('data', () => serve(socket))))
    const identity = await intermediate.server({ names: [name], issuerUrl: `http://127.0.0.1:${place.port}/ca.der` })
    const { said } = await lookAt(await keep(startTlsServer(identity)), { limitMs: 700 })
    expect(said('network.tls-certificate')).toMatch(reason)
  })

  test('whose missing issuer turns out to be the internal root is not called incomplete', async () => {
    const place = await keep(startTcpServer((socket) => socket.once('data', () => socket.end(reply(root.pem)))))
    const identity = await root.server({ names: [name], issuerUrl: `http://127.0.0.1:${place.port}/ca.pem` })
    const { said } = await lookAt(await keep(startTlsServer(identity)), { caFile: undefined })
    expect(said('network.tls-certificate')).toMatch(/which neither this machine nor the public roots know/)
    expect(said('network.tls-certificate')).not.toMatch(/intermediate/)
  })
})

describe('a certificate', () => {
  const cases: ReadonlyArray<readonly [string, () => Promise<TlsIdentity>, RegExp]> = [
    [
      'for another name',
      () => intermediate.server({ names: ['other.lab.example', '*.elsewhere.example'], chain: [intermediate.pem] }),
      /not for idp\.lab\.example: it names other\.lab\.example, \*\.elsewhere\.example/,
    ],
    [
      'that has expired',
      () =>
        intermediate.server({
          names: [name],
          chain: [intermediate.pem],
          notBefore: new Date(Date.now() - 90 * day),
          notAfter: new Date(Date.now() - 2 * day),
        }),
      /certificate of the server expired on/,
    ],
    [
      'that is not yet valid',
      () =>
        intermediate.server({ names: [name], chain: [intermediate.pem], notBefore: new Date(Date.now() + 2 * day) }),
      /not yet valid/,
    ],
    ['that is self-signed', () => makeSelfSigned([name]), /self-signed/],
    [
      'that is self-signed and for another name',
      () => makeSelfSigned(['other.lab.example']),
      /not for idp\.lab\.example.*self-signed/,
    ],
  ]
  test.each(cases)('%s is refused', async (_, identity, reason) => {
    const { statuses, said } = await lookAt(await keep(startTlsServer(await identity())))
    expect(statuses['network.tls']).toEqual(['pass'])
    expect(statuses['network.tls-certificate']).toEqual(['fail'])
    expect(said('network.tls-certificate')).toMatch(reason)
    expect(statuses['network.http']).toEqual(['skipped'])
  })

  test('that ends within a week is a warning', async () => {
    const identity = await intermediate.server({
      names: [name],
      chain: [intermediate.pem],
      notAfter: new Date(Date.now() + 3 * day),
    })
    const { said } = await lookAt(await keep(startTlsServer(identity)))
    expect(said('network.tls-certificate')).toMatch(/expires on .*, in 2 days/)
  })

  test('with a wildcard covers one label and no more', async () => {
    const identity = await intermediate.server({ names: ['*.lab.example'], chain: [intermediate.pem] })
    const { said } = await lookAt(await keep(startTlsServer(identity)))
    expect(said('network.tls-certificate')).not.toMatch(/not for/)
  })
})

describe('a handshake', () => {
  test('of a server that has TLS 1.0 only fails, and the version is named', async () => {
    const old = await keep(startTlsServer(good, { ...weak, minVersion: 'TLSv1', maxVersion: 'TLSv1' }))
    const { statuses, said } = await lookAt(old)
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/offers only TLS 1\.0/)
    expect(statuses['network.http']).toEqual(['skipped'])
  })

  test('of a server that still has TLS 1.0 besides is a warning', async () => {
    const { statuses, said, reached } = await lookAt(await keep(startTlsServer(good, { ...weak, minVersion: 'TLSv1' })))
    expect(statuses['network.tls']).toEqual(['warn'])
    expect(said('network.tls')).toMatch(/still offers TLS 1\.0 and TLS 1\.1/)
    expect(reached.result.tls?.offered).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
  })

  test('of a server with weak cipher suites only names them', async () => {
    const suites = { ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' as const }
    const { statuses, said } = await lookAt(await keep(startTlsServer(good, suites)))
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/cipher suite/)
  })

  test('of a server that must be told the name is well, and the need is noted', async () => {
    const server = await keep(
      startTlsServer(good, {
        SNICallback: (wanted, done) => (wanted === name ? done(null) : done(new Error('no such host'))),
      }),
    )
    const { said } = await lookAt(server)
    expect(said('network.tls')).toMatch(/speaks TLS 1\.3/)
  })

  test('without a name that leads to another certificate is noted', async () => {
    const fallback = await makeSelfSigned(['default.lab.example'])
    const { createSecureContext } = await import('node:tls')
    const server = await keep(
      startTlsServer(fallback, { SNICallback: (_, done) => done(null, createSecureContext({ ...good })) }),
    )
    const { statuses, said } = await lookAt(server)
    expect(statuses['network.tls']).toEqual(['pass'])
    expect(said('network.tls')).toMatch(/no host name \(SNI\) gets another certificate \(CN=default\.lab\.example\)/)
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'of a server that insists on a client certificate fails (%s)',
    async (version) => {
      const server = await keep(
        startTlsServer(good, { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version }),
      )
      const { statuses, said } = await lookAt(server)
      expect([statuses['network.tls'], statuses['network.http']]).not.toContainEqual(['pass'])
      expect(`${said('network.tls')} ${said('network.http')}`).toMatch(/client certificate|cut/)
    },
  )

  test('of a server that asks for a client certificate and does without is a warning', async () => {
    const server = await keep(startTlsServer(good, { requestCert: true, rejectUnauthorized: false }))
    const { statuses, said } = await lookAt(server)
    expect(statuses['network.tls']).toEqual(['warn'])
    expect(said('network.tls')).toMatch(/asks for a client certificate/)
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('that is reset says the connection was cut', async () => {
    const server = await keep(startTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
    const { statuses, said } = await lookAt(server)
    expect(statuses['network.tcp']).toEqual(['pass'])
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/cut during the handshake \(ECONNRESET\)/)
  })

  test('that is closed politely says the same', async () => {
    const server = await keep(startTcpServer((socket) => socket.end()))
    const { statuses, said } = await lookAt(server)
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/cut during the handshake/)
  })

  test('with plain HTTP says that no TLS is spoken', async () => {
    const server = await keep(
      startTcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    )
    const { statuses, said } = await lookAt(server)
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/does not speak TLS/)
  })

  test('that never ends is ended', async () => {
    const server = await keep(startTcpServer(() => undefined))
    const { statuses, said, reached } = await lookAt(server, { limitMs: 400 })
    expect(statuses['network.tls']).toEqual(['fail'])
    expect(said('network.tls')).toMatch(/did not end in time/)
    expect(reached.result.timings.total).toBeLessThan(3000)
  })

  test.each([Buffer.alloc(0), Buffer.from([22]), Buffer.from('\u0016\u0003\u0003\uffff'), Buffer.alloc(70_000, 0xff)])(
    'answered with nonsense (%#) is a finding',
    async (nonsense) => {
      const server = await keep(startTcpServer((socket) => socket.once('data', () => socket.end(nonsense))))
      const { statuses } = await lookAt(server, { limitMs: 700 })
      expect(statuses['network.tls']).toEqual(['fail'])
    },
  )
})

describe('addresses', () => {
  test('of which one is dead are told apart', async () => {
    const server = await keep(startTlsServer(good))
    const zone = await startDnsServer({ [name]: { a: ['127.0.0.1', '127.0.0.9'] } })
    const { findings, statuses } = await lookAt(server, { dns: zone.address })
    await zone.close()
    expect(statuses['network.tcp']).toEqual(['pass', 'warn'])
    expect(findings.find(({ id, status }) => id === 'network.tcp' && status === 'warn')?.summary).toMatch(
      /127\.0\.0\.9.*refuses.*comes and goes/,
    )
    expect(statuses['network.tls']).toEqual(['pass'])
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('of IPv6 alone are reached, and the lack of IPv4 is noted', async () => {
    const server = await keep(startTlsServer(good, { address: '::1' }))
    const zone = await startDnsServer({ [name]: { aaaa: ['::1'] } })
    const { statuses, said } = await lookAt(server, { dns: zone.address })
    await zone.close()
    expect(statuses['network.dns']).toEqual(['warn'])
    expect(said('network.dns')).toMatch(/no IPv4 address/)
    expect(statuses['network.http']).toEqual(['pass'])
  })

  test('written out need a certificate for the address', async () => {
    const server = await keep(startTlsServer(good))
    const { statuses, said } = await look(`https://127.0.0.1:${server.port}/`, { caFile })
    expect(statuses['network.url']).toEqual(['warn'])
    expect(said('network.tls-certificate')).toMatch(/not for 127\.0\.0\.1/)
  })
})
