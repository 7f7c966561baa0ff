import type { X509Certificate } from 'node:crypto'
import type { Evidence, Finding } from '../../../shared/finding'
import { readCertificateFile } from '../../certificates/certificate'
import { dayOf, isFor, isOwnIssuer, issuerOf, namesOf, readChain, subjectOf } from '../certificate-chain'
import { type CertificateFault, faultsOfTrust, publicFix } from '../certificate-trust'
import type { TlsObservation } from '../observation'
import { tlsPlace } from './tls'

const id = 'network.tls-certificate'
const day = 86_400_000
/** Automatic renewal happens weeks before the end; what is left so late was forgotten. */
const soonDays = 7

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
  const told = [
    ...faultsOfName(leaf, observation.host),
    ...faultsOfDates(chain, Date.parse(observation.at)),
    ...faultsOfStrength(observation.chain),
    ...faultsOfTrust(observation, chain, direct),
  ]
  const faults = told.length === 0 ? refusedAnyhow(observation) : told
  const evidence = evidenceOf(observation, chain)
  const worst = faults.find(({ status }) => status === 'fail') ?? faults[0]
  if (worst === undefined) {
    return {
      id,
      status: 'pass',
      summary: `The certificate is for ${observation.host}, valid until ${dayOf(leaf.validTo)}, and a public authority (${issuerOf(chain.at(-1))}) stands behind it.`,
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

/** A verdict of the TLS library that nothing above explains. */
function refusedAnyhow({ trustedPublicly }: TlsObservation): CertificateFault[] {
  if (trustedPublicly === null) return []
  return [{ status: 'fail', sentence: `Current clients refuse the certificate (${trustedPublicly}).`, fix: publicFix }]
}

function faultsOfName(leaf: X509Certificate, host: string): CertificateFault[] {
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

function faultsOfDates(chain: readonly X509Certificate[], now: number): CertificateFault[] {
  return chain.flatMap((certificate, index): CertificateFault[] => {
    const which =
      index === 0 ? 'The certificate of the server' : `The certificate of the authority ${subjectOf(certificate)}`
    const end = Date.parse(certificate.validTo)
    if (end < now) {
      return [
        {
          status: 'fail',
          sentence: `${which} expired on ${dayOf(certificate.validTo)}.`,
          fix: { action: 'Renew the certificate. If it is new, check the clock of this machine.', owner: 'idp-admin' },
        },
      ]
    }
    if (Date.parse(certificate.validFrom) > now) {
      return [
        {
          status: 'fail',
          sentence: `${which} is not yet valid: it is so from ${dayOf(certificate.validFrom)} on.`,
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
        sentence: `${which} expires on ${dayOf(certificate.validTo)}, in ${Math.floor((end - now) / day)} days.`,
        fix: { action: 'Renew the certificate.', owner: 'idp-admin' },
      },
    ]
  })
}

/** Keys and signatures that current clients refuse. The signature of a root is not looked at by anybody. */
function faultsOfStrength(chain: readonly string[]): CertificateFault[] {
  return chain.flatMap((der, index): CertificateFault[] => {
    const read = readCertificateFile(Buffer.from(der, 'base64'))
    if (!read.ok) return []
    const { keyType, keyBits, signatureHash, subject, issuer } = read.certificate
    const whose = index === 0 ? 'the server' : `the authority ${subjectOf(readChain([der])[0])}`
    const weakHash = subject !== issuer && ['MD2', 'MD4', 'MD5', 'SHA-1'].includes(signatureHash)
    const weakKey = keyType === 'RSA' && keyBits !== null && keyBits < 2048
    return [
      ...(weakHash
        ? [
            {
              status: 'fail' as const,
              sentence: `The certificate of ${whose} is signed with ${signatureHash}, which current clients refuse.`,
              fix: publicFix,
            },
          ]
        : []),
      ...(weakKey
        ? [
            {
              status: 'warn' as const,
              sentence: `The key of ${whose} is RSA with ${keyBits} bits only: strict clients refuse less than 2048.`,
              fix: publicFix,
            },
          ]
        : []),
    ]
  })
}

function evidenceOf(observation: TlsObservation, chain: readonly X509Certificate[]): Evidence[] {
  const { trustedHere, trustedPublicly, fetched, at } = observation
  const from = tlsPlace(observation)
  return [
    ...chain.map((certificate, index) => ({
      label: index === 0 ? 'Certificate of the server' : `Certificate ${index + 1} of the chain`,
      value: `${subjectOf(certificate)}; issued by ${issuerOf(certificate)}; ${dayOf(certificate.validFrom)} to ${dayOf(certificate.validTo)}; SHA-256 ${certificate.fingerprint256}`,
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
