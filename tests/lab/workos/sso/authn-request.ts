import { createSign, randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { attributes, escapeXml } from '../../idp/xml'
import type { Origins } from '../call'
import type { Connection, SamlDetails } from '../records'

/** Where WorkOS takes responses for this connection. */
export const acsUrl = (origins: Origins, connection: Connection) =>
  `${origins.auth}/sso/saml/acs/${connection.externalKey}`
/** What WorkOS calls itself towards this connection's identity provider. */
export const spEntityId = (origins: Origins, connection: Connection) => `${origins.auth}/${connection.externalKey}`

export interface AuthnRequestWish {
  connection: Connection
  details: SamlDetails
  origins: Origins
  relayState: string
  issuedAt: number
  forceAuthn: boolean
}

export interface AuthnRequest {
  id: string
  xml: string
  /** The identity provider's address with the request in its query (HTTP-Redirect). */
  url: string
  /** The fields of the form that carries it there instead (HTTP-POST, SAML bindings 3.5.4). */
  form: { action: string; fields: Readonly<Record<string, string>> }
}

/**
 * The request WorkOS sends: unsigned unless the connection has a key for it, the response wanted by HTTP-POST. SAML
 * bindings, section 3.4.
 */
export function writeAuthnRequest(wish: AuthnRequestWish): AuthnRequest {
  const { connection, details, origins } = wish
  const id = `_${randomBytes(16).toString('hex')}`
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${attributes([
    ['ID', id],
    ['Version', '2.0'],
    ['IssueInstant', new Date(wish.issuedAt).toISOString()],
    ['Destination', details.ssoUrl],
    ['ForceAuthn', wish.forceAuthn ? 'true' : null],
    ['AssertionConsumerServiceURL', acsUrl(origins, connection)],
    ['ProtocolBinding', 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'],
  ])}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${escapeXml(
    spEntityId(origins, connection),
  )}</saml:Issuer><samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" AllowCreate="true"/></samlp:AuthnRequest>`
  const fields = { SAMLRequest: Buffer.from(xml, 'utf8').toString('base64'), RelayState: wish.relayState }
  return {
    id,
    xml,
    url: withRequest(details, xml, wish.relayState),
    form: { action: details.ssoUrl, fields },
  }
}

function withRequest(details: SamlDetails, xml: string, relayState: string): string {
  const query = [
    ['SAMLRequest', deflateRawSync(Buffer.from(xml, 'utf8')).toString('base64')],
    ['RelayState', relayState],
    ...(details.requestSigning ? [['SigAlg', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256']] : []),
  ]
    .map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const signature = details.requestSigning
    ? `&Signature=${encodeURIComponent(
        createSign('sha256').update(query).sign(details.requestSigning.privateKeyPem, 'base64'),
      )}`
    : ''
  return `${details.ssoUrl}${details.ssoUrl.includes('?') ? '&' : '?'}${query}${signature}`
}
