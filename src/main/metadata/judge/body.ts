import type { Fix, Owner } from '../../../shared/finding'
import { clipped } from '../finding'
import type { Body, ExchangeFacts, HtmlBody } from '../observation'
import { askForFile, hostOf } from './exchange'

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

/** Says what came in place of metadata, and what to do about it. */
export function notMetadata(body: Exclude<Body, { kind: 'xml' }>, exchange: ExchangeFacts | null): Explanation {
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
