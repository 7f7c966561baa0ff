import type { Evidence, Finding, Fix, Owner } from '../../shared/finding'
import { clipped, finding } from './finding'
import type { Body, ExchangeFacts, ExchangeFailure, HtmlBody, MetadataObservation } from './observation'

/** Judges what came back: the right kind of thing, from an address that answers a stranger. */
export function judgeSource({ source, body }: MetadataObservation): Finding {
  const { exchange } = source
  const evidence = evidenceOf(source, body)
  if (exchange?.failure) return unreached(exchange, exchange.failure, evidence)
  const status = exchange?.status ?? null
  if (exchange && status !== null && (status < 200 || status > 299))
    return answeredWith(status, exchange, body, evidence)
  if (body.kind !== 'xml') {
    const { summary, fix } = notMetadata(body, exchange)
    return finding('source', 'fail', summary, { evidence, fix })
  }
  if (exchange && isOpenHttp(exchange.finalUrl)) {
    return finding(
      'source',
      'warn',
      'The address answers with XML, but over http: on the way anybody could replace it.',
      {
        evidence,
        fix: {
          action: 'Publish the metadata over https and use that address.',
          where: exchange.finalUrl,
          owner: 'idp-admin',
        },
      },
    )
  }
  const type = exchange?.contentType ?? null
  const calledHtml = type !== null && /html/i.test(type)
  const what = exchange ? 'The address answers with XML' : 'This is an XML document'
  return finding(
    'source',
    'pass',
    calledHtml ? `${what}, although the server calls it ${clipped(type, 60)}.` : `${what}.`,
    {
      evidence,
    },
  )
}

