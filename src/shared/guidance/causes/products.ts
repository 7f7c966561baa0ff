import { vendorFields } from '../../saml/vendors'

/** The products a fix knows the console of. */
export const products = {
  adfs: 'AD FS',
  shibboleth: 'Shibboleth',
  simplesamlphp: 'SimpleSAMLphp',
  keycloak: 'Keycloak',
  cas: 'CAS',
  pingfederate: 'PingFederate',
  pingone: 'PingOne',
  entra: 'Entra ID',
  okta: 'Okta',
  google: 'Google',
  onelogin: 'OneLogin',
  jumpcloud: 'JumpCloud',
  cyberark: 'CyberArk',
  rippling: 'Rippling',
  sailpoint: 'SailPoint',
  github: 'GitHub',
  gitlab: 'GitLab',
  slack: 'Slack',
  linkedin: 'LinkedIn',
  salesforce: 'Salesforce',
  xero: 'Xero',
  intuit: 'Intuit',
  apple: 'Apple',
  vercel: 'Vercel',
} as const

export type ProductId = keyof typeof products
export const productIds = Object.keys(products).filter((id): id is ProductId => Object.hasOwn(products, id))

/** The identity providers people run themselves: what `--profile` names. */
export const profileIds = ['adfs', 'shibboleth', 'simplesamlphp', 'keycloak', 'cas', 'pingfederate'] as const
export type ProfileId = (typeof profileIds)[number]

/** A type of the WorkOS API, or a provider's name, to the product. */
const typePatterns: ReadonlyArray<readonly [pattern: RegExp, product: ProductId]> = [
  [/adfs/i, 'adfs'],
  [/azure|entra|microsoft/i, 'entra'],
  [/okta/i, 'okta'],
  [/google|gsuite/i, 'google'],
  [/onelogin/i, 'onelogin'],
  [/jump ?cloud/i, 'jumpcloud'],
  [/cyberark/i, 'cyberark'],
  [/rippling/i, 'rippling'],
  [/sailpoint/i, 'sailpoint'],
  [/keycloak/i, 'keycloak'],
  [/shibboleth/i, 'shibboleth'],
  [/simplesaml/i, 'simplesamlphp'],
  [/^cas(saml)?$/i, 'cas'],
  [/pingfederate/i, 'pingfederate'],
  [/pingone/i, 'pingone'],
  [/github/i, 'github'],
  [/gitlab/i, 'gitlab'],
  [/slack/i, 'slack'],
  [/linkedin/i, 'linkedin'],
  [/salesforce/i, 'salesforce'],
  [/xero/i, 'xero'],
  [/intuit/i, 'intuit'],
  [/apple/i, 'apple'],
  [/vercel/i, 'vercel'],
]

/** The product a type of the WorkOS API or a provider's name stands for; null when no fix knows it. */
export function productOfType(type: string): ProductId | null {
  return typePatterns.find(([pattern]) => pattern.test(type))?.[1] ?? null
}

/** The product an IdP entity ID gives away; null when it gives none away. */
export function productOfEntityId(entityId: string): ProductId | null {
  if (/\/cas\/idp(\/metadata)?$/i.test(entityId)) return 'cas'
  if (/^https:\/\/(auth|idp)[^/]*\.pingone\./i.test(entityId)) return 'pingone'
  if (/^jumpcloud/i.test(entityId) || /jumpcloud\.com/i.test(entityId)) return 'jumpcloud'
  return productIds.find((id) => vendorFields(entityId).name.startsWith(products[id])) ?? null
}
