import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import { inspectionProduct } from '../../shared/guidance/tls-inspection'
import { isIssuedBy } from './issued-by'
import { tlsPlace } from './judge-tls'
import type { TlsObservation } from './observation'

const id = 'network.tls-certificate'
const day = 86_400_000
/** Automatic renewal happens weeks before the end; what is left so late was forgotten. */
const soonDays = 7

interface Fault {
  status: Extract<Status, 'warn' | 'fail'>
  sentence: string
  fix?: Fix
}

/**
 * Judges the certificates a TLS server sends: the name, the dates, and whether the chain leads to an authority that this
 * machine trusts and that WorkOS, which has the public roots only, can trust. `direct` is the same server seen without the
 * proxy, where there is such a view.
 */
export function judgeCertificate(observation: TlsObservation, direct: TlsObservation | null): Finding {
  const chain = readChain(observation.chain)
  const [leaf] = chain
  if (leaf === undefined) {
    return {
      id,
      status: 'skipped',
      summary: `No certificate of ${observation.host} was seen, since no TLS connection came about.`,
      evidence: [],
    }
  }
  const faults = [
    ...faultsOfName(leaf, observation.host),
    ...faultsOfDates(chain, Date.parse(observation.at)),
    ...faultsOfTrust(observation, chain, direct),
  ]
  const evidence = evidenceOf(observation, chain)
  const worst = faults.find(({ status }) => status === 'fail') ?? faults[0]
  if (worst === undefined) {
    return {
      id,
      status: 'pass',
      summary: `The certificate is for ${observation.host}, valid until ${date(leaf.validTo)}, and a public authority (${issuerOf(chain.at(-1))}) stands behind it.`,
      evidence,
    }
  }
  const others = faults.filter((fault) => fault !== worst)
  return {
    id,
    status: worst.status,
    summary: [worst, ...others].map(({ sentence }) => sentence).join(' '),
    evidence,
    ...(worst.fix ? { fix: worst.fix } : {}),
  }
}

/** The certificates of a chain, leaf first; those that cannot be read are left out. */
export function readChain(chain: readonly string[]): X509Certificate[] {
  return chain.flatMap((der) => {
    try {
      return [new X509Certificate(Buffer.from(der, 'base64'))]
    } catch {
      return []
    }
  })
}

/** Whether a certificate is for a host. */
export const isFor = (leaf: X509Certificate, host: string): boolean =>
  (isIP(host) !== 0 ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined

function faultsOfName(leaf: X509Certificate, host: string): Fault[] {
  if (isFor(leaf, host)) return []
  return [
    {
      status: 'fail',
      sentence: `The certificate is not for ${host}: it names ${namesOf(leaf)}.`,
      fix: {
        action: `Install a certificate whose subject alternative names contain ${host}, or use the name it has.`,
        owner: 'idp-admin',
      },
    },
  ]
}

function faultsOfDates(chain: readonly X509Certificate[], now: number): Fault[] {
  return chain.flatMap((certificate, index): Fault[] => {
    const which =
      index === 0 ? 'The certificate of the server' : `The certificate of the authority ${subjectOf(certificate)}`
    const end = Date.parse(certificate.validTo)
    if (end < now) {
      return [
        {
          status: 'fail',
          sentence: `${which} expired on ${date(certificate.validTo)}.`,
          fix: { action: 'Renew the certificate. If it is new, check the clock of this machine.', owner: 'idp-admin' },
        },
      ]
    }
    if (Date.parse(certificate.validFrom) > now) {
      return [
        {
          status: 'fail',
          sentence: `${which} is not yet valid: it is so from ${date(certificate.validFrom)} on.`,
          fix: {
            action: 'Check the clock of this machine; if it is right, install the certificate that is valid now.',
            owner: 'idp-admin',
          },
        },
      ]
    }
    if (end - now >= soonDays * day) return []
    return [
      {
        status: 'warn',
        sentence: `${which} expires on ${date(certificate.validTo)}, in ${Math.floor((end - now) / day)} days.`,
        fix: { action: 'Renew the certificate.', owner: 'idp-admin' },
      },
    ]
  })
}

const intermediateFix: Fix = {
  action:
    'Install the certificate together with its intermediate certificates (the full chain) on the server or load balancer.',
  where:
    'Apache: SSLCertificateFile with the full chain; nginx: ssl_certificate with the full chain; Windows: import the intermediate into “Intermediate Certification Authorities” of the computer account',
  owner: 'idp-admin',
}
const publicFix: Fix = {
  action:
    'Use a certificate of a public authority for this host, or give WorkOS the metadata as a file instead of an address.',
  owner: 'idp-admin',
}
const otherNetworkFix: Fix = {
  action:
    'Look at the host from another network, or have the inspection switched off for it: until then its own certificate is not seen.',
  owner: 'network-team',
}

/** OpenSSL's verdicts that are about dates and weak keys, not about who stands behind the chain. */
const otherVerdicts: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: '',
  CERT_NOT_YET_VALID: '',
  EE_KEY_TOO_SMALL: 'The key of the certificate is too small for current clients.',
  CA_KEY_TOO_SMALL: 'The key of an authority in the chain is too small for current clients.',
  CA_MD_TOO_WEAK: 'A certificate in the chain is signed with a hash that current clients refuse.',
  CERT_REVOKED: 'The certificate is revoked.',
  INVALID_PURPOSE: 'The certificate is not meant for TLS servers (extended key usage).',
  PATH_LENGTH_EXCEEDED: 'The chain is longer than one of its authorities allows.',
  INVALID_CA: 'A certificate in the chain issues others without being an authority.',
}

