import { z } from 'zod'
import { firstDifference } from './compare'
import { type Difference, differenceSchema } from './finding'
import { listed } from './listed'
import type { Entity } from './runs/metadata'
import type { Assertion } from './runs/response'
import { type ProfileField, recogniseAttribute } from './saml/attribute-names'
import { unspecifiedFormat } from './saml/nameid-formats'
import type { AuthorizeAnswer, IdpCertificate, Organization } from './workos'

/** The three places a value of a SAML connection stands in. */
export const sideNames = ['workos', 'metadata', 'message'] as const
export type SideName = (typeof sideNames)[number]

const sideSchema = z.object({
  /** More than one where several may hold, such as certificates. */
  values: z.array(z.string()),
  /** Where they were read. */
  from: z.string(),
})
export type Side = z.infer<typeof sideSchema>

export const threeWayRowSchema = z.object({
  id: z.enum([
    'acs-url',
    'sp-entity-id',
    'idp-entity-id',
    'sso-url',
    'certificate',
    'nameid-format',
    'attributes',
    'email-domain',
  ]),
  label: z.string(),
  /** Null where that side says nothing of it. */
  sides: z.object({
    workos: sideSchema.nullable(),
    metadata: sideSchema.nullable(),
    message: sideSchema.nullable(),
  }),
  /** `same`: all sides that say something agree. `alone`: fewer than two say something. */
  outcome: z.enum(['same', 'differs', 'alone']),
  /** Each pair of sides that disagree, with the first difference of the values that come nearest. */
  differences: z.array(
    z.object({ between: z.tuple([z.enum(sideNames), z.enum(sideNames)]), difference: differenceSchema }),
  ),
})
export type ThreeWayRow = z.infer<typeof threeWayRowSchema>

/** What is known of the three sides. Whatever was not looked at is null. */
export interface ThreeSides {
  /** What WorkOS sends to the identity provider. */
  authorize: AuthorizeAnswer | null
  /** What somebody copied from WorkOS, or a set-up holds: used where WorkOS itself was not asked. */
  given: { acsUrl: string | null; spEntityId: string | null; idpEntityId: string | null; ssoUrl: string | null }
  held: readonly IdpCertificate[] | null
  organization: Organization | null
  entity: Entity | null
  assertion: Assertion | null
  destination: string | null
  /** Certificates whose keys signed the response, and those it merely came with. SHA-256. */
  signers: readonly string[]
  carried: readonly string[]
}

/** Puts WorkOS, metadata and message side by side, one row for each value that at least one of them names. */
export function compareSides(sides: ThreeSides): ThreeWayRow[] {
  const request = sides.authorize?.kind === 'saml' ? sides.authorize.request : null
  const ssoUrl = sides.authorize?.kind === 'saml' ? sides.authorize.ssoUrl : null
  const { given, entity, assertion } = sides
  const sent = 'the AuthnRequest that WorkOS sends'
  const copied = 'the value given'
  const fromWorkos = (asked: string | null | undefined, known: string | null) =>
    side(asked ? [asked] : [known], asked ? sent : copied)
  const signing = entity?.certificates.filter(({ use }) => use !== 'encryption').map(({ sha256 }) => sha256) ?? []
  return [
    row('acs-url', 'ACS URL', {
      workos: fromWorkos(request?.acsUrl, given.acsUrl),
      metadata: null,
      message: side([assertion?.recipient, sides.destination], 'Recipient and Destination of the response'),
    }),
    row('sp-entity-id', 'SP entity ID', {
      workos: fromWorkos(request?.spEntityId, given.spEntityId),
      metadata: null,
      message: side(assertion?.audiences ?? [], 'Audience of the assertion'),
    }),
    row('idp-entity-id', 'IdP entity ID', {
      workos: side([given.idpEntityId], copied),
      metadata: side([entity?.entityId], 'entityID of the metadata'),
      message: side([assertion?.issuer], 'Issuer of the assertion'),
    }),
    row('sso-url', 'SSO URL', {
      workos: fromWorkos(ssoUrl, given.ssoUrl),
      metadata: side(entity?.sso.map(({ location }) => location) ?? [], 'SingleSignOnService of the metadata'),
      message: null,
    }),
    row('certificate', 'Signing certificate (SHA-256)', {
      workos: side(sides.held?.map(({ sha256 }) => sha256) ?? [], 'certificates WorkOS goes by'),
      metadata: side(signing, 'signing certificates of the metadata'),
      message:
        sides.signers.length > 0
          ? side(sides.signers, 'certificate whose key signed the response')
          : side(sides.carried, 'certificate that came with the response, which nothing known verifies'),
    }),
    row('nameid-format', 'NameID format', {
      workos: side([request?.nameIdFormat], 'NameIDPolicy of the AuthnRequest'),
      metadata: side(entity?.nameIdFormats ?? [], 'NameIDFormat of the metadata'),
      message: side([assertion?.nameIdFormat], 'Format of the NameID'),
    }),
    row('attributes', 'Attributes', {
      workos: side(assertion === null ? [] : wantedAttributes, 'attributes WorkOS asks for'),
      metadata: side(entity?.attributes ?? [], 'Attribute elements of the metadata: what may be sent'),
      message: side(Object.keys(assertion?.attributes ?? {}), 'AttributeStatement of the assertion'),
    }),
    row('email-domain', 'E-mail domain', {
      workos: side(sides.organization?.domains.map(({ domain }) => domain) ?? [], 'domains of the organization'),
      metadata: null,
      message: side([emailDomain(assertion)], 'e-mail address in the response'),
    }),
  ].filter(({ sides: { workos, metadata, message } }) => workos ?? metadata ?? message)
}

