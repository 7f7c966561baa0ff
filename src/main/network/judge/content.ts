import type { Finding, Fix } from '../../../shared/finding'
import { type PageKind, pageKinds } from '../../../shared/guidance/web-pages'
import type { HttpObservation } from '../observation'

const id = 'network.content'

const pageFixes: Readonly<Record<PageKind['kind'], Fix>> = {
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
const pathFix: Fix = { action: 'Check the path against the one that the product documents.', owner: 'idp-admin' }

/** What the internet would meet too, and what only this network shows. */
const alsoWorkos: ReadonlySet<PageKind['kind']> = new Set(['bot-challenge', 'sign-in', 'sso-hop'])

/** Judges what kind of document came. Whether metadata is good is for the checks of the metadata itself. */
export function judgeContent(observation: HttpObservation): Finding {
  const { hops, head, headers, bytes, ended, at } = observation
  const last = hops.at(-1)
  const from = last?.url ?? 'nowhere'
  if (bytes === 0 || last === undefined || ended !== 'answer')
    return { id, status: 'skipped', summary: 'There is no document to look at.', evidence: [] }
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'none'
  const evidence = [
    { label: 'Content type', value: type, from, at },
    { label: 'Begins with', value: head.slice(0, 120), from, at },
  ]
  const page = pageOf(observation)
  if (page) {
    const too = alsoWorkos.has(page.kind) ? ' WorkOS would be met the same way.' : ''
    return {
      id,
      status: 'fail',
      summary: `What came is ${page.name}, not metadata.${too}`,
      evidence,
      fix: pageFixes[page.kind],
    }
  }
  const status = last.status ?? 0
  const document = kindOf(head)
  if (status < 200 || status > 299) {
    return {
      id,
      status: 'skipped',
      summary: `What came with the ${status} is ${document === 'xml' ? 'XML' : document}; it is not taken for metadata.`,
      evidence,
    }
  }
  if (document === 'xml') {
    const odd = /html/i.test(type)
    return {
      id,
      status: odd ? 'warn' : 'pass',
      summary: odd ? `An XML document came, but the server calls it ${type}.` : 'An XML document came.',
      evidence,
    }
  }
  return { id, status: 'fail', summary: `What came is ${document}, not an XML document.`, evidence, fix: pathFix }
}

/** Whether what came is an XML document, to be handed to the checks of metadata. */
export const isDocument = (observation: HttpObservation): boolean =>
  ['pass', 'warn'].includes(judgeContent(observation).status)

/** Which of the known pages this is, or null. A document that is no page is not searched for the marks of one. */
export function pageOf({ headers, head }: Pick<HttpObservation, 'headers' | 'head'>): PageKind | null {
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const isPage = htmlStart.test(firstMarkup(head))
  if (!isPage && head.trim() !== '') return null
  return (
    pageKinds.find(
      ({ header, body }) =>
        (header === undefined || header.test(lines)) && (body === undefined || body.every((mark) => mark.test(head))),
    ) ?? null
  )
}

/** The first bytes of files that are no text. */
const magics: ReadonlyArray<readonly [first: string, name: string]> = [
  ['\u001f\u008b', 'a gzip file that the server does not declare as compressed'],
  ['PK\u0003\u0004', 'a ZIP file'],
  ['%PDF', 'a PDF'],
  ['-----BEGIN CERT', 'a certificate (PEM)'],
  ['-----BEGIN', 'a PEM file'],
  ['\u0030\u0082', 'a DER file, perhaps a certificate'],
  ['\u00fe\u00ff\u0000<', 'xml'],
  ['\u00ff\u00fe<\u0000', 'xml'],
  ['\u0000<\u0000?', 'xml'],
  ['<\u0000?\u0000', 'xml'],
]

const htmlStart =
  /^<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|div|form|table|center|iframe|h1|p)[\s/>])/i

/** Where the first thing in a document that is no blank, comment or XML declaration begins. */
function firstMarkup(head: string): string {
  let text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  for (let skipped = 0; skipped < 100; skipped++) {
    const end = text.startsWith('<!--')
      ? text.indexOf('-->') + 3
      : text.startsWith('<?xml')
        ? text.indexOf('?>') + 2
        : 0
    if (end < 4) break
    text = text.slice(end).trimStart()
  }
  return text
}

function kindOf(head: string): string {
  const magic = magics.find(([first]) => head.startsWith(first))
  if (magic) return magic[1]
  const text = firstMarkup(head)
  if (htmlStart.test(text)) return 'a web page'
  if (text.startsWith('<')) return 'xml'
  if (/^[{[]/.test(text)) {
    return /"authorization_endpoint"\s*:/.test(text)
      ? 'an OpenID Connect discovery document (this is an OIDC address, not one of SAML metadata)'
      : 'JSON'
  }
  return text === '' ? 'nothing but blanks' : 'plain text or binary data'
}
