import type { Status } from '../finding'

/** What the statuses of findings are called in running text and in reports. */
export const statusWords: Readonly<Record<Status, string>> = {
  fail: 'Failed',
  warn: 'Warning',
  pass: 'Passed',
  info: 'Note',
  skipped: 'Not judged',
}
