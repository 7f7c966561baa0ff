import type { ProxyChoice } from './gather-proxy'

const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
}

/**
 * Reads what a desktop platform answers for an address: the return value of a PAC file, such as `PROXY a:3128; DIRECT`. The
 * first entry counts; the others are told. Source: the Proxy Auto-Configuration file format.
 */
export function readSystemProxy(answer: string): ProxyChoice {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const [first = 'DIRECT', ...others] = entries
  const instead = others.length === 0 ? {} : { instead: others.join(', ') }
  const [kind = '', address = ''] = first.split(/\s+/)
  const scheme = schemes[kind.toUpperCase()]
  if (scheme === undefined || address === '')
    return { proxy: null, chosenBy: 'the proxy settings of the system name none' }
  return { proxy: `${scheme}://${address}`, chosenBy: 'the proxy settings of the system', signsIn: true, ...instead }
}
