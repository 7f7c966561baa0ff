import type { SigningKey } from '../idp/keys'
import { signElement } from '../idp/sign'
import { attributes, escapeXml } from '../idp/xml'
import {
  endpoint,
  type IdpMetadata,
  keyDescriptors,
  nameIdFormatList,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('')
const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const offeredClaims: ReadonlyArray<readonly [uri: string, name: string]> = [
  [`${claims}/emailaddress`, 'E-Mail Address'],
  [`${claims}/givenname`, 'Given Name'],
  [`${claims}/name`, 'Name'],
  [`${claims}/upn`, 'UPN'],
  ['http://schemas.xmlsoap.org/claims/Group', 'Group'],
  [`${claims}/surname`, 'Surname'],
  [`${claims}/nameidentifier`, 'Name ID'],
]

/**
 * FederationMetadata.xml as AD FS publishes it: one line without an XML declaration, two WS-Federation roles before the
 * SAML ones, and a signature of the whole when given the key.
 */
export function adfsMetadata(metadata: IdpMetadata, signWith?: SigningKey): string {
  const id = '_6f9c1d1e-6f2b-4f59-9a43-1d2f6c1f7b10'
  const origin = new URL(metadata.sso[0]?.location ?? 'https://adfs.example.test/adfs/ls/').origin
  const document = `<EntityDescriptor${attributes([
    ['ID', id],
    ['entityID', metadata.entityId],
  ])}${validityAttributes(metadata)} xmlns="${namespaces.metadata}">${federationRole(
    'ApplicationServiceType',
    metadata,
    origin,
  )}${federationRole('SecurityTokenServiceType', metadata, origin)}${spRole(metadata, origin)}${idpRole(
    metadata,
    origin,
  )}</EntityDescriptor>`
  return signWith ? signElement(document, id, { key: signWith }) : document
}

function federationRole(type: string, metadata: IdpMetadata, origin: string): string {
  return `<RoleDescriptor xsi:type="fed:${type}" protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512 http://schemas.xmlsoap.org/ws/2005/02/trust http://docs.oasis-open.org/wsfed/federation/200706" ServiceDisplayName="${escapeXml(
    new URL(origin).hostname,
  )}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">${keyDescriptors(
    q,
    { ...metadata, encryptionCertificates: [] },
  )}<fed:PassiveRequestorEndpoint><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${origin}/adfs/ls/</wsa:Address></wsa:EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor>`
}

function spRole(metadata: IdpMetadata, origin: string): string {
  return `<SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="${namespaces.protocol}">${keyDescriptors(
    q,
    metadata,
  )}${nameIdFormatList(q, [nameIdFormats.email, nameIdFormats.persistent, nameIdFormats.transient])}${endpoint(
    'AssertionConsumerService',
    'HTTP-POST',
    `${origin}/adfs/ls/`,
    0,
  )}</SPSSODescriptor>`
}

function idpRole(metadata: IdpMetadata, origin: string): string {
  const wantsSigned = metadata.wantAuthnRequestsSigned
  return `<IDPSSODescriptor${attributes([
    ['WantAuthnRequestsSigned', wantsSigned === undefined ? null : String(wantsSigned)],
    ['protocolSupportEnumeration', namespaces.protocol],
  ])}>${keyDescriptors(q, metadata)}${endpoint(
    'SingleLogoutService',
    'HTTP-Redirect',
    `${origin}/adfs/ls/`,
  )}${nameIdFormatList(q, [nameIdFormats.email, nameIdFormats.persistent, nameIdFormats.transient])}${ssoServices(
    q,
    metadata.sso,
  )}${offeredClaims
    .map(
      ([name, friendlyName]) =>
        `<Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="${friendlyName}" xmlns="${namespaces.assertion}"/>`,
    )
    .join('')}</IDPSSODescriptor>`
}
