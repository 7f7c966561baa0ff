import type { Setup } from '../../../shared/setup'

export type Expiry = {
  key: string
  setup: Pick<Setup, 'id' | 'name' | 'organization'>
  /** What ends: a certificate by its subject, or the metadata document itself. */
  what: string
  kind: 'certificate' | 'metadata'
  notBefore: string
  notAfter: string
  readAt: string
  from: string
}

/** Everything in the set-ups that ends by itself, soonest first. A certificate used for encryption only signs nothing and is left out. Pure. */
export function expiriesOf(setups: readonly Setup[]): Expiry[] {
  const found = setups.flatMap(({ id, name, organization, metadata }): Expiry[] => {
    if (!metadata) return []
    const common = { setup: { id, name, organization }, readAt: metadata.at, from: metadata.from }
    const certificates = metadata.certificates
      .filter(({ use }) => use !== 'encryption')
      .map((one) => ({
        ...common,
        key: `${id} ${one.sha256}`,
        kind: 'certificate' as const,
        what: one.subject,
        notBefore: one.notBefore,
        notAfter: one.notAfter,
      }))
    const document = metadata.validUntil
      ? [
          {
            ...common,
            key: `${id} document`,
            kind: 'metadata' as const,
            what: metadata.entityId ?? metadata.from,
            notBefore: metadata.at,
            notAfter: metadata.validUntil,
          },
        ]
      : []
    return [...certificates, ...document]
  })
  return found.sort((a, b) => endOf(a) - endOf(b) || a.key.localeCompare(b.key))
}

/** A date that cannot be read needs a look as much as one that has passed. */
const endOf = ({ notAfter }: Expiry): number => Date.parse(notAfter) || 0
