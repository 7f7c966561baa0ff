import type { Evidence, Finding, Owner } from '../../../shared/finding'
import type { Problem } from '../../../shared/problem'
import { clipped, finding } from '../finding'
import type { Body, ExchangeFacts, ExchangeFailure } from '../observation'

/** The way that works where an address cannot be mended. */
export const askForFile =
  'or download the XML yourself and upload it at Identity Provider Configuration > Edit Configuration (an uploaded file is not refreshed when certificates change).'

type Explained = readonly [summary: (host: string, failure: ExchangeFailure) => string, action: string, owner: Owner]

const failures: Readonly<Record<ExchangeFailure['kind'], Explained>> = {
  dns: [
    (host) => `The name ${host} cannot be resolved from here.`,
    'Check the spelling of the host name and that it has a public DNS record.',
    'dns-admin',
  ],
  refused: [
    (host) => `${host} refuses the connection: nothing listens there, or a firewall rejects it.`,
    'Start the service or open the port.',
    'network-team',
  ],
  reset: [
    (host) => `${host} broke the connection off.`,
    'Look for a firewall, proxy or server that closes the connection.',
    'network-team',
  ],
  unreachable: [
    (host) => `There is no route from here to ${host}.`,
    'Check the address and the routes to it.',
    'network-team',
  ],
  timeout: [
    (host) => `${host} gave no complete answer in time.`,
    'Check that a firewall does not drop the packets and that the server is up.',
    'network-team',
  ],
  tls: [
    (host, { code }) => `${tlsReason(code)} (${host}).`,
    'Give the host a certificate for its name from a public authority, with the whole chain.',
    'idp-admin',
  ],
  proxy: [
    (host) => `The proxy did not let the request through to ${host}.`,
    'Allow the address in the proxy, or give the proxy what it asks for.',
    'network-team',
  ],
  'too-large': [
    (host) => `The answer of ${host} is larger than is read from an address.`,
    'Use the address of the single identity provider, not that of a whole federation, or open the file.',
    'idp-admin',
  ],
  url: [() => 'This is not an http or https address.', 'Correct the address.', 'idp-admin'],
  other: [
    (host, { code, message }) => `${host} could not be read (${clipped(code, 40)}: ${clipped(message)}).`,
    'Test the address in the reachability workbench.',
    'network-team',
  ],
  'redirect-loop': [
    () => 'The address redirects in a circle.',
    'Publish the metadata without a redirect to itself; a missing cookie or sign-in is the usual reason.',
    'idp-admin',
  ],
  'too-many-redirects': [
    () => 'The address redirects more than 10 times.',
    'Use the address the redirects are meant to lead to.',
    'idp-admin',
  ],
  'redirect-downgrade': [
    () => 'The address redirects from https to http, where anybody could replace the document.',
    'Let the redirect lead to https.',
    'idp-admin',
  ],
  'redirect-inward': [
    () => 'The public address redirects to an address inside a private network.',
    'Let the redirect lead to a public name; WorkOS cannot reach the private one.',
    'idp-admin',
  ],
  'redirect-scheme': [
    () => 'The address redirects to something that is neither http nor https.',
    'Correct the redirect.',
    'idp-admin',
  ],
}

const tlsReasons: ReadonlyArray<readonly [RegExp, string]> = [
  [/CERT_HAS_EXPIRED|DATE_INVALID/, 'The TLS certificate of the host has expired'],
  [/CERT_NOT_YET_VALID/, 'The TLS certificate of the host is not valid yet'],
  [/ALTNAME|HOSTNAME|COMMON_NAME/, 'The TLS certificate is made out to another name'],
  [/DEPTH_ZERO_SELF_SIGNED/, 'The TLS certificate of the host is self-signed'],
  [
    /SELF_SIGNED_CERT_IN_CHAIN|AUTHORITY_INVALID/,
    'The TLS certificate comes from an authority that is not publicly trusted',
  ],
  [
    /UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER/,
    'The server does not send the whole chain of its TLS certificate, or its authority is not publicly trusted',
  ],
  [
    /EPROTO|SSL|VERSION/,
    'No TLS connection could be agreed on: the server offers only old versions, or does not speak TLS on this port',
  ],
]

