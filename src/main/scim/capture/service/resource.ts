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

/** Definitions by their names in lower case: a resource is read once for each of a hundred thousand users. */
type Known = ReadonlyMap<string, AttributeDefinition>

const knownOf = (list: readonly AttributeDefinition[]): Known =>
  new Map(list.flatMap((one) => [one.name, one.name.toLowerCase()].map((name) => [name, one] as const)))
const known: Readonly<Record<ResourceType | 'enterprise', Known>> = {
  User: knownOf(resourceAttributes.User),
  Group: knownOf(resourceAttributes.Group),
  enterprise: knownOf(enterpriseAttributes),
}
const subsOf = new Map<AttributeDefinition, Known>()
const required: Readonly<Record<ResourceType, readonly string[]>> = {
  User: resourceAttributes.User.filter((one) => one.required).map(({ name }) => name),
  Group: resourceAttributes.Group.filter((one) => one.required).map(({ name }) => name),
}

/**
 * A resource as it was sent, made fit to be kept: what only the service may set is taken out, and what has the wrong type is
 * refused. One thing is forgiven, because Entra does it unless told otherwise: `active` as text.
 */
export function acceptResource(body: unknown, type: ResourceType): Attributes {
  if (!isAttributes(body)) throw new ScimRefusal(400, `A ${type} is a JSON object.`, 'invalidSyntax')
  const resource = acceptedMembers(body, known[type])
  for (const name of required[type]) if (isUnassigned(resource[name])) throw invalid(`'${name}' is required.`)
  if (type === 'User') acceptExtension(resource)
  nameSchemas(resource, type)
  return resource
}

/** Each member under the name its schema gives it; what no schema knows stays as it is. */
function acceptedMembers(object: Attributes, definitions: Known): Attributes {
  const kept: Attributes = {}
  for (const key of Object.keys(object)) {
    const value = object[key]
    const definition = definitions.get(key) ?? definitions.get(key.toLowerCase())
    if (definition === undefined) setValue(kept, key, value)
    else if (value !== null && isKept(definition)) kept[definition.name] = accepted(value, definition)
  }
  return kept
}

/** What only the service sets is not taken, and passwords are not kept. */
const isKept = ({ mutability }: AttributeDefinition) => mutability !== 'readOnly' && mutability !== 'writeOnly'

function acceptExtension(resource: Attributes): void {
  const key = keyOf(resource, schemas.enterprise)
  if (key === null) return
  const extension = resource[key]
  if (!isAttributes(extension)) throw invalid(`${schemas.enterprise} is an object.`)
  // Deleting makes the whole object slow to read, so only a name in another case is deleted.
  if (key !== schemas.enterprise) delete resource[key]
  resource[schemas.enterprise] = acceptedMembers(extension, known.enterprise)
}

/** The schemas of a resource: its own first, and every extension that it carries. Source: RFC 7643 section 3 */
function nameSchemas(resource: Attributes, type: ResourceType): void {
  const given = attribute(resource, 'schemas')
  if (given !== undefined && !Array.isArray(given)) throw invalid("'schemas' is a list of URNs.")
  const other = core[type === 'User' ? 'Group' : 'User']
  const named = new Map([[core[type].toLowerCase(), core[type]]])
  let isOther = false
  let isOwn = false
  for (const urn of listOf(given)) {
    if (typeof urn !== 'string' || !/^urn:/i.test(urn)) continue
    isOwn ||= urn.toLowerCase() === core[type].toLowerCase()
    isOther ||= urn.toLowerCase() === other.toLowerCase()
    if (!named.has(urn.toLowerCase())) named.set(urn.toLowerCase(), urn)
  }
  if (isOther && !isOwn) throw invalid(`The body is a ${type === 'User' ? 'Group' : 'User'}, not a ${type}.`)
  for (const key of Object.keys(resource))
    if (key.charCodeAt(3) === 58 && /^urn:/i.test(key) && !named.has(key.toLowerCase()))
      named.set(key.toLowerCase(), key)
  setValue(resource, 'schemas', [...named.values()])
}

function accepted(value: unknown, definition: AttributeDefinition): unknown {
  const { name, multiValued } = definition
  if (!multiValued) return acceptedOne(value, definition)
  if (!Array.isArray(value)) throw invalid(`'${name}' is expected list, received ${kindOf(value)}.`)
  return value.map((one) => (isAttributes(one) ? acceptedOne(one, definition) : { value: one }))
}

function acceptedOne(value: unknown, definition: AttributeDefinition): unknown {
  const { name, type } = definition
  if (type === 'complex') {
    // Entra sends the manager as its bare id.
    if (name === 'manager' && typeof value === 'string') return { value }
    if (!isAttributes(value)) throw invalid(`'${name}' is expected object, received ${kindOf(value)}.`)
    return acceptedMembers(value, subDefinitions(definition))
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

function subDefinitions(definition: AttributeDefinition): Known {
  const cached = subsOf.get(definition)
  if (cached !== undefined) return cached
  const made = knownOf(definition.subAttributes ?? [])
  subsOf.set(definition, made)
  return made
}

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)

/** Which attributes an answer shows. Source: RFC 7644 section 3.9 */
export interface Selection {
  only: readonly string[] | null
  without: readonly string[]
}

export const everything: Selection = { only: null, without: [] }

/**
 * Reads `attributes` and `excludedAttributes`; commas part the names. A filter behind a name, as Microsoft Entra ID may send it
 * (`emails[type eq "work"]`), is passed over: the attribute is shown with all its values.
 */
export function readSelection(only: string | null, without: string | null): Selection {
  const names = (text: string | null) =>
    (text ?? '')
      .split(',')
      .map((name) => name.replace(/\[.*$/s, '').trim())
      .filter((name) => name !== '')
      .slice(0, 200)
  if (only === null && without === null) return everything
  const wanted = names(only)
  return { only: wanted.length === 0 ? null : wanted, without: names(without) }
}

/** A resource as it is shown: with the attributes asked for. */
export function shown(visible: Attributes, { only, without }: Selection, type: ResourceType): Attributes {
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
