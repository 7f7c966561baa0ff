import type { Finding } from '../../../../shared/finding'
import type { NetworkReachResult } from '../../../../shared/runs/network'
import { conclusionTitle } from './Conclusion'
import { layersOf, sayMs } from './layers'

const words: Record<string, string> = {
  pass: 'passed',
  warn: 'warning',
  fail: 'FAILED',
  info: 'note',
  skipped: 'not checked',
  absent: 'not looked at',
}

/** A look at an address as plain text, to be pasted into a ticket or a mail. */
export function reachText(result: NetworkReachResult, findings: readonly Finding[]): string {
  const { url, conclusion, timings } = result
  const rungs = layersOf(findings, timings, false).flatMap(({ title, status, findings: list, ms }) => [
    `${title}: ${words[status] ?? status}${ms === null ? '' : ` (${sayMs(ms)})`}`,
    ...list.filter((one) => one.status !== 'skipped').map(({ summary }) => `  - ${summary}`),
  ])
  return [
    url,
    '',
    `${conclusionTitle(conclusion.rung)}. ${conclusion.sentence}`,
    ...(conclusion.next === null ? [] : [`Next: ${conclusion.next}`]),
    '',
    ...rungs,
    '',
  ].join('\n')
}
