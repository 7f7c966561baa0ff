import type { Evidence, Finding, Fix } from '../../shared/finding'
import { type PageKind, pageKinds } from '../../shared/guidance/web-pages'
import type { HttpHop, HttpObservation } from './observation'

/** What the last answer amounts to, by its status. */
const statusMeanings: ReadonlyArray<readonly [status: number, meaning: string, fix: Fix]> = [
  [
    401,
    'wants a sign-in before it shows the document',
    { action: 'Let the metadata be read without a sign-in.', owner: 'idp-admin' },
  ],
  [
    403,
    'refuses: an allow-list of addresses, a web application firewall, or a path that is not published',
    { action: 'Allow the path for everybody, and on a Web Application Proxy publish it.', owner: 'idp-admin' },
  ],
  [
    404,
    'knows no such path: it is misspelt, or the endpoint is switched off',
    {
      action: 'Compare the path with the one the product documents; on AD FS see Get-AdfsEndpoint.',
      owner: 'idp-admin',
    },
  ],
  [405, 'does not allow GET on this path', { action: 'Use the address that a browser can open.', owner: 'idp-admin' }],
  [407, 'is a proxy that wants a sign-in', { action: 'Let this machine through the proxy.', owner: 'network-team' }],
  [
    410,
    'says the document is gone for good',
    { action: 'Look up the present address in the console of the identity provider.', owner: 'idp-admin' },
  ],
  [429, 'is asked too often and refuses for now', { action: 'Wait, and try again.', owner: 'idp-admin' }],
  [
    502,
    'is a gateway that gets no answer from the identity provider behind it',
    { action: 'Start the identity provider, or mend the way from the gateway to it.', owner: 'idp-admin' },
  ],
  [
    503,
    'is not available: the service behind it is stopped or overloaded',
    { action: 'Start the service; on AD FS see event 364.', owner: 'idp-admin' },
  ],
  [
    504,
    'is a gateway whose identity provider does not answer in time',
    { action: 'Start the identity provider, or mend the way from the gateway to it.', owner: 'idp-admin' },
  ],
  [
    511,
    'is a captive portal: this network wants a sign-in first',
    { action: 'Sign in to the network in a browser, then try again.', owner: 'network-team' },
  ],
]

const failures: Readonly<Record<string, string>> = {
  aborted: 'the request was cancelled',
  timeout: 'no complete answer came in time',
  dns: 'the name leads to no address',
  refused: 'the connection is refused',
  reset: 'the connection is cut, or what comes is not HTTP',
  unreachable: 'there is no route to the host',
  tls: 'the TLS connection is not trusted or does not come about',
  proxy: 'the proxy does not let the request through',
  'too-large': 'the answer is larger than any metadata',
  url: 'the address cannot be used',
  other: 'the request failed',
}

/** Judges the last answer: its status, or why none came. */
export function judgeHttp(observation: HttpObservation): Finding {
  const { hops, ended, headers, bytes, at } = observation
  const last = hops.at(-1)
  const id = 'network.http'
  if (last === undefined) return { id, status: 'skipped', summary: 'Nothing was fetched.', evidence: [] }
  const evidence: Evidence[] = [
    { label: 'Time', value: `${last.ms.toFixed(0)} ms`, from: last.url, at },
    ...(last.status === null ? [] : [{ label: 'Status', value: String(last.status), from: last.url, at }]),
    ...['content-type', 'content-encoding', 'server', 'www-authenticate', 'retry-after', 'age'].flatMap((name) =>
      headers
        .filter(([key]) => key === name)
        .map(([, value]) => ({ label: name, value: value.slice(0, 300), from: last.url, at })),
    ),
    { label: 'Size', value: `${bytes} bytes`, from: last.url, at },
  ]
  if (last.failure !== null) {
    const { kind, code, message } = last.failure
    return {
      id,
      status: 'fail',
      summary: `${new URL(last.url).host} gave no answer: ${failures[kind] ?? failures.other} (${code}).`,
      evidence: [{ label: 'Failure', value: `${code}: ${message}`.slice(0, 300), from: last.url, at }, ...evidence],
      fix: {
        action: 'See the layers above: the first one that fails is the reason.',
        owner: kind === 'tls' ? 'idp-admin' : 'network-team',
      },
    }
  }
  const status = last.status ?? 0
  if (ended !== 'answer')
    return {
      id,
      status: 'fail',
      summary: `No document came: the redirects lead nowhere that is followed (see there). The last answer was ${status}.`,
      evidence,
    }
  if (status >= 200 && status < 300) {
    if (bytes === 0)
      return {
        id,
        status: 'fail',
        summary: `The answer is ${status}, but empty.`,
        evidence,
        fix: {
          action: 'Open the address in a browser on the server itself and see whether the document is there.',
          owner: 'idp-admin',
        },
      }
    return { id, status: 'pass', summary: `The answer is ${status} with ${bytes} bytes.`, evidence }
  }
  const known = statusMeanings.find(([one]) => one === status)
  const meaning = known?.[1] ?? (status >= 500 ? 'failed inside' : 'does not hand the document out')
  const windows =
    status === 401 && headers.some(([name, value]) => name === 'www-authenticate' && /negotiate|ntlm/i.test(value))
  return {
    id,
    status: 'fail',
    summary: `The server answers ${status}: it ${meaning}.${windows ? ' It asks for Windows sign-in (Negotiate or NTLM).' : ''}`,
    evidence,
    fix: known?.[2] ?? { action: 'See the log of the server for this request.', owner: 'idp-admin' },
  }
}

