import { attributes, escapeXml } from '../idp/xml'

/** What an identity provider's metadata says. Every builder of this folder takes it and writes it the vendor's way. */
export interface IdpMetadata {
  entityId: string
  /** Base64 DER, the current one first. None leaves the document without a signing key. */
  signingCertificates: readonly string[]
  encryptionCertificates?: readonly string[]
  sso: readonly SsoEndpoint[]
  /** ISO 8601, for example 2027-01-01T00:00:00Z. */
  validUntil?: string
  /** ISO 8601 duration, for example PT6H. */
  cacheDuration?: string
  wantAuthnRequestsSigned?: boolean
}

export interface SsoEndpoint {
  binding: BindingName
  location: string
}

const bindingUris = {
  'HTTP-Redirect': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  'HTTP-POST': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
  'HTTP-POST-SimpleSign': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST-SimpleSign',
  'HTTP-Artifact': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact',
  SOAP: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP',
} as const
export type BindingName = keyof typeof bindingUris

export const namespaces = {
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
} as const

export const nameIdFormats = {
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
} as const

/** Both browser bindings at one address, as most providers publish them. */
export function browserEndpoints(location: string): SsoEndpoint[] {
  return [
    { binding: 'HTTP-Redirect', location },
    { binding: 'HTTP-POST', location },
  ]
}

/** `q` puts the document's prefix before an element name: `md:KeyDescriptor`, or `KeyDescriptor` in the default namespace. */
export type Qualify = (name: string) => string
export const prefixed =
  (prefix: string): Qualify =>
  (name) =>
    prefix === '' ? name : `${prefix}:${name}`

/** The attributes EntityDescriptor may carry that say how long it holds. */
export function validityAttributes({ validUntil, cacheDuration }: IdpMetadata): string {
  return attributes([
    ['validUntil', validUntil],
    ['cacheDuration', cacheDuration],
  ])
}

/** One KeyDescriptor. Without `use` the key serves for both; without a certificate the KeyInfo is empty. */
export function keyDescriptor(q: Qualify, use: 'signing' | 'encryption' | null, certificate: string): string {
  return `<${q('KeyDescriptor')}${attributes([['use', use]])}>${keyInfo(certificate)}</${q('KeyDescriptor')}>`
}

export function keyInfo(certificate: string, keyName?: string): string {
  const name = keyName === undefined ? '' : `<ds:KeyName>${escapeXml(keyName)}</ds:KeyName>`
  return `<ds:KeyInfo xmlns:ds="${namespaces.signature}">${name}<ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
}

/** All KeyDescriptors of the document, encryption keys last. */
export function keyDescriptors(q: Qualify, metadata: IdpMetadata): string {
  return [
    ...metadata.signingCertificates.map((certificate) => keyDescriptor(q, 'signing', certificate)),
    ...(metadata.encryptionCertificates ?? []).map((certificate) => keyDescriptor(q, 'encryption', certificate)),
  ].join('')
}

export function ssoServices(q: Qualify, sso: readonly SsoEndpoint[]): string {
  return sso.map(({ binding, location }) => endpoint(q('SingleSignOnService'), binding, location)).join('')
}

/** An endpoint element such as SingleLogoutService. */
export function endpoint(name: string, binding: BindingName, location: string, index?: number): string {
  return `<${name}${attributes([
    ['Binding', bindingUris[binding]],
    ['Location', location],
    ['index', index === undefined ? null : String(index)],
  ])}/>`
}

export function nameIdFormatList(q: Qualify, formats: readonly string[]): string {
  return formats.map((format) => `<${q('NameIDFormat')}>${format}</${q('NameIDFormat')}>`).join('')
}
