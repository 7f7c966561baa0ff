import type { Entity, MetadataInspectResult } from '../../../../shared/runs/metadata'
import type { SetupEdit } from '../../../../shared/setup-edit'

type Sighting = Extract<SetupEdit, { do: 'sight-metadata' }>['metadata']

/** The identity provider of a document: the first entity with that role; `null` when it describes none. */
export function identityProvider({ entities }: MetadataInspectResult): Entity | null {
  return entities.find(({ roles, sso }) => sso.length > 0 || roles.some((role) => /idp/i.test(role))) ?? null
}

/** What is kept of a document that was read; `null` when it describes nobody. */
export function metadataSighting(result: MetadataInspectResult, from: string): Sighting | null {
  const entity = identityProvider(result)
  if (!entity) return null
  return {
    from: from.slice(0, 4096),
    entityId: entity.entityId?.slice(0, 4096) ?? null,
    validUntil: entity.validUntil,
    certificates: entity.certificates.slice(0, 100).map(({ use, subject, sha256, notBefore, notAfter }) => ({
      use,
      subject: subject.slice(0, 2000),
      sha256,
      notBefore,
      notAfter,
    })),
  }
}

/** The addresses and the certificate a document offers for the fields of a set-up; a field it has nothing for is left out. */
export function offeredValues(
  entity: Entity,
): { name: 'idp_entity_id' | 'idp_sso_url' | 'x509_certificate'; text: string }[] {
  const redirect = entity.sso.find(({ binding }) => /HTTP-Redirect$/.test(binding)) ?? entity.sso[0]
  const signing = entity.certificates.filter(({ use }) => use !== 'encryption')
  const pems = signing.flatMap(({ pem }) => (pem === undefined ? [] : [pem.trim()]))
  return [
    ...(entity.entityId === null ? [] : [{ name: 'idp_entity_id' as const, text: entity.entityId }]),
    ...(redirect === undefined ? [] : [{ name: 'idp_sso_url' as const, text: redirect.location }]),
    ...(pems.length === 0 ? [] : [{ name: 'x509_certificate' as const, text: pems.join('\n') }]),
  ]
}
