import type { Finding, Status } from '../../../../shared/finding'
import type { Timings } from '../../../../shared/runs/network'

/** One layer of the way to an address. */
export type Layer = {
  id: string
  title: string
  /** What it answers, shown while it is not reached. */
  asks: string
  checks: readonly string[]
  /** Which of the times measured is its own. */
  time?: Exclude<keyof Timings, 'total'>
}

/** The layers in the order in which they are looked at and judged. */
export const layers: readonly Layer[] = [
  { id: 'url', title: 'Address', asks: 'Is it well written?', checks: ['network.url'] },
  { id: 'dns', title: 'Name', asks: 'Where does DNS lead, here and outside?', checks: ['network.dns'], time: 'dns' },
  { id: 'scope', title: 'Scope', asks: 'Can the internet get there at all?', checks: ['network.address-scope'] },
  { id: 'tcp', title: 'Connection', asks: 'Does each address accept one?', checks: ['network.tcp'], time: 'tcp' },
  {
    id: 'proxy',
    title: 'Proxy',
    asks: 'Which way is taken, and is it open?',
    checks: ['network.proxy'],
    time: 'proxy',
  },
  {
    id: 'tls',
    title: 'TLS',
    asks: 'Which versions and ciphers, and is a name needed?',
    checks: ['network.tls'],
    time: 'tls',
  },
  { id: 'certificate', title: 'Certificate', asks: 'Who vouches for the server?', checks: ['network.tls-certificate'] },
  {
    id: 'http',
    title: 'HTTP',
    asks: 'What is the answer, and after which redirects?',
    checks: ['network.redirects', 'network.http'],
    time: 'http',
  },
  { id: 'content', title: 'Content', asks: 'Is it a document, or a page in its place?', checks: ['network.content'] },
  { id: 'metadata', title: 'Metadata', asks: 'Can WorkOS use it?', checks: ['metadata.'] },
]

export type LayerState = Layer & {
  /** `running`: the next to be judged; `waiting`: not reached yet; `absent`: never looked at. */
  status: Status | 'running' | 'waiting' | 'absent'
  findings: readonly Finding[]
  /** The finding that says most of it. */
  worst: Finding | null
  ms: number | null
}

const gravity: readonly Status[] = ['fail', 'warn', 'pass', 'info', 'skipped']

const isOf = ({ checks }: Layer, { id }: Finding) =>
  checks.some((check) => (check.endsWith('.') ? id.startsWith(check) : id === check))

/** How far up the ladder a run is, by its findings. `timings` null: none is known yet. */
export function layersOf(findings: readonly Finding[], timings: Timings | null, running: boolean): LayerState[] {
  const judged = layers.map((layer) => findings.filter((finding) => isOf(layer, finding)))
  const reached = judged.findLastIndex((list) => list.length > 0)
  return layers.map((layer, index) => {
    const list = judged[index] ?? []
    const worst = gravity.flatMap((status) => list.filter((one) => one.status === status))[0] ?? null
    const pending = index > reached && running
    return {
      ...layer,
      findings: list,
      worst,
      status: worst?.status ?? (pending ? (index === reached + 1 ? 'running' : 'waiting') : 'absent'),
      // A step that took no time was none: the name of an address need not be looked up.
      ms: (layer.time && timings?.[layer.time]) || null,
    }
  })
}

/** A time as a person reads it. */
export function sayMs(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
