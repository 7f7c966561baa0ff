import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { withPort } from '../addresses'
import type { TlsObservation } from '../observation'

const id = 'network.tls'

/** Why a handshake fails, by what the TLS library says. Codes: the reason strings of OpenSSL and BoringSSL as Node hands them on. */
const reasons: ReadonlyArray<readonly [pattern: RegExp, meaning: string, action: string]> = [
  [
    /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNKNOWN_PROTOCOL|PACKET_LENGTH_TOO_LONG|RECORD_LENGTH|INVALID_RECORD|UNEXPECTED_RECORD|wrong version number/i,
    'what answers on this port does not speak TLS: plain HTTP, another service, or a proxy',
    'Check the port, and switch TLS on for what answers on it.',
  ],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS_AVAILABLE|unsupported protocol/i,
    'the server offers no TLS version that current clients use',
    'Switch on TLS 1.2 (and 1.3) on the server.',
  ],
  [
    /UNRECOGNIZED_NAME|unrecognized name/i,
    'the server does not know this host name (unrecognized_name)',
    'Bind the certificate to this host name on the server.',
  ],
  [
    /NO_APPLICATION_PROTOCOL/i,
    'the server and a current client share no application protocol (ALPN)',
    'Switch on HTTP/1.1 on the server.',
  ],
  [
    /DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK|KEY_TOO_SMALL|BAD_DH_P_LENGTH|MODULUS_TOO_SMALL/i,
    'the keys of the server are too weak for current clients',
    'Give the server keys of at least 2048 bits.',
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHER|INSUFFICIENT_SECURITY|handshake failure/i,
    'the server and a current client share no cipher suite',
    'Switch on cipher suites of TLS 1.2 or 1.3 on the server.',
  ],
  [
    /INTERNAL_ERROR/i,
    'the server ends the handshake with an internal error, often because it has no certificate for this name',
    'See the log of the server.',
  ],
  [
    /ECONNRESET|EPIPE|closed the connection|UNEXPECTED_EOF|EOF/i,
    'the connection was cut during the handshake',
    'Look for a filter between this machine and the host that cuts connections by host name, and at the log of the server.',
  ],
  [
    /ETIMEDOUT/i,
    'the handshake did not end in time',
    'Check that what answers on the port speaks TLS, and that the network carries large packets (MTU).',
  ],
]

const clientCertificateFix: Fix = {
  action: 'Let the path of the metadata be read without a client certificate.',
  where:
    'Apache: SSLVerifyClient none; nginx: ssl_verify_client off; Windows: netsh http show sslcert, “Negotiate Client Certificate”',
  owner: 'idp-admin',
}
const currentVersionFix: Fix = {
  action: 'Switch on TLS 1.2 (and 1.3) on the server.',
  where:
    'Windows: HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server, Enabled = 1; Apache: SSLProtocol; nginx: ssl_protocols',
  owner: 'idp-admin',
}

/** Judges what a current client gets, which versions and suites are offered, and whether a name or a certificate must be sent. */
export function judgeTls(observation: TlsObservation): Finding {
  const { handshake, cutAfter } = observation
  const evidence = evidenceOf(observation)
  if (!handshake.ok) {
    const { summary, fix } = whyNot(observation, handshake)
    return observation.outside
      ? {
          id,
          status: 'info',
          summary: `${summary} That was tried at the address the internet is told, from inside.`,
          evidence,
        }
      : { id, status: 'fail', summary, evidence, ...(fix ? { fix } : {}) }
  }
  if (cutAfter !== null && wantsClientCertificate(observation)) {
    return {
      id,
      status: 'fail',
      summary: `${observation.host} wants a client certificate and cuts the connection without one (${cutAfter}): WorkOS has none to show.`,
      evidence,
      fix: clientCertificateFix,
    }
  }
  const concerns = concernsOf(observation)
  const agreed = `${observation.host} speaks ${say(handshake.version)} with ${handshake.cipher}${handshake.alpn ? ` (${handshake.alpn})` : ''}${viaOf(observation)}`
  const notes = notesOf(observation)
  const said = [agreed, ...concerns, ...notes].join('; ')
  return {
    id,
    status: concerns.length > 0 ? 'warn' : 'pass',
    summary: `${said}.`,
    evidence,
    ...(observation.asksClientCertificate ? { fix: clientCertificateFix } : {}),
  }
}

