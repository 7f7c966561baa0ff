import type { Plan } from './issue'
import { labKey } from './keys'
import { algorithms } from './sign'

type Fault = (plan: Plan) => Plan | Promise<Plan>

const says = (change: (plan: Plan) => Partial<Plan['message']>): Fault => {
  return (plan) => ({ ...plan, message: { ...plan.message, ...change(plan) } })
}
const signsWith = (change: Partial<Plan['signing']>): Fault => {
  return (plan) => ({ ...plan, signing: { ...plan.signing, ...change } })
}
const later = (at: Date | null, seconds: number) => (at === null ? null : new Date(at.getTime() + seconds * 1000))

const moved = (seconds: number): Fault =>
  says(({ message }) => ({
    issueInstant: later(message.issueInstant, seconds) ?? message.issueInstant,
    authnInstant: later(message.authnInstant, seconds) ?? message.authnInstant,
    notBefore: later(message.notBefore, seconds),
    notOnOrAfter: later(message.notOnOrAfter, seconds),
    confirmationNotOnOrAfter: later(message.confirmationNotOnOrAfter, seconds),
    sessionNotOnOrAfter: later(message.sessionNotOnOrAfter, seconds),
  }))

const failsWith = (code: string, subCode?: string, message?: string): Fault =>
  says(() => ({ status: { code, ...(subCode ? { subCode } : {}), ...(message ? { message } : {}) } }))

/** Every fault the lab identity provider can be told to have. */
export const faults = {
  'status-authn-failed': failsWith('Responder', 'AuthnFailed', 'The password was wrong <b>twice</b>'),
  'status-invalid-nameid-policy': failsWith('Requester', 'InvalidNameIDPolicy'),
  'status-responder': failsWith('Responder'),
  'status-request-denied': failsWith('Responder', 'RequestDenied'),
  'version-1': says(() => ({ version: '1.1' })),
  'issuer-other': says(() => ({
    issuer: 'https://other.example.test/idp',
    assertionIssuer: 'https://other.example.test/idp',
  })),
  'issuer-missing-in-assertion': says(() => ({ assertionIssuer: null })),
  'destination-other': says(({ message }) => ({ destination: `${message.destination}/` })),
  'destination-missing': says(() => ({ destination: null })),
  'recipient-other': says(({ message }) => ({ recipient: otherScheme(message.recipient ?? '') })),
  'recipient-missing': says(() => ({ recipient: null })),
  'audience-other': says(({ message }) => ({ audiences: [[`${message.audiences[0]?.[0]}/`]] })),
  'audience-missing': says(() => ({ audiences: [] })),
  'audience-second-restriction': says(({ message }) => ({
    audiences: [...message.audiences, ['https://somebody.else.example']],
  })),
  'clock-ahead': moved(900),
  'clock-behind': moved(-8 * 3600),
  'expired-confirmation': says(({ message }) => ({ confirmationNotOnOrAfter: later(message.issueInstant, -600) })),
  'confirmation-without-limit': says(() => ({ confirmationNotOnOrAfter: null })),
  'confirmation-not-before': says(({ message }) => ({ confirmationNotBefore: message.issueInstant })),
  'confirmation-sender-vouches': says(() => ({
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
  })),
  'session-over': says(({ message }) => ({ sessionNotOnOrAfter: later(message.issueInstant, -3600) })),
  'in-response-to-other': says(() => ({ inResponseTo: '_another', confirmationInResponseTo: '_another' })),
  'in-response-to-missing': says(() => ({ inResponseTo: null, confirmationInResponseTo: null })),
  'nameid-missing': says(() => ({ nameId: null })),
  'nameid-empty': says(() => ({ nameId: '   ' })),
  'nameid-transient': says(() => ({
    nameId: '_0fd1c9a4b2',
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  })),
  'no-attributes': says(() => ({ user: {} })),
  'email-missing': says(({ message: { user } }) => ({ user: without(user, 'email') })),
  'email-empty': says(({ message: { user } }) => ({ user: { ...user, email: [''] } })),
  'group-overage': says(({ message: { user } }) => ({
    user: without(user, 'groups'),
    extraAttributes: {
      'http://schemas.microsoft.com/claims/groups.link': [
        'https://graph.windows.net/3f1b8a7e/users/91d2/getMemberObjects',
      ],
    },
  })),
  unsigned: (plan) => ({ ...plan, signs: [] }),
  'response-signed-only': (plan) => ({ ...plan, signs: ['response'] }),
  'signed-by-another-key': async (plan) => ({
    ...plan,
    signing: { ...plan.signing, key: await labKey('another') },
  }),
  'tampered-nameid': (plan) => ({
    ...plan,
    afterSigning: (xml) => xml.replace(/(<(?:\w+:)?NameID[^>]*>)[^<]*/, '$1admin@example.test'),
  }),
  'pretty-printed': (plan) => ({ ...plan, afterSigning: (xml) => xml.replace(/></g, '>\n  <') }),
  'rsa-sha1': signsWith({ signatureAlgorithm: algorithms.rsaSha1, digestAlgorithm: algorithms.sha1 }),
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults
export const faultNames = Object.keys(faults) as FaultName[]

const otherScheme = (url: string) =>
  url.startsWith('https:') ? url.replace('https:', 'http:') : url.replace('http:', 'https:')

function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = object
  return rest
}
