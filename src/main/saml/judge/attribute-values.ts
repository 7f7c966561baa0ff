import { type ProfileField, recogniseAttribute } from '../../../shared/saml/attribute-names'
import type { AttributeFacts } from '../observation'

/** What is doubtful about the values of an attribute that fills a field of the WorkOS profile, and what to do about it. */
export interface Doubt {
  sentence: string
  action: string
  /** The other attributes that claim the field. */
  rivals: AttributeFacts[]
}

/**
 * What is doubtful about an attribute; its values are for the evidence, since they tell of a person. SAML lets a name stand on several attributes and an attribute have
 * several values (core 2.7.3); a field of a profile holds one, and which of them a service provider keeps is its own affair.
 */
export function doubtOf(field: ProfileField, attribute: AttributeFacts, all: readonly AttributeFacts[]): Doubt | null {
  const own = valuesOf(attribute)
  const rivals = all.filter((other) => other !== attribute && isNamedAlike(other, attribute) && adds(other, own))
  const [rival] = rivals
  if (field === 'groups') {
    if (!rival) return null
    return {
      sentence: `The groups are spread over ${rivals.length + 1} attributes of the name ${attribute.name}: software that reads one of them misses the groups in the others.`,
      action:
        'Send all groups as values of one attribute (Keycloak: Group List mapper > Single Group Attribute: On; Role list mapper > Single Role Attribute: On).',
      rivals,
    }
  }
  if (rival) {
    const alike =
      rival.name === attribute.name ? `the name ${attribute.name}` : `the FriendlyName ${rival.friendlyName}`
    return {
      sentence: `${rivals.length + 1} attributes have ${alike} and different values: which of them fills ${field} is open.`,
      action: `Send ${field} once: take out the mapping that is not meant.`,
      rivals,
    }
  }
  if (own.length > 1) {
    return {
      sentence: `The attribute has ${own.length} different values: which of them fills ${field} is open.`,
      action: `Send one value as ${field}.`,
      rivals: [],
    }
  }
  if (field === 'email' && own.length === 1 && !/^[^\s@]+@[^\s@]+$/.test(own[0]?.trim() ?? '')) {
    return {
      sentence: 'Its value is no e-mail address.',
      action: 'Send the e-mail address of the user, not the sign-in name.',
      rivals: [],
    }
  }
  return null
}

/** Attributes go by their Name; the FriendlyName tells only of those whose Name says nothing. */
const isNamedAlike = (one: AttributeFacts, other: AttributeFacts) =>
  one.name === other.name ||
  (one.friendlyName !== null && one.friendlyName === other.friendlyName && recogniseAttribute(other.name) === null)

/** The different values of an attribute that are not blank. */
const valuesOf = ({ values }: AttributeFacts) => [...new Set(values.filter((value) => value.trim() !== ''))]

const adds = (other: AttributeFacts, known: readonly string[]) =>
  valuesOf(other).some((value) => !known.includes(value))
