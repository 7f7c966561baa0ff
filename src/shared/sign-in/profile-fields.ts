import type { Profile } from './trace'

/** The fields of a profile that a mapping fills, as the API names them. */
export const profileFieldNames = ['idp_id', 'email', 'first_name', 'last_name', 'groups'] as const
export type ProfileFieldName = (typeof profileFieldNames)[number]

/** The values of a field; none where it is empty. */
export function profileValue(profile: Profile, field: ProfileFieldName): readonly string[] {
  const { idpId, email, firstName, lastName, groups } = profile
  if (field === 'groups') return groups
  const value = { idp_id: idpId, email, first_name: firstName, last_name: lastName }[field]
  return value === null || value.trim() === '' ? [] : [value]
}
