import { type EncryptWish, encryptElement } from './encrypt'
import type { FaultName } from './faults'
import { faults } from './faults'
import { labKey, type SigningKey } from './keys'
import { healthyMessage, type Message, type Wish, writeResponse } from './message'
import { type SignOptions, signElement, writeMetadata } from './sign'
import { type VendorName, type VendorShape, vendors } from './vendors'

/** How a response leaves the lab: the message, what gets signed and how, and what happens to the text afterwards. */
export interface Plan {
  shape: VendorShape
  message: Message
  signs: readonly ('response' | 'assertion')[]
  signing: SignOptions
  encrypt: EncryptWish | null
  /** Changes the text before anything is signed. */
  beforeSigning: (xml: string) => string
  /** Changes the text after signing. */
  afterSigning: (xml: string) => string
}

export interface Issued {
  xml: string
  base64: string
  message: Message
  shape: VendorShape
  key: SigningKey
  metadata: string
}

export const labWish: Wish = {
  acs: 'https://auth.workos.com/sso/saml/acs/01HXYZLAB',
  audience: 'https://auth.workos.com/01HXYZLAB',
  requestId: '_a9f0c2d4e6b811efb0e1',
  at: new Date('2026-11-24T09:00:00.000Z'),
}

export interface IssueOptions extends Partial<Wish> {
  fault?: FaultName
  /** Any further change of the plan. */
  change?: (plan: Plan) => Plan | Promise<Plan>
  key?: SigningKey
}

/** Issues a response of this vendor, healthy or with the fault asked for. */
export async function issue(vendor: VendorName, options: IssueOptions = {}): Promise<Issued> {
  const shape: VendorShape = vendors[vendor]
  const key = options.key ?? (await labKey(vendor))
  const wish = { ...labWish, ...options }
  let plan: Plan = {
    shape,
    message: healthyMessage(shape, wish),
    signs: shape.signs,
    signing: {
      key,
      prefix: shape.prefixes.signature,
      inclusivePrefixes: shape.inclusivePrefixes,
      keyInfo: shape.keyInfo,
    },
    encrypt: null,
    beforeSigning: (xml) => xml,
    afterSigning: (xml) => xml,
  }
  if (options.fault) plan = await faults[options.fault](plan)
  if (options.change) plan = await options.change(plan)
  const xml = await carryOut(plan)
  return {
    xml,
    base64: Buffer.from(xml, 'utf8').toString('base64'),
    message: plan.message,
    shape,
    key,
    metadata: writeMetadata(shape.entityId, shape.ssoUrl, [key.certificateBase64]),
  }
}

/** Writes, signs (the assertion first, then the response around it) and encrypts what the plan says. */
async function carryOut(plan: Plan): Promise<string> {
  const { message, signing } = plan
  let xml = plan.beforeSigning(writeResponse(plan.shape, message))
  const hasAssertion = xml.includes(`ID="${message.assertionId}"`)
  if (hasAssertion && plan.signs.includes('assertion')) xml = signElement(xml, message.assertionId, signing)
  if (plan.encrypt) {
    const assertion = assertionIn(xml)
    xml = xml.replace(assertion, () => '@@encrypted@@')
    const sealed = await encryptElement(assertion, 'EncryptedAssertion', plan.encrypt)
    xml = xml.replace('@@encrypted@@', () => sealed)
  }
  if (plan.signs.includes('response')) xml = signElement(xml, message.responseId, signing)
  return plan.afterSigning(xml)
}

/** The text of the (only) Assertion element of a response the lab wrote. */
export function assertionIn(xml: string): string {
  const found = /<(\w+:)?Assertion[\s>].*<\/\1Assertion>|<Assertion[\s>].*<\/Assertion>/s.exec(xml)
  if (!found) throw new Error('the lab response holds no Assertion')
  return found[0]
}
