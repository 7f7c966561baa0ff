import { isIP } from 'node:net'

/** A server as it is named on the command line: `HOST`, `HOST:PORT`, `[v6]`, `[v6]:PORT`. Null when it is none of these. */
export function parseServer(text: string): { host: string; port: number } | null {
  const match = /^(?:\[([0-9a-fA-F:.%a-z]+)\]|([^\s:[\]/]+))(?::(\d{1,5}))?$/.exec(text.trim())
  const bare = isIP(text.trim()) === 6 ? text.trim() : null
  const host = bare ?? match?.[1] ?? match?.[2]
  const port = bare || match?.[3] === undefined ? 123 : Number(match[3])
  if (host === undefined || host.length > 253 || port < 1 || port > 65_535) return null
  return { host, port }
}
