import { attributes, escapeXml } from '../idp/xml'
import {
  type IdpMetadata,
  keyInfo,
  nameIdFormatList,
  nameIdFormats,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('')

/**
 * idp-metadata.xml as the Shibboleth IdP's installer writes it: comments, line breaks inside the certificates, a scope,
 * keys without `use`, and an AttributeAuthorityDescriptor after the IdP role.
 */
export function shibbolethMetadata(metadata: IdpMetadata, scope = 'example.test'): string {
  const keys = metadata.signingCertificates
    .map(
      (certificate) =>
        `        <KeyDescriptor>\n            ${keyInfo(lines(certificate))}\n        </KeyDescriptor>\n`,
    )
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by the installer. Review before giving it to partners; it does not follow key changes by itself. -->
<EntityDescriptor xmlns="${namespaces.metadata}" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0"${attributes([
    ['entityID', metadata.entityId],
  ])}${validityAttributes(metadata)}>
    <IDPSSODescriptor protocolSupportEnumeration="${namespaces.protocol} urn:mace:shibboleth:1.0">
        <Extensions>
            <shibmd:Scope regexp="false">${escapeXml(scope)}</shibmd:Scope>
        </Extensions>
${keys}        ${nameIdFormatList(q, ['urn:mace:shibboleth:1.0:nameIdentifier', nameIdFormats.transient])}
        ${ssoServices(q, metadata.sso)}
    </IDPSSODescriptor>
    <AttributeAuthorityDescriptor protocolSupportEnumeration="${namespaces.protocol}">
${keys}    </AttributeAuthorityDescriptor>
</EntityDescriptor>
`
}

function lines(base64: string): string {
  return `\n${base64.replace(/(.{64})/g, '$1\n').trimEnd()}\n`
}
