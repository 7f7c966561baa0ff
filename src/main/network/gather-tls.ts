import { X509Certificate } from 'node:crypto'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect, rootCertificates, type TLSSocket } from 'node:tls'
import type { Host } from '../host'
import type { TlsObservation, TlsVersion } from './observation'

const versions: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

export interface TlsTarget {
  host: string
  address: string
  port: number
  /** Authorities trusted here besides the public roots, PEM. */
  extraAuthorities: readonly string[]
  limitMs: number
}

type Handshake =
  | {
      ok: true
      version: string
      cipher: string
      alpn: string | null
      ms: number
      chain: string[]
      authorizationError: string | null
    }
  | { ok: false; code: string; message: string; ms: number }

/**
 * Looks at a server's TLS from several sides, sending no data: the handshake of a current client, every version alone, a
 * handshake without a name, and the chain against the public roots and against what this machine trusts.
 */
export async function gatherTls(target: TlsTarget, host: Host): Promise<TlsObservation> {
  const at = new Date(host.now()).toISOString()
  const shake = (options: ConnectionOptions) => handshake(target, options, host)
  const name: ConnectionOptions = isIP(target.host) === 0 ? { servername: target.host } : {}
  const current: ConnectionOptions = { ...name, ALPNProtocols: ['h2', 'http/1.1'], minVersion: 'TLSv1.2' }

  const [seen, publicly, here, nameless, ...each] = await Promise.all([
    shake({ ...name, ALPNProtocols: ['h2', 'http/1.1'], minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', ca: [] }),
    shake({ ...current, ca: [...rootCertificates] }),
    shake({ ...current, ca: [...rootCertificates, ...target.extraAuthorities] }),
    isIP(target.host) === 0 ? shake({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', ca: [] }) : null,
    ...versions.map((version) =>
      shake({ ...name, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0', ca: [] }),
    ),
  ])
  const chain = seen?.ok ? seen.chain : []
  return {
    kind: 'tls',
    host: target.host,
    address: target.address,
    port: target.port,
    handshake: publicly?.ok
      ? { ok: true, version: publicly.version, cipher: publicly.cipher, alpn: publicly.alpn, ms: publicly.ms }
      : { ok: false, code: publicly?.code ?? 'UNKNOWN', message: publicly?.message ?? '', ms: publicly?.ms ?? 0 },
    versions: versions.map((version, index) => {
      const tried = each[index]
      return { version, accepted: tried?.ok === true, code: tried?.ok === false ? tried.code : null }
    }),
    withoutName: compareNameless(nameless, chain),
    chain,
    fetchedIssuer: await fetchIssuer(chain, host),
    trustedHere: trustOf(here),
    trustedPublicly: trustOf(publicly),
    at,
  }
}

const trustOf = (shake: Handshake | null | undefined) =>
  shake?.ok ? shake.authorizationError : (shake?.code ?? 'UNKNOWN')

function compareNameless(
  nameless: Handshake | null | undefined,
  chain: readonly string[],
): TlsObservation['withoutName'] {
  if (nameless === null || nameless === undefined || chain.length === 0) return { state: 'not-tried', subject: null }
  if (!nameless.ok) return { state: 'refused', subject: null }
  const leaf = nameless.chain[0]
  if (leaf === chain[0]) return { state: 'same', subject: null }
  return {
    state: 'other-certificate',
    subject: leaf === undefined ? null : oneLine(new X509Certificate(Buffer.from(leaf, 'base64')).subject),
  }
}

function handshake(target: TlsTarget, options: ConnectionOptions, host: Host): Promise<Handshake> {
  return new Promise((resolve) => {
    const started = host.monotonic()
    const raw: Socket = connectTcp({ host: target.address, port: target.port })
    let secure: TLSSocket | null = null
    const finish = (found: Handshake) => {
      clearTimeout(timer)
      host.signal.removeEventListener('abort', cancel)
      secure?.destroy()
      raw.destroy()
      resolve(found)
    }
    const fail = (code: string, message: string) => finish({ ok: false, code, message, ms: host.monotonic() - started })
    const onError = (error: Error & { code?: string }) => fail(error.code ?? 'UNKNOWN', error.message)
    const cancel = () => fail('ECANCELLED', 'cancelled')
    const timer = setTimeout(() => fail('ETIMEDOUT', 'the handshake did not end in time'), target.limitMs)
    host.signal.addEventListener('abort', cancel, { once: true })
    if (host.signal.aborted) return cancel()
    raw.on('error', onError)
    raw.on('connect', () => {
      try {
        secure = connect({ ...options, socket: raw, rejectUnauthorized: false, checkServerIdentity: () => undefined })
      } catch (error) {
        return onError(error instanceof Error ? error : new Error(String(error)))
      }
      secure.on('error', onError)
      secure.on('end', () => fail('ECONNRESET', 'the server closed the connection during the handshake'))
      secure.on('secureConnect', () => {
        if (secure === null) return
        finish({
          ok: true,
          version: secure.getProtocol() ?? '',
          cipher: secure.getCipher().standardName ?? secure.getCipher().name,
          alpn: secure.alpnProtocol || null,
          ms: host.monotonic() - started,
          chain: chainOf(secure),
          authorizationError: secure.authorizationError ? String(codeOf(secure.authorizationError)) : null,
        })
      })
    })
  })
}

/** Node's types call this an Error, at run time it may be the code itself. */
function codeOf(error: unknown): string {
  if (typeof error === 'string') return error
  return error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
}

/** The certificates sent, leaf first. An empty trust store keeps Node from adding issuers of its own. */
function chainOf(socket: TLSSocket): string[] {
  const chain: string[] = []
  let certificate = socket.getPeerCertificate(true)
  while (certificate?.raw && chain.length < 20) {
    const der = certificate.raw.toString('base64')
    if (chain.includes(der)) break
    chain.push(der)
    certificate = certificate.issuerCertificate
  }
  return chain
}

/** Where the chain ends without a self-signed certificate, fetches its issuer from the address the last one names. */
async function fetchIssuer(chain: readonly string[], host: Host): Promise<TlsObservation['fetchedIssuer']> {
  const last = chain.at(-1)
  if (last === undefined) return null
  const certificate = new X509Certificate(Buffer.from(last, 'base64'))
  if (certificate.checkIssued(certificate)) return null
  if (rootCertificates.some((root) => certificate.checkIssued(new X509Certificate(root)))) return null
  const url = /CA Issuers - URI:(\S+)/.exec(certificate.infoAccess ?? '')?.[1]
  if (url === undefined) return null
  const outcome = await host.http({ url, timeoutMs: 5000, maxBytes: 200_000 })
  if (!outcome.ok) return { url, certificate: null, failure: outcome.failure.code }
  if (outcome.reply.status !== 200) return { url, certificate: null, failure: `HTTP ${outcome.reply.status}` }
  try {
    const issuer = new X509Certificate(outcome.reply.body)
    return { url, certificate: issuer.raw.toString('base64'), failure: null }
  } catch {
    return { url, certificate: null, failure: 'what came back is no certificate' }
  }
}

const oneLine = (name: string) => name.replaceAll('\n', ', ')
