import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect, type SecureContext, type TLSSocket } from 'node:tls'
import type { Host } from '../host/host'
import { codeOf } from './within'

export interface HandshakeWish {
  context: SecureContext
  /** Name sent along (SNI); null sends none. */
  name: string | null
  alpn: readonly string[]
  limitMs: number
  /** How long to listen after the handshake: with TLS 1.3 a server refuses a client only then. */
  lingerMs: number
  /** Reads the server's flight on the way. Only TLS 1.2 and older show it unencrypted. */
  watch: boolean
}

export type Handshake = { ms: number; asksClientCertificate: boolean | null } & (
  | {
      ok: true
      version: string
      cipher: string
      alpn: string | null
      /** Sent by the server, leaf first, base64 DER. */
      chain: string[]
      /** OpenSSL's verdict on the chain; null: trusted. */
      verdict: string | null
      cutAfter: string | null
    }
  | { ok: false; code: string; message: string }
)

/** Makes one TLS handshake over a connection, sends no data, and closes the connection. Never throws. */
export function handshake(socket: Socket, wish: HandshakeWish, host: Host): Promise<Handshake> {
  return new Promise((resolve) => {
    const started = host.monotonic()
    const flight = wish.watch ? new Flight(socket) : null
    let secure: TLSSocket | null = null
    let done: (Handshake & { ok: true }) | null = null
    let linger: NodeJS.Timeout | undefined

    const finish = (found: Handshake) => {
      clearTimeout(timer)
      clearTimeout(linger)
      host.signal.removeEventListener('abort', cancel)
      secure?.on('error', () => undefined)
      secure?.destroy()
      socket.destroy()
      resolve(found)
    }
    const fail = (code: string, message: string) => {
      if (done) return finish({ ...done, cutAfter: code })
      finish({
        ok: false,
        code,
        message,
        ms: host.monotonic() - started,
        asksClientCertificate: flight?.asksClientCertificate() ?? null,
      })
    }
    const onError = (error: Error & { code?: string }) => fail(error.code ?? 'UNKNOWN', error.message)
    const cancel = () => (done ? finish(done) : fail('ECANCELLED', 'cancelled'))
    const timer = setTimeout(() => fail('ETIMEDOUT', 'the handshake did not end in time'), wish.limitMs)
    host.signal.addEventListener('abort', cancel, { once: true })
    if (host.signal.aborted) return cancel()

    try {
      secure = connect({
        socket: flight ?? socket,
        secureContext: wish.context,
        ALPNProtocols: [...wish.alpn],
        ...(wish.name === null ? {} : { servername: wish.name }),
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
      })
    } catch (error) {
      return fail(codeOf(error), String(error))
    }
    secure.on('error', onError)
    secure.on('end', () => fail('ECONNRESET', 'the server closed the connection'))
    secure.on('close', () => fail('ECONNRESET', 'the server closed the connection'))
    secure.on('secureConnect', () => {
      if (secure === null) return
      const { standardName, name } = secure.getCipher()
      done = {
        ok: true,
        version: secure.getProtocol() ?? '',
        cipher: standardName ?? name,
        alpn: secure.alpnProtocol || null,
        ms: host.monotonic() - started,
        chain: chainOf(secure),
        verdict: secure.authorizationError ? codeOf(secure.authorizationError) : null,
        cutAfter: null,
        asksClientCertificate: flight?.asksClientCertificate() ?? null,
      }
      const found = done
      clearTimeout(timer)
      if (wish.lingerMs === 0) return finish(found)
      linger = setTimeout(() => finish(found), wish.lingerMs)
      secure.resume()
    })
  })
}

/** The certificates sent, leaf first, as they are linked by issuer. */
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

const recordOfHandshake = 22
const certificateRequest = 13
const serverHelloDone = 14

/** Passes a connection on unchanged and keeps the server's first bytes. Source: RFC 5246 sections 6.2.1 and 7.4. */
class Flight extends Duplex {
  private readonly kept: Buffer[] = []
  private size = 0

  constructor(private readonly inner: Socket) {
    super()
    // The handshake hears of it from the TLS socket; after that nobody listens.
    this.on('error', () => undefined)
    inner.on('data', (chunk: Buffer) => {
      if (this.size < 65_536) this.kept.push(chunk)
      this.size += chunk.length
      if (!this.push(chunk)) inner.pause()
    })
    inner.on('end', () => this.push(null))
    inner.on('error', (error) => this.destroy(error))
    inner.on('close', () => this.destroy())
  }

  override _read(): void {
    this.inner.resume()
  }
  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.inner.write(chunk, encoding, done)
  }
  override _final(done: (error?: Error | null) => void): void {
    this.inner.end(done)
  }

  /** Whether a CertificateRequest stands in the flight; null when the flight did not come to its end. */
  asksClientCertificate(): boolean | null {
    const messages = handshakeMessages(Buffer.concat(this.kept))
    if (messages.includes(certificateRequest)) return true
    return messages.includes(serverHelloDone) ? false : null
  }
}

/** The types of the handshake messages in a flight, up to the first record that is no handshake. */
export function handshakeMessages(bytes: Buffer): number[] {
  const payloads: Buffer[] = []
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === recordOfHandshake; ) {
    const length = bytes.readUInt16BE(at + 3)
    payloads.push(bytes.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  const stream = Buffer.concat(payloads)
  const types: number[] = []
  for (let at = 0; at + 4 <= stream.length; ) {
    types.push(stream.readUInt8(at))
    at += 4 + stream.readUIntBE(at + 1, 3)
  }
  return types
}
