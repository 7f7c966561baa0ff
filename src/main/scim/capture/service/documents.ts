import { schemas } from '../../answer'
import {
  type AttributeDefinition,
  type Attributes,
  enterpriseAttributes,
  groupAttributes,
  userAttributes,
} from './attributes'

export const largestPage = 200
const schemaUrn = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
const resourceTypeUrn = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'

/** What the service can do. Source: RFC 7643 section 5 */
export const serviceProviderConfig = (base: string): Attributes => ({
  schemas: [schemas.config],
  documentationUri: 'https://workos.com/docs/integrations/scim',
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: largestPage },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
      description: 'The token that Signpost shows while the capture runs.',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** Source: RFC 7643 section 6 */
export const resourceTypes = (base: string): Attributes[] => [
  {
    schemas: [resourceTypeUrn],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: schemas.user,
    schemaExtensions: [{ schema: schemas.enterprise, required: false }],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
  {
    schemas: [resourceTypeUrn],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: schemas.group,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/Group` },
  },
]

/** Source: RFC 7643 section 7 */
export const schemaDocuments = (base: string): Attributes[] =>
  [
    { id: schemas.user, name: 'User', description: 'User Account', attributes: userAttributes },
    { id: schemas.group, name: 'Group', description: 'Group', attributes: groupAttributes },
    {
      id: schemas.enterprise,
      name: 'EnterpriseUser',
      description: 'Enterprise User',
      attributes: enterpriseAttributes,
    },
  ].map(({ attributes, ...document }) => ({
    schemas: [schemaUrn],
    ...document,
    attributes: attributes.map(published),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${document.id}` },
  }))

function published({
  name,
  type,
  multiValued,
  required,
  caseExact,
  mutability,
  uniqueness,
  returned,
  subAttributes,
}: AttributeDefinition): Attributes {
  return {
    name,
    type,
    multiValued,
    description: name,
    required,
    caseExact,
    mutability,
    returned,
    uniqueness,
    ...(type === 'reference' ? { referenceTypes: ['external', 'uri'] } : {}),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(published) }),
  }
}
