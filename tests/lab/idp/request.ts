import { inflateRawSync } from 'node:zlib'

/** What an AuthnRequest asked for. */
export interface LabRequest {
  id: string | null
  issuer: string | null
  acs: string | null
  relayState: string | null
  /** How it came; null for a sign-in the identity provider starts by itself. */
  binding: 'HTTP-Redirect' | 'HTTP-POST' | null
}

/** Reads a request of either binding (bindings 3.4.4.1, 3.5.4). Null for anything else. */
export function readRequest(parameters: URLSearchParams, binding: 'HTTP-Redirect' | 'HTTP-POST'): LabRequest | null {
  const packed = parameters.get('SAMLRequest')
  if (packed === null) return null
  try {
    const bytes = Buffer.from(packed, 'base64')
    const xml = (binding === 'HTTP-POST' ? bytes : inflateRawSync(bytes, { maxOutputLength: 100_000 })).toString('utf8')
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1] ?? null
    return {
      id: attribute('ID'),
      acs: attribute('AssertionConsumerServiceURL'),
      issuer: /<(?:\w+:)?Issuer[^>]*>([^<]*)</.exec(xml)?.[1] ?? null,
      relayState: parameters.get('RelayState'),
      binding,
    }
  } catch {
    return null
  }
}
