import { attributes } from '../idp/xml'
import {
  type IdpMetadata,
  keyInfo,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('md')

/** Metadata as Google's admin console gives it: indented, `validUntil` at the end of the certificate, wrapped base64. */
export function googleMetadata(metadata: IdpMetadata): string {
  const keys = metadata.signingCertificates
    .map((certificate) => {
      const lines = certificate.replace(/(.{64})/g, '$1\n').trimEnd()
      return `    <md:KeyDescriptor use="signing">\n      ${keyInfo(lines)}\n    </md:KeyDescriptor>\n`
    })
    .join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<md:EntityDescriptor xmlns:md="${namespaces.metadata}"${attributes([['entityID', metadata.entityId]])}${validityAttributes(metadata)}>
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${namespaces.protocol}">
${keys}    <md:NameIDFormat>${nameIdFormats.email}</md:NameIDFormat>
    ${ssoServices(q, metadata.sso)}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`
}
