import { z } from 'zod'
import { checkIdSchema } from '../../shared/checks'
import { httpFailureKinds } from '../host/host'
import type { OAuthObservation } from './observation'

const text = z.string()
const texts = z.array(text)
const number = z.number()
const known = z.boolean()
const failure = z.object({ kind: z.enum(httpFailureKinds), code: text }).nullable()

const reading = z.object({
  given: text,
  issuer: text.nullable(),
  discoveryUrl: text.nullable(),
  fromDiscoveryUrl: known,
  isKnown: known,
  problem: z.enum(['empty', 'not-an-address', 'scheme-missing', 'plain-http', 'credentials', 'query']).nullable(),
})
const refusals = ['not-an-address', 'other-scheme', 'downgrade', 'inner', 'credentials'] as const
const fetched = z.object({
  url: text,
  hops: z.array(z.object({ url: text, status: number, location: text.nullable() })),
  failure,
  refused: z.enum([...refusals, 'too-many', 'loop']).nullable(),
  status: number.nullable(),
  contentType: text.nullable(),
  body: z.enum(['empty', 'json', 'page', 'text', 'broken-json']),
  bytes: number,
  title: text.nullable(),
})
const discovery = z.object({
  issuer: text.nullable(),
  authorizationEndpoint: text.nullable(),
  tokenEndpoint: text.nullable(),
  jwksUri: text.nullable(),
  userinfoEndpoint: text.nullable(),
  responseTypes: texts.nullable(),
  grantTypes: texts.nullable(),
  subjectTypes: texts.nullable(),
  scopes: texts.nullable(),
  authMethods: texts.nullable(),
  signingAlgorithms: texts.nullable(),
  challengeMethods: texts.nullable(),
  wantsPushedRequests: known,
  malformed: texts,
})
const key = z.object({
  kid: text.nullable(),
  kty: text,
  use: text.nullable(),
  alg: text.nullable(),
  detail: text,
  verifies: known,
  problem: z.enum(['unreadable', 'private', 'symmetric', 'weak']).nullable(),
})
const tokenAnswer = z.object({
  url: text,
  failure,
  status: number.nullable(),
  body: z.enum(['empty', 'json', 'form', 'page', 'text']),
  error: text.nullable(),
  says: text.nullable(),
  codes: z.array(number),
  issued: known,
  meaning: z
    .enum([
      'client-known',
      'client-unknown',
      'secret-wrong',
      'client-wrong',
      'secret-expired',
      'secret-missing',
      'method-refused',
      'client-disabled',
      'grant-refused',
      'wrong-tenant',
      'redirect-refused',
      'request-refused',
    ])
    .nullable(),
})
const authorizeAnswer = z
  .object({
    url: text,
    failure,
    status: number.nullable(),
    outcome: z.enum(['returned', 'sign-in', 'refused', 'unreachable']),
    meaning: z
      .enum(['redirect-refused', 'client-unknown', 'scope-refused', 'consent-refused', 'request-refused'])
      .nullable(),
    error: text.nullable(),
    says: text.nullable(),
    to: text.nullable(),
  })
  .nullable()
const authentication = z.enum(['client_secret_post', 'client_secret_basic', 'private_key_jwt'])
const mark = z.enum([
  'blanks-around',
  'line-break',
  'invisible-characters',
  'quotes',
  'secret-id',
  'same-as-client-id',
  'masked',
  'private-key',
  'jwt',
])
const apple = z.object({
  algorithm: text.nullable(),
  keyId: text.nullable(),
  issuer: text.nullable(),
  subject: text.nullable(),
  audience: text.nullable(),
  issuedAt: text.nullable(),
  expiresAt: text.nullable(),
})
const always = { at: text, provider: text.nullable() }

/** What was seen of a provider, as it comes from disk or from somebody else. */
export const oauthObservationSchema: z.ZodType<OAuthObservation> = z.discriminatedUnion('of', [
  z.object({
    ...always,
    of: z.literal('discovery'),
    reading,
    fetched: fetched.nullable(),
    facts: discovery.nullable(),
    found: text.nullable(),
    refused: z.array(z.object({ name: text, address: text, why: z.enum(refusals) })),
  }),
  z.object({ ...always, of: z.literal('issuer'), reading, issuer: text, from: text }),
  z.object({
    ...always,
    of: z.literal('jwks'),
    url: text,
    fetched,
    keys: z.array(key).nullable(),
    algorithms: texts.nullable(),
  }),
  z.object({
    ...always,
    of: z.literal('client'),
    clientId: text,
    redirectUri: text.nullable(),
    authentication,
    supportedMethods: texts.nullable(),
    marks: z.array(mark),
    apple: apple.nullable(),
    answer: tokenAnswer.nullable(),
    other: z.object({ authentication, answer: tokenAnswer }).nullable(),
    control: tokenAnswer.nullable(),
    withheld: text.nullable(),
  }),
  z.object({
    ...always,
    of: z.literal('redirect-uri'),
    uri: text,
    expected: z.object({ value: text, from: text }).nullable(),
    clientId: text.nullable(),
    clientTried: known,
    clientKnown: known,
    answer: authorizeAnswer,
    control: authorizeAnswer,
  }),
  z.object({
    ...always,
    of: z.literal('scopes'),
    asked: texts,
    supported: texts.nullable(),
    supportedBy: text,
    answer: authorizeAnswer,
    plain: authorizeAnswer,
  }),
  z.object({ ...always, of: z.literal('consent'), answer: authorizeAnswer }),
  z.object({
    ...always,
    of: z.literal('callback'),
    error: text.nullable(),
    says: text.nullable(),
    hasCode: known,
    to: text,
  }),
  z.object({ ...always, of: z.literal('nothing'), check: checkIdSchema, because: text }),
])
