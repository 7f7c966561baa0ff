import type { X509Certificate } from 'node:crypto'
import type { Finding, Fix, Status } from '../../shared/finding'
import { inspectionProduct } from '../../shared/guidance/tls-inspection'
import { fetchedIssuers, isFor, isOwnIssuer, issuerOf, readChain, subjectOf } from './certificate-chain'
import type { TlsObservation } from './observation'

/** One thing that is wrong with a certificate. */
export interface CertificateFault {
  status: Extract<Status, 'warn' | 'fail'>
  sentence: string
  fix?: Finding['fix']
}

const intermediateFix: Fix = {
  action:
    'Install the certificate together with its intermediate certificates (the full chain) on the server or load balancer.',
  where:
    'Apache: SSLCertificateFile with the full chain; nginx: ssl_certificate with the full chain; Windows: import the intermediate into “Intermediate Certification Authorities” of the computer account',
  owner: 'idp-admin',
}
export const publicFix: Fix = {
  action:
    'Use a certificate of a public authority for this host, or give WorkOS the metadata as a file instead of an address.',
  owner: 'idp-admin',
}
const otherNetworkFix: Fix = {
  action:
    'Look at the host from another network, or have the inspection switched off for it: until then its own certificate is not seen.',
  owner: 'network-team',
}

/** OpenSSL's verdicts that are about dates and weak keys, not about who stands behind the chain; those told elsewhere are empty. */
const otherVerdicts: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: '',
  CERT_NOT_YET_VALID: '',
  EE_KEY_TOO_SMALL: '',
  CA_KEY_TOO_SMALL: '',
  CA_MD_TOO_WEAK: '',
  UNSPECIFIED: '',
  CERT_REVOKED: 'The certificate is revoked.',
  INVALID_PURPOSE: 'The certificate is not meant for TLS servers (extended key usage).',
  PATH_LENGTH_EXCEEDED: 'The chain is longer than one of its authorities allows.',
  INVALID_CA: 'A certificate in the chain issues others without being an authority.',
}

/** What speaks against whoever stands behind a chain: an authority that nobody outside knows, or one that is not shown. */
export function faultsOfTrust(
  observation: TlsObservation,
  chain: readonly X509Certificate[],
  direct: TlsObservation | null,
): CertificateFault[] {
  const { trustedPublicly, trustedHere, anchor } = observation
  const [leaf] = chain
  const intercepted = whoIntercepts(observation, chain, direct)
  if (intercepted !== null) return [{ status: 'warn', sentence: intercepted, fix: otherNetworkFix }]
  if (trustedPublicly === null || leaf === undefined) return []
  const stated = otherVerdicts[trustedHere ?? ''] || otherVerdicts[trustedPublicly] || null
  const faults: CertificateFault[] = stated === null ? [] : [{ status: 'fail', sentence: stated, fix: publicFix }]
  if (anchor === 'public' || otherVerdicts[trustedPublicly] !== undefined) return faults
  const behind = trustedHere === null || anchor === 'here' ? internal(observation, chain) : unknown(observation, chain)
  return [...faults, behind]
}

function internal({ host }: TlsObservation, chain: readonly X509Certificate[]): CertificateFault {
  return {
    status: 'warn',
    sentence: `The certificate of ${host} comes from an authority that is trusted on this machine but is not among the public roots (${issuerOf(chain.at(-1))}): an internal authority, or a device that inspects TLS. WorkOS cannot trust it when it fetches the address; a file upload is not affected.`,
    fix: publicFix,
  }
}

