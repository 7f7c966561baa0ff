import type { Certificate, Entity } from '../../shared/runs/metadata'
import type { EndpointFacts, EntityFacts, RoleFacts } from './observation'
import { hasRole, identityProviderRoles } from './roles'

/** AD FS names some thirty attributes; more is nobody’s business. */
const mostNames = 100

/** An entity as scripts and screens read it: of an identity provider its IdP role, of another entity all its roles. */
export function entityResult(entity: EntityFacts): Entity {
  const providers = identityProviderRoles(entity)
  const roles = hasRole(entity, 'IDPSSODescriptor') && providers.length > 0 ? providers : entity.roles
  return {
    entityId: entity.entityId,
    roles: [...new Set(entity.roles.map(({ name }) => name))],
    sso: roles.flatMap(({ sso }) => sso.map(endpointResult)),
    backChannel: entity.roles.flatMap(({ backChannel }) => backChannel.map(endpointResult)),
    certificates: certificatesOf(roles),
    nameIdFormats: [...new Set(roles.flatMap(({ nameIdFormats }) => nameIdFormats))].slice(0, mostNames),
    attributes: [...new Set(roles.flatMap(({ attributes }) => attributes))].slice(0, mostNames),
    validUntil: earliest([entity.validity.validUntil, ...roles.map(({ validity }) => validity.validUntil)]),
  }
}

const endpointResult = ({ binding, location }: EndpointFacts) => ({ binding: binding ?? '', location: location ?? '' })

function certificatesOf(roles: readonly RoleFacts[]): Certificate[] {
  const seen = new Set<string>()
  const found: Certificate[] = []
  for (const key of roles.flatMap((role) => role.keys)) {
    for (const { outcome } of key.certificates) {
      if (!outcome.ok || seen.has(`${outcome.certificate.sha256} ${key.use}`)) continue
      seen.add(`${outcome.certificate.sha256} ${key.use}`)
      const { subject, issuer, sha1, sha256, notBefore, notAfter, signatureAlgorithm, pem } = outcome.certificate
      found.push({
        use: key.use,
        subject,
        issuer,
        sha1,
        sha256,
        notBefore,
        notAfter,
        key: outcome.certificate.key,
        signatureAlgorithm,
        pem,
      })
    }
  }
  return found
}

/** The first of several ends, as written. Texts of one form order like the times they name; others are left as they come. */
export function earliest(texts: ReadonlyArray<string | null>): string | null {
  const written = texts.filter((text) => text !== null)
  return written.toSorted((a, b) => (Date.parse(a) || 0) - (Date.parse(b) || 0))[0] ?? null
}
