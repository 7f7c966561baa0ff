import { z } from 'zod'
import { checkIdSchema } from '../../../shared/checks'
import {
  directoryTokenSchema,
  directoryUsersSummarySchema,
  givenCertificateSchema,
  signInSelectorSchema,
  txtViewSchema,
} from '../../../shared/runs/workos'
import {
  authorizeAnswerSchema,
  connectionSchema,
  directorySchema,
  idpCertificateSchema,
  organizationDomainSchema,
  organizationSchema,
  workosEventSchema,
} from '../../../shared/workos'
import { type ApiProblem, isProblemCode } from '../problems'
import type { WorkosObservation } from './observations'

const text = z.string()
const known = z.boolean()
const environment = z.enum(['staging', 'production']).nullable()
const problem = z.object({
  code: z.custom<ApiProblem['code']>(isProblemCode),
  title: text,
  detail: text,
  remedy: text,
  status: z.number().optional(),
  requestId: text.optional(),
  retryAfterMs: z.number().optional(),
})

/** A record that was asked for by its ID: there, or the problem in its place. */
const looked = <R extends z.ZodType, S extends z.ZodRawShape>(shape: S, record: R) =>
  z.union([z.object({ ...shape, record }), z.object({ ...shape, record: z.null(), problem })])
const ofOrganization = { at: text, id: text, organizationId: text.nullable() }

/** What was seen at WorkOS, as it comes from disk or from somebody else. */
export const workosObservationSchema: z.ZodType<WorkosObservation> = z.union([
  z.object({ at: text, of: z.literal('key'), host: text, hint: environment, environment, problem: problem.nullable() }),
  looked({ at: text, of: z.literal('organization'), id: text }, organizationSchema),
  looked({ ...ofOrganization, of: z.literal('connection') }, connectionSchema),
  looked({ ...ofOrganization, of: z.literal('directory') }, directorySchema),
  z.object({
    at: text,
    of: z.literal('connections'),
    organizationId: text,
    records: z.array(connectionSchema),
    problem: problem.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('directories'),
    organizationId: text,
    records: z.array(directorySchema),
    problem: problem.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('users'),
    directory: directorySchema,
    summary: directoryUsersSummarySchema,
    problem: problem.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('certificates'),
    connectionId: text,
    held: z.array(idpCertificateSchema).nullable(),
    given: z.array(givenCertificateSchema),
    problem: problem.nullable(),
  }),
  z.object({ at: text, of: z.literal('txt'), domain: organizationDomainSchema, views: z.array(txtViewSchema) }),
  z.object({
    at: text,
    of: z.literal('token'),
    directory: directorySchema,
    tokens: z.array(directoryTokenSchema),
    match: text.nullable(),
    complete: known,
    problem: problem.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('events'),
    subject: z.enum(['connection', 'directory']),
    id: text,
    events: z.array(workosEventSchema),
    read: z.number(),
    certificatesShown: known,
    complete: known,
    problem: problem.nullable(),
  }),
  z.object({
    at: text,
    of: z.literal('authorize'),
    selector: signInSelectorSchema,
    answer: authorizeAnswerSchema,
  }),
  z.object({ at: text, of: z.literal('nothing'), check: checkIdSchema, because: text }),
])
