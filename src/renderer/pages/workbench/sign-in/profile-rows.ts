import type { Integration } from '../../../../shared/catalog/schema'
import { recogniseAttribute } from '../../../../shared/saml/attribute-names'
import { type ProfileFieldName, profileFieldNames, profileValue } from '../../../../shared/sign-in/profile-fields'
import type { Profile, SignIn } from '../../../../shared/sign-in/trace'

/** One field of the profile beside what should have filled it. */
export interface ProfileRow {
  field: ProfileFieldName
  /** The attribute the mapping reads, as the guide of the integration names it. */
  wanted: string
  /** What the response carries for it, by the name it uses; none: nothing that is known to stand for it. */
  sent: ReadonlyArray<{ name: string; values: readonly string[] }>
  values: readonly string[]
  state: 'arrived' | 'lost' | 'not-sent'
}

const attributeOf: Readonly<Record<ProfileFieldName, string>> = {
  idp_id: 'id',
  email: 'email',
  first_name: 'firstName',
  last_name: 'lastName',
  groups: 'groups',
}

/** The profile, field by field: wanted, sent, arrived. Without a guide the attribute names WorkOS asks for are what is wanted. */
export function profileRows(profile: Profile, response: SignIn['response'], guide: Integration | null): ProfileRow[] {
  const attributes = Object.entries(response?.assertion?.attributes ?? {})
  return profileFieldNames.map((field) => {
    const attribute = attributeOf[field]
    const mapped = guide?.attributeMapping.find(({ workos }) => workos === attribute)?.claimName
    const sent = attributes.flatMap(([name, values]) => {
      const known = recogniseAttribute(name)?.field === attribute || name === mapped
      return known ? [{ name, values }] : []
    })
    const nameId = response?.assertion?.nameId
    if (field === 'idp_id' && nameId) sent.push({ name: 'NameID', values: [nameId] })
    const values = profileValue(profile, field)
    const filled = sent.some((one) => one.values.some((value) => value.trim() !== ''))
    return {
      field,
      wanted: mapped ?? attribute,
      sent,
      values,
      state: values.length > 0 ? 'arrived' : filled ? 'lost' : 'not-sent',
    }
  })
}
