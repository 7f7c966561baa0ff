import { judgeExpiry } from '../certificates/judgements'
import type { CertificateSummary, EntityFacts, NotedCertificate } from './observation'
import { hasRole, identityProviderRoles } from './roles'

/** Up to this many identity providers are judged one by one; more are summed up. */
export const judgedOneByOne = 20

/** At most this many certificates are told of one by one. */
const notedAtMost = 200

/** One certificate of an entity, as far as its life goes. Times in milliseconds since 1970; null when it cannot be read. */
export interface CertificateLife {
  period: { notBefore: number; notAfter: number } | null
  signing: boolean
}

/** Adds entity by entity, and keeps only what a reader has to know. */
export class SummaryBuilder {
  private readonly summary: CertificateSummary = {
    certificates: 0,
    current: 0,
    unreadable: 0,
    noted: [],
    notedTotal: 0,
  }

  constructor(
    private readonly now: number,
    private readonly skewMs: number,
  ) {}

  add(
    entity: { entityId: string | null; place: NotedCertificate['place']; isIdp: boolean },
    lives: readonly CertificateLife[],
  ): void {
    const { summary } = this
    const states = lives.map(({ period }) => period && judgeExpiry(period, this.now, this.skewMs).state)
    summary.certificates += lives.length
    summary.unreadable += states.filter((state) => state === null).length
    summary.current += states.filter((state) => state === 'current').length
    if (!entity.isIdp || states.every((state) => state === 'current')) return
    lives.forEach(({ period, signing }, index) => {
      const state = states[index]
      if (!signing || !period || state === 'current') return
      summary.notedTotal++
      if (summary.noted.length >= notedAtMost) return
      const usableLeft = lives.some(
        (other, at) => at !== index && other.signing && ['current', 'notice', 'soon'].includes(states[at] ?? ''),
      )
      summary.noted.push({ entityId: entity.entityId, place: entity.place, ...period, usableLeft })
    })
  }

  finish(): CertificateSummary {
    return this.summary
  }
}

/** Sums up entities that were read in full. */
export function summaryOf(entities: readonly EntityFacts[], now: number, skewMs: number): CertificateSummary {
  const builder = new SummaryBuilder(now, skewMs)
  for (const entity of entities) {
    const isIdp = hasRole(entity, 'IDPSSODescriptor')
    const roles = isIdp ? identityProviderRoles(entity) : entity.roles
    const lives = roles
      .flatMap((role) => role.keys)
      .flatMap((key) =>
        key.certificates.map(({ outcome }): CertificateLife => {
          const signing = key.use !== 'encryption'
          if (!outcome.ok) return { period: null, signing }
          const { notBefore, notAfter } = outcome.certificate
          return { period: { notBefore: Date.parse(notBefore), notAfter: Date.parse(notAfter) }, signing }
        }),
      )
    builder.add({ entityId: entity.entityId, place: entity.place, isIdp }, lives)
  }
  return builder.finish()
}
