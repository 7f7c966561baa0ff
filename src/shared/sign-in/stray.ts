import type { Hop, SignIn } from './trace'

type Seen = Pick<SignIn, 'hops' | 'expected'>

const usualPorts: Readonly<Record<string, RegExp>> = { http: /:80$/, https: /:443$/ }

/** The host of a web address as a browser writes it, with a port that is not the usual one. */
function hostOf(address: string): string | null {
  const [, scheme = '', host] = /^(https?):\/\/([^/?#@]+)(?:[/?#]|$)/i.exec(address.trim().toLowerCase()) ?? []
  return host?.replace(usualPorts[scheme] ?? '', '') ?? null
}

/** Whether a host is one of WorkOS's, as far as the sign-in shows: custom domains have hosts of their own. */
function isOfWorkos(host: string, { hops, expected }: Seen): boolean {
  const isAcsHost = hostOf(expected?.acsUrl ?? '') === host.toLowerCase()
  const isPageOfWorkos = hops.some((hop) => hop.host === host && (hop.kind === 'authorize' || hop.kind === 'workos'))
  return isAcsHost || isPageOfWorkos || /(^|\.)workos\.com(:\d+)?$/.test(host)
}

/** Whether a hop took a response to another host than WorkOS's. */
export const isStray = (hop: Pick<Hop, 'kind' | 'host'>, signIn: Seen): boolean =>
  hop.kind === 'response' && !isOfWorkos(hop.host, signIn)

/** The hop in which the answer of the identity provider went elsewhere, and no later one to WorkOS; null: it did not go astray. */
export function strayIn(signIn: Seen): Hop | null {
  const last = signIn.hops.findLast(({ kind }) => kind === 'response')
  return last !== undefined && isStray(last, signIn) ? last : null
}
