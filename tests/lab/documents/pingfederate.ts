import { attributes } from '../idp/xml'
import {
  type IdpMetadata,
  keyDescriptors,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('md')

/** Metadata as PingFederate exports it for one connection: an ID, a cacheDuration, attributes offered, an empty contact. */
export function pingFederateMetadata(metadata: IdpMetadata): string {
  return `<md:EntityDescriptor${attributes([
    ['ID', 'hXk3o5lGJv2mYQ0s9wA4b'],
    ['entityID', metadata.entityId],
  ])}${validityAttributes({ cacheDuration: 'PT1440M', ...metadata })} xmlns:md="${namespaces.metadata}"><md:IDPSSODescriptor protocolSupportEnumeration="${namespaces.protocol}" WantAuthnRequestsSigned="false">${keyDescriptors(q, metadata)}<md:NameIDFormat>${nameIdFormats.unspecified}</md:NameIDFormat>${ssoServices(q, metadata.sso)}<saml:Attribute xmlns:saml="${namespaces.assertion}" Name="email" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"/></md:IDPSSODescriptor><md:ContactPerson contactType="administrative"/></md:EntityDescriptor>`
}