/** Judges the way of redirects; null when there were none. */
export function judgeRedirects(observation: HttpObservation): Finding | null {
  const { hops, ended, at } = observation
  if (hops.length < 2 && ended === 'answer') return null
  if (hops.every((hop) => hop.location === null)) return null
  const evidence = hops.map((hop, index) => ({ label: `Hop ${index + 1}`, value: sayHop(hop), from: hop.url, at }))
  const id = 'network.redirects'
  const first = hops[0]
  const last = hops.at(-1)
  const fix: Fix = {
    action: 'Give WorkOS the address where the document really is, without a redirect.',
    owner: 'workos-admin',
  }
  const refused: Readonly<Partial<Record<HttpObservation['ended'], string>>> = {
    loop: 'The redirects go round in a circle.',
    'too-many': `There are more than ${hops.length - 1} redirects.`,
    downgrade: `A redirect leads from https down to http (${last?.location}); it is not followed.`,
    'bad-location': `A redirect leads to something that is no address (${last?.location}).`,
    'other-scheme': `A redirect leads to ${last?.location}, which is neither https nor http; it is not followed.`,
  }
  const reason = refused[ended]
  if (reason !== undefined) return { id, status: 'fail', summary: reason, evidence, fix }
  if (first === undefined || last === undefined || first === last) return null
  if (
    hops.some(
      (hop) =>
        hop.location !== null && /[?&](?:SAMLRequest|SAMLResponse|wa=wsignin1\.0|client_id)=?/.test(hop.location),
    )
  ) {
    return {
      id,
      status: 'fail',
      summary: 'A redirect leads to a sign-in: the metadata is not public.',
      evidence,
      fix: { action: 'Let the metadata be read without a sign-in.', owner: 'idp-admin' },
    }
  }
  const otherHost = new URL(first.url).hostname !== new URL(last.url).hostname
  return {
    id,
    status: otherHost ? 'warn' : 'info',
    summary: otherHost
      ? `${hops.length - 1} redirect${hops.length > 2 ? 's lead' : ' leads'} to another host, ${new URL(last.url).host}.`
      : `${hops.length - 1} redirect${hops.length > 2 ? 's lead' : ' leads'} to ${last.url}.`,
    evidence,
    ...(otherHost ? { fix } : {}),
  }
}

/** Judges what kind of document came. Whether metadata is good is for the checks of the metadata itself. */
export function judgeContent(observation: HttpObservation): Finding {
  const { hops, head, headers, bytes, at } = observation
  const last = hops.at(-1)
  const id = 'network.content'
  const from = last?.url ?? 'nowhere'
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'none'
  const evidence = [
    { label: 'Content type', value: type, from, at },
    { label: 'Begins with', value: head.slice(0, 120), from, at },
  ]
  if (bytes === 0) return { id, status: 'skipped', summary: 'There is no document to look at.', evidence: [] }
  const page = pageOf(observation)
  if (page) {
    return {
      id,
      status: 'fail',
      summary: `What came is ${page.name}, not metadata.${page.kind === 'bot-challenge' || page.kind === 'block-page' ? ' WorkOS would be met the same way.' : ''}`,
      evidence,
      fix: fixes[page.kind],
    }
  }
  const document = kindOf(head)
  if (document === 'xml') {
    const odd = /html/i.test(type)
    return {
      id,
      status: odd ? 'warn' : 'pass',
      summary: odd ? `An XML document came, but the server calls it ${type}.` : 'An XML document came.',
      evidence,
    }
  }
  return {
    id,
    status: 'fail',
    summary: `What came is ${document}, not an XML document.`,
    evidence,
    fix: { action: 'Check the path against the one that the product documents.', owner: 'idp-admin' },
  }
}

const fixes: Readonly<Record<PageKind['kind'], Fix>> = {
  'sign-in': { action: 'Let the metadata be read without a sign-in, or upload it as a file.', owner: 'idp-admin' },
  'sso-hop': {
    action: 'This is an address of the sign-in itself; use the address of the metadata.',
    owner: 'idp-admin',
  },
  'bot-challenge': { action: 'Exempt the path of the metadata from the bot protection.', owner: 'network-team' },
  'block-page': {
    action: 'Allow the path of the metadata in the firewall or filter that answers here.',
    owner: 'network-team',
  },
  'captive-portal': { action: 'Sign in to the network in a browser, then try again.', owner: 'network-team' },
  'error-page': { action: 'See the log of the server for this request.', owner: 'idp-admin' },
}

/** Which of the known pages this is, or null. */
export function pageOf({ headers, head }: HttpObservation): PageKind | null {
  const headerText = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const looksLikePage = /<html|<!doctype html|<body|<form/i.test(head)
  return (
    pageKinds.find(({ header, body }) =>
      header ? header.test(headerText) : looksLikePage && (body?.test(head) ?? false),
    ) ?? null
  )
}

/** The first bytes of files that are no text. */
const magics: ReadonlyArray<readonly [first: string, name: string]> = [
  ['\u001f\u008b', 'a gzip file'],
  ['PK\u0003\u0004', 'a ZIP file'],
  ['%PDF', 'a PDF'],
  ['-----BEGIN', 'a PEM file'],
  ['\u0030\u0082', 'a DER file, perhaps a certificate'],
  ['\u00fe\u00ff\u0000<', 'xml'],
  ['\u00ff\u00fe<\u0000', 'xml'],
]

function kindOf(head: string): string {
  const magic = magics.find(([first]) => head.startsWith(first))
  if (magic) return magic[1]
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype html|<html)/i.test(text)) return 'a web page'
  if (text.startsWith('<')) return 'xml'
  return /^[{[]/.test(text) ? 'JSON' : 'plain text or binary data'
}

function sayHop({ status, location, failure, ms }: HttpHop): string {
  const said = failure ? `${failure.code}` : `${status}${location ? ` → ${location}` : ''}`
  return `${said} (${ms.toFixed(0)} ms)`
}
