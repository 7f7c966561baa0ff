import type { Finding } from '../finding'
import type { BranchId } from '../verdict'
import { type ProductId, productOfEntityId, productOfType } from './causes/products'
import { oauthProviders } from './oauth/providers'
import { integrationOfType } from './workos/types'

/** Whose console a fix is written for: a product whose fixes are known, and the row of the catalog that names its fields. */
export interface FixSubject {
  product: ProductId | null
  slug: string | null
}

/** Rows of the catalog for products that only an entity ID gives away. */
const slugs: Readonly<Partial<Record<ProductId, string>>> = {
  adfs: 'microsoft-ad-fs-saml',
  shibboleth: 'shibboleth-generic-saml',
  simplesamlphp: 'simple-saml-php',
  keycloak: 'keycloak-saml',
  cas: 'cas-saml',
  pingfederate: 'pingfederate-saml',
  pingone: 'pingone-saml',
  entra: 'entra-id-saml',
  okta: 'okta-saml',
  google: 'google-saml',
  onelogin: 'onelogin-saml',
  jumpcloud: 'jumpcloud-saml',
}

/** The label under which a finding names the OAuth provider it is about. */
export const providerLabel = 'Provider'

/** The product the findings are about: the one that the IdP’s entity ID gives away, else the type WorkOS has for the record. */
export function productIn(findings: readonly Finding[]): ProductId | null {
  const types = [...valuesOf(findings, 'workos.connection', 'Type'), ...valuesOf(findings, 'workos.directory', 'Type')]
  const found = [...entityIds(findings).map(productOfEntityId), ...types.map(productOfType)]
  return found.find((product) => product !== null) ?? null
}

/** Whose console each branch is mended in: a connection, a directory and an OAuth provider need not be of one vendor. */
export function fixSubjects(
  findings: readonly Finding[],
  named: ProductId | null,
): Readonly<Record<BranchId, FixSubject>> {
  const saml = samlSubject(findings, named)
  return {
    draft: saml,
    validating: saml,
    saml,
    scim: ofTypes(valuesOf(findings, 'workos.directory', 'Type'), named),
    oauth: oauthSubject(findings, named),
    organization: { product: null, slug: null },
  }
}

function samlSubject(findings: readonly Finding[], named: ProductId | null): FixSubject {
  const byType = ofTypes(valuesOf(findings, 'workos.connection', 'Type'), null)
  const product =
    named ??
    entityIds(findings)
      .map(productOfEntityId)
      .find((one) => one !== null) ??
    byType.product
  const slug = product !== null && product !== byType.product ? (slugs[product] ?? null) : byType.slug
  return { product, slug: slug ?? (product === null ? null : (slugs[product] ?? null)) }
}

function oauthSubject(findings: readonly Finding[], named: ProductId | null): FixSubject {
  const [name] = findings.flatMap(({ id, evidence }) =>
    id.startsWith('oauth.') ? evidence.filter(({ label }) => label === providerLabel).map(({ value }) => value) : [],
  )
  const provider = oauthProviders.find((one) => one.name === name)
  if (provider === undefined) return ofTypes(valuesOf(findings, 'workos.connection', 'Type'), named)
  return { product: productOfType(provider.id), slug: provider.slugs[0] ?? null }
}

function ofTypes(types: readonly string[], named: ProductId | null): FixSubject {
  const type = types.find((one) => integrationOfType(one) !== null || productOfType(one) !== null)
  if (type === undefined) return { product: named, slug: null }
  return { product: productOfType(type), slug: integrationOfType(type)?.slug ?? null }
}

const valuesOf = (findings: readonly Finding[], check: Finding['id'], label: string) =>
  findings
    .filter(({ id }) => id === check)
    .flatMap(({ evidence }) => evidence.filter((one) => one.label === label).map(({ value }) => value))

/** The entity IDs by which an identity provider calls itself, in its metadata and in what it sends. */
export function entityIds(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ id }) => id === 'metadata.entity-id' || id === 'response.issuer')
    .flatMap(({ evidence, compared }) => [
      ...evidence.filter(({ label }) => /^(entityID|Issuer)/.test(label)).map(({ value }) => value),
      ...(compared?.received.value ? [compared.received.value] : []),
    ])
}
