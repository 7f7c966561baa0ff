import type { Evidence, Finding, Fix } from '../../../shared/finding'
import type { HttpHop, HttpObservation } from '../observation'

const id = 'network.http'

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
    'is a captive portal: this network wants a sign-in first (RFC 6585)',
    { action: 'Sign in to the network in a browser, then try again.', owner: 'network-team' },
  ],
]

/** What some failures say beyond their kind, by the platform's code. */
const failuresByCode: ReadonlyArray<readonly [code: RegExp, meaning: string]> = [
  [/HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW|RESPONSE_HEADERS_TOO_BIG/, 'its headers are larger than a client accepts'],
  [/CERTIFICATE_REQUIRED|CLIENT_AUTH_CERT_NEEDED/, 'it wants a client certificate'],
  [/^HPE_|INVALID_HTTP_RESPONSE/, 'what it sends is not HTTP'],
  [
    /CONTENT_LENGTH|CHUNKED|CONTENT_DECODING|^Z_|ERR__ERROR_FORMAT|ERR_BUFFER_ERROR|HEADERS_MULTIPLE/,
    'its answer is damaged or breaks off',
  ],
  [/INVALID_REDIRECT|UNSAFE_REDIRECT/, 'it redirects to something that is no web address'],
  [/UNSAFE_PORT/, 'its port is one that browsers refuse to speak to, and this program with them'],
  [/UNEXPECTED_PROXY_AUTH/, 'it answers as a proxy that wants a sign-in (407)'],
]

const failuresByKind: Readonly<Record<string, string>> = {
  aborted: 'the request was cancelled',
  timeout: 'no complete answer came in time',
  dns: 'the name leads to no address',
  refused: 'the connection is refused',
  reset: 'the connection was cut before the answer was complete',
  unreachable: 'there is no route to the host',
  tls: 'the TLS connection is not trusted or does not come about',
  proxy: 'the proxy does not let the request through',
  'too-large': 'the answer is larger than any metadata',
  url: 'the address cannot be used',
  other: 'the request failed',
}

/** The headers worth showing. */
const shownHeaders = [
  'content-type',
  'content-encoding',
  'server',
  'via',
  'date',
  'age',
  'last-modified',
  'cache-control',
  'www-authenticate',
  'retry-after',
]

/**
 * Judges the last answer: its status, or why none came. `blamed` is the layer that has failed already and explains a missing
 * answer; then nothing is held against HTTP itself.
 */
export function judgeHttp(observation: HttpObservation, blamed: string | null): Finding {
  const { hops, ended, headers, bytes } = observation
  const last = hops.at(-1)
  if (last === undefined) return { id, status: 'skipped', summary: 'Nothing was fetched.', evidence: [] }
  const evidence = evidenceOf(observation, last)
  if (last.failure !== null) return noAnswer(last, last.failure, hops.length === 1 ? blamed : null, evidence)
  const status = last.status ?? 0
  if (blamed !== null && isOfProxy(observation))
    return { id, status: 'skipped', summary: `The ${status} that came is the proxy’s own: ${blamed}.`, evidence }
  if (ended !== 'answer') {
    return {
      id,
      status: 'skipped',
      summary: 'No document came, since the redirects lead nowhere that is followed.',
      evidence: [],
    }
  }
  if (status >= 200 && status < 300) {
    if (bytes === 0) {
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
    }
    const age = Number(headers.find(([name]) => name === 'age')?.[1] ?? 0)
    const cached = age > 0 ? ` It is a copy that a cache has kept for ${age} s, so it need not be the latest.` : ''
    return { id, status: 'pass', summary: `The answer is ${status} with ${bytes} bytes.${cached}`, evidence }
  }
  return { id, status: 'fail', evidence, ...refusal(observation, status) }
}

/** Whether an answer is a proxy's own. */
export const isOfProxy = ({ headers }: HttpObservation): boolean => headers.some(([name]) => name === 'x-squid-error')

function noAnswer(
  { url }: HttpHop,
  { kind, code, message }: NonNullable<HttpHop['failure']>,
  blamed: string | null,
  evidence: Evidence[],
): Finding {
  const meaning = failuresByCode.find(([pattern]) => pattern.test(code))?.[1] ?? failuresByKind[kind]
  const host = new URL(url).host
  const failure = { label: 'Failure', value: `${code}: ${message}`.slice(0, 300), from: url }
  if (blamed !== null) {
    return {
      id,
      status: 'skipped',
      summary: `No document was fetched from ${host} (${code}): ${blamed}.`,
      evidence: [failure, ...evidence],
    }
  }
  return {
    id,
    status: 'fail',
    summary: `${host} gave no answer that can be used: ${meaning ?? 'the request failed'} (${code}).`,
    evidence: [failure, ...evidence],
    fix: {
      action: 'See the log of the server, and of whatever stands between it and this machine, for this request.',
      owner: 'idp-admin',
    },
  }
}

function refusal({ headers, head }: HttpObservation, status: number): Pick<Finding, 'summary' | 'fix'> {
  if (status === 400 && /No required SSL certificate was sent|SSL certificate error/i.test(head)) {
    return {
      summary: 'The server answers 400: it wants a client certificate, which WorkOS does not have.',
      fix: { action: 'Let the path of the metadata be read without a client certificate.', owner: 'idp-admin' },
    }
  }
  if (status === 400 && /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled/i.test(head)) {
    return {
      summary: 'The server answers 400: plain HTTP was sent to a port that speaks TLS.',
      fix: { action: 'Write the address with https://.', owner: 'idp-admin' },
    }
  }
  const known = statusMeanings.find(([one]) => one === status)
  const meaning = known?.[1] ?? (status >= 500 ? 'failed inside' : 'does not hand the document out')
  const asked = headers.filter(([name]) => name === 'www-authenticate').map(([, value]) => value)
  const windows =
    status === 401 && asked.some((value) => /negotiate|ntlm/i.test(value))
      ? ' It asks for Windows sign-in (Negotiate or NTLM), as integrated authentication in front of the metadata does.'
      : ''
  return {
    summary: `The server answers ${status}: it ${meaning}.${windows}`,
    fix: known?.[2] ?? { action: 'See the log of the server for this request.', owner: 'idp-admin' },
  }
}

function evidenceOf({ headers, bytes, at }: HttpObservation, { url, status, ms }: HttpHop): Evidence[] {
  return [
    ...(status === null ? [] : [{ label: 'Status', value: String(status), from: url, at }]),
    ...shownHeaders.flatMap((name) =>
      headers
        .filter(([key]) => key === name)
        .map(([, value]) => ({ label: name, value: value.slice(0, 300), from: url, at })),
    ),
    ...(status === null ? [] : [{ label: 'Size', value: `${bytes} bytes`, from: url, at }]),
    { label: 'Time', value: `${ms.toFixed(0)} ms`, from: url, at },
  ]
}
