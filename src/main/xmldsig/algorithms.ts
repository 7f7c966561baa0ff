/** Namespaces and algorithm identifiers of XML Signature (https://www.w3.org/TR/xmldsig-core1/) as this verifier knows them. */
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#'
export const exclusiveNamespace = 'http://www.w3.org/2001/10/xml-exc-c14n#'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#'

export type Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

export interface SignatureMethod {
  name: string
  scheme: 'rsa' | 'rsa-pss' | 'ecdsa'
  hash: Hash
  weak: boolean
}

const signature = (scheme: SignatureMethod['scheme'], hash: Hash): SignatureMethod => ({
  name: `${{ rsa: 'RSA', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA' }[scheme]} with ${hashName(hash)}`,
  scheme,
  hash,
  weak: hash === 'sha1',
})

/** Every signature method that is verified. Anything else is refused by name. */
export const signatureMethods: ReadonlyMap<string, SignatureMethod> = new Map([
  [`${signatureNamespace}rsa-sha1`, signature('rsa', 'sha1')],
  [`${more}rsa-sha224`, signature('rsa', 'sha224')],
  [`${more}rsa-sha256`, signature('rsa', 'sha256')],
  [`${more}rsa-sha384`, signature('rsa', 'sha384')],
  [`${more}rsa-sha512`, signature('rsa', 'sha512')],
  [`${more2007}sha1-rsa-MGF1`, signature('rsa-pss', 'sha1')],
  [`${more2007}sha256-rsa-MGF1`, signature('rsa-pss', 'sha256')],
  [`${more2007}sha384-rsa-MGF1`, signature('rsa-pss', 'sha384')],
  [`${more2007}sha512-rsa-MGF1`, signature('rsa-pss', 'sha512')],
  [`${more}ecdsa-sha1`, signature('ecdsa', 'sha1')],
  [`${more}ecdsa-sha224`, signature('ecdsa', 'sha224')],
  [`${more}ecdsa-sha256`, signature('ecdsa', 'sha256')],
  [`${more}ecdsa-sha384`, signature('ecdsa', 'sha384')],
  [`${more}ecdsa-sha512`, signature('ecdsa', 'sha512')],
])

/** Methods that are known and never accepted, with the reason. */
const refusedMethods: ReadonlyArray<readonly [RegExp, string]> = [
  [/hmac/i, 'is made with a shared secret: whoever knows the public certificate could forge it'],
  [/md5/i, 'uses MD5, which is broken'],
  [/dsa-sha1$/i, 'is DSA with SHA-1, which is no longer accepted'],
  [/(^|[#/])none$/i, 'means that nothing is signed'],
]

/** Why a signature method outside `signatureMethods` is refused, as the end of a sentence. */
export function refusalOf(method: string): string {
  return (
    refusedMethods.find(([pattern]) => pattern.test(method))?.[1] ?? 'is not one that SAML service providers verify'
  )
}

/** Whether a method was in use once: a message signed or digested with it may be genuine, and of an old product. */
export const isOutdated = (method: string): boolean =>
  /(^|[#/-])((rsa-)?(md5|ripemd160)|dsa-sha1)$/i.test(method) && !/hmac|ecdsa/i.test(method)

/** Digest methods that are computed. */
export const digestMethods: ReadonlyMap<string, Hash> = new Map([
  [`${signatureNamespace}sha1`, 'sha1'],
  [`${more}sha224`, 'sha224'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  [`${more}sha384`, 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
])

export type Canonicalization = 'exclusive' | 'inclusive' | 'inclusive-1.1'

/**
 * Canonical XML: exclusive (which SAML advises, core 5.4.3), 1.0 and 1.1. The variants with comments give the same here: a `#ID`
 * reference leaves comments out (xmldsig-core 4.4.3.3), and a SignedInfo with a comment is refused.
 */
export const canonicalizations: ReadonlyMap<string, Canonicalization> = new Map([
  [exclusiveNamespace, 'exclusive'],
  [`${exclusiveNamespace}WithComments`, 'exclusive'],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'inclusive'],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', 'inclusive'],
  ['http://www.w3.org/2006/12/xml-c14n11', 'inclusive-1.1'],
  ['http://www.w3.org/2006/12/xml-c14n11#WithComments', 'inclusive-1.1'],
])

export const envelopedTransform = `${signatureNamespace}enveloped-signature`

/** The part of an algorithm identifier a person recognises. */
export function shortName(uri: string): string {
  return uri.replace(/^.*[#/](?=[^#/]+$)/, '') || uri
}

export function hashName(hash: Hash): string {
  return hash.toUpperCase().replace('SHA', 'SHA-')
}
