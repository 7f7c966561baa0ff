import { isIP } from 'node:net'
import type { ResolverView } from './observation'

/** The addresses a resolver gave, IPv4 first. */
export const addressesOf = (view: ResolverView | undefined): string[] =>
  view === undefined ? [] : [...view.a.values, ...view.aaaa.values]

/** An address with its port as URLs and logs write it. */
export const withPort = (host: string, port: number): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`
