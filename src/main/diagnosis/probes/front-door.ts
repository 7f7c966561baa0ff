import { type Host, header } from '../../host/host'
import { visibleText } from '../../visible-text'
import type { DiagnosisProbe } from '../engine'
import { type DiagnosisInput, signInAddress } from '../input'
import { judgeIdpPage } from '../judge-idp-page'

const mostHops = 5
const largestPage = 2 * 1024 * 1024
const patienceMs = 20_000

/**
 * The page with which the identity provider meets the request of WorkOS. Many say at once that they do not know the application or
 * its ACS URL, before anybody has signed in. Nobody signs in by this, and nothing is kept of the page but what it means.
 */
export const frontDoorProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'front-door',
  looksAt: 'the identity provider’s sign-in page',
  standsFor: 'response.status',
  reports: ['response.status'],
  gives: [],
  uses: ['door'],
  needs: (input) => input.workos?.authorize != null || signInAddress(input) !== null,
  async *run(_input, facts, { host }) {
    const door = await facts.when('door')
    const page = door && (await open(door.url, host))
    if (!door || !page) return
    const at = new Date(host.now()).toISOString()
    yield* judgeIdpPage({ at, from: 'asked with the request that WorkOS sends', ...page, request: door.answer })
  },
}

/** Follows redirects as a browser would that keeps no cookies; null when no page comes. */
async function open(start: string, host: Host): Promise<{ url: string; text: string } | null> {
  let url = start
  for (let hop = 0; hop <= mostHops; hop++) {
    const outcome = await host.http({
      url,
      headers: { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en' },
      timeoutMs: patienceMs,
      maxBytes: largestPage,
    })
    if (!outcome.ok) return null
    const location = header(outcome.reply, 'location')
    const redirected = outcome.reply.status >= 300 && outcome.reply.status < 400
    if (!redirected || location === null || !URL.canParse(location, url)) {
      const source = new TextDecoder().decode(outcome.reply.body)
      return { url, text: `${visibleText(source)} ${codesIn(source)}` }
    }
    const next = new URL(location, url)
    if (!/^https?:$/.test(next.protocol) || next.href === url) return null
    url = next.href
  }
  return null
}

/** Microsoft writes the message of an error into a script of its page. */
const codesIn = (source: string) => (source.match(/\bAADSTS\d{4,8}(?=:)/g) ?? []).join(' ')
