import { BlockList, isIP } from 'node:net'

export interface EnvironmentProxy {
  /** Address of the proxy, or null for none. */
  proxy: string | null
  /** What in the environment decided: the name of a variable, or null when none is set. */
  variable: string | null
}

/**
 * The proxy the environment names for an address. Both spellings of each variable are read, lower case first, as curl does;
 * a proxy without a scheme is an http one. NO_PROXY may hold names, endings, addresses and address blocks, each with a port.
 */
export function environmentProxy(url: string, env: NodeJS.ProcessEnv = process.env): EnvironmentProxy {
  if (!URL.canParse(url)) return { proxy: null, variable: null }
  const { protocol, hostname, port } = new URL(url)
  const wanted = [protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY', 'ALL_PROXY']
  const variable = wanted.flatMap((name) => [name.toLowerCase(), name]).find((name) => env[name])
  const value = variable === undefined ? undefined : env[variable]
  if (variable === undefined || value === undefined) return { proxy: null, variable: null }
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const exceptions = env.no_proxy || env.NO_PROXY || ''
  if (isExcepted(host, port || (protocol === 'https:' ? '443' : '80'), exceptions))
    return { proxy: null, variable: 'NO_PROXY' }
  return { proxy: withScheme(value.trim()), variable }
}

/** A proxy's address as people write it, with the scheme they leave out. */
export const withScheme = (proxy: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`

function isExcepted(host: string, port: string, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || isInBlock(host, entry) || isNamed(host, port, entry))
}

function isNamed(host: string, port: string, entry: string): boolean {
  const bare = entry.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return host === bare
  const [, name = '', wantedPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? []
  if (wantedPort !== undefined && wantedPort !== port) return false
  const suffix = name.replace(/^\*?\./, '')
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`))
}

function isInBlock(host: string, entry: string): boolean {
  const [, prefix = '', length = ''] = /^([0-9a-f:.]+)\/(\d{1,3})$/.exec(entry) ?? []
  const family = isIP(prefix)
  if (family === 0 || isIP(host) !== family || Number(length) > (family === 4 ? 32 : 128)) return false
  const block = new BlockList()
  block.addSubnet(prefix, Number(length), family === 4 ? 'ipv4' : 'ipv6')
  return block.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
