import type { OAuthProvider } from './provider-shape'
import { enterpriseProviders } from './providers-enterprise'
import { socialProviders } from './providers-social'

/** Every provider whose addresses and dialect are known. */
export const oauthProviders: readonly OAuthProvider[] = [...socialProviders, ...enterpriseProviders]

const folded = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The provider of a name, an alias, or a row of the catalog; upper and lower case and punctuation do not matter. */
export function providerNamed(name: string): OAuthProvider | null {
  const wanted = folded(name)
  const names = ({ id, name: full, aliases, slugs }: OAuthProvider) => [id, full, ...aliases, ...slugs].map(folded)
  return oauthProviders.find((provider) => names(provider).includes(wanted)) ?? null
}

/** The provider an issuer belongs to, or null when it is none of the known ones. */
export function providerOfIssuer(issuer: string): OAuthProvider | null {
  return oauthProviders.find(({ issuers }) => issuers.some((pattern) => pattern.test(issuer))) ?? null
}

/** The provider whose authorization endpoint this is, with the tenant in it; null when it is none of the known ones. */
export function providerOfAuthorizeUrl(url: string): { provider: OAuthProvider; tenant: string | null } | null {
  for (const provider of oauthProviders) {
    const { authorizeUrl, defaults } = provider
    if (authorizeUrl === null || (authorizeUrl.includes('{host}') && defaults.host === undefined)) continue
    const [before = '', after] = authorizeUrl.replace('{host}', defaults.host ?? '').split('{tenant}')
    if (after === undefined && url === before) return { provider, tenant: null }
    if (after === undefined || !url.startsWith(before) || !url.endsWith(after)) continue
    const tenant = url.slice(before.length, url.length - after.length)
    // Microsoft’s personal accounts and Entra ID share one address; the tenant tells them apart.
    if (/^[\w.-]+$/.test(tenant) && (defaults.tenant === undefined || defaults.tenant === tenant))
      return { provider, tenant }
  }
  return null
}

/** An address of a provider with its placeholders filled in; null when one is missing. */
export function filledIn(
  address: string | null,
  provider: OAuthProvider,
  values: Readonly<Partial<Record<'host' | 'tenant', string>>>,
): string | null {
  if (address === null) return null
  const host = values.host ?? provider.defaults.host ?? null
  const tenant = values.tenant ?? provider.defaults.tenant ?? null
  if (address.includes('{host}') && host === null) return null
  if (address.includes('{tenant}') && tenant === null) return null
  // A host may be given with its scheme, for one on this machine.
  const origin = host === null ? '' : /^https?:\/\//i.test(host) ? host.replace(/\/$/, '') : `https://${host}`
  return address.replace('https://{host}', origin).replace('{tenant}', tenant ?? '')
}
