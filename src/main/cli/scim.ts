import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { nodeHost } from '../host/node-host'
import type { ScimInput } from '../scim/gather'
import { checkScimWith } from '../scim/run'
import { type CommandOptions, collect, runCommand, UnusableInput } from './output'
import { addCapture } from './scim-capture'
import { filledSecretIn, tokenAsked } from './secret'

interface CheckOptions extends CommandOptions {
  tokenEnv: string
  rehearse?: boolean
  removeLeftovers?: boolean
  proxy?: string
  ca?: string
}

/** `signpost scim …`: a SCIM service as an identity provider would use it. */
export function addScim(program: Command): void {
  const scim = program
    .command('scim')
    .description('Whether users can be provisioned: address, token, what the service does')
  scim
    .command('check')
    .description('Check a SCIM endpoint and its token; changes nothing unless asked to rehearse')
    .argument('<url>', 'the SCIM endpoint, as it stands in the identity provider')
    .requiredOption('--token-env <name>', 'the environment variable that holds the bearer token')
    .option('--rehearse', 'create, change, deactivate and remove one marked user and group')
    .option('--remove-leftovers', 'only remove what an interrupted rehearsal left')
    .option('--proxy <url>', 'the proxy to use (default: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)')
    .option('--ca <file>', 'PEM file of certificate authorities to trust besides the public ones')
    .option('--json', 'print one JSON object')
    .action((url: string, options: CheckOptions) => {
      if (url.trim() === '') throw new UnusableInput('The address is empty.')
      const token = filledSecretIn(options.tokenEnv, tokenAsked)
      const stop = new AbortController()
      const input: ScimInput = { url, token, ...rehearsalOf(options), stop: stop.signal }
      const host = hostOf(options)
      return runCommand('scim check', withoutSecrets(url), options, () =>
        untilInterrupted(stop, input.rehearsal !== undefined, () => collect(checkScimWith(input, host))),
      )
    })
  addCapture(scim)
}

function rehearsalOf({ rehearse, removeLeftovers }: CheckOptions): Pick<ScimInput, 'rehearsal'> {
  if (rehearse) return { rehearsal: 'full' }
  return removeLeftovers ? { rehearsal: 'clean-up' } : {}
}

/** While a rehearsal runs, the first interruption ends it with everything cleaned up; a second one ends the program. */
async function untilInterrupted<T>(stop: AbortController, rehearses: boolean, work: () => Promise<T>): Promise<T> {
  if (!rehearses) return work()
  const interrupt = () => {
    process.stderr.write('signpost: stopping; removing what the rehearsal made.\n')
    stop.abort()
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await work()
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function hostOf({ proxy, ca }: CheckOptions) {
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

/** The address without what may be a password or a key. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/?#@]*@/, '//').replace(/[?#].*$/s, '')
}
