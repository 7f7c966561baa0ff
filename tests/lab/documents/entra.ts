import type { SigningKey } from '../idp/keys'
import { signElement } from '../idp/sign'
import { attributes } from '../idp/xml'
import {
  endpoint,
  type IdpMetadata,
  keyDescriptors,
  namespaces,
  prefixed,
  ssoServices,
  validityAttributes,
} from './metadata'

const q = prefixed('')

/** The federation metadata of an Entra ID application: a WS-Federation role first, signed when given the key. */
export function entraMetadata(metadata: IdpMetadata, signWith?: SigningKey): string {
  const id = '_0d8b4b3e-2f1a-4c0e-8a55-77f0a5f3c9d2'
  const location = metadata.sso[0]?.location ?? 'https://login.microsoftonline.com/common/saml2'
  const document = `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor${attributes([
    ['ID', id],
    ['entityID', metadata.entityId],
  ])}${validityAttributes(metadata)} xmlns="${namespaces.metadata}"><RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">${keyDescriptors(
    q,
    metadata,
  )}</RoleDescriptor><IDPSSODescriptor protocolSupportEnumeration="${namespaces.protocol}">${keyDescriptors(
    q,
    metadata,
  )}${endpoint('SingleLogoutService', 'HTTP-Redirect', location)}${ssoServices(
    q,
    metadata.sso,
  )}</IDPSSODescriptor></EntityDescriptor>`
  return signWith ? signElement(document, id, { key: signWith }) : document
}
