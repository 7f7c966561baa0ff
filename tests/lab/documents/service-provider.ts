import { attributes } from '../idp/xml'
import { endpoint, keyDescriptor, nameIdFormatList, nameIdFormats, namespaces, prefixed } from './metadata'

const q = prefixed('md')

export interface SpMetadata {
  entityId: string
  acsUrl: string
  /** Base64 DER. */
  signingCertificate?: string
}

/** Metadata of a service provider: what people upload by mistake where the IdP's is asked for. */
export function serviceProviderMetadata({ entityId, acsUrl, signingCertificate }: SpMetadata): string {
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="${namespaces.metadata}"${attributes([
    ['entityID', entityId],
  ])}><md:SPSSODescriptor${attributes([
    ['AuthnRequestsSigned', String(signingCertificate !== undefined)],
    ['WantAssertionsSigned', 'true'],
    ['protocolSupportEnumeration', namespaces.protocol],
  ])}>${signingCertificate === undefined ? '' : keyDescriptor(q, 'signing', signingCertificate)}${nameIdFormatList(q, [
    nameIdFormats.email,
  ])}${endpoint('md:AssertionConsumerService', 'HTTP-POST', acsUrl, 0)}</md:SPSSODescriptor></md:EntityDescriptor>`
}
