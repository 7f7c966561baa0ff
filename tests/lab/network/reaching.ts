import { readFileSync } from 'node:fs'
import { nodeHost } from '../../../src/main/host/node-host'
import { type Reached, type ReachWay, reach } from '../../../src/main/network/reach'
import type { Finding } from '../../../src/shared/finding'

export interface Look {
  findings: Finding[]
  reached: Reached
  /** `id` to the statuses of its findings, in order. */
  statuses: Record<string, string[]>
  said(id: Finding['id']): string
}

/** Looks at an address as the command line does, with nobody asked but the DNS servers named. */
export async function look(
  url: string,
  options: Partial<ReachWay> & {
    caFile?: string
    proxy?: string
    signal?: AbortSignal
    dns?: string
    outside?: string[]
  } = {},
): Promise<Look> {
  const { proxy = null, signal, dns, outside = [], caFile, ...way } = options
  const host = nodeHost({
    ...(signal ? { signal } : {}),
    ...(proxy === null ? {} : { proxy }),
    ...(caFile === undefined ? {} : { ca: caFile }),
  })
  const run = reach(
    url,
    {
      proxyFor: () => ({ proxy, chosenBy: 'the test' }),
      extraAuthorities: caFile === undefined ? [] : [readFileSync(caFile, 'utf8')],
      servers: { inside: dns === undefined ? null : [dns], outside },
      limitMs: 2000,
      ...way,
    },
    host,
  )
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (!step.done) {
      findings.push(step.value)
      continue
    }
    const statuses: Record<string, string[]> = {}
    for (const { id, status } of findings) statuses[id] = [...(statuses[id] ?? []), status]
    return {
      findings,
      reached: step.value,
      statuses,
      said: (id) =>
        findings
          .filter((one) => one.id === id)
          .map(({ summary }) => summary)
          .join('\n'),
    }
  }
}
