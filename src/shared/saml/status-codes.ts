import type { Owner } from '../finding'

/** What a SAML status code says, and what to do about it. */
export interface StatusMeaning {
  /** The last part of the URN. */
  name: string
  /** One sentence on what the identity provider says with it. */
  meaning: string
  /** What to look at. Absent for `Success`. */
  action?: string
  owner?: Owner
}

export const statusPrefix = 'urn:oasis:names:tc:SAML:2.0:status:'

/** Status codes of SAML core 3.2.2.2, by their URN without `statusPrefix`: first the four of the top level. */
const statusCodes: Readonly<Record<string, StatusMeaning>> = byName([
  { name: 'Success', meaning: 'The request succeeded.' },
  {
    name: 'Requester',
    meaning: 'The identity provider holds the request itself to be at fault.',
    action:
      'Compare the SP entity ID, ACS URL and NameID format registered at the identity provider with those WorkOS sends.',
    owner: 'idp-admin',
  },
  {
    name: 'Responder',
    meaning: 'The identity provider could not carry out the request; the reason is on its side.',
    action: 'Read the log of the identity provider for the time of this response (AD FS: event 364 in AD FS/Admin).',
    owner: 'idp-admin',
  },
  {
    name: 'VersionMismatch',
    meaning: 'The identity provider does not speak the SAML version of the request.',
    action: 'Check that the application is registered at the identity provider for SAML 2.0.',
    owner: 'idp-admin',
  },
  {
    name: 'AuthnFailed',
    meaning: 'The user could not be authenticated.',
    action: 'Check the account and its password, lock and second factor at the identity provider.',
    owner: 'idp-admin',
  },
  {
    name: 'InvalidAttrNameOrValue',
    meaning: 'The request names an attribute the identity provider does not know.',
    action: 'Check which attributes the identity provider is set to release to WorkOS.',
    owner: 'idp-admin',
  },
  {
    name: 'InvalidNameIDPolicy',
    meaning: 'The identity provider cannot make a NameID of the format that was asked for.',
    action:
      'Make the identity provider issue a NameID for this application: a claim rule to Name ID (AD FS, events 321 and 364), a NameID generator whose source attribute is released (Shibboleth), a Name ID format (others).',
    owner: 'idp-admin',
  },
  {
    name: 'NoAuthnContext',
    meaning: 'The identity provider cannot authenticate the user in the way that was asked for.',
    action:
      'Sign in with a fresh session. If it stays, relax the requested authentication context or offer that method (Entra ID: AADSTS75011).',
    owner: 'idp-admin',
  },
  {
    name: 'NoAvailableIDP',
    meaning: 'A proxy found none of the identity providers it was to use available.',
    action: 'Check the identity providers behind this one.',
    owner: 'idp-admin',
  },
  {
    name: 'NoPassive',
    meaning: 'The user is not signed in, and the request forbade asking.',
    action: 'Sign in interactively; the request must not carry IsPassive.',
    owner: 'workos-admin',
  },
  {
    name: 'NoSupportedIDP',
    meaning: 'A proxy supports none of the identity providers the request names.',
    action: 'Check the identity providers behind this one.',
    owner: 'idp-admin',
  },
  {
    name: 'PartialLogout',
    meaning: 'Not every session could be ended.',
    action: 'This belongs to a log-out, not to a sign-in: capture the sign-in.',
    owner: 'idp-admin',
  },
  {
    name: 'ProxyCountExceeded',
    meaning: 'The request may not be passed on to another identity provider.',
    action: 'Register WorkOS at the identity provider that holds the users.',
    owner: 'idp-admin',
  },
  {
    name: 'RequestDenied',
    meaning:
      'The identity provider can answer, but a rule forbids it: often the user is not assigned to the application.',
    action: 'Assign the user or one of the user’s groups to the application, and check its access policy.',
    owner: 'idp-admin',
  },
  {
    name: 'RequestUnsupported',
    meaning: 'The identity provider does not support this kind of request.',
    action: 'Check that the sign-on address in WorkOS is the one for SAML 2.0 sign-in with the HTTP-Redirect binding.',
    owner: 'workos-admin',
  },
  {
    name: 'RequestVersionDeprecated',
    meaning: 'The identity provider no longer accepts the protocol version of the request.',
    action: 'Check that the application is registered for SAML 2.0.',
    owner: 'idp-admin',
  },
  {
    name: 'RequestVersionTooHigh',
    meaning: 'The protocol version of the request is newer than the identity provider supports.',
    action: 'Check that the application is registered for SAML 2.0.',
    owner: 'idp-admin',
  },
  {
    name: 'RequestVersionTooLow',
    meaning: 'The protocol version of the request is older than the identity provider supports.',
    action: 'Check that the application is registered for SAML 2.0.',
    owner: 'idp-admin',
  },
  {
    name: 'ResourceNotRecognized',
    meaning: 'The identity provider does not know what the request asks for.',
    action: 'Check that the SP entity ID WorkOS sends is registered at the identity provider.',
    owner: 'idp-admin',
  },
  {
    name: 'TooManyResponses',
    meaning: 'The answer would hold more than the identity provider can return.',
    action: 'Release fewer attributes or groups to WorkOS.',
    owner: 'idp-admin',
  },
  {
    name: 'UnknownAttrProfile',
    meaning: 'The identity provider does not know the attribute profile asked for.',
    action: 'Check which attributes the identity provider is set to release to WorkOS.',
    owner: 'idp-admin',
  },
  {
    name: 'UnknownPrincipal',
    meaning: 'The identity provider does not know the user.',
    action: 'Check that the account exists where the identity provider looks for it.',
    owner: 'idp-admin',
  },
  {
    name: 'UnsupportedBinding',
    meaning: 'The identity provider cannot answer over the binding asked for.',
    action: 'Register the ACS URL with the HTTP-POST binding.',
    owner: 'idp-admin',
  },
])

function byName(list: readonly StatusMeaning[]): Readonly<Record<string, StatusMeaning>> {
  return Object.fromEntries(list.map((one) => [one.name, one]))
}

/** Looks a status code up by its full URN. `null` for codes SAML does not define. */
export function explainStatus(code: string): StatusMeaning | null {
  const name = code.startsWith(statusPrefix) ? code.slice(statusPrefix.length) : ''
  return Object.hasOwn(statusCodes, name) ? (statusCodes[name] ?? null) : null
}
