import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import type { TlsObservation } from './observation'

interface Judged {
  status: Status
  summary: string
  fix?: Fix
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

/**
 * Judges the certificates a TLS server sends: the name, the dates, and whether the chain leads to an authority that this
 * machine trusts and that WorkOS, which has the public roots only, can trust. `now`: milliseconds since 1970.
 */
export function judgeCertificate(observation: TlsObservation, now: number): Finding {
  const chain = observation.chain.map((der) => new X509Certificate(Buffer.from(der, 'base64')))
  const leaf = chain[0]
  if (leaf === undefined) {
    return {
      id: 'network.tls-certificate',
      status: 'skipped',
      summary: `No certificate of ${observation.host} was seen, since no TLS connection came about.`,
      evidence: [],
    }
  }
  const judged = judgeName(leaf, observation.host) ?? judgeDates(chain, now) ?? judgeTrust(observation, chain)
  return { id: 'network.tls-certificate', ...judged, evidence: evidenceOf(observation, chain) }
}

function judgeName(leaf: X509Certificate, host: string): Judged | null {
  const covered = isIP(host) !== 0 ? leaf.checkIP(host) : leaf.checkHost(host)
  if (covered !== undefined) return null
  return {
    status: 'fail',
    summary: `The certificate is not for ${host}: it names ${namesOf(leaf)}.`,
    fix: {
      action: `Install a certificate whose subject alternative names contain ${host}, or use the name it has.`,
      owner: 'idp-admin',
    },
  }
}

function judgeDates(chain: readonly X509Certificate[], now: number): Judged | null {
  const expired = chain.find((certificate) => Date.parse(certificate.validTo) < now)
  const which = (certificate: X509Certificate) =>
    certificate === chain[0]
      ? 'The certificate of the server'
      : `The certificate of the authority ${subjectOf(certificate)}`
  if (expired) {
    return {
      status: 'fail',
      summary: `${which(expired)} expired on ${day(expired.validTo)}.`,
      fix: {
        action: 'Renew the certificate. If it is new, check the clock of this machine first.',
        owner: 'idp-admin',
      },
    }
  }
  const early = chain.find((certificate) => Date.parse(certificate.validFrom) > now)
  if (!early) return null
  return {
    status: 'fail',
    summary: `${which(early)} is not valid before ${day(early.validFrom)}.`,
    fix: {
      action: 'Check the clock of this machine; if it is right, install the certificate that is valid now.',
      owner: 'idp-admin',
    },
  }
}

function judgeTrust(observation: TlsObservation, chain: readonly X509Certificate[]): Judged {
  const { host, trustedHere, trustedPublicly, fetchedIssuer } = observation
  const [leaf] = chain
  const last = chain.at(-1)
  if (trustedPublicly === null) {
    return {
      status: 'pass',
      summary: `The certificate is for ${host}, valid until ${day(leaf?.validTo ?? '')}, and a public authority (${issuerOf(last)}) stands behind it.`,
    }
  }
  if (leaf?.checkIssued(leaf)) {
    return {
      status: 'fail',
      summary: `The certificate of ${host} is self-signed: WorkOS trusts no such certificate.`,
      fix: publicFix,
    }
  }
  if (
    fetchedIssuer?.certificate &&
    last?.checkIssued(new X509Certificate(Buffer.from(fetchedIssuer.certificate, 'base64')))
  ) {
    return {
      status: 'fail',
      summary: `${host} does not send the intermediate certificate ${issuerOf(last)}. Browsers find it by themselves (it was found at ${fetchedIssuer.url}), servers such as WorkOS do not.`,
      fix: intermediateFix,
    }
  }
  const endsAtRoot = last?.checkIssued(last) === true
  if (trustedHere === null) {
    return {
      status: 'fail',
      summary: `The certificate of ${host} comes from an authority that is trusted on this machine only (${issuerOf(last)}): an internal authority, or a device that inspects TLS. WorkOS cannot trust it when it fetches the address; a file upload is not affected.`,
      fix: publicFix,
    }
  }
  if (endsAtRoot) {
    return {
      status: 'fail',
      summary: `The certificate of ${host} comes from the authority ${issuerOf(last)}, which neither this machine nor the public knows: an internal authority, or a device that inspects TLS.`,
      fix: publicFix,
    }
  }
  return {
    status: 'fail',
    summary: `The chain of ${host} stops at ${subjectOf(last)}: its issuer ${issuerOf(last)} is not sent, and is no public authority. Either an intermediate certificate is missing, or the authority is internal${fetchedIssuer?.failure ? ` (fetching ${fetchedIssuer.url} gave ${fetchedIssuer.failure})` : ''}.`,
    fix: intermediateFix,
  }
}

function evidenceOf(
  { host, trustedHere, trustedPublicly, fetchedIssuer, at }: TlsObservation,
  chain: readonly X509Certificate[],
): Evidence[] {
  return [
    ...chain.map((certificate, index) => ({
      label: index === 0 ? 'Certificate of the server' : `Certificate ${index + 1} of the chain`,
      value: `${subjectOf(certificate)}; issued by ${issuerOf(certificate)}; ${day(certificate.validFrom)} to ${day(certificate.validTo)}; SHA-256 ${certificate.fingerprint256}`,
      from: host,
      at,
    })),
    { label: 'Names', value: chain[0] ? namesOf(chain[0]) : 'none', from: host, at },
    {
      label: 'Trusted by the public roots',
      value: trustedPublicly ?? 'yes',
      from: 'the roots that come with the program',
      at,
    },
    {
      label: 'Trusted on this machine',
      value: trustedHere ?? 'yes',
      from: 'the public roots and the authorities given',
      at,
    },
    ...(fetchedIssuer
      ? [{ label: 'Issuer fetched (AIA)', value: fetchedIssuer.failure ?? 'found', from: fetchedIssuer.url, at }]
      : []),
  ]
}

const commonName = (name: string) => /(?:^|\n)CN=(.*)/.exec(name)?.[1] ?? name.replaceAll('\n', ', ')
const subjectOf = (certificate: X509Certificate | undefined) =>
  certificate ? commonName(certificate.subject) || 'no name' : 'nothing'
const issuerOf = (certificate: X509Certificate | undefined) =>
  certificate ? commonName(certificate.issuer) || 'no name' : 'nothing'
const namesOf = (certificate: X509Certificate) =>
  certificate.subjectAltName?.replaceAll('DNS:', '').replaceAll('IP Address:', '') ?? subjectOf(certificate)
const day = (date: string) => (Number.isNaN(Date.parse(date)) ? date : new Date(date).toISOString().slice(0, 10))
