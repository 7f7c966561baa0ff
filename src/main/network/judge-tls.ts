import type { Evidence, Finding } from '../../shared/finding'
import type { TlsObservation } from './observation'

/** Why a handshake fails, by what the TLS library says. Codes: OpenSSL's reason strings as Node hands them on. */
const reasons: ReadonlyArray<readonly [pattern: RegExp, meaning: string]> = [
  [
    /WRONG_VERSION_NUMBER|wrong version number|HTTP_REQUEST|UNKNOWN_PROTOCOL/i,
    'what answers on this port does not speak TLS: plain HTTP, or a proxy',
  ],
  [
    /UNSUPPORTED_PROTOCOL|unsupported protocol|ALERT_PROTOCOL_VERSION|VERSION_TOO_LOW|alert protocol version/i,
    'the server offers no TLS version that current clients use',
  ],
  [
    /ALERT_HANDSHAKE_FAILURE|NO_SHARED_CIPHER|handshake failure/i,
    'the server and a current client share no cipher suite, or it wants a client certificate',
  ],
  [/UNRECOGNIZED_NAME|unrecognized name/i, 'the server does not know this host name'],
  [
    /DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|CA_MD_TOO_WEAK|KEY_TOO_SMALL/i,
    'the keys of the server are too weak for current clients',
  ],
  [
    /ECONNRESET|closed the connection|EPIPE/i,
    'the connection was cut during the handshake, as filters on the host name do, or a server that wants another name',
  ],
  [/ETIMEDOUT/i, 'the handshake did not end in time'],
]

/** Judges what a current client gets, which versions are offered, and whether a name must be sent. */
export function judgeTls(observation: TlsObservation): Finding {
  const { host, handshake, versions, withoutName } = observation
  const evidence = evidenceOf(observation)
  const accepted = versions.filter((one) => one.accepted).map((one) => one.version)
  const old = accepted.filter((version) => version === 'TLSv1' || version === 'TLSv1.1')
  const id = 'network.tls'
  if (!handshake.ok) {
    const meaning =
      reasons.find(([pattern]) => pattern.test(`${handshake.code} ${handshake.message}`))?.[1] ??
      `the handshake fails (${handshake.code})`
    const onlyOld = accepted.length > 0 && accepted.length === old.length
    return {
      id,
      status: 'fail',
      summary: onlyOld
        ? `${host} offers only ${old.map(say).join(' and ')}, which current clients refuse.`
        : `No TLS connection to ${host}: ${meaning}.`,
      evidence,
      fix: onlyOld
        ? {
            action: 'Switch on TLS 1.2 (and 1.3) on the server.',
            where:
              'Windows: HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server, Enabled = 1',
            owner: 'idp-admin',
          }
        : { action: 'Check the port, and what answers on it.', owner: 'idp-admin' },
    }
  }
  const agreed = `${host} speaks ${say(handshake.version)} with ${handshake.cipher}${handshake.alpn ? ` (${handshake.alpn})` : ''}`
  const concerns = [
    ...(old.length > 0 ? [`it still offers ${old.map(say).join(' and ')}`] : []),
    ...(withoutName.state === 'refused' ? ['a client that sends no host name (SNI) is refused'] : []),
    ...(withoutName.state === 'other-certificate'
      ? [`a client that sends no host name (SNI) gets another certificate (${withoutName.subject ?? 'unnamed'})`]
      : []),
  ]
  const status = old.length > 0 ? 'warn' : 'pass'
  return { id, status, summary: concerns.length === 0 ? `${agreed}.` : `${agreed}; ${concerns.join('; ')}.`, evidence }
}

function evidenceOf({ host, address, port, handshake, versions, withoutName, at }: TlsObservation): Evidence[] {
  const from = `${host} at ${address.includes(':') ? `[${address}]` : address}:${port}`
  return [
    {
      label: 'Handshake',
      value: handshake.ok
        ? `${handshake.version}, ${handshake.cipher}, ${handshake.ms.toFixed(0)} ms`
        : `${handshake.code} ${handshake.message}`.slice(0, 300),
      from,
      at,
    },
    ...versions.map(({ version, accepted, code }) => ({
      label: say(version),
      value: accepted ? 'offered' : `refused (${code ?? 'no reason'})`,
      from,
      at,
    })),
    ...(withoutName.state === 'not-tried'
      ? []
      : [{ label: 'Without a host name (SNI)', value: withoutName.state.replace('-', ' '), from, at }]),
  ]
}

const say = (version: string) => version.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ')
