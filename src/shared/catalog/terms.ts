/** The closed vocabularies of the catalog. Kept apart from the schema, so that lists and searches load no validator. */

/** The protocol words of the published integration table. General holds HR systems, frameworks and protocols without a provider. */
export const integrationTypes = ['SAML', 'OIDC', 'SCIM', 'Directory', 'OAuth', 'Enterprise', 'General'] as const
export type IntegrationType = (typeof integrationTypes)[number]

export const categories = ['identity-provider', 'hris', 'social', 'framework', 'protocol'] as const
export type Category = (typeof categories)[number]

/** How sure a guide is: all of it read in documentation, parts of it, or known from experience only. */
export const confidences = ['documented', 'partly', 'general-knowledge'] as const
export type Confidence = (typeof confidences)[number]

/** What an administrator wants from an integration. */
export const purposes = ['login', 'provisioning', 'social', 'framework'] as const
export type Purpose = (typeof purposes)[number]

/** How an integration speaks, which decides the values and steps of a set-up. */
const protocols = ['saml', 'oidc', 'oauth', 'scim', 'native-directory', 'sftp', 'framework'] as const
export type Protocol = (typeof protocols)[number]

/** Where a step is carried out: the WorkOS Dashboard, the provider's console, or the application under test. */
export const places = ['workos', 'provider', 'app'] as const
export type Place = (typeof places)[number]

/** Who hands over a value: WorkOS, the provider, or the WorkOS environment and the product's own application. */
export const sides = ['workos', 'provider', 'environment'] as const
export type Side = (typeof sides)[number]

/** User attributes of a WorkOS profile or directory user that a row maps. */
export const attributeNames = [
  'id',
  'email',
  'firstName',
  'lastName',
  'username',
  'displayName',
  'groups',
  'state',
  'role',
  'userRole',
  'jobTitle',
  'departmentName',
  'divisionName',
  'costCenterName',
  'organization',
  'organizationId',
  'employeeNumber',
  'employeeType',
  'employmentStartDate',
  'managerId',
  'managerName',
  'managerEmail',
  'addresses',
] as const
