import type { SweptAddress } from '../../../../shared/runs/network'

const columns: ReadonlyArray<readonly [title: string, read: (row: SweptAddress) => string]> = [
  ['Address', ({ url }) => url],
  ['State', ({ status }) => status],
  ['Check', ({ id }) => id],
  ['What was found', ({ summary }) => summary],
  ['What it proves', ({ rung }) => rung],
  ['HTTP status', ({ httpStatus }) => String(httpStatus ?? '')],
  ['Certificate ends', ({ certificateEnds }) => certificateEnds ?? ''],
  ['Time in ms', ({ ms }) => String(ms)],
]

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function sweptCsv(rows: readonly SweptAddress[]): string {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, read]) => read(row)))]
  return `${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
