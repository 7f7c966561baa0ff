import { Resolver } from 'node:dns'
import { promisify } from 'node:util'
import type { Host } from '../host/host'
import type { Ask, Question } from './ask'
import { askOverHttps } from './ask-over-https'
import type { ResolverView } from './observation'
import { codeOf, within } from './within'

const mostAliases = 16
const noAliases = { aliases: [], aliasesLoop: false }

/** Asks one DNS server for the addresses of a name, and for its aliases unless told not to. Never throws; ends within the limit or when the signal is aborted. */
export async function askResolver(
  server: string,
  name: string,
  limitMs: number,
  host: Host,
  { aliases: wanted = true } = {},
): Promise<ResolverView> {
  const started = host.monotonic()
  const { ask, close } = /^https:/i.test(server)
    ? { ask: askOverHttps(server, limitMs, host), close: () => undefined }
    : askServer(server, limitMs, host)
  try {
    const [a, aaaa, alias] = await Promise.all([
      ask(name, 'A'),
      ask(name, 'AAAA'),
      wanted ? within(followAliases(ask, name), limitMs, host) : { value: noAliases },
    ])
    const { aliases, aliasesLoop } = 'value' in alias ? alias.value : noAliases
    return { resolver: server, a, aaaa, aliases, aliasesLoop, ms: host.monotonic() - started }
  } finally {
    close()
  }
}

function askServer(server: string, limitMs: number, host: Host): { ask: Ask; close: () => void } {
  // Two tries, the second twice as long as the first, must fit the limit.
  const resolver = new Resolver({ timeout: Math.max(100, Math.floor(limitMs / 3.2)), tries: 2 })
  const cancel = () => resolver.cancel()
  host.signal.addEventListener('abort', cancel, { once: true })
  const close = () => {
    host.signal.removeEventListener('abort', cancel)
    resolver.cancel()
  }
  try {
    resolver.setServers([server])
  } catch (error) {
    return { ask: async () => ({ values: [], code: codeOf(error) }), close }
  }
  const resolve = promisify((name: string, type: Question, done: (error: Error | null, values: string[]) => void) =>
    resolver.resolve(name, type, done),
  )
  const ask: Ask = async (name, type) => {
    const outcome = await within(resolve(name, type), limitMs, host)
    if ('value' in outcome) return { values: outcome.value, code: null }
    return { values: [], code: outcome.code === 'ETIMEDOUT' ? 'ETIMEOUT' : outcome.code }
  }
  return { ask, close }
}

/** Follows CNAME records one by one, so that a circle shows as a circle. */
async function followAliases(ask: Ask, name: string): Promise<Pick<ResolverView, 'aliases' | 'aliasesLoop'>> {
  const aliases: string[] = []
  let current = name
  while (aliases.length < mostAliases) {
    const [next] = (await ask(current, 'CNAME')).values
    if (next === undefined) return { aliases, aliasesLoop: false }
    const target = next.toLowerCase().replace(/\.$/, '')
    const known = target === name.toLowerCase() || aliases.includes(target)
    aliases.push(target)
    if (known) return { aliases, aliasesLoop: true }
    current = target
  }
  return { aliases, aliasesLoop: false }
}
