import { namespaces } from './names'
import type { EntityFacts, RoleFacts } from './observation'

/** Whether an entity has a role of this kind. */
export const hasRole = (entity: EntityFacts, name: string): boolean => entity.roles.some((role) => role.name === name)

/** The IdP roles that speak SAML 2.0: what sign-in with WorkOS rests on. A role that names no protocol counts. */
export function identityProviderRoles(entity: EntityFacts): RoleFacts[] {
  return entity.roles.filter(({ name, protocols }) => name === 'IDPSSODescriptor' && speaksSaml2(protocols))
}

const speaksSaml2 = (protocols: readonly string[] | null) =>
  protocols === null || protocols.length === 0 || protocols.includes(namespaces.protocol)