function faultsOfTrust(
  observation: TlsObservation,
  chain: readonly X509Certificate[],
  direct: TlsObservation | null,
): Fault[] {
  const { host, trustedPublicly, trustedHere, completedBy } = observation
  const [leaf] = chain
  const last = chain.at(-1)
  const intercepted = whoIntercepts(observation, chain, direct)
  if (intercepted !== null) return [{ status: 'warn', sentence: intercepted, fix: otherNetworkFix }]
  if (trustedPublicly === null || leaf === undefined) return []
  const other = otherVerdicts[trustedPublicly]
  if (other === '') return []
  if (other !== undefined) return [{ status: 'fail', sentence: other, fix: publicFix }]
  if (trustedHere === null) {
    return [
      {
        status: 'warn',
        sentence: `The certificate of ${host} comes from an authority that is trusted on this machine but is not among the public roots (${issuerOf(last)}): an internal authority, or a device that inspects TLS. WorkOS cannot trust it when it fetches the address; a file upload is not affected.`,
        fix: publicFix,
      },
    ]
  }
  if (isOwnIssuer(leaf)) {
    return [
      {
        status: 'fail',
        sentence: `The certificate of ${host} is self-signed: no authority stands behind it, and WorkOS trusts no such certificate.`,
        fix: publicFix,
      },
    ]
  }
  const found = fetchedIssuers(observation)
  if (found.length > 0 && found.some((issuer) => !isOwnIssuer(issuer))) {
    const where = observation.fetched.find(({ certificate }) => certificate !== null)?.url
    const leads =
      completedBy === 'public'
        ? ' With it the chain leads to a public authority.'
        : completedBy === 'here'
          ? ' With it the chain leads to an authority that is trusted on this machine, but is not among the public roots.'
          : ` Even with it the chain leads to no authority that is known (${issuerOf(found.at(-1))}).`
    return [
      {
        status: 'fail',
        sentence: `${host} does not send the intermediate certificate ${issuerOf(last)}. Browsers find it by themselves (it was found at ${where}), servers such as WorkOS do not.${leads}`,
        fix: intermediateFix,
      },
    ]
  }
  if (last !== undefined && (isOwnIssuer(last) || found.length > 0)) {
    return [
      {
        status: 'fail',
        sentence: `The certificate of ${host} comes from the authority ${issuerOf(last)}, which neither this machine nor the public roots know: an internal authority, or a device that inspects TLS.`,
        fix: publicFix,
      },
    ]
  }
  const failed = observation.fetched.find(({ failure }) => failure !== null)
  const tried = failed
    ? ` It names ${failed.url} as the place to find it, which gave ${failed.failure}.`
    : ' It does not say where to find it.'
  return [
    {
      status: 'fail',
      sentence: `The chain of ${host} stops at ${subjectOf(last)}: the certificate of its issuer, ${issuerOf(last)}, is not sent and is no authority known here. Either an intermediate certificate is missing, or the authority is internal.${tried}`,
      fix: intermediateFix,
    },
  ]
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

const fetchedIssuers = ({ fetched }: TlsObservation) =>
  readChain(fetched.flatMap(({ certificate }) => (certificate === null ? [] : [certificate])))

const isOwnIssuer = (certificate: X509Certificate) => isIssuedBy(certificate, certificate)

function evidenceOf(observation: TlsObservation, chain: readonly X509Certificate[]): Evidence[] {
  const { trustedHere, trustedPublicly, fetched, at } = observation
  const from = tlsPlace(observation)
  return [
    ...chain.map((certificate, index) => ({
      label: index === 0 ? 'Certificate of the server' : `Certificate ${index + 1} of the chain`,
      value: `${subjectOf(certificate)}; issued by ${issuerOf(certificate)}; ${date(certificate.validFrom)} to ${date(certificate.validTo)}; SHA-256 ${certificate.fingerprint256}`,
      from,
      at,
    })),
    ...(chain[0] ? [{ label: 'Names', value: namesOf(chain[0]), from, at }] : []),
    {
      label: 'Trusted by the public roots',
      value: trustedPublicly ?? 'yes',
      from: 'the roots that come with the program',
      at,
    },
    {
      label: 'Trusted on this machine',
      value: trustedHere ?? 'yes',
      from: 'the public roots, the system’s and the authorities given',
      at,
    },
    ...fetched.map(({ url, certificate, failure }) => ({
      label: 'Issuer fetched (AIA)',
      value: failure ?? (readChain([certificate ?? '']).some(isOwnIssuer) ? 'found, the authority itself' : 'found'),
      from: url,
      at,
    })),
  ]
}

const commonName = (name: string) => /(?:^|\n)CN=(.*)/.exec(name)?.[1] ?? name.replaceAll('\n', ', ')
const subjectOf = (certificate: X509Certificate | undefined) =>
  certificate ? commonName(certificate.subject ?? '') || 'a certificate without a name' : 'nothing'
const issuerOf = (certificate: X509Certificate | undefined) =>
  certificate ? commonName(certificate.issuer ?? '') || 'an authority without a name' : 'nothing'

/** The names a certificate is for, as many as can be read at a glance. */
function namesOf(certificate: X509Certificate): string {
  const names = (certificate.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''))
  if (names.join('') === '') return subjectOf(certificate)
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ')
}

const date = (text: string) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString().slice(0, 10))
