import type { Entity } from '../../../../shared/runs/metadata'

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
