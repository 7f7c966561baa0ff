import { attributes } from '../idp/xml'
import {
  endpoint,
  type IdpMetadata,
  keyInfo,
  nameIdFormatList,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('md')

/**
 * A realm's descriptor. Releases before 17 wrap it in an EntitiesDescriptor named `urn:keycloak`. Keycloak asks for
 * signed requests unless told otherwise and names each key.
 */
export function keycloakMetadata(metadata: IdpMetadata, { wrapped = false } = {}): string {
  const location = metadata.sso[0]?.location ?? 'https://keycloak.example.test/realms/example/protocol/saml'
  const keys = metadata.signingCertificates
    .map(
      (certificate, index) =>
        `<md:KeyDescriptor use="signing">${keyInfo(certificate, `key-${index + 1}`)}</md:KeyDescriptor>`,
    )
    .join('')
  const entity = `<md:EntityDescriptor xmlns="${namespaces.metadata}" xmlns:md="${namespaces.metadata}" xmlns:saml="${namespaces.assertion}"${attributes(
    [['entityID', metadata.entityId]],
  )}${validityAttributes(metadata)}><md:IDPSSODescriptor${attributes([
    ['WantAuthnRequestsSigned', String(metadata.wantAuthnRequestsSigned ?? true)],
    ['protocolSupportEnumeration', namespaces.protocol],
  ])}>${keys}${endpoint('md:SingleLogoutService', 'HTTP-POST', location)}${nameIdFormatList(q, [
    nameIdFormats.persistent,
    nameIdFormats.transient,
    nameIdFormats.unspecified,
    nameIdFormats.email,
  ])}${ssoServices(q, metadata.sso)}</md:IDPSSODescriptor></md:EntityDescriptor>`
  return wrapped
    ? `<EntitiesDescriptor Name="urn:keycloak" xmlns="${namespaces.metadata}">${entity}</EntitiesDescriptor>`
    : entity
}
