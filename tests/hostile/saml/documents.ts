import { assertionIn, type Issued, issue } from '../../lab/idp/issue'
import { labKey } from '../../lab/idp/keys'
import type { VendorName } from '../../lab/idp/vendors'

export const genuineUser = 'alice@example.test'
export const forgedUser = 'mallory@evil.test'

/** A hostile document, and whether any identity at all may be read from it. */
export interface HostileDocument {
  name: string
  xml: string
}

const signaturePattern = /<(?:\w+:)?Signature [\s\S]*?<\/(?:\w+:)?Signature>/

/** A signed response of a vendor, taken apart so that it can be put together wrongly. */
export interface Parts {
  issued: Issued
  xml: string
  assertion: string
  /** The signature inside the assertion; empty when only the response is signed. */
  assertionSignature: string
  /** The signature of the response; empty when only the assertion is signed. */
  responseSignature: string
  /** The assertion with another user, another ID and no signature. */
  forged: string
  prefix: { protocol: string; assertion: string; signature: string }
}

/** Takes a healthy response of this vendor apart. */
export async function takeApart(vendor: VendorName): Promise<Parts> {
  const issued = await issue(vendor, { key: await labKey(`${vendor}-hostile`) })
  const { xml, shape } = issued
  const assertion = assertionIn(xml)
  const assertionSignature = signaturePattern.exec(assertion)?.[0] ?? ''
  const responseSignature = signaturePattern.exec(xml.replace(assertion, ''))?.[0] ?? ''
  const colon = (prefix: string) => (prefix === '' ? '' : `${prefix}:`)
  return {
    issued,
    xml,
    assertion,
    assertionSignature,
    responseSignature,
    forged: forge(assertion.replace(assertionSignature, '')).replace(issued.message.assertionId, '_forged'),
    prefix: {
      protocol: colon(shape.prefixes.protocol),
      assertion: colon(shape.prefixes.assertion),
      signature: colon(shape.prefixes.signature),
    },
  }
}

/** Puts another user into a text, in the NameID and everywhere else. */
export function forge(text: string): string {
  return text.replaceAll(genuineUser, forgedUser).replace(/(<(?:\w+:)?NameID[^>]*>)[^<]*/g, `$1${forgedUser}`)
}

/** An element in a namespace of its own, to hide things in. */
export const stranger = (inside: string) => `<x:y xmlns:x="urn:stranger">${inside}</x:y>`
