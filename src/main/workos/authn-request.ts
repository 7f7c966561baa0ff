import { inflateRawSync } from 'node:zlib'
import { parseXml } from '../xml/parse'
import { attributeOf, childElement, childElements, textOf } from '../xml/tree'

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
const limits = { bytes: 256 * 1024, depth: 16 }

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
  const parsed = parseXml(inflated(bytes) ?? bytes, { limits, refuseInstructions: true })
  if (!parsed.ok) return null
  const { root } = parsed.document
  if (root.local !== 'AuthnRequest' || root.namespace !== protocol) return null
  const policy = childElement(root, protocol, 'NameIDPolicy')
  const issuer = childElement(root, assertion, 'Issuer')
  return {
    id: attributeOf(root, 'ID'),
    issueInstant: attributeOf(root, 'IssueInstant'),
    spEntityId: issuer === null ? null : textOf(issuer),
    acsUrl: attributeOf(root, 'AssertionConsumerServiceURL'),
    destination: attributeOf(root, 'Destination'),
    nameIdFormat: policy === null ? null : attributeOf(policy, 'Format'),
    protocolBinding: attributeOf(root, 'ProtocolBinding'),
    forceAuthn: /^(true|1)$/.test(attributeOf(root, 'ForceAuthn') ?? ''),
    signed: childElements(root, xmldsig, 'Signature').length > 0,
  }
}

function inflated(bytes: Buffer): Buffer | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: limits.bytes })
  } catch {
    return null
  }
}
