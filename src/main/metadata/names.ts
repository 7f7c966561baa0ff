/** Names of the specifications metadata is made of. */
export const namespaces = {
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
  federation: 'http://docs.oasis-open.org/wsfed/federation/200706',
  xhtml: 'http://www.w3.org/1999/xhtml',
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
} as const

const bindingPrefix = 'urn:oasis:names:tc:SAML:2.0:bindings:'

/** The bindings WorkOS can begin a sign-in with, by the name the SAML bindings specification gives them. */
export const browserBindings = {
  redirect: `${bindingPrefix}HTTP-Redirect`,
  post: `${bindingPrefix}HTTP-POST`,
} as const

/** A binding as people call it: `HTTP-Redirect`; other identifiers as they are. */
export function bindingName(binding: string): string {
  return binding.startsWith(bindingPrefix) ? binding.slice(bindingPrefix.length) : binding
}
