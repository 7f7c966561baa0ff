import { z } from 'zod'
import { findingSchema } from '../finding'
import { problemSchema } from '../problem'
import { responseInspectResult } from '../runs/response'
import { signInSelectorSchema } from '../runs/workos'

/**
 * A recorded test sign-in: what the browser was seen to do, freed of everything that is nobody's business. Of forms and
 * addresses only the names of their fields are kept, and the values of those that say how a sign-in goes.
 */

const text = z.string().max(4096)

/** A field of a form or an address. `value` is null where only its name may be kept. */
export const parameterSchema = z.object({
  in: z.enum(['query', 'form', 'fragment']),
  name: text,
  value: text.nullable(),
})
export type Parameter = z.infer<typeof parameterSchema>

/** What an AuthnRequest asks for. A missing attribute or element is null. */
export const requestFactsSchema = z.object({
  id: text.nullable(),
  issueInstant: text.nullable(),
  spEntityId: text.nullable(),
  acsUrl: text.nullable(),
  destination: text.nullable(),
  nameIdFormat: text.nullable(),
  protocolBinding: text.nullable(),
  forceAuthn: z.boolean(),
  signed: z.boolean(),
})
export type RequestFacts = z.infer<typeof requestFactsSchema>

/** A SAML message on its way. Its text is fetched on demand. */
export const signInMessageSchema = z.object({
  parameter: z.enum(['SAMLRequest', 'SAMLResponse']),
  binding: z.enum(['HTTP-Redirect', 'HTTP-POST']),
  /** What the message says, where it is a request that can be read. */
  request: requestFactsSchema.nullable(),
  /** Why it cannot be read; null when it can, or nobody has looked yet. */
  unreadable: z.string().nullable(),
})
export type SignInMessage = z.infer<typeof signInMessageSchema>

/**
 * What a request is in a sign-in. `authorize`: to WorkOS, to begin. `request`: to the identity provider, with a SAML or OAuth
 * request. `idp`: a page of the identity provider. `response`: to WorkOS, with the answer of the identity provider.
 * `workos`: another page of WorkOS. `return`: back to the application, with a code or an error.
 */
export const hopKinds = ['authorize', 'request', 'idp', 'response', 'workos', 'return'] as const
export type HopKind = (typeof hopKinds)[number]

export const hopSchema = z.object({
  /** Its place in the trace, from 0. */
  index: z.number().int(),
  kind: z.enum(hopKinds),
  /** When the browser began it, ISO 8601. */
  at: z.string(),
  method: z.string().max(20),
  /** Without query, fragment and whatever looks like a token. */
  address: text,
  host: text,
  inFrame: z.boolean(),
  parameters: z.array(parameterSchema).max(200),
  message: signInMessageSchema.nullable(),
  /** The status of the answer; null while there is none. */
  status: z.number().int().nullable(),
  /** The host a redirect leads to. */
  redirectsTo: text.nullable(),
  /** The browser's own code for why there was no answer. */
  failure: text.nullable(),
  /** Taken from the browser before it left, so that the application never saw it. */
  stopped: z.boolean(),
  /** The line in which a page of the identity provider names an error of its own; nothing else of a page is kept. */
  pageSays: text.nullable(),
})
export type Hop = z.infer<typeof hopSchema>

/** Something the page wanted that the window refuses, or that befell the sign-in on the way. */
export const noteKinds = [
  'window-refused',
  'download-refused',
  'scheme-refused',
  'permission-refused',
  'http-authentication',
  'client-certificate-refused',
  'certificate-in-frame',
  'asleep',
  'foreign-return',
] as const
export type NoteKind = (typeof noteKinds)[number]
export const noteSchema = z.object({
  kind: z.enum(noteKinds),
  at: z.string(),
  /** After which hop; -1: before the first. */
  after: z.number().int(),
  /** The host, scheme or name it is about. */
  about: text,
})
export type Note = z.infer<typeof noteSchema>

/** The certificate a browser would not accept. */
const refusedCertificateSchema = z.object({
  host: text,
  /** The browser's own code, such as ERR_CERT_AUTHORITY_INVALID. */
  code: text,
  subject: text,
  issuer: text,
  validFrom: z.string(),
  validTo: z.string(),
  sha256: z.string().max(64),
})
export type RefusedCertificate = z.infer<typeof refusedCertificateSchema>

