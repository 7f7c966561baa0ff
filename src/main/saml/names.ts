/** Namespaces of SAML 2.0 and 1.1. */
export const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  protocol11: 'urn:oasis:names:tc:SAML:1.0:protocol',
  assertion11: 'urn:oasis:names:tc:SAML:1.0:assertion',
} as const
