import type { Command } from 'commander'
import { checkOAuthWith } from '../oauth/run'
import { type ClientOptions, hostOf, oauthInputOf, withClient, withNetwork } from './oauth-client'
import { addOAuthSignIn } from './oauth-sign-in'
import { type CommandOptions, collect, runCommand } from './output'

interface CheckOptions extends CommandOptions, ClientOptions {
  proxy?: string
  ca?: string
}

/** `signpost oauth …`: a provider of OAuth or OpenID Connect, and a client of it. */
export function addOAuth(program: Command): void {
  const oauth = program.command('oauth').description('Whether a provider and a client of it are set up rightly')
  withNetwork(withClient(oauth.command('check')))
    .description(
      'Check a provider, and a client of it without anybody signing in; a refused client is tried in each way the provider takes',
    )
    .option('--callback <url>', 'the address a failed sign-in ended at')
    .option('--json', 'print one JSON object')
    .action((options: CheckOptions) => {
      const input = oauthInputOf(options)
      const subject = input.issuer ?? input.provider?.name ?? null
      return runCommand('oauth check', subject?.replace(/\/\/[^/?#@]*@/, '//') ?? null, options, () =>
        collect(checkOAuthWith(input, hostOf(options))),
      )
    })
  addOAuthSignIn(oauth)
}
