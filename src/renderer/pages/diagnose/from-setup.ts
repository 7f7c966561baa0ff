import type { Integration } from '../../../shared/catalog/schema'
import type { Protocol } from '../../../shared/catalog/terms'
import { productOfType, profileIds } from '../../../shared/guidance/causes/products'
import { providerNamed } from '../../../shared/guidance/oauth/providers'
import { plainValues } from '../../../shared/guidance/setup-steps'
import type { Setup } from '../../../shared/setup'
import { type Given, type KeptSecret, nothingGiven } from './given'

/** The form of a diagnosis as a set-up fills it in. Secrets stay with main: only where they are kept is said here. */
export function givenBySetup(setup: Setup, row: Integration, protocol: Protocol): Given {
  const values = plainValues(setup)
  const text = (name: string) => values[name]?.trim() ?? ''
  const secret = (name: string): KeptSecret | null => {
    const value = setup.values[name]
    if (value?.kind !== 'secret') return null
    return {
      source: { kind: 'setup', setupId: setup.id, name },
      label: value.lastFour === '' ? 'kept with the set-up' : `kept with the set-up, ends in ${value.lastFour}`,
    }
  }
  const { link } = setup
  const product = productOfType(row.workos.connectionType ?? row.provider)
  const scim = text('scim_endpoint')
  const token = secret('scim_bearer_token')
  const speaksOAuth = protocol === 'oidc' || protocol === 'oauth'
  return {
    ...nothingGiven,
    environmentId: link?.environmentId ?? '',
    organizationId: link?.organizationId ?? text('organization_id').replace(/^(?!org_).*$/s, ''),
    connectionId: link?.connectionId ?? (link === null ? '' : text('connection_id')),
    directoryId: link?.directoryId ?? '',
    // In a sign-in row the redirect URI is the application’s own; in an OAuth row it is that of WorkOS.
    redirectUri: speaksOAuth ? '' : text('redirect_uri'),
    profile: profileIds.find((id) => id === product) ?? '',
    metadata: metadataOf(values),
    idpEntityId: text('idp_entity_id'),
    idpSsoUrl: text('idp_sso_url'),
    certificates: text('x509_certificate'),
    acs: text('acs_url'),
    audience: text('sp_entity_id'),
    // One is of no use without the other.
    scimUrl: token === null ? '' : scim,
    scimToken: scim === '' ? null : token,
    ...(speaksOAuth ? oauthOf(row, text, secret('client_secret')) : {}),
  }
}

/** The metadata of the identity provider, as far as the values of a set-up hold it. */
export function metadataOf(values: Readonly<Record<string, string>>): Given['metadata'] {
  const url = values.idp_metadata_url?.trim() ?? ''
  if (url !== '') return { kind: 'url', url }
  const xml = values.idp_metadata_xml ?? ''
  // A file that was opened left no more than its name.
  return xml.trimStart().startsWith('<') ? { kind: 'text', text: xml } : null
}

function oauthOf(row: Integration, text: (name: string) => string, secret: KeptSecret | null): Partial<Given> {
  const issuer = text('discovery_endpoint')
  const provider = providerNamed(row.slug)?.id ?? ''
  if (issuer === '' && provider === '') return {}
  const clientId = text('client_id')
  return {
    oauthProvider: provider,
    oauthIssuer: issuer,
    oauthClientId: clientId,
    oauthClientSecret: clientId === '' ? null : secret,
    oauthRedirectUri: text('redirect_uri'),
  }
}

/** Something a set-up of this kind could give and does not yet, and what cannot be looked at without it. */
export interface Missing {
  what: string
  without: string
  /** The part of the set-up where it is filled in. */
  at: 'values' | 'workos'
}

/** What is missing in a set-up for its diagnosis to see everything. The response of a sign-in is not the set-up’s to give. */
export function missingIn(given: Given, protocol: Protocol): Missing[] {
  const isSaml = protocol === 'saml'
  const isScim = protocol === 'scim'
  const isOAuth = protocol === 'oidc' || protocol === 'oauth'
  const items: ReadonlyArray<Missing & { if: boolean }> = [
    {
      if: given.environmentId === '' || (given.connectionId === '' && given.directoryId === ''),
      what: isScim ? 'The tie to its directory at WorkOS' : 'The tie to its connection at WorkOS',
      without: 'its state, its certificates and the reason of the last failed sign-in cannot be read',
      at: 'workos',
    },
    {
      if: isSaml && given.metadata === null,
      what: 'The metadata of the identity provider',
      without: 'its certificates and addresses cannot be judged',
      at: 'values',
    },
    {
      if: isSaml && (given.acs === '' || given.audience === ''),
      what: 'ACS URL and SP entity ID',
      without: 'a response cannot be held against what WorkOS expects',
      at: 'values',
    },
    {
      if: isScim && given.scimToken === null,
      what: 'SCIM endpoint and bearer token',
      without: 'the endpoint cannot be tried as the identity provider would',
      at: 'values',
    },
    {
      if: isOAuth && (given.oauthClientId === '' || given.oauthClientSecret === null),
      what: 'Client ID and client secret',
      without: 'they cannot be tried at the provider',
      at: 'values',
    },
    {
      if: isOAuth && given.oauthRedirectUri === '',
      what: 'The redirect URI',
      without: 'whether the provider knows it cannot be seen',
      at: 'values',
    },
  ]
  return items.filter((item) => item.if).map(({ what, without, at }) => ({ what, without, at }))
}
