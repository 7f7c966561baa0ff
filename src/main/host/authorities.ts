import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Where Linux distributions keep the authorities their programs trust. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

let known: readonly string[] | null = null

/**
 * The authorities the operating system trusts besides the public roots, those of a company among them; PEM. Empty where the
 * platform does not tell: Node does from version 22.15 on, Linux distributions keep a file.
 */
export function systemAuthorities(): readonly string[] {
  known ??= beyondPublicRoots(readSystem())
  return known
}

function readSystem(): string[] {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') return tls.getCACertificates('system')
  const named = [process.env.SSL_CERT_FILE, process.env.NODE_EXTRA_CA_CERTS].filter((path) => path !== undefined)
  const first = bundles.map(readBundle).find((found) => found.length > 0) ?? []
  return [...first, ...named.flatMap(readBundle)]
}

function readBundle(path: string): string[] {
  try {
    return pemBlocks(readFileSync(path, 'utf8'))
  } catch {
    return []
  }
}

/** The certificates of a PEM text, each by itself. */
export function pemBlocks(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}

function beyondPublicRoots(authorities: readonly string[]): string[] {
  const bare = (pem: string) => pem.replace(/\s/g, '')
  const roots = new Set(tls.rootCertificates.map(bare))
  return [...new Map(authorities.map((pem) => [bare(pem), pem])).entries()]
    .filter(([text]) => !roots.has(text))
    .map(([, pem]) => pem)
}

const contexts = new Map<string, tls.SecureContext>()

let publicOnly: tls.SecureContext | null = null

/** A TLS client that trusts the public roots and nothing else. */
export function publicContext(): tls.SecureContext {
  // Node's own default is ready at once, but holds whatever this variable adds.
  const plain = process.env.NODE_EXTRA_CA_CERTS === undefined ? {} : { ca: [...tls.rootCertificates] }
  publicOnly ??= tls.createSecureContext({ ...plain, minVersion: 'TLSv1.2' })
  return publicOnly
}

/** A TLS client that trusts the public roots, what the operating system trusts, and the authorities given (PEM). */
export function trustingContext(given: readonly string[]): tls.SecureContext {
  const key = given.join('\n')
  const existing = contexts.get(key)
  if (existing) return existing
  const added = [...systemAuthorities(), ...given]
  const made = tls.createSecureContext({
    ...(added.length === 0 ? {} : { ca: [...tls.rootCertificates, ...added] }),
    minVersion: 'TLSv1.2',
  })
  contexts.set(key, made)
  return made
}
