import type { Evidence, Finding } from '../../../shared/finding'
import type { Certificate } from '../../../shared/runs/metadata'
import type { TlsObservation } from '../observation'
import { endpointState } from './judge-endpoint'
import type { EndpointObservation } from './observation'

const day = 86_400_000
/** Defaults of AD FS: a new certificate is made 20 days before the end and becomes the primary 5 days later. */
const generationDays = 20
const promotionDays = 5

/** AD FS and its proxy bind certificates to host names: a load balancer that sends none is turned away. */
export function judgeBinding({ host, withoutName, at }: TlsObservation): Finding | null {
  if (withoutName.state !== 'refused' && withoutName.state !== 'other-certificate') return null
  return {
    id: 'network.tls',
    status: 'info',
    summary: `Without a host name (SNI) ${host} ${withoutName.state === 'refused' ? 'refuses the connection' : 'shows another certificate'}, as AD FS and its proxy do by default. Browsers and WorkOS send one; old load balancers and health checks do not.`,
    evidence: [{ label: 'Without a host name (SNI)', value: withoutName.state.replace('-', ' '), from: host, at }],
    fix: {
      action: 'Where a device needs it, add a binding for every address.',
      command:
        'netsh http show sslcert\nnetsh http add sslcert ipport=0.0.0.0:443 certhash=<thumbprint> appid={5d89a20c-beab-4389-9447-324788eb944a}',
      owner: 'idp-admin',
    },
  }
}

/** Every endpoint out of order at once: the service is stopped, or its Web Application Proxy has lost the trust of AD FS. */
export function judgeFront(endpoints: readonly EndpointObservation[], host: string): Finding | null {
  const needed = endpoints.filter(({ role }) => role === 'metadata' || role === 'sign-on')
  if (needed.length === 0 || needed.some((one) => endpointState(one) !== 'broken')) return null
  return {
    id: 'network.http',
    status: 'fail',
    summary: `AD FS as a whole is out of order here: its metadata and its sign-on are both refused by what stands in front. Either the service is stopped, or the Web Application Proxy has lost the trust of AD FS: then it is out of order from outside and fine inside.`,
    evidence: needed.flatMap(({ tried, at }) =>
      tried.slice(-1).map(({ url, http }) => ({
        label: 'Looked at',
        value: String(http.hops.at(-1)?.status ?? 'nothing'),
        from: url,
        at,
      })),
    ),
    fix: {
      action:
        'On the AD FS server see whether the service runs. If it does, see the event log of the proxy (422: it is not trusted any more; 394 on AD FS: its certificate expired), check both clocks, and set the trust up again.',
      command: `Get-Service adfssrv\nGet-WebApplicationProxyHealth\nInstall-WebApplicationProxy -FederationServiceName "${host}" -CertificateThumbprint <thumbprint> -FederationServiceTrustCredential (Get-Credential)`,
      owner: 'idp-admin',
    },
  }
}

type Signing = Pick<Certificate, 'subject' | 'issuer' | 'sha256' | 'notBefore' | 'notAfter'>

/**
 * Judges the token-signing certificates of AD FS: which one it signs with, and when the next takes over. WorkOS must know it by
 * then. `signer`: SHA-256 of the certificate that signed the metadata, which AD FS does with the primary one; null where that is not
 * known. `now`: milliseconds since 1970.
 */
export function judgeRollOver(certificates: readonly Signing[], signer: string | null, now: number): Finding | null {
  const known = [...new Map(certificates.map((one) => [one.sha256, one])).values()].sort(
    (one, other) => Date.parse(one.notBefore) - Date.parse(other.notBefore),
  )
  const newest = known.at(-1)
  if (newest === undefined) return null
  const primary = known.find(({ sha256 }) => sha256 === signer) ?? null
  const evidence = known.map((one) => evidenceOf(one, one === primary, known.length > 1 && one === newest))
  const base = { id: 'network.content' as const, evidence }
  if (known.length === 1) return { ...base, status: 'info', summary: aloneSummary(newest) }
  const takesOver = Date.parse(newest.notBefore) + promotionDays * day
  const command =
    'Get-AdfsCertificate -CertificateType Token-Signing\nGet-AdfsProperties | fl AutoCertificateRollover,CertificateGenerationThreshold,CertificatePromotionThreshold'
  return {
    ...base,
    status: 'warn',
    summary: `AD FS publishes ${known.length === 2 ? 'two' : known.length} token-signing certificates. ${turnSentence(primary, newest, takesOver, now)}`,
    fix: {
      action: 'See that WorkOS holds both certificates: refresh the metadata of the connection.',
      command,
      owner: 'workos-admin',
    },
  }
}

function turnSentence(primary: Signing | null, newest: Signing, takesOver: number, now: number): string {
  const since = newest.notBefore.slice(0, 10)
  if (primary === newest)
    return 'It signs with the newer one already, as the signature of its metadata shows: WorkOS must know it now.'
  if (takesOver <= now) {
    return primary === null
      ? `The newer one has been there since ${since}: by its defaults AD FS signs with it already. WorkOS must know it.`
      : `It still signs with the older one, as the signature of its metadata shows, although the newer one has been there since ${since}: somebody switches by hand, and WorkOS must know both before that.`
  }
  const still = primary === null ? '' : ' It still signs with the older one, as the signature of its metadata shows.'
  return `A roll-over is under way.${still} By its defaults it signs with the newer one from ${isoDay(takesOver)} on; WorkOS must know both by then.`
}

function aloneSummary({ subject, issuer, notAfter }: Signing): string {
  const end = notAfter.slice(0, 10)
  if (issuer !== undefined && issuer !== subject) {
    return `AD FS publishes one token-signing certificate, until ${end}. An authority issued it, so AD FS does not renew it by itself: put the next one in as secondary and give it to WorkOS before it becomes the primary.`
  }
  const next = Date.parse(notAfter) - generationDays * day
  return `AD FS publishes one token-signing certificate, until ${end}. By its defaults it makes the next one ${generationDays} days before (${isoDay(next)}) and signs with it ${promotionDays} days later (${isoDay(next + promotionDays * day)}).`
}

function evidenceOf({ subject, notBefore, notAfter, sha256 }: Signing, signs: boolean, newer: boolean): Evidence {
  const which = newer ? 'Newer token-signing certificate' : 'Token-signing certificate'
  return {
    label: signs ? `${which}, signs now` : which,
    value: `${subject}; ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}; SHA-256 ${sha256}`,
    from: 'the federation metadata',
  }
}

const isoDay = (ms: number) => (Number.isNaN(ms) ? 'an unknown day' : new Date(ms).toISOString().slice(0, 10))
