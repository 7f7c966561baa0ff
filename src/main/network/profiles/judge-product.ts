import type { Finding } from '../../../shared/finding'
import { type ProfileId, profileIds } from '../../../shared/guidance/causes-products'
import type { HttpObservation, TlsObservation } from '../observation'
import type { EndpointObservation, PublishedCertificate } from './observation'
import { profileProducts } from './products'

const day = 86_400_000
/** Defaults of AD FS: a new certificate is made 20 days before the end and becomes the primary 5 days later. */
const promotionDays = 5

/** Says which product answers, by what it leaves in its headers and pages; a warning when it is another one than was meant. */
export function judgeProduct(product: ProfileId, endpoints: readonly EndpointObservation[]): Finding {
  const answers = endpoints.flatMap(({ tried }) => tried)
  const evidence = answers
    .slice(0, 1)
    .map(({ url, http }) => ({ label: 'Seen at', value: http.head.slice(0, 80), from: url, at: http.at }))
  const leaves = (id: ProfileId) => answers.some(({ http }) => profileProducts[id].marks.test(textOf(http)))
  const wanted = profileProducts[product].name
  const published = endpoints.some(
    ({ role, tried }) => role === 'metadata' && tried.some(({ http }) => /Descriptor/.test(http.head)),
  )
  if (leaves(product)) return { id: 'network.content', status: 'pass', summary: `${wanted} answers here.`, evidence }
  const other = profileIds.find((id) => id !== product && leaves(id))
  if (other !== undefined) {
    return {
      id: 'network.content',
      status: 'warn',
      summary: `What answers here looks like ${profileProducts[other].name}, not ${wanted}.`,
      evidence,
      fix: { action: `Look again with the profile of ${profileProducts[other].name}.`, owner: 'idp-admin' },
    }
  }
  return {
    id: 'network.content',
    status: 'info',
    summary: published
      ? `Metadata lies where ${wanted} has it; nothing else gives the product away.`
      : `Nothing that answers here gives ${wanted} away.`,
    evidence,
  }
}

const textOf = ({ headers, head }: HttpObservation) =>
  `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n${head}`

/** AD FS and its proxy bind certificates to host names: a load balancer that sends none is turned away. */
export function judgeBinding({ host, withoutName, at }: TlsObservation): Finding | null {
  if (withoutName.state !== 'refused' && withoutName.state !== 'other-certificate') return null
  return {
    id: 'network.tls',
    status: 'info',
    summary: `Without a host name (SNI) ${host} ${withoutName.state === 'refused' ? 'refuses the connection' : 'shows another certificate'}. Browsers and WorkOS send one; old load balancers and health checks do not.`,
    evidence: [{ label: 'Without a host name (SNI)', value: withoutName.state.replace('-', ' '), from: host, at }],
    fix: {
      action: 'Where a device needs it, add a binding for every address.',
      command:
        'netsh http show sslcert\nnetsh http add sslcert ipport=0.0.0.0:443 certhash=<thumbprint> appid={5d89a20c-beab-4389-9447-324788eb944a}',
      owner: 'idp-admin',
    },
  }
}

/**
 * Judges the token-signing certificates of AD FS: while two are published, when the second takes over. WorkOS must know both by
 * then. `now`: milliseconds since 1970.
 */
export function judgeRollOver(certificates: readonly PublishedCertificate[], now: number): Finding | null {
  const [primary, secondary] = [...certificates].sort(
    (one, other) => Date.parse(one.notBefore) - Date.parse(other.notBefore),
  )
  if (primary === undefined) return null
  const evidence = certificates.map((one) => ({
    label: one === primary ? 'Older token-signing certificate' : 'Newer token-signing certificate',
    value: `${one.subject}; ${one.notBefore.slice(0, 10)} to ${one.notAfter.slice(0, 10)}; SHA-256 ${one.sha256}`,
    from: 'the federation metadata',
  }))
  const id = 'network.content'
  if (secondary === undefined) {
    const next = Date.parse(primary.notAfter) - 20 * day
    return {
      id,
      status: 'info',
      summary: `AD FS publishes one token-signing certificate, until ${primary.notAfter.slice(0, 10)}. By default it makes the next one 20 days before (${isoDay(next)}) and signs with it 5 days later.`,
      evidence,
    }
  }
  const takesOver = Date.parse(secondary.notBefore) + promotionDays * day
  const command =
    'Get-AdfsCertificate -CertificateType Token-Signing\nGet-AdfsProperties | fl AutoCertificateRollover,CertificateGenerationThreshold,CertificatePromotionThreshold'
  return {
    id,
    status: 'warn',
    summary:
      takesOver > now
        ? `AD FS publishes two token-signing certificates: a roll-over is under way. By its defaults it signs with the newer one from ${isoDay(takesOver)} on; WorkOS must know both by then.`
        : `AD FS publishes two token-signing certificates, and the newer one has been there since ${secondary.notBefore.slice(0, 10)}: by its defaults AD FS signs with it already. WorkOS must know it.`,
    evidence,
    fix: {
      action: 'See that WorkOS holds both certificates: refresh the metadata of the connection.',
      command,
      owner: 'workos-admin',
    },
  }
}

const isoDay = (ms: number) => (Number.isNaN(ms) ? 'an unknown day' : new Date(ms).toISOString().slice(0, 10))