function unknown(observation: TlsObservation, chain: readonly X509Certificate[]): CertificateFault {
  const { host, completedBy, fetched } = observation
  const [leaf, last] = [chain[0], chain.at(-1)]
  if (leaf && isOwnIssuer(leaf)) {
    return {
      status: 'fail',
      sentence: `The certificate of ${host} is self-signed: no authority stands behind it, and WorkOS trusts no such certificate.`,
      fix: publicFix,
    }
  }
  const found = fetchedIssuers(observation)
  if (found.some((issuer) => !isOwnIssuer(issuer))) {
    const where = fetched.find(({ certificate }) => certificate !== null)?.url
    const leads =
      completedBy === 'public'
        ? ' With it the chain leads to a public authority.'
        : completedBy === 'here'
          ? ' With it the chain leads to an authority that is trusted on this machine, but is not among the public roots.'
          : ` Even with it the chain leads to no authority that is known (${issuerOf(found.at(-1))}).`
    return {
      status: 'fail',
      sentence: `${host} does not send the intermediate certificate ${issuerOf(last)}. Browsers find it by themselves (it was found at ${where}), servers such as WorkOS do not.${leads}`,
      fix: intermediateFix,
    }
  }
  if (last !== undefined && (isOwnIssuer(last) || found.length > 0)) {
    return {
      status: 'fail',
      sentence: `The certificate of ${host} comes from the authority ${issuerOf(last)}, which neither this machine nor the public roots know: an internal authority, or a device that inspects TLS.`,
      fix: publicFix,
    }
  }
  const failed = fetched.find(({ failure }) => failure !== null)
  const tried = failed
    ? ` It names ${failed.url} as the place to find it, which gave ${failed.failure}.`
    : ' It does not say where to find it.'
  return {
    status: 'fail',
    sentence: `The chain of ${host} stops at ${subjectOf(last)}: the certificate of its issuer, ${issuerOf(last)}, is not sent and is no authority known here. Either an intermediate certificate is missing, or the authority is internal.${tried}`,
    fix: intermediateFix,
  }
}

/** Who shows a certificate of his own in place of the host's; null when nothing points to it. */
export function whoIntercepts(
  { via, chain: sent, trustedPublicly }: TlsObservation,
  chain: readonly X509Certificate[],
  direct: TlsObservation | null,
): string | null {
  if (via !== null && direct && direct.chain[0] !== undefined && sent[0] !== undefined && direct.chain[0] !== sent[0]) {
    const there = readChain(direct.chain)
    if (issuerOf(there.at(0)) !== issuerOf(chain.at(0))) {
      return `The proxy ${via} opens the connection: through it the certificate comes from ${issuerOf(chain.at(0))}, directly it comes from ${issuerOf(there.at(0))}. What is seen through the proxy says nothing of the host’s own certificate.`
    }
  }
  if (trustedPublicly === null) return null
  const product = chain.map((certificate) => inspectionProduct(certificate.issuer)).find((name) => name !== null)
  return product
    ? `The certificate comes from ${issuerOf(chain.at(0))}, which looks like the authority of ${product}: a device on this network opens the connection, and the certificate of the host itself is not seen.`
    : null
}

/** Why nobody outside can trust a certificate, to follow a colon; null when somebody can. */
export function whyUntrusted(observation: TlsObservation): string | null {
  const { host, chain: sent, trustedPublicly, trustedHere, anchor, handshake } = observation
  const chain = readChain(sent)
  const [leaf] = chain
  if (leaf === undefined) return null
  if (!isFor(leaf, host)) return `the certificate is not for ${host}`
  if (trustedPublicly === null || !handshake.ok) return null
  const byDate = [trustedPublicly, trustedHere].map((verdict) => dateVerdicts[verdict ?? '']).find((one) => one)
  if (byDate) return byDate
  if (isOwnIssuer(leaf)) return 'its certificate is self-signed'
  if (trustedHere === null || anchor === 'here')
    return 'its certificate comes from an authority that is not among the public roots'
  if (fetchedIssuers(observation).some((issuer) => !isOwnIssuer(issuer)))
    return 'it does not send an intermediate certificate that belongs to its own'
  return anchor === 'public'
    ? 'its certificate is one that current clients refuse'
    : 'its certificate does not lead to a public authority, or an intermediate certificate is missing'
}

const dateVerdicts: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet (by the clock of this machine)',
}
