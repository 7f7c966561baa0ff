import { z } from 'zod'
import { checkIdSchema } from '../../shared/checks'
import { httpFailureKinds } from '../host/host'
import type { ScimObservation } from './observation'

const text = z.string()
const number = z.number()
const known = z.boolean()

const answer = z.object({
  method: text,
  url: text,
  failure: z.object({ kind: z.enum(httpFailureKinds), code: text }).nullable(),
  status: number.nullable(),
  body: z.enum(['empty', 'scim-error', 'scim-1', 'list', 'resource', 'json', 'page', 'xml', 'text', 'broken-json']),
  bytes: number,
  contentType: text.nullable(),
  challenge: text.nullable(),
  server: text.nullable(),
  location: text.nullable(),
  followed: known,
  retryAfter: text.nullable(),
  scimType: text.nullable(),
  says: text.nullable(),
  ms: number,
})
const reading = z.object({
  given: text,
  base: text.nullable(),
  literal: text.nullable(),
  concerns: z.array(
    z.enum([
      'empty',
      'not-an-address',
      'scheme-missing',
      'other-scheme',
      'plain-http',
      'credentials',
      'blanks',
      'fragment',
      'query',
      'entra-flag',
      'trailing-slash',
      'double-slash',
      'resource-name',
    ]),
  ),
  wrongHost: text.nullable(),
})
const mark = z.enum([
  'blanks-around',
  'line-break-around',
  'blanks-inside',
  'line-break-inside',
  'invisible-characters',
  'quotes',
  'angle-brackets',
  'bearer-prefix',
  'header-name',
  'assignment',
  'not-ascii',
  'masked',
  'address',
  'workos-api-key',
  'record-id',
])
const effect = z.enum(['applied', 'applied-as-text', 'ignored', 'refused', 'removed', 'unseen'])
const shape = z.object({ shape: text, answer, effect, seen: text.nullable() })
const search = z.object({ found: number, removed: number, how: z.enum(['filter', 'scan', 'none']), complete: known })

/** What was seen of a SCIM service, as it comes from disk or from somebody else. */
export const scimObservationSchema: z.ZodType<ScimObservation> = z.discriminatedUnion('of', [
  z.object({
    at: text,
    of: z.literal('endpoint'),
    reading,
    expected: z.object({ value: text, from: text }).nullable(),
    answer: answer.nullable(),
    literal: answer.nullable(),
    found: z.object({ base: text, answer }).nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('token'),
    marks: z.array(mark),
    expiresAt: text.nullable(),
    answer: answer.nullable(),
    asGiven: answer.nullable(),
    unsendable: known,
    altered: answer.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('config'),
    answer,
    facts: z
      .object({
        patch: known.nullable(),
        filter: known.nullable(),
        bulk: known.nullable(),
        sort: known.nullable(),
        etag: known.nullable(),
        changePassword: known.nullable(),
        schemes: z.array(text),
        missing: z.array(text),
      })
      .nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('look-up'),
    answer,
    facts: z
      .object({ found: number.nullable(), malformed: z.array(text), overstated: known, understated: known })
      .nullable(),
    totalUsers: number.nullable(),
    filterDeclared: known.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('resource-types'),
    answer,
    names: z.array(text).nullable(),
    groups: answer,
  }),
  z.object({
    at: text,
    of: z.literal('attributes'),
    answer,
    missing: z.array(text).nullable(),
    enterprise: known,
    sample: z
      .object({
        read: number,
        withoutEmail: number,
        emailInUserName: number,
        withoutGivenName: number,
        withoutFamilyName: number,
        withoutExternalId: number,
      })
      .nullable(),
  }),
  z.object({ at: text, of: z.literal('nothing'), check: checkIdSchema, because: text }),
  z.object({
    at: text,
    of: z.literal('create'),
    answer,
    userName: text,
    leftOut: z.array(z.object({ what: text, says: text.nullable() })),
    taken: number,
    hasId: known,
    hasLocation: known,
    readBack: answer.nullable(),
    lookUp: z.object({ answer, found: number.nullable(), matches: known, ignoresName: known }).nullable(),
    fates: z
      .array(
        z.object({
          path: text,
          sent: text,
          fate: z.enum(['kept', 'changed', 'lost']),
          received: text.nullable(),
        }),
      )
      .nullable(),
  }),
  z.object({ at: text, of: z.literal('update'), shapes: z.array(shape) }),
  z.object({
    at: text,
    of: z.literal('deactivate'),
    shapes: z.array(shape.extend({ reactivated: effect.nullable() })),
  }),
  z.object({
    at: text,
    of: z.literal('group'),
    answer,
    hasId: known,
    readBack: answer.nullable(),
    member: z.enum(['kept', 'lost', 'unseen']),
    shapes: z.array(shape),
  }),
  z.object({
    at: text,
    of: z.literal('cleanup'),
    before: search,
    made: number,
    removed: number,
    after: search,
    remnants: z.array(z.object({ kind: z.enum(['user', 'group']), id: text, name: text, inactive: known })),
    stray: text.nullable(),
    refusal: answer.nullable(),
    stopped: known,
  }),
])