function concernsOf(observation: TlsObservation): string[] {
  const old = acceptedOf(observation).filter(isOld)
  return [
    ...(old.length > 0 ? [`it still offers ${old.map(say).join(' and ')}, which are withdrawn (RFC 8996)`] : []),
    ...(observation.asksClientCertificate
      ? ['it asks for a client certificate, which WorkOS does not have; where it insists, it refuses']
      : []),
    ...(observation.cutAfter === null
      ? []
      : [`it cuts the connection right after the handshake (${observation.cutAfter})`]),
  ]
}

function notesOf({ withoutName }: TlsObservation): string[] {
  return [
    ...(withoutName.state === 'refused' ? ['a client that sends no host name (SNI) is refused'] : []),
    ...(withoutName.state === 'other-certificate'
      ? [`a client that sends no host name (SNI) gets another certificate (${withoutName.subject ?? 'unnamed'})`]
      : []),
  ]
}

function whyNot(
  observation: TlsObservation,
  { code, message }: { code: string; message: string },
): Pick<Finding, 'summary' | 'fix'> {
  const { host, withoutName } = observation
  const accepted = acceptedOf(observation)
  const old = accepted.filter(isOld)
  const failed = `No TLS connection to ${host}${viaOf(observation)}`
  if (accepted.length > 0 && accepted.length === old.length) {
    return {
      summary: `${host} offers only ${old.map(say).join(' and ')}, which current clients refuse (${code}).`,
      fix: currentVersionFix,
    }
  }
  if (observation.asksClientCertificate) {
    return {
      summary: `${failed}: the server wants a client certificate (${code}), and WorkOS has none to show.`,
      fix: clientCertificateFix,
    }
  }
  if (accepted.length > 0 && /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|KEY_TOO_SMALL|DH/i.test(code)) {
    const offered = observation.versions.flatMap(({ cipher }) => cipher ?? [])
    return {
      summary: `${failed}: the server offers ${accepted.map(say).join(' and ')}, but only with cipher suites or keys too weak for current clients (${[...new Set(offered)].join(', ')}; ${code}).`,
      fix: { action: 'Switch on current cipher suites on the server.', owner: 'idp-admin' },
    }
  }
  const known = reasons.find(([pattern]) => pattern.test(`${code} ${message}`))
  const filtered =
    withoutName.state === 'accepted'
      ? ` Without the host name (SNI) the same server answers${withoutName.subject === null ? '' : ` with the certificate of ${withoutName.subject}`}: the name itself is what is refused, by the server or by a filter on the way.`
      : ''
  return {
    summary: `${failed}: ${known?.[1] ?? 'the handshake fails'} (${code}).${filtered}`,
    fix: { action: known?.[2] ?? 'Check the port, and what answers on it.', owner: 'idp-admin' },
  }
}

function wantsClientCertificate({ cutAfter, asksClientCertificate }: TlsObservation): boolean {
  return asksClientCertificate === true || /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE/.test(cutAfter ?? '')
}

const acceptedOf = ({ versions }: TlsObservation) =>
  versions.filter(({ accepted }) => accepted).map(({ version }) => version)
const isOld = (version: string) => version === 'TLSv1' || version === 'TLSv1.1'
const viaOf = ({ via }: TlsObservation) => (via === null ? '' : ` through ${via}`)
const say = (version: string) => version.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ')

/** Where a TLS connection went, as evidence says it. */
export const tlsPlace = ({ host, address, port, via }: TlsObservation): string =>
  via === null ? `${host} at ${withPort(address ?? host, port)}` : `${host} through ${via}`

function evidenceOf(observation: TlsObservation): Evidence[] {
  const { handshake, versions, withoutName, cutAfter, asksClientCertificate, at } = observation
  const from = tlsPlace(observation)
  return [
    {
      label: 'Handshake',
      value: handshake.ok
        ? `${say(handshake.version)}, ${handshake.cipher}, ${handshake.ms.toFixed(0)} ms`
        : `${handshake.code}: ${handshake.message}`.slice(0, 300),
      from,
      at,
    },
    ...(cutAfter === null ? [] : [{ label: 'After the handshake', value: cutAfter, from, at }]),
    ...versions.map(({ version, accepted, cipher, code }) => ({
      label: say(version),
      value: accepted ? `offered (${cipher ?? 'no suite named'})` : `refused (${code ?? 'no reason'})`,
      from,
      at,
    })),
    ...(withoutName.state === 'not-tried'
      ? []
      : [{ label: 'Without a host name (SNI)', value: withoutName.state.replace('-', ' '), from, at }]),
    ...(asksClientCertificate === null
      ? []
      : [{ label: 'Client certificate', value: asksClientCertificate ? 'asked for' : 'not asked for', from, at }]),
  ]
}
