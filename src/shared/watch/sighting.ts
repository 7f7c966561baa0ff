import type { Entity, MetadataInspectResult } from '../runs/metadata'
import type { MetadataSighting } from '../setup'

/** The identity provider of a document: the first entity with that role; `null` when it describes none. */
export function identityProvider({ entities }: Pick<MetadataInspectResult, 'entities'>): Entity | null {
  return entities.find(isProvider) ?? null
}

export const isProvider = ({ roles, sso }: Entity) => sso.length > 0 || roles.some((role) => /idp/i.test(role))

/** What is kept of a document that was read; `null` when it describes nobody. */
export function metadataSighting(
  result: Pick<MetadataInspectResult, 'entities'>,
  from: string,
): Omit<MetadataSighting, 'at'> | null {
  const entity = identityProvider(result)
  return entity && sightingOf(entity, from)
}

export function sightingOf(entity: Entity, from: string): Omit<MetadataSighting, 'at'> {
  return {
    from: from.slice(0, 4096),
    entityId: entity.entityId?.slice(0, 4096) ?? null,
    validUntil: entity.validUntil,
    sso: entity.sso.slice(0, 50).map(({ binding, location }) => ({
      binding: binding.slice(0, 500),
      location: location.slice(0, 4096),
    })),
    certificates: entity.certificates.slice(0, 100).map(({ use, subject, sha256, notBefore, notAfter }) => ({
      use,
      subject: subject.slice(0, 2000),
      sha256,
      notBefore,
      notAfter,
    })),
  }
}
