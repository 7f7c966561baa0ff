import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ClientAuthentication } from '../../shared/guidance/oauth/provider-shape'
import { oauthProviders, providerNamed } from '../../shared/guidance/oauth/providers'
import { nodeHost } from '../host/node-host'
import type { OAuthInput } from '../oauth/input'
import { UnusableInput } from './output'
import { filledSecretIn } from './secret'

export interface ClientOptions {
  issuer?: string
  provider?: OAuthInput['provider']
  host?: string
  tenant?: string
  clientId?: string
  clientSecretEnv?: string
  redirectUri?: string
  scope: string[]
  authMethod?: ClientAuthentication
  teamId?: string
  keyId?: string
  callback?: string
}

/** The options that say where a provider is reached, and by which way. */
export function withNetwork(command: Command): Command {
  return command
    .option('--host <host>', 'where the provider is (GitLab, GitHub Enterprise, Salesforce, Okta, Auth0)')
    .option('--proxy <url>', 'the proxy to use (default: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)')
    .option('--ca <file>', 'PEM file of certificate authorities to trust besides the public ones')
}

/** The options that name a provider and a client of it. */
export function withClient(
  command: Command,
  { redirectUri = 'the redirect URI, as it is registered' }: { redirectUri?: string } = {},
): Command {
  return command
    .option('--issuer <url>', 'the issuer, or the address of its discovery document')
    .option('--provider <name>', `a known provider: ${oauthProviders.map(({ id }) => id).join(', ')}`, parseProvider)
    .option('--tenant <id>', 'the tenant (Microsoft)')
    .option('--client-id <id>', 'the client ID')
    .option(
      '--client-secret-env <name>',
      'the environment variable that holds the client secret, or a private key in PEM',
    )
    .option('--redirect-uri <uri>', redirectUri)
    .option(
      '--scope <scope>',
      'a scope, or several in one text; may be given several times',
      (text, before: string[]) => [...before, ...text.split(/\s+/).filter((one) => one !== '')],
      [],
    )
    .addOption(
      new Option(
        '--auth-method <method>',
        'how the client authenticates, when it is not what the provider names first',
      ).choices(['client_secret_basic', 'client_secret_post', 'private_key_jwt']),
    )
    .option('--team-id <id>', 'Apple: the Team ID, with a private key in place of the secret')
    .option('--key-id <id>', 'Apple: the Key ID of that private key')
}

function parseProvider(name: string): OAuthInput['provider'] {
  const provider = providerNamed(name)
  if (provider === null)
    throw new InvalidArgumentError(
      `Known are ${oauthProviders.map(({ id }) => id).join(', ')}; for any other give --issuer.`,
    )
  return provider
}

/** What the options say of a provider and a client; ends the command where they say nothing usable. */
export function oauthInputOf(options: ClientOptions): OAuthInput {
  const { issuer, provider, host, tenant, clientId, redirectUri, scope, authMethod, teamId, keyId, callback } = options
  if (issuer === undefined && provider === undefined)
    throw new UnusableInput('Nothing to check. Name the issuer with --issuer, or a provider with --provider.')
  if (issuer?.trim() === '') throw new UnusableInput('The issuer is empty.')
  if (issuer === undefined && provider !== undefined && needs(provider, host, tenant) !== null)
    throw new UnusableInput(
      `${provider.name} is at another address for everybody: give ${needs(provider, host, tenant)}, or --issuer.`,
    )
  if (callback !== undefined && !URL.canParse(callback)) throw new UnusableInput('The callback is not an address.')
  const clientSecret = secretOf(options)
  return {
    ...(issuer === undefined ? {} : { issuer }),
    ...(provider === undefined ? {} : { provider }),
    ...(host === undefined ? {} : { host }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === null ? {} : { clientSecret }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(scope.length === 0 ? {} : { scopes: scope }),
    ...(authMethod === undefined ? {} : { authentication: authMethod }),
    ...(teamId === undefined || keyId === undefined ? {} : { apple: { teamId, keyId } }),
    ...(callback === undefined ? {} : { callback }),
  }
}

/** The option a provider's addresses cannot do without, or null. */
function needs(
  { tokenUrl, defaults, discoveryUrl }: NonNullable<OAuthInput['provider']>,
  host?: string,
  tenant?: string,
): string | null {
  const addresses = `${tokenUrl} ${discoveryUrl}`
  if (tokenUrl === null && discoveryUrl === null) return '--issuer'
  if (addresses.includes('{host}') && (host ?? defaults.host) === undefined) return '--host'
  return addresses.includes('{tenant}') && (tenant ?? defaults.tenant) === undefined ? '--tenant' : null
}

function secretOf({ clientSecretEnv }: ClientOptions): string | null {
  if (clientSecretEnv === undefined) return null
  return filledSecretIn(clientSecretEnv, { option: '--client-secret-env', what: 'client secret' })
}

/** The machine as these options want it. */
export function hostOf({ proxy, ca }: { proxy?: string; ca?: string }) {
  if (proxy !== undefined && !URL.canParse(proxy)) throw new UnusableInput('The address of the proxy cannot be read.')
  if (ca !== undefined) {
    try {
      readFileSync(ca)
    } catch {
      throw new UnusableInput(`The file ${ca} cannot be read.`)
    }
  }
  return nodeHost({ ...(proxy === undefined ? {} : { proxy }), ...(ca === undefined ? {} : { ca }) })
}
