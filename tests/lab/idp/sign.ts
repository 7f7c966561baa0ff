import { createSign, createVerify, type KeyLike } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { SigningKey } from './keys'
import { attributes, escapeXml } from './xml'

export const algorithms = {
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha384: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  rsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  rsaPssSha256: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  ecdsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveWithComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
} as const

export interface SignOptions {
  key: SigningKey
  signatureAlgorithm?: string
  digestAlgorithm?: string
  /** Of SignedInfo. */
  canonicalization?: string
  transforms?: readonly string[]
  inclusivePrefixes?: readonly string[]
  /** Prefix of the Signature's elements; an empty one means the default namespace. */
  prefix?: string
  keyInfo?: 'x509' | 'name-x509-value' | 'none'
  /** Refer to the whole document (`URI=""`) instead of to an ID. */
  emptyUri?: boolean
  /** Put another certificate into KeyInfo than the one that fits. */
  keyInfoCertificate?: string
}

/** ECDSA and RSA with SHA-384, which the signing library does not know by itself. */
function signatureAlgorithm(uri: string, digest: string, dsaEncoding?: 'ieee-p1363') {
  return class {
    getAlgorithmName = () => uri
    getSignature = (signedInfo: string | Buffer, key: KeyLike) =>
      createSign(digest)
        .update(signedInfo)
        .sign({ key: key as string, ...(dsaEncoding ? { dsaEncoding } : {}) }, 'base64')
    verifySignature = (material: string, key: KeyLike, value: string) =>
      createVerify(digest)
        .update(material)
        .verify({ key: key as string, ...(dsaEncoding ? { dsaEncoding } : {}) }, value, 'base64')
  }
}

/**
 * Signs the element with this ID, enveloped, the way xml-crypto does it: the verifier under test uses another library, so
 * that it is never tested against itself. The Signature goes right after the element's Issuer, where SAML wants it.
 */
export function signElement(xml: string, id: string, options: SignOptions): string {
  const prefix = options.prefix ?? 'ds'
  const transforms = options.transforms ?? [algorithms.enveloped, algorithms.exclusive]
  const signer = new SignedXml({
    privateKey: options.key.privatePem,
    signatureAlgorithm: options.signatureAlgorithm ?? algorithms.rsaSha256,
    canonicalizationAlgorithm: options.canonicalization ?? algorithms.exclusive,
    idAttribute: 'ID',
    getKeyInfoContent: () => keyInfo(options, prefix),
  })
  const known: Record<string, unknown> = signer.SignatureAlgorithms
  known[algorithms.rsaSha384] = signatureAlgorithm(algorithms.rsaSha384, 'sha384')
  known[algorithms.ecdsaSha256] = signatureAlgorithm(algorithms.ecdsaSha256, 'sha256', 'ieee-p1363')
  const element = `//*[@ID='${id}']`
  signer.addReference({
    xpath: element,
    transforms: [...transforms],
    digestAlgorithm: options.digestAlgorithm ?? algorithms.sha256,
    isEmptyUri: options.emptyUri ?? false,
    inclusiveNamespacesPrefixList: [...(options.inclusivePrefixes ?? [])],
  })
  const issuer = `${element}/*[local-name()='Issuer']`
  const hasIssuer = new RegExp(`ID="${id}"[^>]*>\\s*<(?:\\w+:)?Issuer`).test(xml)
  signer.computeSignature(xml, {
    prefix,
    location: hasIssuer ? { reference: issuer, action: 'after' } : { reference: element, action: 'prepend' },
  })
  return signer.getSignedXml()
}

function keyInfo(options: SignOptions, prefix: string): string | null {
  if (options.keyInfo === 'none') return null
  const q = (name: string) => (prefix === '' ? name : `${prefix}:${name}`)
  const certificate = options.keyInfoCertificate ?? options.key.certificateBase64
  const x509 = `<${q('X509Data')}><${q('X509Certificate')}>${certificate}</${q('X509Certificate')}></${q('X509Data')}>`
  if (options.keyInfo !== 'name-x509-value') return x509
  const jwk = options.key.privateKey.export({ format: 'jwk' })
  const number = (value: string | undefined) => Buffer.from(value ?? '', 'base64url').toString('base64')
  return `<${q('KeyName')}>${escapeXml(options.key.sha256.slice(0, 43))}</${q('KeyName')}>${x509}<${q('KeyValue')}><${q(
    'RSAKeyValue',
  )}><${q('Modulus')}>${number(jwk.n)}</${q('Modulus')}><${q('Exponent')}>${number(jwk.e)}</${q('Exponent')}></${q(
    'RSAKeyValue',
  )}></${q('KeyValue')}>`
}

/** Writes an EntityDescriptor for an identity provider with these signing certificates, first one current. */
export function writeMetadata(entityId: string, ssoUrl: string, certificates: readonly string[]): string {
  const keys = certificates
    .map(
      (certificate) =>
        `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    )
    .join('')
  const sso = ['HTTP-Redirect', 'HTTP-POST']
    .map(
      (binding) =>
        `<md:SingleSignOnService${attributes([
          ['Binding', `urn:oasis:names:tc:SAML:2.0:bindings:${binding}`],
          ['Location', ssoUrl],
        ])}/>`,
    )
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"${attributes(
    [['entityID', entityId]],
  )}><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}${sso}</md:IDPSSODescriptor></md:EntityDescriptor>`
}
