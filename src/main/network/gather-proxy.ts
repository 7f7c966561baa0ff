import type { Host } from '../host/host'
import type { ProxyAnswer, ProxyObservation } from './observation'
import { askToForward, openTunnel, type TunnelOutcome, type TunnelRequest } from './tunnel'
import { within } from './within'

export interface ProxyChoice {
  /** Address of the proxy, or null for a direct connection. */
  proxy: string | null
  /** Where the choice comes from, to be shown: `the environment (HTTPS_PROXY)`. */
  chosenBy: string
  /** What is taken when that proxy gives no answer: another proxy, or `DIRECT`. */
  instead?: string
  /** What is fetched signs in to proxies by itself, with the account of the person (Negotiate, NTLM). */
  signsIn?: boolean
  /** Why the choice could not be had; then a direct connection is tried. */
  failure?: { code: string; message: string }
}

/** Which way an address is reached. A system that does not say so in time is not waited for: its PAC file cannot be had. */
export async function chooseProxy(
  proxyFor: (url: string) => ProxyChoice | Promise<ProxyChoice>,
  url: string,
  limitMs: number,
  host: Host,
): Promise<ProxyChoice> {
  const outcome = await within(Promise.resolve(proxyFor(url)), limitMs, host)
  if ('value' in outcome) return outcome.value
  const failure = { code: outcome.code, message: 'the system did not say in time which proxy to use' }
  return { proxy: null, chosenBy: 'the system, which gave no answer', failure }
}

export interface ProxyTarget {
  host: string
  port: number
  scheme: string
  href: string
}

/**
 * Asks the proxy for the way to the host: a tunnel for https, forwarding for http. First without credentials, to see what it
 * wants; the user name and password that stand in its own address go to it, and to nobody else, when it asks for Basic.
 */
export async function gatherProxy(
  target: ProxyTarget,
  choice: ProxyChoice,
  extraAuthorities: readonly string[],
  limitMs: number,
  host: Host,
): Promise<ProxyObservation> {
  const base: ProxyObservation = {
    kind: 'proxy',
    url: target.href,
    proxy: choice.proxy === null ? null : proxyName(choice.proxy),
    chosenBy: choice.chosenBy,
    instead: choice.instead ?? null,
    signsIn: choice.signsIn ?? false,
    asked: 'nothing',
    answer: null,
    answerToCredentials: null,
    failure: null,
    ms: 0,
    at: new Date(host.now()).toISOString(),
  }
  if (choice.proxy === null) return { ...base, failure: choice.failure ?? null }
  if (!URL.canParse(choice.proxy)) return { ...base, failure: unreadable }
  const proxy = new URL(choice.proxy)
  if (!/^https?:$/.test(proxy.protocol)) return base

  const started = host.monotonic()
  const asked = target.scheme === 'https' ? ('tunnel' as const) : ('forward' as const)
  const wish = { proxy, host: target.host, port: target.port, extraAuthorities, limitMs }
  const ask = async (withCredentials: boolean): Promise<TunnelOutcome> =>
    closed(await send(asked, { ...wish, withCredentials }, target.href, host))
  const first = await ask(false)
  const second = offersBasic(first.answer) && hasCredentials(proxy) ? await ask(true) : null
  return {
    ...base,
    asked,
    answer: first.answer,
    answerToCredentials: second?.answer ?? null,
    failure: (first.ok ? null : first.failure) ?? (second && !second.ok ? second.failure : null),
    ms: host.monotonic() - started,
  }
}

const unreadable = { code: 'ERR_INVALID_URL', message: 'the address of the proxy cannot be read' }

const send = (asked: 'tunnel' | 'forward', wish: TunnelRequest, href: string, host: Host) =>
  asked === 'tunnel' ? openTunnel(wish, host) : askToForward(wish, href, host)

function closed(outcome: TunnelOutcome): TunnelOutcome {
  if (outcome.ok) outcome.socket.destroy()
  return outcome
}

const offersBasic = (answer: ProxyAnswer | null) =>
  answer?.status === 407 && answer.schemes.some((scheme) => scheme.toLowerCase() === 'basic')

/** Whether the address of a proxy carries a user name. */
export const hasCredentials = (proxy: URL): boolean => proxy.username !== ''

/** The address of a proxy without the credentials in it. */
export function proxyName(text: string): string {
  if (!URL.canParse(text)) return 'unreadable'
  const url = new URL(text)
  return `${url.protocol}//${url.host}`
}
