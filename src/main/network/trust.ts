import { X509Certificate } from 'node:crypto'
import * as tls from 'node:tls'
import { pemBlocks, systemAuthorities } from '../authorities'
import { isIssuedBy } from './issued-by'
import type { Anchor, TlsVersion } from './observation'

const suites = once((): { ciphers?: string } => {
  // Electron's TLS library has no security levels; there the oldest suites are simply not to be had.
  const wish = { ciphers: 'DEFAULT@SECLEVEL=0' }
  try {
    tls.createSecureContext(wish)
    return wish
  } catch {
    return {}
  }
})

/** A client that takes whatever it is offered, to see what that is. It trusts nobody, and no data is sent over it. */
export function curiousContext(only?: TlsVersion): tls.SecureContext {
  const range = only === undefined ? { minVersion: 'TLSv1' as const } : { minVersion: only, maxVersion: only }
  return tls.createSecureContext({ ...range, ...suites(), ca: [] })
}

/** Which authorities, of all those known, issued a certificate, and whether the public roots are among them. */
export function anchorOf(certificate: X509Certificate, extraAuthorities: readonly string[]): Anchor {
  if (issuedByOneOf(certificate, publicRoots())) return 'public'
  const here = [...systemAuthorities(), ...extraAuthorities].flatMap(parse)
  return issuedByOneOf(certificate, here) ? 'here' : null
}

const publicRoots = once(() => tls.rootCertificates.flatMap(parse))

function parse(pem: string): X509Certificate[] {
  return pemBlocks(pem).flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

function issuedByOneOf(certificate: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return authorities.some(
    (authority) => authority.fingerprint256 === certificate.fingerprint256 || isIssuedBy(certificate, authority),
  )
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
