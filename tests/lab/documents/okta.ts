import { attributes } from '../idp/xml'
import {
  type IdpMetadata,
  keyDescriptors,
  nameIdFormatList,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('md')

/** Metadata as Okta's application page serves it: `md:` prefixes, an XML declaration, always one current key. */
export function oktaMetadata(metadata: IdpMetadata): string {
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor${attributes([
    ['entityID', metadata.entityId],
  ])}${validityAttributes(metadata)} xmlns:md="${namespaces.metadata}"><md:IDPSSODescriptor${attributes([
    ['WantAuthnRequestsSigned', String(metadata.wantAuthnRequestsSigned ?? false)],
    ['protocolSupportEnumeration', namespaces.protocol],
  ])}>${keyDescriptors(q, metadata)}${nameIdFormatList(q, [nameIdFormats.unspecified, nameIdFormats.email])}${ssoServices(
    q,
    metadata.sso,
  )}</md:IDPSSODescriptor></md:EntityDescriptor>`
}