function isOpenHttp(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

function evidenceOf(source: MetadataObservation['source'], body: Body): Evidence[] {
  const { exchange, name, bytes } = source
  const from = exchange?.finalUrl ?? name
  const at = exchange ? new Date(exchange.at).toISOString() : undefined
  const list: Evidence[] = []
  const add = (label: string, value: string | null, where = from) => {
    if (value !== null) list.push({ label, value, from: where, ...(at === undefined ? {} : { at }) })
  }
  for (const hop of exchange?.hops ?? []) add(`Redirect ${hop.status}`, hop.location, hop.url)
  add('HTTP status', exchange?.status === null || exchange === null ? null : String(exchange.status))
  add('Content-Type', exchange?.contentType ?? null)
  for (const [header, value] of Object.entries(exchange?.headers ?? {})) add(header, clipped(value, 200))
  if (body.kind === 'html') add('Title', body.title)
  if (body.kind === 'json') add('Error', body.error)
  if (body.kind === 'json') add('Issuer', body.issuer)
  if (body.kind === 'text') add('Begins with', body.start)
  if (body.kind !== 'none') add('Size', `${bytes} bytes`)
  return list
}

const askForFile =
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

function unreached(exchange: ExchangeFacts, failure: ExchangeFailure, evidence: Evidence[]): Finding {
  const [summary, action, owner] = failures[failure.kind]
  const last = exchange.hops.at(-1)
  return finding('source', 'fail', summary(hostOf(exchange.finalUrl), failure), {
    evidence: [...evidence, { label: 'Failure', value: clipped(failure.code, 80), from: last?.url ?? exchange.url }],
    fix: { action: `${action} Or ${askForFile.slice(3)}`, where: exchange.finalUrl, owner },
  })
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'The host')

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

function answeredWith(status: number, exchange: ExchangeFacts, body: Body, evidence: Evidence[]): Finding {
  const meaning = statusMeanings.find(([from, to]) => status >= from && status <= to)
  const [, , sentence, action, owner] = meaning ?? [0, 0, `it answers ${status}`, 'Correct the address,', 'idp-admin']
  const said = sentence.includes(String(status)) ? sentence : `${sentence} (${status})`
  const bot = body.kind === 'html' && body.page === 'bot-check' ? ' A bot check answers instead of the server.' : ''
  return finding('source', 'fail', `The address gives no metadata: ${said}.${bot}`, {
    evidence,
    fix: { action: `${action} ${askForFile}`, where: exchange.finalUrl, owner },
  })
}

interface Explanation {
  summary: string
  fix: Fix
}

/** What to do when something else than metadata was given: the right file, from the right place. */
function takeMetadata(action: string, exchange: ExchangeFacts | null, owner: Owner = 'idp-admin'): Fix {
  return exchange
    ? { action: `${action}, ${askForFile}`, where: exchange.finalUrl, owner }
    : { action: `${action}.`, owner }
}

const pageNames: Readonly<Record<HtmlBody['page'], string>> = {
  'sign-in': 'a sign-in page',
  'sso-hop': 'a page that passes a sign-in on',
  'bot-check': 'a bot check',
  'captive-portal': 'the sign-in page of a network (captive portal)',
  error: 'an error page',
  page: 'a web page',
}

function notMetadata(body: Exclude<Body, { kind: 'xml' }>, exchange: ExchangeFacts | null): Explanation {
  const it = exchange ? 'The address returns' : 'This is'
  switch (body.kind) {
    case 'none':
      return {
        summary: 'There was nothing to read.',
        fix: takeMetadata('Give the metadata of the identity provider', exchange),
      }
    case 'empty':
      return {
        summary: exchange
          ? `The address gives an empty answer${emptiness(body.how)}.`
          : `The document is empty${emptiness(body.how)}.`,
        fix: takeMetadata('Download the metadata again', exchange),
      }
    case 'html':
      return htmlInstead(body, it, exchange)
    case 'json':
      return jsonInstead(body, it, exchange)
    case 'certificate':
      return {
        summary: `${it} ${body.form}, not metadata.`,
        fix: takeMetadata('Give the metadata XML; the certificate is inside it', exchange),
      }
    case 'private-key':
      return {
        summary: `${it} a private key. It must never leave the server it belongs to.`,
        fix: {
          action: 'Give the metadata XML, and replace the key if this file was passed on.',
          owner: 'idp-admin',
        },
      }
    case 'file':
      return {
        summary: `${it} ${body.form}, not metadata.`,
        fix: takeMetadata('Unpack it, or download the metadata XML itself', exchange),
      }
    case 'encoded':
      return body.what === 'saml-response'
        ? {
            summary: `${it} an encoded SAML response, not metadata.`,
            fix: { action: 'Inspect it as a response, and give the metadata here.', owner: 'workos-admin' },
          }
        : {
            summary: `${it} XML in base64; metadata is given as plain XML.`,
            fix: takeMetadata('Decode it, or download the XML again', exchange),
          }
    case 'address':
      return {
        summary: 'This is an address, not the document that stands there.',
        fix: { action: 'Give it as the metadata URL.', where: clipped(body.url, 300), owner: 'workos-admin' },
      }
    case 'text':
      return {
        summary: `${it} plain text, not metadata.`,
        fix: takeMetadata('Download the metadata XML again', exchange),
      }
    case 'binary':
      return {
        summary: `${it} binary data, not metadata.`,
        fix: takeMetadata('Download the metadata XML again', exchange),
      }
  }
}

const emptiness = (how: 'nothing' | 'blanks' | 'byte-order-mark') =>
  ({ nothing: '', blanks: ': only blanks', 'byte-order-mark': ': only a byte-order mark' })[how]

function htmlInstead(body: HtmlBody, it: string, exchange: ExchangeFacts | null): Explanation {
  const product = body.product === null ? '' : ` of ${body.product}`
  const title = body.title === null ? '' : `, titled “${body.title}”`
  const elsewhere = exchange?.hops.length ? `, on ${hostOf(exchange.finalUrl)} after a redirect` : ''
  const summary = `${it} ${pageNames[body.page]}${product}${title}${elsewhere}: no metadata.`
  if (body.page === 'captive-portal') {
    return { summary, fix: { action: 'Sign in to this network first, then try again.', owner: 'network-team' } }
  }
  if (body.page === 'bot-check') {
    return { summary, fix: takeMetadata('Except the metadata path from the bot check', exchange, 'network-team') }
  }
  if (body.page === 'sign-in' || body.page === 'sso-hop') {
    const action = exchange
      ? 'Publish the metadata path without a sign-in'
      : 'Sign in first and save the XML itself, not the page that asked for it'
    return { summary, fix: takeMetadata(action, exchange) }
  }
  return {
    summary,
    fix: takeMetadata('Copy the metadata address from the console, not that of the page around it', exchange),
  }
}

function jsonInstead(body: Extract<Body, { kind: 'json' }>, it: string, exchange: ExchangeFacts | null): Explanation {
  if (body.what === 'oidc-discovery') {
    return {
      summary: `${it} an OpenID Connect discovery document, not SAML metadata.`,
      fix: {
        action:
          'For a SAML connection give the SAML metadata; for this document set the connection up as OpenID Connect.',
        owner: 'idp-admin',
      },
    }
  }
  const named = {
    'key-set': 'a JSON key set',
    error: 'an error message in JSON',
    damaged: 'damaged JSON',
    other: 'JSON',
  }
  return {
    summary: `${it} ${named[body.what]}, not metadata.`,
    fix: takeMetadata('Give the address of the SAML metadata', exchange),
  }
}
