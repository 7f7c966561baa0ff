import { schemas } from '../../answer'

/** JSON that is a resource or a part of one. */
export type Attributes = Record<string, unknown>

export const isAttributes = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type ValueType = 'string' | 'boolean' | 'dateTime' | 'reference' | 'binary' | 'complex'

/** An attribute of a schema. Source: RFC 7643 section 7 */
export interface AttributeDefinition {
  name: string
  type: ValueType
  multiValued: boolean
  required: boolean
  caseExact: boolean
  mutability: 'readWrite' | 'readOnly' | 'immutable' | 'writeOnly'
  uniqueness: 'none' | 'server'
  returned: 'default' | 'always' | 'never'
  subAttributes?: readonly AttributeDefinition[]
}

const usual: Omit<AttributeDefinition, 'name'> = {
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  uniqueness: 'none',
  returned: 'default',
}

const one = (name: string, differs: Partial<AttributeDefinition> = {}): AttributeDefinition => ({
  ...usual,
  ...differs,
  name,
})
const complex = (name: string, subs: readonly string[], differs: Partial<AttributeDefinition> = {}) =>
  one(name, { type: 'complex', subAttributes: subs.map((sub) => one(sub)), ...differs })
/** A list of values that have a kind and of which one may be the primary. */
const plural = (name: string, value: Partial<AttributeDefinition> = {}): AttributeDefinition =>
  one(name, {
    type: 'complex',
    multiValued: true,
    subAttributes: [one('value', value), one('display'), one('type'), one('primary', { type: 'boolean' })],
  })

/** Source: RFC 7643 section 3.1; the same for every resource. */
const common: readonly AttributeDefinition[] = [
  one('id', { caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' }),
  one('externalId', { caseExact: true }),
  one('meta', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      one('resourceType', { caseExact: true, mutability: 'readOnly' }),
      one('created', { type: 'dateTime', mutability: 'readOnly' }),
      one('lastModified', { type: 'dateTime', mutability: 'readOnly' }),
      one('location', { type: 'reference', caseExact: true, mutability: 'readOnly' }),
      one('version', { caseExact: true, mutability: 'readOnly' }),
    ],
  }),
]

/** Source: RFC 7643 sections 4.1 and 8.7.1 */
export const userAttributes: readonly AttributeDefinition[] = [
  one('userName', { required: true, uniqueness: 'server' }),
  complex('name', ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix']),
  one('displayName'),
  one('nickName'),
  one('profileUrl', { type: 'reference', caseExact: true }),
  one('title'),
  one('userType'),
  one('preferredLanguage'),
  one('locale'),
  one('timezone'),
  one('active', { type: 'boolean' }),
  one('password', { mutability: 'writeOnly', returned: 'never' }),
  plural('emails'),
  plural('phoneNumbers'),
  plural('ims'),
  plural('photos', { type: 'reference', caseExact: true }),
  one('addresses', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type'].map((name) => one(name)),
      one('primary', { type: 'boolean' }),
    ],
  }),
  one('groups', {
    type: 'complex',
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: [
      one('value', { mutability: 'readOnly', caseExact: true }),
      one('$ref', { type: 'reference', mutability: 'readOnly', caseExact: true }),
      one('display', { mutability: 'readOnly' }),
      one('type', { mutability: 'readOnly' }),
    ],
  }),
  plural('entitlements'),
  plural('roles'),
  plural('x509Certificates', { type: 'binary', caseExact: true }),
]

/** Source: RFC 7643 section 4.3 */
export const enterpriseAttributes: readonly AttributeDefinition[] = [
  ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map((name) => one(name)),
  one('manager', {
    type: 'complex',
    subAttributes: [
      one('value', { caseExact: true }),
      one('$ref', { type: 'reference', caseExact: true }),
      one('displayName', { mutability: 'readOnly' }),
    ],
  }),
]

/** Source: RFC 7643 section 4.2 */
export const groupAttributes: readonly AttributeDefinition[] = [
  one('displayName', { required: true }),
  one('members', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      one('value', { mutability: 'immutable', caseExact: true }),
      one('$ref', { type: 'reference', mutability: 'immutable', caseExact: true }),
      one('type', { mutability: 'immutable' }),
      one('display'),
    ],
  }),
]

