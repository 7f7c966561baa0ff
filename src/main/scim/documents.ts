import { isObject } from '../json'
import { attribute, resourcesOf, schemas, workEmail } from './answer'
import type { ConfigFacts, LookUpFacts, SampleFacts } from './observation'

/** What a service provider configuration says; null when the body is none. Source: RFC 7643 section 5 */
export function configFacts(json: unknown): ConfigFacts | null {
  const document = isObject(json) ? json : null
  const known = ['patch', 'filter', 'bulk', 'sort', 'etag', 'changePassword', 'authenticationSchemes']
  if (document === null || !known.some((name) => attribute(document, name) !== undefined)) return null
  const supported = (name: string) => {
    const found = attribute(attribute(document, name), 'supported')
    return typeof found === 'boolean' ? found : null
  }
  const schemes = attribute(document, 'authenticationSchemes')
  const types = Array.isArray(schemes) ? schemes.map((one) => attribute(one, 'type')) : []
  const facts = {
    patch: supported('patch'),
    filter: supported('filter'),
    bulk: supported('bulk'),
    sort: supported('sort'),
    etag: supported('etag'),
    changePassword: supported('changePassword'),
  }
  const missing = Object.entries(facts).flatMap(([name, value]) => (value === null ? [`${name}.supported`] : []))
  return {
    ...facts,
    schemes: types.filter((type): type is string => typeof type === 'string').slice(0, 10),
    missing: [...missing, ...(Array.isArray(schemes) ? [] : ['authenticationSchemes'])],
  }
}

/** What the answer to a look-up says of itself, with the paging numbers of it and of a plain list. */
export function lookUpFacts(json: unknown, list: unknown): LookUpFacts {
  const resources = resourcesOf(json) ?? []
  const total = attribute(json, 'totalResults')
  const numbers = ['totalResults', 'startIndex', 'itemsPerPage']
  const malformed = numbers.filter((name) =>
    [json, list].some((body) => {
      const value = attribute(body, name)
      return value === undefined ? name === 'totalResults' : !Number.isInteger(value)
    }),
  )
  const counted = typeof total === 'number' ? total : 0
  return {
    found: Math.max(resources.length, counted),
    malformed,
    overstated: resources.length === 0 && counted > 0,
    understated: [json, list].some((body) => {
      const count = attribute(body, 'totalResults')
      return typeof count === 'number' && (resourcesOf(body)?.length ?? 0) > count
    }),
  }
}

/** The names and endpoints of the resource types, lower case; null when the body is no list of them. */
export function resourceTypeNames(json: unknown): string[] | null {
  const resources = Array.isArray(json) ? json : resourcesOf(json)
  if (resources === null) return null
  const names = resources
    .flatMap((one) => [attribute(one, 'name'), attribute(one, 'id'), attribute(one, 'endpoint')])
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.toLowerCase().replace(/^.*\//, ''))
  return [...new Set(names)].slice(0, 50)
}

/** What WorkOS needs of a user, by path in the User schema. Source: https://workos.com/docs/integrations/scim */
const needed: ReadonlyArray<readonly [name: string, sub: string | null]> = [
  ['userName', null],
  ['name', 'givenName'],
  ['name', 'familyName'],
  ['emails', 'value'],
  ['active', null],
]

/** What the published User schema lacks of what WorkOS needs; null when no User schema is published. */
export function missingInSchema(json: unknown): { missing: string[]; enterprise: boolean } | null {
  const published = Array.isArray(json) ? json : resourcesOf(json)
  const byId = (id: string) =>
    published?.find((one) => String(attribute(one, 'id')).toLowerCase() === id.toLowerCase()) ?? null
  const user = byId(schemas.user)
  const attributes = attribute(user, 'attributes')
  if (user === null || !Array.isArray(attributes)) return null
  const named = (list: unknown, name: string) =>
    Array.isArray(list)
      ? list.find((one) => String(attribute(one, 'name')).toLowerCase() === name.toLowerCase())
      : undefined
  const missing = needed.flatMap(([name, sub]) => {
    const found = named(attributes, name)
    const there = found !== undefined && (sub === null || named(attribute(found, 'subAttributes'), sub) !== undefined)
    return there ? [] : [sub === null ? name : `${name}.${sub}`]
  })
  return { missing, enterprise: byId(schemas.enterprise) !== null }
}

const isBlank = (value: unknown) => typeof value !== 'string' || value.trim() === ''
const looksLikeEmail = (value: unknown) => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Counts what the users of a list lack. Nothing of any user leaves this function. */
export function sampleFacts(json: unknown): SampleFacts | null {
  const listedUsers = resourcesOf(json)?.slice(0, 50) ?? []
  // A list that shows ids alone tells nothing of what the users have.
  const users = listedUsers.filter((user) => attribute(user, 'userName') !== undefined)
  if (users.length === 0) return null
  const count = (lacks: (user: unknown) => boolean) => users.filter(lacks).length
  const withoutEmail = (user: unknown) => isBlank(workEmail(user))
  return {
    read: users.length,
    withoutEmail: count(withoutEmail),
    emailInUserName: count((user) => withoutEmail(user) && looksLikeEmail(attribute(user, 'userName'))),
    withoutGivenName: count((user) => isBlank(attribute(attribute(user, 'name'), 'givenName'))),
    withoutFamilyName: count((user) => isBlank(attribute(attribute(user, 'name'), 'familyName'))),
    withoutExternalId: count((user) => isBlank(attribute(user, 'externalId'))),
  }
}
