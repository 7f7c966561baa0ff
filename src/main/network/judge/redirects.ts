import type { Finding, Fix } from '../../../shared/finding'
import type { HttpEnd, HttpHop, HttpObservation } from '../observation'

const id = 'network.redirects'

const directFix: Fix = {
  action: 'Give WorkOS the address where the document really is, without a redirect.',
  owner: 'workos-admin',
}
const publicFix: Fix = { action: 'Let the metadata be read without a sign-in.', owner: 'idp-admin' }

/** Judges the way of redirects, hop by hop; null when there were none. */
export function judgeRedirects(observation: HttpObservation): Finding | null {
  const { hops, at } = observation
  if (hops.every(({ status }) => status === null || status < 300 || status > 399)) return null
  if (hops.length === 1 && observation.ended === 'answer') return null
  const evidence = hops.map((hop, index) => ({ label: `Hop ${index + 1}`, value: sayHop(hop), from: hop.url, at }))
  const dead = whyDead(observation)
  if (dead !== null) return { id, status: 'fail', summary: dead, evidence, fix: directFix }
  if (hops.some(({ location }) => location !== null && isSignIn(location))) {
    return {
      id,
      status: 'fail',
      summary: 'A redirect leads to a sign-in: the metadata is not public.',
      evidence,
      fix: publicFix,
    }
  }
  const [first, last] = [hops[0], hops.at(-1)]
  if (first === undefined || last === undefined) return null
  const count = `${hops.length - 1} redirect${hops.length > 2 ? 's lead' : ' leads'}`
  const secured = first.url.startsWith('http:') && last.url.startsWith('https:')
  if (new URL(first.url).hostname !== new URL(last.url).hostname) {
    const host = new URL(last.url).host
    return { id, status: 'warn', summary: `${count} to another host, ${host}.`, evidence, fix: directFix }
  }
  const https = secured ? ' That is https: give WorkOS this address at once.' : ''
  return { id, status: 'info', summary: `${count} to ${brief(last.url)}.${https}`, evidence }
}

function whyDead({ hops, ended, inward }: HttpObservation): string | null {
  const last = hops.at(-1)
  const target = brief(last?.location ?? '')
  const cookies = hops.some(({ setsCookie }) => setsCookie)
    ? ' On the way it sets a cookie: it may insist on a browser that sends it back, which WorkOS does not do either.'
    : ''
  const reasons: Readonly<Partial<Record<HttpEnd, string>>> = {
    loop: `The redirects go round in a circle.${cookies}`,
    'too-many': `There are more than ${hops.length - 1} redirects.${cookies}`,
    downgrade: `A redirect leads from https down to http (${target}); it is not followed.`,
    'no-location': `The answer is ${last?.status}, a redirect, but does not say where to (no Location header).`,
    'bad-location': `A redirect leads to something that is no address (${target}).`,
    'other-scheme': `A redirect leads to ${target}, which is neither https nor http; it is not followed.`,
    inward: `A redirect leads from a public address into an inner network (${target} at ${inward}), where WorkOS cannot follow; it is not followed. If that is meant, check that address by itself.`,
    'out-of-time': 'The redirects took too long altogether, and were not followed to their end.',
  }
  return reasons[ended] ?? null
}

/** Whether an address is one of a sign-in: a SAML or WS-Federation message, or an OAuth request, in its query. */
export const isSignIn = (location: string): boolean =>
  /[?&](?:SAMLRequest|SAMLResponse)=|[?&]wa=wsignin1\.0|[?&]client_id=[^#]*[?&](?:response_type|redirect_uri)=|[?&](?:response_type|redirect_uri)=[^#]*[?&]client_id=/.test(
    location,
  )

function sayHop({ status, location, failure, ms }: HttpHop): string {
  const said = failure ? failure.code : `${status}${location === null ? '' : ` → ${brief(location)}`}`
  return `${said} (${ms.toFixed(0)} ms)`
}

const brief = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
