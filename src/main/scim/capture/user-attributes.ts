import type { CapturedAttribute } from '../../../shared/runs/scim-capture'
import { attribute, schemas } from '../answer'
import { type Attributes, isAttributes, isUnassigned, listOf } from './service/attributes'

/** What WorkOS needs of every user; a bit of the mask stands for each. Source: https://workos.com/docs/integrations/scim */
export const neededPaths = ['userName', 'name.givenName', 'name.familyName', 'emails', 'active', 'externalId'] as const
export type NeededPath = (typeof neededPaths)[number]

/** What WorkOS can use besides. Source: https://workos.com/docs/directory-sync/attributes */
const usedPaths: ReadonlySet<string> = new Set([
  'displayName',
  'title',
  'addresses',
  'phoneNumbers',
  ...['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager'].map(
    (name) => `${schemas.enterprise}:${name}`,
  ),
])

const enterprisePrefix = `${schemas.enterprise.toLowerCase()}:`

/** How WorkOS uses an attribute, and which schema it is of. */
export function useOf(path: string): Pick<CapturedAttribute, 'kind' | 'use'> {
  const kind = path.toLowerCase().startsWith(enterprisePrefix)
    ? 'enterprise'
    : /^urn:/i.test(path) || !coreNames.has(path.split('.')[0]?.toLowerCase() ?? '')
      ? 'custom'
      : 'core'
  const needed: readonly string[] = neededPaths
  return { kind, use: needed.includes(path) ? 'needed' : usedPaths.has(path) ? 'used' : 'extra' }
}

const canonical = [
  'userName',
  'name',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'active',
  'emails',
  'phoneNumbers',
  'ims',
  'photos',
  'addresses',
  'entitlements',
  'roles',
  'x509Certificates',
  'externalId',
  'givenName',
  'familyName',
  'formatted',
  'middleName',
  'honorificPrefix',
  'honorificSuffix',
] as const
const spelling: ReadonlyMap<string, string> = new Map(
  canonical.flatMap((name) => [name, name.toLowerCase()].map((key) => [key, name] as const)),
)
const coreNames: ReadonlySet<string> = new Set(canonical.map((name) => name.toLowerCase()))
/** What every resource carries and says nothing of a mapping. */
const framing: ReadonlySet<string> = new Set(['schemas', 'id', 'meta', 'groups', 'password'])

/** One attribute that was sent. */
export interface Sight {
  path: string
  filled: boolean
}

/** Paths by holder and name, made once: the same few dozen come a hundred thousand times. */
const paths = new Map<string, Map<string, string>>()
const mostPaths = 500

function pathOf(holder: string, name: string, separator: '.' | ':'): string {
  let names = paths.get(holder)
  if (names === undefined) {
    names = new Map()
    if (paths.size < mostPaths) paths.set(holder, names)
  }
  const known = names.get(name)
  if (known !== undefined) return known
  const made = `${holder}${separator}${separator === '.' ? spelled(name) : name}`
  if (names.size < mostPaths) names.set(name, made)
  return made
}

const spelled = (name: string) => spelling.get(name) ?? spelling.get(name.toLowerCase()) ?? name
const isFraming = (key: string) => framing.has(key) || framing.has(key.toLowerCase())
const isUrn = (key: string) => key.charCodeAt(3) === 58 && /^urn:/i.test(key)

/** The attributes a user was sent with, by the paths in which consoles name them. */
export function sightsOf(user: Attributes): Sight[] {
  const sights: Sight[] = []
  for (const key of Object.keys(user)) {
    if (isFraming(key)) continue
    const value = user[key]
    if (!isAttributes(value)) sights.push({ path: spelled(key), filled: hasValue(value) })
    else if (isUrn(key)) {
      const urn = key.toLowerCase() === schemas.enterprise.toLowerCase() ? schemas.enterprise : key
      for (const name of Object.keys(value))
        sights.push({ path: pathOf(urn, name, ':'), filled: hasValue(value[name]) })
    } else {
      const holder = spelled(key)
      for (const name of Object.keys(value))
        sights.push({ path: pathOf(holder, name, '.'), filled: hasValue(value[name]) })
    }
  }
  return sights
}

/** The attribute a PATCH names by its path, as `sightsOf` would call it. */
export function sightOfPath(path: string, value: unknown): Sight[] {
  const bare = path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:User:/i, '').trim()
  const name = bare.replace(/\[.*$/s, '')
  if (/^urn:/i.test(bare)) {
    if (isAttributes(value) && bare.toLowerCase() === schemas.enterprise.toLowerCase())
      return sightsOf({ [schemas.enterprise]: value })
    return [
      { path: bare.replace(new RegExp(`^${schemas.enterprise}`, 'i'), schemas.enterprise), filled: hasValue(value) },
    ]
  }
  const [first = '', sub] = name.split('.')
  const holder = spelling.get(first.toLowerCase()) ?? first
  if (framing.has(first.toLowerCase())) return []
  if (sub !== undefined)
    return [{ path: `${holder}.${spelling.get(sub.toLowerCase()) ?? sub}`, filled: hasValue(value) }]
  return isAttributes(value) && !Array.isArray(value)
    ? sightsOf({ [holder]: value })
    : [{ path: holder, filled: hasValue(value) }]
}

/** Whether something of an attribute is there: of a list one value that is not empty. */
function hasValue(value: unknown): boolean {
  if (Array.isArray(value))
    return value.some((one) =>
      isAttributes(one)
        ? Object.entries(one).some(([name, part]) => !isFlag(name) && !isUnassigned(part))
        : !isUnassigned(one),
    )
  return typeof value === 'string' ? value.trim() !== '' : !isUnassigned(value)
}

const isFlag = (name: string) => /^(primary|type)$/i.test(name)

const looksLikeAddress = (value: unknown) => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** Whether WorkOS finds an address for a user: a value of emails, else a user name in the form of one. */
export function hasAddress(user: Attributes): boolean {
  const emails = listOf(attribute(user, 'emails')).map((one) => (isAttributes(one) ? attribute(one, 'value') : one))
  return (
    emails.some((one) => typeof one === 'string' && one.trim() !== '') || looksLikeAddress(attribute(user, 'userName'))
  )
}

/** The values of emails that are no addresses: WorkOS takes them and has no primary e-mail then. */
export function malformedEmails(user: Attributes): number {
  return listOf(attribute(user, 'emails')).filter((one) => {
    const value = isAttributes(one) ? attribute(one, 'value') : one
    return typeof value === 'string' && value.trim() !== '' && !looksLikeAddress(value)
  }).length
}
