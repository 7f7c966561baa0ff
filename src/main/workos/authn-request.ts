import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'

/** What a SAML AuthnRequest says. A missing attribute or element is null. */
export interface AuthnRequest {
  id: string | null
  issueInstant: string | null
  spEntityId: string | null
  acsUrl: string | null
  destination: string | null
  nameIdFormat: string | null
  protocolBinding: string | null
  forceAuthn: boolean
  /** Whether the XML itself carries a signature; the HTTP-Redirect binding signs the query instead. */
  signed: boolean
}

const longestParameter = 64 * 1024
const longestDocument = 256 * 1024
const deepest = 16

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion'
const xmldsig = 'http://www.w3.org/2000/09/xmldsig#'

/**
 * Reads the SAMLRequest parameter of the HTTP-Redirect or HTTP-POST binding: base64, raw DEFLATE where it is compressed.
 * Null when it is not an AuthnRequest. Bounded in size and depth; document types are refused.
 * Source: SAML 2.0 Bindings 3.4.4.1, 3.5.4
 */
export function readAuthnRequest(parameter: string): AuthnRequest | null {
  if (parameter.length > longestParameter) return null
  const bytes = Buffer.from(parameter, 'base64')
  return parse(inflated(bytes) ?? bytes.toString('utf8'))
}

function inflated(bytes: Buffer): string | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: longestDocument }).toString('utf8')
  } catch {
    return null
  }
}

function parse(xml: string): AuthnRequest | null {
  const parser = new SaxesParser({ xmlns: true })
  const path: string[] = []
  let request: AuthnRequest | null = null
  let issuer = ''

  parser.on('doctype', () => {
    throw new Unacceptable('a document type')
  })
  parser.on('error', (error) => {
    throw new Unacceptable(error.message)
  })
  parser.on('opentag', (tag) => {
    path.push(`${tag.uri} ${tag.local}`)
    if (path.length > deepest) throw new Unacceptable('too deep')
    const attribute = (name: string) => tag.attributes[name]?.value ?? null
    if (path.length === 1) {
      if (tag.uri !== protocol || tag.local !== 'AuthnRequest') throw new Unacceptable('another document')
      request = {
        id: attribute('ID'),
        issueInstant: attribute('IssueInstant'),
        spEntityId: null,
        acsUrl: attribute('AssertionConsumerServiceURL'),
        destination: attribute('Destination'),
        nameIdFormat: null,
        protocolBinding: attribute('ProtocolBinding'),
        forceAuthn: /^(true|1)$/.test(attribute('ForceAuthn') ?? ''),
        signed: false,
      }
    } else if (path.length === 2 && request) {
      if (tag.uri === protocol && tag.local === 'NameIDPolicy') request.nameIdFormat = attribute('Format')
      if (tag.uri === xmldsig && tag.local === 'Signature') request.signed = true
    }
  })
  parser.on('text', (text) => {
    if (path.length === 2 && path[1] === `${assertion} Issuer`) issuer += text
  })
  parser.on('closetag', () => {
    path.pop()
  })
  try {
    parser.write(xml).close()
  } catch (error) {
    if (error instanceof Unacceptable) return null
    throw error
  }
  return finish(request, issuer)
}

function finish(request: AuthnRequest | null, issuer: string): AuthnRequest | null {
  return request && { ...request, spEntityId: issuer === '' ? null : issuer }
}

class Unacceptable extends Error {
  override name = 'Unacceptable'
}
