/** What a text holds of addresses. */
export type AddressList = {
  urls: readonly string[]
  /** Lines that said what an earlier one had said. */
  repeated: number
}

/** The contract takes no more in one run. */
export const mostAddresses = 5000

/**
 * Reads a list as people keep them: one address a line, or a table of which a column holds them. Empty lines and lines that begin
 * with `#` are left out; a line without an address in it is kept as it is, to be judged.
 */
export function readAddresses(text: string): AddressList {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const found = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /https?:\/\/[^\s"',;<>|]+/i.exec(line)?.[0] ?? line)
  const urls = [...new Set(found)]
  return { urls, repeated: found.length - urls.length }
}
