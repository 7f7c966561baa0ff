import { type Command, InvalidArgumentError } from 'commander'
import { usualReturn } from '../../shared/runs/oauth'
import { unfitForReturn } from '../oauth/sign-in/listener'
import { patienceMs, signInWith } from '../oauth/sign-in/run'
import { type ClientOptions, hostOf, oauthInputOf, withClient, withNetwork } from './oauth-client'
import { type CommandOptions, collect, printable, runCommand, UnusableInput } from './output'

interface SignInOptions extends CommandOptions, ClientOptions {
  within?: number
  proxy?: string
  ca?: string
}

/** `signpost oauth sign-in`: signs in once, and judges what the provider gives out. */
export function addOAuthSignIn(oauth: Command): void {
  const redirectUri = `where the browser comes back to, on this machine (default: ${usualReturn})`
  withNetwork(withClient(oauth.command('sign-in'), { redirectUri }))
    .description(
      'Sign in once at a provider in a browser, with PKCE, and judge the ID token; prints the address to open',
    )
    .option('--within <seconds>', 'how long the person may take (default: 300)', parseSeconds)
    .option('--json', 'print one JSON object')
    .action((options: SignInOptions) => {
      const { callback: _, ...input } = oauthInputOf(options)
      const { clientId, redirectUri = usualReturn } = input
      if (clientId === undefined) throw new UnusableInput('Nobody can sign in without a client. Give --client-id.')
      const unfit = unfitForReturn(redirectUri)
      if (unfit !== null)
        throw new UnusableInput(`Nobody can come back to this redirect URI: ${unfit}. Give one like ${usualReturn}.`)
      const subject = input.issuer ?? input.provider?.name ?? null
      const open = (url: string) => {
        process.stderr.write(`Sign in at\n\n${printable(url)}\n\nWaiting until the browser comes back.\n`)
      }
      const wait = options.within === undefined ? patienceMs : options.within * 1000
      return runCommand('oauth sign-in', subject?.replace(/\/\/[^/?#@]*@/, '//') ?? null, options, () =>
        collect(signInWith({ ...input, clientId, redirectUri, patienceMs: wait, open }, hostOf(options))),
      )
    })
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 1 || seconds > 3600)
    throw new InvalidArgumentError('Not a number of seconds between 1 and 3600.')
  return seconds
}
