import { ok } from '../answers'
import type { Handler } from '../call'
import type { Profile } from '../records'

export function showProfile({ id, connectionId, connectionType, organizationId, user }: Profile) {
  return {
    object: 'profile',
    id,
    organization_id: organizationId,
    connection_id: connectionId,
    connection_type: connectionType,
    idp_id: user.idpId,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    name: [user.firstName, user.lastName].filter((part) => part !== null).join(' ') || null,
    role: { slug: 'member' },
    roles: [{ slug: 'member' }],
    ...(user.groups ? { groups: user.groups } : {}),
    custom_attributes: user.customAttributes ?? {},
    raw_attributes: user.rawAttributes ?? {},
  }
}

/** Takes the access token of an exchange, not an API key. */
export const getProfile: Handler = ({ environments, headers }) => {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  for (const environment of environments) {
    const kept = environment.accessTokens.get(token)
    if (kept && environment.now() < kept.expiresAt) return ok(showProfile(kept.profile))
  }
  return { status: 401, json: { error: 'Unauthorized' } }
}
