import { attribute } from '../../answer'
import {
  type AttributePath,
  type Attributes,
  definitionOf,
  isAttributes,
  isKnownUrn,
  isUnassigned,
  keyOf,
  listOf,
  type ResourceType,
  readAttributePath,
  setValue,
} from './attributes'
import { ScimRefusal } from './error'
import { type Filter, readFilter, valueFits } from './filter'

/** One change of a PATCH, read. Source: RFC 7644 section 3.5.2 */
export interface Change {
  op: 'add' | 'replace' | 'remove'
  /** Null: the value is an object of attributes. */
  target: Target | null
  value: unknown
}

export interface Target {
  path: AttributePath
  /** What stands in the brackets. */
  filter: Filter | null
}

const mostChanges = 1000

const syntax = (detail: string) => new ScimRefusal(400, detail, 'invalidSyntax')

/** Reads the body of a PATCH; refuses what is none. */
export function readChanges(body: unknown, type: ResourceType): Change[] {
  const operations = attribute(body, 'Operations')
  if (!Array.isArray(operations)) throw syntax('A PATCH wants a list of Operations.')
  if (operations.length === 0) throw syntax('A PATCH wants at least one operation.')
  if (operations.length > mostChanges)
    throw new ScimRefusal(
      413,
      `A PATCH may have ${mostChanges} operations; this one has ${operations.length}.`,
      'tooMany',
    )
  return operations.flatMap((operation) => readChange(operation, type))
}

function readChange(operation: unknown, type: ResourceType): Change[] {
  const op = String(attribute(operation, 'op') ?? '').toLowerCase()
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw syntax(`“${op.slice(0, 40)}” is no operation.`)
  const path = attribute(operation, 'path')
  const value = attribute(operation, 'value')
  if (path !== undefined && path !== null && typeof path !== 'string') throw syntax('A path is text.')
  if (typeof path === 'string' && path.trim() !== '') {
    if (op !== 'remove' && value === undefined) throw new ScimRefusal(400, `${op} wants a value.`, 'invalidValue')
    return [{ op, target: readTarget(path, type), value }]
  }
  if (op === 'remove') throw new ScimRefusal(400, 'remove wants a path.', 'noTarget')
  if (!isAttributes(value))
    throw new ScimRefusal(400, `${op} without a path wants an object of attributes.`, 'invalidValue')
  return Object.entries(value).map(([name, one]) => ({ op, target: targetOf(name, one, type), value: one }))
}

/** A member of the object in place of a path: an attribute, a path after all, or an extension as a whole. */
function targetOf(name: string, value: unknown, type: ResourceType): Target {
  const isExtension = /^urn:/i.test(name) && isAttributes(value) && !isKnownUrn(name)
  return isExtension ? { path: { extension: name, name: '', sub: null }, filter: null } : readTarget(name, type)
}

const invalidPath = (path: string) => new ScimRefusal(400, `“${path.slice(0, 200)}” is no path.`, 'invalidPath')

/** Reads `emails[type eq "work"].value`. Source: RFC 7644 section 3.5.2, figure 7 */
export function readTarget(text: string, type: ResourceType): Target {
  const open = text.indexOf('[')
  if (open === -1) {
    const path = readAttributePath(text, type)
    if (path === null) throw invalidPath(text)
    return { path, filter: null }
  }
  const close = text.lastIndexOf(']')
  const behind = text.slice(close + 1)
  const path = readAttributePath(text.slice(0, open), type)
  if (path === null || path.sub !== null || close < open || !/^(\.[A-Za-z$][A-Za-z0-9_$-]*)?$/.test(behind))
    throw invalidPath(text)
  const sub = behind === '' ? null : behind.slice(1)
  return { path: { ...path, sub }, filter: readFilter(text.slice(open + 1, close), type) }
}

/** Carries a change out on a resource of the service’s own. */
export function applyChange(resource: Attributes, { op, target, value }: Change, type: ResourceType): void {
  if (target === null) return
  const { path } = target
  refuseReadOnly(path, type)
  if (path.name === '' && path.extension !== null) {
    changeExtension(resource, op, path.extension, value)
    return
  }
  const holder = holderOf(resource, path.extension, op !== 'remove')
  if (holder === null) return
  if (target.filter !== null) changeValues(holder, op, target, target.filter, value, type)
  else if (path.sub !== null) changeSub(holder, op, path, path.sub, value)
  else changeWhole(holder, op, path, value, type)
  if (path.extension !== null) forgetEmpty(resource, path.extension)
}

function refuseReadOnly(path: AttributePath, type: ResourceType): void {
  const whole = definitionOf({ ...path, sub: null }, type)
  if (whole?.mutability === 'readOnly' && whole.name !== 'id')
    throw new ScimRefusal(400, `${whole.name} cannot be changed.`, 'mutability')
}

function changeExtension(resource: Attributes, op: Change['op'], extension: string, value: unknown): void {
  const key = keyOf(resource, extension)
  if (op === 'remove') {
    if (key !== null) delete resource[key]
    unnamed(resource, extension)
    return
  }
  if (!isAttributes(value)) throw new ScimRefusal(400, `${extension} wants an object.`, 'invalidValue')
  setValue(resource, extension, { ...(key === null ? {} : (resource[key] as Attributes)), ...value })
  named(resource, extension)
}

/** Adds an extension to the schemas of the resource. Source: RFC 7643 section 3.3 */
function named(resource: Attributes, extension: string): void {
  const list = listOf(attribute(resource, 'schemas'))
  if (!list.some((one) => String(one).toLowerCase() === extension.toLowerCase()))
    setValue(resource, 'schemas', [...list, extension])
}

