import { promises as dns, getServers, Resolver } from 'node:dns'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import type { Host } from '../host'
import type { DnsAnswer, DnsObservation, ResolverView } from './observation'

const patienceMs = 5000

/**
 * Resolves a name as programs on this machine do, as the configured DNS servers say, and, when a resolver outside is
 * named, as the internet sees it. A public resolver is never asked without being named: the name itself may be confidential.
 */
export async function gatherDns(name: string, outsideResolver: string | null, host: Host): Promise<DnsObservation> {
  const at = new Date(host.now()).toISOString()
  if (isIP(name) !== 0)
    return {
      kind: 'dns',
      host: name,
      system: { addresses: [name], code: null, ms: 0 },
      direct: null,
      outside: null,
      at,
    }
  const [system, direct, outside] = await Promise.all([
    askSystem(name, host),
    askServers(name, getServers(), getServers().join(', ') || 'none configured', host),
    outsideResolver === null ? null : askServers(name, [outsideResolver], outsideResolver, host),
  ])
  return { kind: 'dns', host: name, system, direct, outside, at }
}

async function askSystem(name: string, host: Host): Promise<DnsObservation['system']> {
  const started = host.monotonic()
  const outcome = await within(dns.lookup(name, { all: true }), patienceMs, host.signal)
  const ms = host.monotonic() - started
  if ('code' in outcome) return { addresses: [], code: outcome.code, ms }
  return { addresses: [...new Set(outcome.value.map(({ address }) => address))], code: null, ms }
}

async function askServers(name: string, servers: readonly string[], label: string, host: Host): Promise<ResolverView> {
  const started = host.monotonic()
  const resolver = new Resolver({ timeout: 1500, tries: 2 })
  const stop = () => resolver.cancel()
  host.signal.addEventListener('abort', stop, { once: true })
  try {
    resolver.setServers(servers)
    const ask = async (type: DnsAnswer['type']): Promise<DnsAnswer> => {
      const outcome = await within(
        promisify((wanted: string, kind: DnsAnswer['type'], done: (error: Error | null, values: string[]) => void) =>
          resolver.resolve(wanted, kind, done),
        )(name, type),
        patienceMs,
        host.signal,
      )
      return 'code' in outcome ? { type, values: [], code: outcome.code } : { type, values: outcome.value, code: null }
    }
    const [a, aaaa, cname] = await Promise.all([ask('A'), ask('AAAA'), ask('CNAME')])
    return { resolver: label, answers: [a, aaaa, cname], ms: host.monotonic() - started }
  } catch (error) {
    const code = codeOf(error)
    return { resolver: label, answers: [{ type: 'A', values: [], code }], ms: host.monotonic() - started }
  } finally {
    host.signal.removeEventListener('abort', stop)
  }
}

/** Waits for a look-up no longer than it may take; failures become their code. */
async function within<T>(
  work: Promise<T>,
  limitMs: number,
  signal: AbortSignal,
): Promise<{ value: T } | { code: string }> {
  let onAbort: (() => void) | undefined
  const limit = AbortSignal.timeout(limitMs)
  const both = AbortSignal.any([limit, signal])
  const ended = new Promise<{ code: string }>((resolve) => {
    onAbort = () => resolve({ code: limit.aborted ? 'ETIMEOUT' : 'ECANCELLED' })
    if (both.aborted) onAbort()
    both.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([
      work.then((value) => ({ value })).catch((error: unknown) => ({ code: codeOf(error) })),
      ended,
    ])
  } finally {
    if (onAbort) both.removeEventListener('abort', onAbort)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
}