/** The rows of two looks: what the later one did not see is as the earlier one saw it. */
export function mergeSides(before: readonly ThreeWayRow[], now: readonly ThreeWayRow[]): ThreeWayRow[] {
  const ids = threeWayRowSchema.shape.id.options
  return ids.flatMap((id) => {
    const [earlier, later] = [before.find((one) => one.id === id), now.find((one) => one.id === id)]
    const known = later ?? earlier
    if (known === undefined) return []
    const pick = (name: SideName) => later?.sides[name] ?? earlier?.sides[name] ?? null
    return [row(id, known.label, { workos: pick('workos'), metadata: pick('metadata'), message: pick('message') })]
  })
}

function side(values: ReadonlyArray<string | null | undefined>, from: string): Side | null {
  const named = [...new Set(values.filter((value): value is string => value != null && value !== ''))]
  return named.length === 0 ? null : { values: named, from }
}

const pairs: ReadonlyArray<readonly [SideName, SideName]> = [
  ['workos', 'metadata'],
  ['workos', 'message'],
  ['metadata', 'message'],
]

/** Every user needs these; the NameID stands in for the attribute id. */
const wantedAttributes: readonly ProfileField[] = ['email', 'firstName', 'lastName']

type Differ = (a: readonly string[], b: readonly string[], between: readonly [SideName, SideName]) => Difference | null

/** Every value of the one side has to be among those of the other. */
const each: Differ = (a, b) => (b.every((value) => a.includes(value)) ? null : nearestDifference(a, b))

/** Each side may name several values, of which one in common is enough. */
const oneInCommon: Differ = (a, b) => (a.some((value) => b.includes(value)) ? null : nearestDifference(a, b))

/** Whoever asks for no format in particular takes any. What metadata offers is not what is agreed with one service provider. */
const formats: Differ = (a, b, between) =>
  between.includes('metadata') || a.includes(unspecifiedFormat) ? null : oneInCommon(a, b, between)

/** What WorkOS asks for has to come, under a name that is known for it. What the metadata only offers need not be sent. */
const wanted: Differ = (a, b, [one, other]) => {
  if (one !== 'workos' || other !== 'message') return null
  const known = b.map((name) => recogniseAttribute(name)?.field)
  const missing = a.filter((field) => !known.some((name) => name === field))
  if (missing.length === 0) return null
  return { index: 0, kind: 'missing', sentence: `The message carries no ${listed(missing)}.` }
}

const differs: Readonly<Record<ThreeWayRow['id'], Differ>> = {
  'acs-url': each,
  'sp-entity-id': oneInCommon,
  'idp-entity-id': each,
  'sso-url': oneInCommon,
  certificate: oneInCommon,
  'nameid-format': formats,
  attributes: wanted,
  'email-domain': oneInCommon,
}

function row(id: ThreeWayRow['id'], label: string, sides: ThreeWayRow['sides']): ThreeWayRow {
  const differences = pairs.flatMap(([one, other]) => {
    const [a, b] = [sides[one], sides[other]]
    const difference = a === null || b === null ? null : differs[id](a.values, b.values, [one, other])
    return difference === null ? [] : [{ between: [one, other] satisfies [SideName, SideName], difference }]
  })
  const named = Object.values(sides).filter((one) => one !== null).length
  return { id, label, sides, outcome: named < 2 ? 'alone' : differences.length > 0 ? 'differs' : 'same', differences }
}

/** The difference of the two values that part last. */
function nearestDifference(expected: readonly string[], received: readonly string[]) {
  const all = expected.flatMap((one) => received.map((other) => firstDifference(one, other)))
  const real = all.filter((one) => one !== null)
  return real.toSorted((a, b) => b.index - a.index)[0] ?? null
}

function emailDomain(assertion: Assertion | null): string | null {
  const candidates = [...Object.values(assertion?.attributes ?? {}).flat(), assertion?.nameId ?? '']
  const address = candidates.find((value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim()))
  return address?.trim().split('@').at(-1)?.toLowerCase() ?? null
}
