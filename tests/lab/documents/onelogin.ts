import { attributes } from '../idp/xml'
import {
  endpoint,
  type IdpMetadata,
  keyInfo,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('')

/** Metadata as OneLogin serves it: default namespace, no encoding declared, three bindings at one address, a SOAP one among them. */
export function oneLoginMetadata(metadata: IdpMetadata): string {
  const keys = metadata.signingCertificates
    .map(
      (certificate) =>
        `    <KeyDescriptor use="signing">${keyInfo(`${certificate.replace(/(.{64})/g, '$1\n').trimEnd()}\n`)}</KeyDescriptor>\n`,
    )
    .join('')
  const location = metadata.sso[0]?.location ?? 'https://acme.onelogin.com/trust/saml2/http-post/sso/1'
  return `<?xml version="1.0"?>
<EntityDescriptor xmlns="${namespaces.metadata}"${attributes([['entityID', metadata.entityId]])}${validityAttributes(metadata)}>
  <IDPSSODescriptor xmlns:ds="${namespaces.signature}" protocolSupportEnumeration="${namespaces.protocol}">
${keys}    ${endpoint('SingleLogoutService', 'HTTP-Redirect', location)}
    <NameIDFormat>${nameIdFormats.email}</NameIDFormat>
    ${ssoServices(q, metadata.sso)}
    ${endpoint('SingleSignOnService', 'SOAP', location)}
  </IDPSSODescriptor>
</EntityDescriptor>
`
}