const tlsReason = (code: string) =>
  tlsReasons.find(([pattern]) => pattern.test(code))?.[1] ?? `The TLS connection failed (${clipped(code, 40)})`

/** Judges an address that gave no answer. */
export function unreached(exchange: ExchangeFacts, failure: ExchangeFailure, evidence: Evidence[]): Finding {
  const [, action, owner] = failures[failure.kind]
  const last = exchange.hops.at(-1)
  return finding('source', 'fail', whyUnreached(exchange, failure), {
    evidence: [...evidence, { label: 'Failure', value: clipped(failure.code, 80), from: last?.url ?? exchange.url }],
    fix: { action: `${action} Or ${askForFile.slice(3)}`, where: exchange.finalUrl, owner },
  })
}

/** The same where a document cannot be gone without: a problem, in the same words. */
export function unreachedProblem(exchange: ExchangeFacts, failure: ExchangeFailure): Problem {
  return {
    code: 'metadata.unreached',
    title: `${exchange.url} gave no answer.`,
    detail: whyUnreached(exchange, failure),
    remedy: `${failures[failure.kind][1]} Or download the XML yourself and give the file.`,
  }
}

function whyUnreached({ finalUrl }: ExchangeFacts, failure: ExchangeFailure): string {
  const [summary] = failures[failure.kind]
  return summary(hostOf(finalUrl), failure)
}

/** The host of an address, for a sentence. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'The host')

type StatusMeaning = readonly [from: number, to: number, meaning: string, action: string, owner: Owner]

const statusMeanings: readonly StatusMeaning[] = [
  [
    401,
    401,
    'it wants a sign-in (401), which WorkOS cannot give',
    'Publish the metadata path without authentication,',
    'idp-admin',
  ],
  [
    403,
    403,
    'it forbids access (403): an address filter, a web firewall or an unpublished path',
    'Allow everybody to read the metadata path,',
    'network-team',
  ],
  [
    404,
    404,
    'there is nothing at this path (404)',
    'Copy the metadata address from the console again; on AD FS check that the endpoint is enabled (Get-AdfsEndpoint),',
    'idp-admin',
  ],
  [407, 407, 'a proxy on the way wants a sign-in (407)', 'Let the address through the proxy,', 'network-team'],
  [410, 410, 'the document was removed (410)', 'Copy the current metadata address from the console,', 'idp-admin'],
  [
    429,
    429,
    'it turns away too many requests, or automatic ones (429)',
    'Except the metadata path from the limit or bot check,',
    'network-team',
  ],
  [
    511,
    511,
    'this network wants a sign-in first (511, captive portal)',
    'Sign in to the network and try again,',
    'network-team',
  ],
  [
    503,
    503,
    'the service is not available (503)',
    'Start the identity provider’s service, or repair the proxy trust in front of it,',
    'idp-admin',
  ],
  [500, 599, 'the server failed', 'Look into the identity provider’s log and repair the service,', 'idp-admin'],
  [300, 399, 'it redirects without saying where to', 'Correct the redirect,', 'idp-admin'],
]

/** Judges an answer whose status says that it is not the document. */
export function answeredWith(status: number, exchange: ExchangeFacts, body: Body, evidence: Evidence[]): Finding {
  const meaning = statusMeanings.find(([from, to]) => status >= from && status <= to)
  const [, , sentence, action, owner] = meaning ?? [0, 0, `it answers ${status}`, 'Correct the address,', 'idp-admin']
  const said = sentence.includes(String(status)) ? sentence : `${sentence} (${status})`
  const bot = body.kind === 'html' && body.page === 'bot-check' ? ' A bot check answers instead of the server.' : ''
  return finding('source', 'fail', `The address gives no metadata: ${said}.${bot}`, {
    evidence,
    fix: { action: `${action} ${askForFile}`, where: exchange.finalUrl, owner },
  })
}
