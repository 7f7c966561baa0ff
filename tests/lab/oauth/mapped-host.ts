import type { Host } from '../../../src/main/host/host'
import { nodeHost } from '../../../src/main/host/node-host'

/** A host whose requests to the addresses named go to the lab instead. Any other address that is not of this machine is a bug. */
export function mappedHost(origins: Readonly<Record<string, string>>, inner: Host = nodeHost()): Host {
  const there = (url: string) => {
    const { origin, hostname } = new URL(url)
    const mapped = origins[origin]
    if (mapped !== undefined) return url.replace(origin, mapped)
    if (hostname !== '127.0.0.1') throw new Error(`a test would have asked ${origin}`)
    return url
  }
  return { ...inner, http: (request) => inner.http({ ...request, url: there(request.url) }) }
}