export const resourceAttributes = {
  User: [...common, ...userAttributes],
  Group: [...common, ...groupAttributes],
} as const satisfies Record<string, readonly AttributeDefinition[]>
export type ResourceType = keyof typeof resourceAttributes

const coreUrns: Readonly<Record<ResourceType, string>> = { User: schemas.user, Group: schemas.group }

/** A place in a resource: an extension, an attribute and a part of it. */
export interface AttributePath {
  /** The extension’s URN; null for what the core schema has. */
  extension: string | null
  name: string
  sub: string | null
}

const attributeName = /^[A-Za-z$][A-Za-z0-9_$-]*$/
/** Names through which JavaScript objects reach what they inherit. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads `urn:…:User:name.familyName`. Null when it is no path. Names are compared without regard to case.
 * Source: RFC 7644 section 3.10
 */
export function readAttributePath(text: string, type: ResourceType): AttributePath | null {
  const trimmed = text.trim()
  const [extension, rest] = splitUrn(trimmed, type)
  if (extension !== null && rest === '') return { extension, name: '', sub: null }
  const [name = '', sub, ...more] = rest.split('.')
  if (more.length > 0 || !isName(name) || (sub !== undefined && !isName(sub))) return null
  return { extension, name, sub: sub ?? null }
}

export const isName = (name: string) =>
  name.length <= 200 && attributeName.test(name) && !forbidden.has(name.toLowerCase())

/** The core URN in front is left out: `urn:…:core:2.0:User:userName` is `userName`. */
function splitUrn(text: string, type: ResourceType): [extension: string | null, rest: string] {
  if (!/^urn:/i.test(text)) return [null, text]
  for (const urn of [coreUrns[type], schemas.enterprise]) {
    if (text.toLowerCase() === urn.toLowerCase()) return [urn === coreUrns[type] ? null : urn, '']
    if (text.toLowerCase().startsWith(`${urn.toLowerCase()}:`))
      return [urn === coreUrns[type] ? null : urn, text.slice(urn.length + 1)]
  }
  // An extension as a whole ends in a resource type behind its version, and an attribute would come after that.
  if (/:\d+(\.\d+)*:[A-Za-z0-9_-]+$/.test(text)) return [text, '']
  const cut = text.lastIndexOf(':')
  return [text.slice(0, cut), text.slice(cut + 1)]
}

/** Whether a name begins with the URN of a core schema or of the enterprise extension. */
export function isKnownUrn(name: string): boolean {
  const known = [schemas.user, schemas.group, schemas.enterprise].map((urn) => urn.toLowerCase())
  return known.some((urn) => name.toLowerCase().startsWith(urn))
}

/** What is known of an attribute of the core schemas or the enterprise extension; null for a custom one. */
export function definitionOf(path: AttributePath, type: ResourceType): AttributeDefinition | null {
  const known =
    path.extension === null
      ? resourceAttributes[type]
      : path.extension.toLowerCase() === schemas.enterprise.toLowerCase() && type === 'User'
        ? enterpriseAttributes
        : []
  const named = (list: readonly AttributeDefinition[], name: string) =>
    list.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null
  const found = named(known, path.name)
  if (found === null || path.sub === null) return found
  return named(found.subAttributes ?? [], path.sub)
}

/** The key under which an object holds a name, whatever its case; null when it has none. */
export function keyOf(object: Attributes, name: string): string | null {
  if (Object.hasOwn(object, name)) return name
  const wanted = name.toLowerCase()
  for (const key of Object.keys(object)) if (key.toLowerCase() === wanted) return key
  return null
}

/** Sets a member of its own, also one whose name every object inherits. */
export function setValue(object: Attributes, name: string, value: unknown): void {
  const key = keyOf(object, name) ?? name
  if (key !== '__proto__') {
    object[key] = value
    return
  }
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

/** The values of a list, or the one value as a list; nothing for null. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** Whether an attribute is without a value: null, an empty list and empty text are none. Source: RFC 7643 section 2.5 */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
