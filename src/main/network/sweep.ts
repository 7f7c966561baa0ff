import type { Finding, Status } from '../../shared/finding'
import type { NetworkSweepResult, SweptAddress } from '../../shared/runs/network'
import { sweptFinding } from '../../shared/runs/swept'
import type { Host } from '../host/host'
import type { ReachWay } from './reach'
import { type ManyStep, politeLimits, reachMany } from './reach-many'
import { hideCredentials } from './read-url'

const severity: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']

/** Looks at a list of addresses and yields one finding for each as it is done: the worst of what was found. */
export async function* sweep(
  urls: readonly string[],
  way: ReachWay,
  host: Host,
): AsyncGenerator<Finding, NetworkSweepResult> {
  const items: SweptAddress[] = []
  for await (const step of reachMany(urls, { ...politeLimits, ...way }, host)) {
    const url = hideCredentials(step.url.trim())
    const finding = worst(step.findings)
    const item = inShort(step, url, finding)
    items.push(item)
    yield sweptFinding(item, finding, step.done, step.total)
  }
  return { items: items.sort((one, other) => one.index - other.index) }
}

/**
 * The first of the worst findings in the order of the layers. That an address is an inner one says little beside a fault: a list
 * of inner hosts would show nothing else.
 */
function worst(findings: readonly Finding[]): Finding {
  const rank = ({ id, status }: Finding) => severity.indexOf(status) * 2 + (id === 'network.address-scope' ? 1 : 0)
  const [first, ...others] = findings
  if (first === undefined) throw new Error('an address always has a finding')
  return others.reduce((found, one) => (rank(one) < rank(found) ? one : found), first)
}

function inShort({ index, result }: ManyStep, url: string, { id, status, summary }: Finding): SweptAddress {
  return {
    index,
    url,
    id,
    status,
    summary,
    rung: result.conclusion.rung,
    httpStatus: result.hops.at(-1)?.status ?? null,
    certificateEnds: result.chain[0]?.notAfter ?? null,
    ms: result.timings.total,
  }
}
