import { isFiller, wordsOf } from '../catalog/search-text'
import type { BranchId, CauseId } from '../verdict'

/** One row of the error reference: an error as people meet it, and where in the troubleshooting tree it leads. */
export interface ErrorReferenceRow {
  id: string
  /** How the error is called. */
  title: string
  /** Other words for it: codes, messages, what people write in tickets. */
  alsoCalled: readonly string[]
  /** Where it is seen. */
  seen: string
  meaning: string
  /** What to do first. */
  first: string
  branch: BranchId
  /** The leaves it can come from, the likeliest first. */
  causes: readonly [CauseId, ...CauseId[]]
}

export const errorReference: readonly ErrorReferenceRow[] = [
  {
    id: 'stuck-in-draft',
    title: 'Connection stuck in Draft',
    alsoCalled: ['draft', 'requires type', 'metadata missing', 'metadata not found', 'cannot fetch metadata'],
    seen: 'WorkOS Dashboard, on the connection; Signpost’s timeline of states.',
    meaning: 'WorkOS does not have usable metadata of the identity provider.',
    first: 'Enter the metadata URL, or upload the metadata file; then check both here.',
    branch: 'draft',
    causes: ['draft.metadata-not-uploaded', 'draft.metadata-invalid', 'draft.metadata-unreachable'],
  },
  {
    id: 'stuck-in-validating',
    title: 'Connection stuck in Validating',
    alsoCalled: ['validating', 'pending validation', 'does not become active', 'not active'],
    seen: 'WorkOS Dashboard, on the connection; Signpost’s timeline of states.',
    meaning: 'WorkOS has the details, and no sign-in has succeeded yet.',
    first: 'Make a test sign-in and record it: the response, or the provider’s error page, names the reason.',
    branch: 'validating',
    causes: ['validating.certificate-expired', 'validating.acs-url-typo', 'validating.entity-id-mismatch'],
  },
  {
    id: 'recipient-mismatch',
    title: 'Recipient mismatch',
    alsoCalled: ['destination mismatch', 'invalid destination', 'recipient invalid', 'acs url mismatch', 'reply url'],
    seen: 'Sessions tab of the connection; the event authentication.sso_failed.',
    meaning: 'The response is addressed to another URL than the ACS URL of the connection.',
    first: 'Copy the ACS URL from WorkOS again into the identity provider, whole.',
    branch: 'saml',
    causes: ['saml.recipient-mismatch', 'validating.acs-url-typo'],
  },
  {
    id: 'audience-mismatch',
    title: 'Audience mismatch',
    alsoCalled: ['invalid audience', 'audience restriction', 'wrong audience', 'entity id mismatch', 'sp entity id'],
    seen: 'Sessions tab of the connection; the event authentication.sso_failed.',
    meaning: 'The assertion is made for another SP entity ID than that of the connection.',
    first: 'Copy the SP entity ID from WorkOS again into the identity provider, whole.',
    branch: 'saml',
    causes: ['saml.audience-mismatch', 'validating.entity-id-mismatch'],
  },
  {
    id: 'signature-invalid',
    title: 'Signature invalid',
    alsoCalled: [
      'invalid signature',
      'signature validation failed',
      'signature verification failed',
      'unsigned assertion',
      'certificate mismatch',
    ],
    seen: 'Sessions tab of the connection; the event authentication.sso_failed.',
    meaning: 'The assertion is unsigned, was changed, or is signed with a key that WorkOS does not know.',
    first: 'Compare the fingerprint of the certificate in the response with those WorkOS holds.',
    branch: 'saml',
    causes: ['saml.signature-invalid', 'validating.certificate-expired'],
  },
  {
    id: 'response-expired',
    title: 'Response expired',
    alsoCalled: [
      'assertion expired',
      'not yet valid',
      'notonorafter',
      'notbefore',
      'clock skew',
      'stale request',
      'issued in the future',
    ],
    seen: 'Sessions tab of the connection; the event authentication.sso_failed.',
    meaning: 'The response reached WorkOS outside the time it was valid for.',
    first: 'Compare the clock of the identity provider’s host with a time server.',
    branch: 'saml',
    causes: ['saml.response-expired'],
  },
  {
    id: 'scim-401',
    title: 'SCIM: 401 Unauthorized',
    alsoCalled: ['401', 'unauthorized', 'invalid credentials', 'bearer token', 'invalid token', 'quarantine'],
    seen: 'The provisioning log of the provider.',
    meaning: 'The endpoint does not accept the bearer token.',
    first: 'Create a second token, enter it at the provider, and revoke the first when the new one is in use.',
    branch: 'scim',
    causes: ['scim.unauthorized'],
  },
  {
    id: 'scim-404',
    title: 'SCIM: 404 Not Found',
    alsoCalled: ['404', 'not found', 'endpoint not found', 'base url', 'tenant url'],
    seen: 'The provisioning log of the provider.',
    meaning: 'The base URL does not lead to a directory.',
    first: 'Copy the endpoint from the directory again, without /Users at its end.',
    branch: 'scim',
    causes: ['scim.not-found'],
  },
  {
    id: 'scim-no-attributes',
    title: 'SCIM: users without attributes',
    alsoCalled: ['no attributes', 'missing attributes', 'no email', 'empty name', 'attribute mapping', 'invalidvalue'],
    seen: 'The users of the directory in WorkOS.',
    meaning: 'The provider does not send e-mail address or names.',
    first: 'Map userName, name.givenName, name.familyName and emails at the provider.',
    branch: 'scim',
    causes: ['scim.attributes-missing', 'scim.updates-disabled'],
  },
  {
    id: 'scim-not-deactivated',
    title: 'SCIM: users are not deactivated',
    alsoCalled: ['still active', 'deprovisioning', 'not deprovisioned', 'suspended user active', 'offboarding'],
    seen: 'The users of the directory in WorkOS.',
    meaning: 'The provider does not send deactivations, or in a form that is not taken.',
    first: 'Switch deactivation on in the provisioning settings of the provider.',
    branch: 'scim',
    causes: ['scim.deactivation-disabled', 'scim.updates-disabled'],
  },
  {
    id: 'redirect-uri-mismatch',
    title: 'redirect_uri_mismatch',
    alsoCalled: [
      'redirect uri',
      'callback url',
      'invalid redirect',
      'AADSTS50011',
      'reply url mismatch',
      'bad_redirect_uri',
    ],
    seen: 'The error page of the OAuth provider.',
    meaning: 'The redirect URI that WorkOS sends is not registered at the provider.',
    first: 'Register the redirect URI exactly as WorkOS shows it.',
    branch: 'oauth',
    causes: ['oauth.redirect-uri-mismatch'],
  },
  {
    id: 'invalid-client',
    title: 'invalid_client',
    alsoCalled: [
      'client secret',
      'bad client',
      'incorrect_client_credentials',
      'AADSTS7000215',
      'AADSTS7000222',
      'unauthorized_client',
      'oauth_failed',
    ],
    seen: 'The Sessions tab of the connection, or the answer of the provider’s token endpoint.',
    meaning: 'Client ID and client secret do not fit the application at the provider.',
    first: 'Make a new client secret and enter it in WorkOS.',
    branch: 'oauth',
    causes: ['oauth.invalid-client'],
  },
  {
    id: 'organization-not-found',
    title: 'Organization not found',
    alsoCalled: ['organization_invalid', 'connection_unlinked', 'connection_invalid', 'no connection associated'],
    seen: 'The redirect back to the application (error=…), or a page of WorkOS.',
    meaning: 'WorkOS does not know the organization in this environment, or it has no usable connection.',
    first: 'Compare ID and environment; then look at the connections of the organization.',
    branch: 'organization',
    causes: ['organization.missing', 'organization.connection-not-linked'],
  },
  {
    id: 'domain-not-verified',
    title: 'Domain not verified',
    alsoCalled: ['profile_not_allowed_outside_organization', 'domain pending', 'txt record', 'domain verification'],
    seen: 'The redirect back to the application (error=…); the domains of the organization.',
    meaning: 'The person’s e-mail domain is not among the verified domains of the organization.',
    first: 'Publish the TXT record that WorkOS shows, then start the verification again.',
    branch: 'organization',
    causes: ['organization.domain-unverified'],
  },
]

/**
 * The rows that fit a text, best first: those whose title or other name it contains or begins, then those that share its words.
 * All of them for no text.
 */
export function searchErrorReference(text: string): readonly ErrorReferenceRow[] {
  const words = wordsOf(text)
  if (words.length === 0) return errorReference
  return errorReference
    .map((row) => ({ row, score: scoreOf(row, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ row }) => row)
}

function scoreOf({ title, alsoCalled, meaning, first }: ErrorReferenceRow, words: readonly string[]): number {
  const wanted = words.join(' ')
  const names = [title, ...alsoCalled].map((name) => wordsOf(name).join(' '))
  const whole = names.filter((name) => contains(wanted, name) || contains(name, wanted)).length
  const telling = words.filter((word) => !isFiller(word))
  const inNames = telling.filter((word) => names.some((name) => contains(name, word))).length
  const inText = telling.filter((word) => wordsOf(`${meaning} ${first}`).includes(word)).length
  return 100 * whole + 10 * inNames + inText
}

/** Whether whole words of a text are the words wanted, the last of which may still be in typing. */
const contains = (text: string, wanted: string) => ` ${text}`.includes(` ${wanted}`)
