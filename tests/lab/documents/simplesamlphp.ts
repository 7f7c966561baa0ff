import { attributes } from '../idp/xml'
import {
  endpoint,
  type IdpMetadata,
  keyDescriptor,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('md')

/** Metadata as SimpleSAMLphp writes it: the one certificate for signing and again for encryption, a technical contact. */
export function simpleSamlPhpMetadata(metadata: IdpMetadata): string {
  const keys = metadata.signingCertificates
    .map(
      (certificate) =>
        `    ${keyDescriptor(q, 'signing', certificate)}\n    ${keyDescriptor(q, 'encryption', certificate)}\n`,
    )
    .join('')
  const logout = (metadata.sso[0]?.location ?? 'https://sso.example.test/').replace(/SSOService/, 'SingleLogoutService')
  return `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="${namespaces.metadata}" xmlns:ds="${namespaces.signature}"${attributes([['entityID', metadata.entityId]])}${validityAttributes(metadata)}>
  <md:IDPSSODescriptor protocolSupportEnumeration="${namespaces.protocol}">
${keys}    ${endpoint('md:SingleLogoutService', 'HTTP-Redirect', logout)}
    <md:NameIDFormat>${nameIdFormats.transient}</md:NameIDFormat>
    ${ssoServices(q, metadata.sso)}
  </md:IDPSSODescriptor>
  <md:ContactPerson contactType="technical">
    <md:GivenName>Administrator</md:GivenName>
    <md:EmailAddress>mailto:na@example.test</md:EmailAddress>
  </md:ContactPerson>
</md:EntityDescriptor>
`
}
