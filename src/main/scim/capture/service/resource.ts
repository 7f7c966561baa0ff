import { attribute, schemas } from '../../answer'
import {
  type AttributeDefinition,
  type Attributes,
  enterpriseAttributes,
  isAttributes,
  isUnassigned,
  keyOf,
  listOf,
  type ResourceType,
  readAttributePath,
  resourceAttributes,
  setValue,
} from './attributes'
import { ScimRefusal } from './error'

const core: Readonly<Record<ResourceType, string>> = { User: schemas.user, Group: schemas.group }

const invalid = (detail: string) => new ScimRefusal(400, detail, 'invalidValue')

/**
 * A resource as it was sent, made fit to be kept: what only the service may set is taken out, and what has the wrong type is
 * refused. One thing is forgiven, because Entra does it unless told otherwise: `active` as text.
 */
export function acceptResource(body: unknown, type: ResourceType): Attributes {
  if (!isAttributes(body)) throw new ScimRefusal(400, `A ${type} is a JSON object.`, 'invalidSyntax')
  const resource: Attributes = { ...body }
  checkSchemas(resource, type)
  for (const definition of resourceAttributes[type]) {
    const key = keyOf(resource, definition.name)
    const value = key === null ? null : resource[key]
    if (key !== null) delete resource[key]
    if (definition.required && isUnassigned(value)) throw invalid(`'${definition.name}' is required.`)
    if (value !== null && definition.mutability !== 'readOnly')
      setValue(resource, definition.name, accepted(value, definition))
  }
  const extension = attribute(resource, schemas.enterprise)
  if (extension !== undefined && type === 'User') checkExtension(resource, extension)
  return resource
}

/** The schemas of a resource: its own first, and every extension that it carries. Source: RFC 7643 section 3 */
function checkSchemas(resource: Attributes, type: ResourceType): void {
  const given = attribute(resource, 'schemas')
  if (given !== undefined && !Array.isArray(given)) throw invalid("'schemas' is a list of URNs.")
  const urns = listOf(given).map(String)
  const other: ResourceType = type === 'User' ? 'Group' : 'User'
  const has = (urn: string) => urns.some((one) => one.toLowerCase() === urn.toLowerCase())
  if (has(core[other]) && !has(core[type])) throw invalid(`The body is a ${other}, not a ${type}.`)
  const extensions = Object.keys(resource).filter((key) => /^urn:/i.test(key) && !isUnassigned(resource[key]))
  setValue(resource, 'schemas', [core[type], ...new Set([...urns.filter((one) => /^urn:/i.test(one)), ...extensions])])
  const list = listOf(attribute(resource, 'schemas')).map(String)
  setValue(resource, 'schemas', [...new Map(list.map((urn) => [urn.toLowerCase(), urn])).values()])
}

function checkExtension(resource: Attributes, extension: unknown): void {
  if (!isAttributes(extension)) throw invalid(`${schemas.enterprise} is an object.`)
  const kept: Attributes = { ...extension }
  for (const definition of enterpriseAttributes) {
    const key = keyOf(kept, definition.name)
    if (key !== null && kept[key] !== null) kept[key] = accepted(kept[key], definition)
  }
  setValue(resource, schemas.enterprise, kept)
}

function accepted(value: unknown, definition: AttributeDefinition): unknown {
  const { name, multiValued } = definition
  if (!multiValued) return acceptedOne(value, definition)
  if (!Array.isArray(value)) throw invalid(`'${name}' is expected list, received ${kindOf(value)}.`)
  return value.map((one) => (isAttributes(one) ? acceptedOne(one, definition) : { value: one }))
}

function acceptedOne(value: unknown, { name, type, subAttributes = [] }: AttributeDefinition): unknown {
  if (type === 'complex') {
    // Entra sends the manager as its bare id.
    if (name === 'manager' && typeof value === 'string') return { value }
    if (!isAttributes(value)) throw invalid(`'${name}' is expected object, received ${kindOf(value)}.`)
    const kept: Attributes = { ...value }
    for (const sub of subAttributes) {
      const key = keyOf(kept, sub.name)
      if (key !== null && kept[key] !== null) kept[key] = acceptedOne(kept[key], sub)
    }
    return kept
  }
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
    throw invalid(`'${name}' is expected boolean, received ${kindOf(value)}.`)
  }
  if (typeof value === 'string') return value
  // A number in place of text is taken at its word: employee numbers come like that.
  if (typeof value === 'number') return String(value)
  throw invalid(`'${name}' is expected string, received ${kindOf(value)}.`)
}

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)

/** Which attributes an answer shows. Source: RFC 7644 section 3.9 */
export interface Selection {
  only: readonly string[] | null
  without: readonly string[]
}

/** Reads `attributes` and `excludedAttributes`; commas part the names. */
export function readSelection(only: string | null, without: string | null): Selection {
  const names = (text: string | null) =>
    (text ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .slice(0, 200)
  const wanted = names(only)
  return { only: wanted.length === 0 ? null : wanted, without: names(without) }
}

/** A resource as it is shown: never with a password, and with the attributes asked for. */
export function shown(resource: Attributes, { only, without }: Selection, type: ResourceType): Attributes {
  const { password: _, ...visible } = resource
  if (only === null && without.length === 0) return visible
  const result: Attributes = { schemas: visible.schemas, id: visible.id }
  if (only === null) Object.assign(result, visible)
  else
    for (const name of only) {
      const path = readAttributePath(name, type)
      if (path === null) continue
      const from = path.extension === null ? visible : attribute(visible, path.extension)
      const key = isAttributes(from) && path.name !== '' ? keyOf(from, path.name) : null
      const value = path.name === '' ? from : key === null || !isAttributes(from) ? undefined : from[key]
      if (value === undefined) continue
      const picked = path.sub === null ? value : pick(value, path.sub)
      if (path.extension === null) setValue(result, path.name, joinedWith(attribute(result, path.name), picked))
      else if (path.name === '') setValue(result, path.extension, value)
      else setValue(result, path.extension, { ...(attribute(result, path.extension) as object), [path.name]: picked })
    }
  for (const name of without) {
    const path = readAttributePath(name, type)
    if (path === null || ['id', 'schemas'].includes(path.name.toLowerCase())) continue
    const holder = path.extension === null ? result : attribute(result, path.extension)
    if (!isAttributes(holder)) continue
    const key = keyOf(path.name === '' ? result : holder, path.name === '' ? (path.extension ?? '') : path.name)
    if (key === null) continue
    if (path.name === '') delete result[key]
    else if (path.sub === null) delete holder[key]
    else holder[key] = drop(holder[key], path.sub)
  }
  return result
}

const pick = (value: unknown, sub: string): unknown => {
  const one = (from: unknown) => ({ [sub]: attribute(from, sub) })
  return Array.isArray(value) ? value.map(one) : one(value)
}

const drop = (value: unknown, sub: string): unknown => {
  const one = (from: unknown) => {
    if (!isAttributes(from)) return from
    const key = keyOf(from, sub)
    return key === null ? from : Object.fromEntries(Object.entries(from).filter(([name]) => name !== key))
  }
  return Array.isArray(value) ? value.map(one) : one(value)
}

/** `name.givenName,name.familyName` asks for both parts of one attribute. */
const joinedWith = (before: unknown, value: unknown): unknown =>
  isAttributes(before) && isAttributes(value) ? { ...before, ...value } : value