/** How a sign-in ended; exactly one. */
export const signInEndSchema = z.discriminatedUnion('kind', [
  /** WorkOS gave the profile. */
  z.object({ kind: z.literal('profile') }),
  /** WorkOS sent an error back, to the redirect URI or to a page of its own. */
  z.object({ kind: z.literal('error'), error: text, description: text.nullable() }),
  /** A code came back, and WorkOS would not exchange it. */
  z.object({ kind: z.literal('not-exchanged'), problem: problemSchema }),
  /** A code came back that another sign-in was meant for. */
  z.object({ kind: z.literal('wrong-state') }),
  /** An import ends with the code that was seen, or with the last request. */
  z.object({ kind: z.literal('recorded'), code: z.boolean() }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('timed-out'), minutes: z.number() }),
  z.object({ kind: z.literal('certificate'), certificate: refusedCertificateSchema }),
  z.object({ kind: z.literal('unreachable'), host: text, code: text }),
  /** The page led to an address that no browser window follows: `myapp:`, `javascript:`. */
  z.object({ kind: z.literal('led-away'), scheme: text }),
  z.object({ kind: z.literal('crashed') }),
  /** It never began. */
  z.object({ kind: z.literal('not-begun'), problem: problemSchema }),
])
export type SignInEnd = z.infer<typeof signInEndSchema>

/** The person as WorkOS tells the application. Source: https://workos.com/docs/reference/sso/profile */
export const profileSchema = z.object({
  id: text,
  idpId: text.nullable(),
  connectionId: text.nullable(),
  connectionType: text.nullable(),
  organizationId: text.nullable(),
  email: text.nullable(),
  firstName: text.nullable(),
  lastName: text.nullable(),
  name: text.nullable(),
  role: text.nullable(),
  groups: z.array(text).max(10_000),
  /** Values as JSON text, by name. */
  customAttributes: z.record(z.string(), text),
  rawAttributes: z.record(z.string(), text),
})
export type Profile = z.infer<typeof profileSchema>

/** What WorkOS's events say of the sign-in. `absent`: none came in time. `unavailable`: they could not be read. */
export const eventsSightSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('reading') }),
  z.object({
    state: z.literal('told'),
    name: text,
    at: z.string(),
    email: text.nullable(),
    error: z.object({ code: text, message: text }).nullable(),
  }),
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('unavailable'), why: text }),
])
export type EventsSight = z.infer<typeof eventsSightSchema>

/** The response as Signpost judged it by itself; its findings are among those of the sign-in. */
export const judgedResponseSchema = responseInspectResult
  .pick({ assertion: true, signedBy: true, firstFailure: true, issueInstant: true })
  .extend({ hop: z.number().int().nullable() })
export type JudgedResponse = z.infer<typeof judgedResponseSchema>

/** What a response has to fit, and where that is known from. */
export const expectedSchema = z.object({
  acsUrl: text.nullable(),
  spEntityId: text.nullable(),
  requestId: text.nullable(),
  from: text,
})
export type Expected = z.infer<typeof expectedSchema>

export const signInWays = ['window', 'browser', 'import'] as const
export type SignInWay = (typeof signInWays)[number]

/** Whom a sign-in is for. */
export const signInSubjectSchema = z.object({
  environmentId: z.string().max(100),
  environmentName: text,
  environmentKind: z.enum(['staging', 'production']),
  selector: signInSelectorSchema,
})
export type SignInSubject = z.infer<typeof signInSubjectSchema>

export const signInPhases = ['beginning', 'signing-in', 'exchanging', 'reading-events', 'ended'] as const

export const signInSchema = z.object({
  id: z.string().max(64),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  way: z.enum(signInWays),
  startsAt: z.enum(['workos', 'idp']),
  /** What the person calls it, or the name of the imported file. */
  label: text,
  /** Null for an import. */
  subject: signInSubjectSchema.nullable(),
  setupId: z.string().max(64).nullable(),
  phase: z.enum(signInPhases),
  /** Until when WorkOS or Signpost waits, ISO 8601. */
  waitsUntil: z.string().nullable(),
  /** Where a sign-in that starts at the identity provider is told to return to; to be put into its RelayState. */
  relayState: text.nullable(),
  hops: z.array(hopSchema).max(500),
  notes: z.array(noteSchema).max(200),
  expected: expectedSchema.nullable(),
  response: judgedResponseSchema.nullable(),
  profile: profileSchema.nullable(),
  events: eventsSightSchema.nullable(),
  findings: z.array(findingSchema).max(500),
  end: signInEndSchema.nullable(),
})
export type SignIn = z.infer<typeof signInSchema>

/** The text of a message of a sign-in, as far as it fits an answer. */
export const messageTextSchema = z.object({ text: z.string(), complete: z.boolean() })
