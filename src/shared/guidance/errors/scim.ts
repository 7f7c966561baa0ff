import { table } from './entry'

const requirements = 'https://github.com/workos/scim-bridge/blob/main/docs/workos-scim-requirements.md'
const mapping = 'the attribute mapping of the provider’s SCIM application'

/** What a SCIM service says: the specification’s scimTypes, and WorkOS’s own sentences. */
export const scimErrors = table(
  {
    product: 'SCIM',
    seen: 'The provisioning log of the identity provider.',
    source: 'https://www.rfc-editor.org/rfc/rfc7644#section-3.12',
  },
  [
    {
      code: '401 Unauthorized',
      meaning: 'The endpoint does not accept the bearer token.',
      causes: ['scim.unauthorized'],
      fix: 'Create a second token, enter it in the identity provider, and revoke the first when the new one is in use.',
    },
    {
      code: '404 Not Found',
      meaning: 'The base URL leads to no directory, or the user asked for does not exist.',
      causes: ['scim.not-found'],
      fix: 'Copy the endpoint of the directory again, without /Users at its end.',
    },
    {
      code: 'uniqueness',
      alsoSeenAs: [
        '409',
        'Another user already exists with this username',
        'Another user already exists with this email',
      ],
      meaning: 'Another user or group has that userName, e-mail address or identity already.',
      fix: 'Remove or deactivate the one that is there, then push again.',
      source: requirements,
    },
    {
      code: 'invalidValue',
      alsoSeenAs: ['Required attributes missing'],
      meaning: 'A required attribute is missing, or a value does not fit its type.',
      causes: ['scim.attributes-missing'],
      fix: 'Read the detail: it names the attribute. Map it, and push the user again.',
      where: mapping,
    },
    {
      code: 'Required attributes missing: emails',
      meaning: 'The user has no e-mail address, and its userName is none either.',
      causes: ['scim.attributes-missing'],
      fix: 'Map an e-mail address to emails[type eq "work"].value and push the user again.',
      where: mapping,
      source: requirements,
    },
    {
      code: "'userName' is required",
      meaning: 'The user comes without a userName.',
      causes: ['scim.attributes-missing'],
      fix: 'Map a value to userName that everybody has and nobody shares.',
      where: mapping,
      source: requirements,
    },
    {
      code: "'displayName' is required",
      meaning: 'The group comes without a name.',
      causes: ['scim.attributes-missing'],
      fix: 'Map a name to displayName of the group.',
      where: mapping,
      source: requirements,
    },
    {
      code: "'active' is expected boolean, received string",
      alsoSeenAs: ['invalidSyntax'],
      meaning: 'The provider sends “active” as text: "True" or "False" in quotation marks.',
      causes: ['scim.deactivation-disabled', 'scim.updates-disabled'],
      fix: 'Send it without quotation marks; in Entra ID append ?aadOptscim062020 to the Tenant URL.',
      where:
        'Microsoft Entra ID: Provisioning > Admin Credentials > Tenant URL; OneLogin: Configuration > SCIM JSON Template',
      source: requirements,
    },
    {
      code: 'externalId must be a Microsoft Entra object ID',
      meaning: 'The directory is of the type Entra ID, and the externalId is no object ID.',
      causes: ['scim.updates-disabled'],
      fix: 'Map objectId to externalId, applied Always.',
      where: 'Provisioning > Mappings > Provision Microsoft Entra ID Users',
      source: requirements,
    },
    {
      code: 'externalId must be an Okta user ID',
      meaning: 'The directory is of the type Okta, and the externalId is no Okta user ID.',
      causes: ['scim.updates-disabled'],
      fix: 'Keep Okta’s own mapping of externalId; for another sender create the directory as Custom SCIM v2.0.',
      where: 'Applications > the app > Provisioning > To App > Attribute Mappings',
      source: requirements,
    },
    {
      code: 'invalidFilter',
      meaning: 'The service cannot read the filter of a look-up.',
      causes: ['scim.not-found'],
      fix: 'Check which attribute the provider looks users up by; userName always works.',
    },
    {
      code: 'tooMany',
      meaning: 'The answer would be too large.',
      fix: 'Ask for smaller pages.',
    },
    {
      code: 'mutability',
      meaning: 'An attribute is to be changed that cannot be.',
      causes: ['scim.updates-disabled'],
      fix: 'Take the attribute out of the mapping, or have it sent on creation only.',
      where: mapping,
    },
    {
      code: 'invalidSyntax',
      meaning: 'The body cannot be read, or is not as the schema wants it.',
      causes: ['scim.updates-disabled'],
      fix: 'Read the detail: it names the place.',
    },
    {
      code: 'invalidPath',
      meaning: 'The path of a change names no attribute.',
      causes: ['scim.updates-disabled'],
      fix: 'Correct the target attribute in the mapping.',
      where: mapping,
    },
    {
      code: 'noTarget',
      meaning: 'The path of a change selects nothing, for example an e-mail address of a type the user has not.',
      causes: ['scim.updates-disabled'],
      fix: 'Have the attribute sent when the user is created; restart provisioning so that users are sent whole.',
      where: mapping,
    },
    {
      code: 'invalidVers',
      meaning: 'The version of the protocol is not supported.',
      causes: ['scim.not-found'],
      fix: 'Set the SCIM version to 2.0.',
    },
    {
      code: '412 Precondition Failed',
      meaning: 'The resource has changed since it was read (ETag).',
      fix: 'Synchronise again.',
    },
    {
      code: '413 Content Too Large',
      alsoSeenAs: ['Payload Too Large'],
      meaning: 'The body is larger than 2,000 KB, usually a very large group.',
      fix: 'Send changes of members instead of whole groups, or split the group.',
      source: requirements,
    },
    {
      code: '429 Too Many Requests',
      meaning: 'The service is asked too often.',
      fix: 'Wait; providers repeat by themselves.',
      source: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    },
    {
      code: '501 Not Implemented',
      meaning: 'The service does not offer this, for example bulk requests.',
      fix: 'Switch the feature off at the provider.',
    },
  ],
)
