import type { OAuthProvider } from '../../../../shared/guidance/oauth/provider-shape'
import { providerNamed } from '../../../../shared/guidance/oauth/providers'
import { type OAuthCheckInput, type OAuthSignInInput, usualReturn } from '../../../../shared/runs/oauth'
import type { KeptSecret } from '../../diagnose/given'

/** What stands in the form. */
export interface ClientForm {
  provider: string
  issuer: string
  host: string
  tenant: string
  clientId: string
  redirectUri: string
  scopes: string
  callback: string
  teamId: string
  keyId: string
  /** Where a test sign-in comes back to. */
  returnTo: string
}

export const emptyForm: ClientForm = {
  provider: '',
  issuer: '',
  host: '',
  tenant: '',
  clientId: '',
  redirectUri: '',
  scopes: '',
  callback: '',
  teamId: '',
  keyId: '',
  returnTo: usualReturn,
}

export type Refused = Partial<Record<keyof ClientForm, string>>

/** Which of host and tenant the addresses of a provider hold, and whether they have to be given. */
export function placesOf(provider: OAuthProvider | null): Record<'host' | 'tenant', 'needed' | 'usual' | null> {
  const addresses = provider === null ? '' : `${provider.tokenUrl} ${provider.discoveryUrl} ${provider.authorizeUrl}`
  const place = (name: 'host' | 'tenant') =>
    !addresses.includes(`{${name}}`) ? null : provider?.defaults[name] === undefined ? 'needed' : 'usual'
  return { host: place('host'), tenant: place('tenant') }
}

const text = (value: string) => (value.trim() === '' ? undefined : value.trim())

function common(form: ClientForm, secret: KeptSecret | null) {
  const provider = form.provider === '' ? null : providerNamed(form.provider)
  const places = placesOf(provider)
  const scopes = form.scopes.split(/[\s,]+/).filter((one) => one !== '')
  const { teamId, keyId } = form
  return {
    provider: text(form.provider),
    issuer: provider === null ? text(form.issuer) : undefined,
    host: places.host === null ? undefined : text(form.host),
    tenant: places.tenant === null ? undefined : text(form.tenant),
    clientSecret: secret?.source,
    scopes: scopes.length === 0 ? undefined : scopes,
    apple:
      provider?.authentication === 'signed_secret' && teamId.trim() !== '' && keyId.trim() !== ''
        ? { teamId: teamId.trim(), keyId: keyId.trim() }
        : undefined,
  }
}

/** What is missing before anything can be asked. */
export function refusedBy(form: ClientForm, forSignIn: boolean): Refused {
  const provider = form.provider === '' ? null : providerNamed(form.provider)
  const places = placesOf(provider)
  return {
    ...(provider === null && form.issuer.trim() === '' ? { issuer: 'Paste the issuer, or choose a provider.' } : {}),
    ...(places.host === 'needed' && form.host.trim() === ''
      ? { host: 'Give the host: it is another for everybody.' }
      : {}),
    ...(places.tenant === 'needed' && form.tenant.trim() === '' ? { tenant: 'Give the tenant.' } : {}),
    ...(forSignIn && form.clientId.trim() === '' ? { clientId: 'Nobody can sign in without a client ID.' } : {}),
    ...(forSignIn && form.returnTo.trim() === '' ? { returnTo: 'Give an address on this machine.' } : {}),
  }
}

export const checkInputOf = (form: ClientForm, secret: KeptSecret | null): OAuthCheckInput => ({
  ...common(form, secret),
  clientId: text(form.clientId),
  redirectUri: text(form.redirectUri),
  callback: text(form.callback),
})

export const signInInputOf = (form: ClientForm, secret: KeptSecret | null): OAuthSignInInput => ({
  ...common(form, secret),
  clientId: form.clientId.trim(),
  redirectUri: form.returnTo.trim(),
})
