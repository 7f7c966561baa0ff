/** The profile fields WorkOS fills from a SAML assertion, in the order a person looks for them. */
export const profileFields = ['id', 'email', 'firstName', 'lastName', 'groups'] as const
export type ProfileField = (typeof profileFields)[number]

/**
 * How an attribute name relates to what WorkOS reads: `workos` is the name its guides ask for; `claim` the claim URI its guides
 * for AD FS, Entra ID and Auth0 ask for; `oid` the standard LDAP names of Shibboleth and federations; `common` a name other
 * products use.
 */
export type NameFamily = 'workos' | 'claim' | 'oid' | 'common'

const ws = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const ms = 'http://schemas.microsoft.com'

/** Well-known names of each field besides the one WorkOS asks for. Compared exactly; `common` names without regard to case. */
const wellKnownNames: Readonly<
  Record<ProfileField, Readonly<Record<Exclude<NameFamily, 'workos'>, readonly string[]>>>
> = {
  id: {
    claim: [
      `${ws}/upn`,
      `${ws}/name`,
      `${ws}/nameidentifier`,
      `${ms}/identity/claims/objectidentifier`,
      `${ws}/privatepersonalidentifier`,
      `${ms}/ws/2008/06/identity/claims/windowsaccountname`,
      `${ws}/windowsaccountname`,
      'http://schemas.xmlsoap.org/claims/UPN',
    ],
    oid: [
      'urn:oid:0.9.2342.19200300.100.1.1',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.10',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.13',
      'urn:oid:2.16.840.1.113730.3.1.3',
      'urn:oasis:names:tc:SAML:attribute:subject-id',
      'urn:oasis:names:tc:SAML:attribute:pairwise-id',
      'urn:mace:dir:attribute-def:uid',
      'urn:mace:dir:attribute-def:eduPersonPrincipalName',
    ],
    common: [
      'uid',
      'userId',
      'user_id',
      'user.id',
      'idp_id',
      'sub',
      'username',
      'user.username',
      'login',
      'objectGUID',
      'eduPersonPrincipalName',
      'userPrincipalName',
      'upn',
      'PersonImmutableID',
      'employeeNumber',
    ],
  },
  email: {
    claim: [`${ws}/emailaddress`, `${ws}/email`, 'http://schemas.xmlsoap.org/claims/EmailAddress'],
    oid: ['urn:oid:0.9.2342.19200300.100.1.3', 'urn:oid:1.2.840.113549.1.9.1', 'urn:mace:dir:attribute-def:mail'],
    common: [
      'mail',
      'emailAddress',
      'email_address',
      'e-mail',
      'user.email',
      'userEmail',
      'primaryEmail',
      'work_email',
    ],
  },
  firstName: {
    claim: [`${ws}/givenname`, 'http://schemas.xmlsoap.org/claims/FirstName'],
    oid: ['urn:oid:2.5.4.42', 'urn:mace:dir:attribute-def:givenName'],
    common: ['givenName', 'given_name', 'first_name', 'first-name', 'user.firstName', 'fname'],
  },
  lastName: {
    claim: [`${ws}/surname`, 'http://schemas.xmlsoap.org/claims/LastName'],
    oid: ['urn:oid:2.5.4.4', 'urn:mace:dir:attribute-def:sn'],
    common: ['surname', 'sn', 'last_name', 'last-name', 'user.lastName', 'familyName', 'family_name', 'lname'],
  },
  groups: {
    claim: [
      `${ms}/ws/2008/06/identity/claims/groups`,
      'http://schemas.xmlsoap.org/claims/Group',
      `${ms}/ws/2008/06/identity/claims/groupsid`,
      `${ms}/ws/2008/06/identity/claims/role`,
      `${ms}/identity/claims/wids`,
      'http://schemas.xmlsoap.org/claims/Groups',
    ],
    oid: [
      'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
      'urn:oid:1.2.840.113556.1.2.102',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.7',
    ],
    common: ['group', 'memberOf', 'isMemberOf', 'roles', 'role', 'user.groups', 'groupNames'],
  },
}

/**
 * Attributes Entra ID sends in place of the groups when a user is in more than 150: links where they could be read instead.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-group-claims
 */
export const groupOverageNames: readonly string[] = [
  `${ms}/claims/groups.link`,
  `${ms}/ws/2008/06/identity/claims/groups.link`,
  `${ms}/identity/claims/groups.link`,
]

/** The field an attribute of this name can fill, and by which family of names; `null` for a name that is not well known. */
export function recogniseAttribute(name: string): { field: ProfileField; family: NameFamily } | null {
  for (const field of profileFields) {
    if (name === field) return { field, family: 'workos' }
    for (const family of ['claim', 'oid'] as const) {
      if (wellKnownNames[field][family].includes(name)) return { field, family }
    }
  }
  const lower = name.toLowerCase()
  for (const field of profileFields) {
    if (lower === field.toLowerCase()) return { field, family: 'common' }
    if (wellKnownNames[field].common.some((known) => known.toLowerCase() === lower)) return { field, family: 'common' }
  }
  return null
}
