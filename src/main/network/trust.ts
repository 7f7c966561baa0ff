import { X509Certificate } from 'node:crypto'
import * as tls from 'node:tls'
import { pemBlocks, systemAuthorities } from '../host/authorities'
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
  if (isAnchoredIn(certificate, publicRoots())) return 'public'
  const key = extraAuthorities.join('\n')
  const here = rootsHere.get(key) ?? bySubject([...systemAuthorities(), ...extraAuthorities])
  rootsHere.set(key, here)
  return isAnchoredIn(certificate, here) ? 'here' : null
}

type BySubject = ReadonlyMap<string, readonly X509Certificate[]>

const publicRoots = once(() => bySubject(tls.rootCertificates))
const rootsHere = new Map<string, BySubject>()

/** Authorities by their names, so that only those that can have issued a certificate are tried. */
function bySubject(authorities: readonly string[]): BySubject {
  const found = new Map<string, X509Certificate[]>()
  for (const authority of authorities.flatMap(parse)) {
    found.set(authority.subject, [...(found.get(authority.subject) ?? []), authority])
  }
  return found
}

function isAnchoredIn(certificate: X509Certificate, authorities: BySubject): boolean {
  const same = authorities.get(certificate.subject) ?? []
  if (same.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)) return true
  return (authorities.get(certificate.issuer) ?? []).some((authority) => isIssuedBy(certificate, authority))
}

function parse(pem: string): X509Certificate[] {
  return pemBlocks(pem).flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
