import type { Finding } from '../finding'
import { type SweptAddress, sweptAddressSchema } from './network'

/** What the evidence of a swept address is called, so that a list can be shown while it grows. */
const labels = {
  index: 'Place in the list',
  url: 'Address',
  rung: 'What it proves',
  httpStatus: 'Answer',
  certificateEnds: 'Certificate ends',
  ms: 'Time',
} as const
const names = ['index', 'url', 'rung', 'httpStatus', 'certificateEnds', 'ms'] as const
const from = 'the sweep'

/** One address of a sweep as a finding. `done` of `total` were looked at by then. */
export function sweptFinding(item: SweptAddress, finding: Finding, done: number, total: number): Finding {
  const told = names.flatMap((name) => {
    const value = item[name]
    return value === null ? [] : [{ label: labels[name], value: String(value), from }]
  })
  return {
    ...finding,
    summary: `${item.url}: ${item.summary}`,
    evidence: [{ label: 'Looked at', value: `${done} of ${total}`, from: 'the list' }, ...told, ...finding.evidence],
  }
}

/** The address that a finding of a sweep is about; null for any other finding. */
export function sweptAddress({ id, status, summary, evidence }: Finding): SweptAddress | null {
  const read = (name: (typeof names)[number]): string | null =>
    evidence.find((one) => one.from === from && one.label === labels[name])?.value ?? null
  const number = (text: string | null) => (text === null ? null : Number(text))
  const url = read('url')
  const known = sweptAddressSchema.safeParse({
    index: number(read('index')),
    url,
    status,
    id,
    summary: summary.slice(`${url}: `.length),
    rung: read('rung'),
    httpStatus: number(read('httpStatus')),
    certificateEnds: read('certificateEnds'),
    ms: number(read('ms')),
  })
  return known.success ? known.data : null
}