function holderOf(resource: Attributes, extension: string | null, make: boolean): Attributes | null {
  if (extension === null) return resource
  const found = attribute(resource, extension)
  if (isAttributes(found)) return found
  if (!make) return null
  const fresh: Attributes = {}
  setValue(resource, extension, fresh)
  named(resource, extension)
  return fresh
}

function unnamed(resource: Attributes, extension: string): void {
  const others = listOf(attribute(resource, 'schemas')).filter(
    (one) => String(one).toLowerCase() !== extension.toLowerCase(),
  )
  setValue(resource, 'schemas', others)
}

function forgetEmpty(resource: Attributes, extension: string): void {
  const key = keyOf(resource, extension)
  if (key === null || Object.keys(resource[key] ?? {}).length > 0) return
  delete resource[key]
  unnamed(resource, extension)
}

function remove(holder: Attributes, name: string): void {
  const key = keyOf(holder, name)
  if (key !== null) delete holder[key]
}

function changeWhole(
  holder: Attributes,
  op: Change['op'],
  path: AttributePath,
  value: unknown,
  type: ResourceType,
): void {
  const { name } = path
  const present = attribute(holder, name)
  const isList = definitionOf(path, type)?.multiValued ?? Array.isArray(present)
  // Entra names the values to remove beside the path, which the specification does not know.
  if (op === 'remove' && isList && listOf(value).length > 0)
    setList(holder, name, without(listOf(present), listOf(value)))
  else if (op === 'remove' || (op === 'replace' && isUnassigned(value))) remove(holder, name)
  else if (!isList)
    setValue(holder, name, isAttributes(present) && isAttributes(value) ? merged(present, value) : value)
  else if (op === 'add') setList(holder, name, joined(listOf(present), listOf(value)))
  else setList(holder, name, onePrimary([...listOf(value)], listOf(value)))
}

/** Sub-attributes not named keep their values. Source: RFC 7644 section 3.5.2.3 */
function merged(present: Attributes, value: Attributes): Attributes {
  const result = { ...present }
  for (const [name, one] of Object.entries(value)) {
    if (isUnassigned(one)) remove(result, name)
    else setValue(result, name, one)
  }
  return result
}

function changeSub(holder: Attributes, op: Change['op'], { name }: AttributePath, sub: string, value: unknown): void {
  const present = attribute(holder, name)
  const change = (one: Attributes) => {
    if (op === 'remove' || isUnassigned(value)) remove(one, sub)
    else setValue(one, sub, value)
  }
  if (Array.isArray(present)) {
    for (const one of present.filter(isAttributes)) change(one)
    return
  }
  const changed = isAttributes(present) ? present : {}
  change(changed)
  if (Object.keys(changed).length === 0) remove(holder, name)
  else setValue(holder, name, changed)
}

function changeValues(
  holder: Attributes,
  op: Change['op'],
  { path }: Target,
  filter: Filter,
  value: unknown,
  type: ResourceType,
): void {
  const { name, sub } = path
  const values = listOf(attribute(holder, name))
  const hits = values.filter((one) => valueFits(one, filter, type, path))
  if (op === 'remove') {
    if (sub !== null) for (const one of hits.filter(isAttributes)) remove(one, sub)
    const emptied = (one: unknown) => isAttributes(one) && Object.keys(one).length === 0
    setList(
      holder,
      name,
      values.filter((one) => (sub === null ? !hits.includes(one) : !emptied(one))),
    )
    return
  }
  if (hits.length > 0) {
    for (const one of hits.filter(isAttributes)) changeValue(one, sub, value, name)
    setList(holder, name, onePrimary([...values], hits))
    return
  }
  if (op === 'replace') throw new ScimRefusal(400, `No value of ${name} fits what stands in the brackets.`, 'noTarget')
  const made = wantedBy(filter)
  changeValue(made, sub, value, name)
  setList(holder, name, onePrimary([...values, made], [made]))
}

function changeValue(one: Attributes, sub: string | null, value: unknown, name: string): void {
  if (sub !== null) setValue(one, sub, value)
  else if (isAttributes(value)) for (const [part, inner] of Object.entries(value)) setValue(one, part, inner)
  else throw new ScimRefusal(400, `A value of ${name} is an object.`, 'invalidValue')
}

/** What a value would have to be to fit: `type eq "work"` makes `{ type: "work" }`. */
function wantedBy(filter: Filter): Attributes {
  if (filter.is === 'compare' && filter.operator === 'eq') return { [filter.path.name]: filter.value }
  return filter.is === 'and' ? Object.assign({}, ...filter.parts.map(wantedBy)) : {}
}

function setList(holder: Attributes, name: string, values: readonly unknown[]): void {
  if (values.length === 0) remove(holder, name)
  else setValue(holder, name, values)
}

/** Values there already are not added again. Source: RFC 7644 section 3.5.2.1 */
function joined(present: readonly unknown[], added: readonly unknown[]): unknown[] {
  const known = new Set(present.map((one) => JSON.stringify(one)))
  const fresh = added.filter((one) => !known.has(JSON.stringify(one)))
  return onePrimary([...present, ...fresh], fresh)
}

function without(present: readonly unknown[], removed: readonly unknown[]): unknown[] {
  const gone = new Set(removed.map(keyOfValue))
  return present.filter((one) => !gone.has(keyOfValue(one)))
}

const keyOfValue = (one: unknown) => String(isAttributes(one) ? attribute(one, 'value') : one).toLowerCase()

/** A value that becomes the primary takes that from the others. Source: RFC 7644 section 3.5.2 */
function onePrimary(values: unknown[], changed: readonly unknown[]): unknown[] {
  const primary = changed.findLast((one) => attribute(one, 'primary') === true)
  if (primary === undefined) return values
  for (const one of values)
    if (one !== primary && isAttributes(one) && attribute(one, 'primary') === true) setValue(one, 'primary', false)
  return values
}
