import type { Setup } from '../../shared/setup'

/** Where the metadata of a set-up is fetched from: what stands in its field, else where it was read; null where neither is an address. */
export function metadataAddress({ values, metadata }: Pick<Setup, 'values' | 'metadata'>): string | null {
  const typed = values.idp_metadata_url?.kind === 'plain' ? values.idp_metadata_url.text.trim() : ''
  return [typed, metadata?.from ?? ''].find(isWebAddress) ?? null
}

/** The web servers of the identity provider: of its metadata and of its sign-on addresses, each once, as origins. */
export function providerOrigins(setup: Pick<Setup, 'values' | 'metadata'>): string[] {
  const { values, metadata } = setup
  const named = ['idp_sso_url', 'discovery_endpoint'].flatMap((name) => {
    const value = values[name]
    return value?.kind === 'plain' ? [value.text.trim()] : []
  })
  const addresses = [metadataAddress(setup) ?? '', ...named, ...(metadata?.sso ?? []).map(({ location }) => location)]
  return [...new Set(addresses.filter(isWebAddress).map((address) => new URL(address).origin))].slice(0, 5)
}

const isWebAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text)
