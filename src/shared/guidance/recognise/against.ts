import type { Integration } from '../../catalog/schema'
import { isValueName, type ValueName, valueWord } from '../../catalog/values'
import { compareValues, nameCharacter } from '../../compare'
import type { Comparison } from '../../finding'
import { sideOf } from '../handovers'
import { type Address, reachOf, readAddress } from './address'
import type { Sight } from './kinds'
import { trialHosts } from './products'

/** What should be minded about a value that was taken. */
export interface Note {
  tone: 'warn' | 'info'
  text: string
  compared?: Comparison
}

/** A value that was taken, with everything it can be held against. */
export interface Taken {
  slot: ValueName
  text: string
  sight: Sight
  row: Integration
  /** The set-up's other values in plain text. */
  values: Readonly<Record<string, string>>
  environment: 'staging' | 'production' | null
}

type Check = (taken: Taken, address: Address | null) => Note | null

const warn = (text: string, compared?: Comparison): Note => ({ tone: 'warn', text, compared })
const info = (text: string): Note => ({ tone: 'info', text })
const label = (name: string) => (isValueName(name) ? valueWord(name).label : name)

const acsKey = /\/sso\/saml\/acs\/([A-Za-z0-9_-]+)/
const entityKey = /^https?:\/\/[^/]+\/([A-Za-z0-9_-]+)\/?$/
const tenant = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
const microsoftHosts = /(^|\.)(microsoftonline\.(com|us)|windows\.net|partner\.microsoftonline\.cn)$/

/** Pairs of fields that may hold the very same value. */
const twins: ReadonlyArray<readonly [ValueName, ValueName]> = [
  ['idp_metadata_url', 'idp_entity_id'],
  ['idp_sso_url', 'idp_entity_id'],
  ['idp_sso_url', 'login_initiation_url'],
  ['acs_url', 'redirect_uri'],
  ['aws_account_id', 'workos_aws_account_id'],
]

const checks: readonly Check[] = [
  ({ slot, text, values }) => {
    if (slot !== 'acs_url' && slot !== 'sp_entity_id') return null
    const acs = acsKey.exec(slot === 'acs_url' ? text : (values.acs_url ?? ''))?.[1]
    const entity = entityKey.exec(slot === 'sp_entity_id' ? text : (values.sp_entity_id ?? ''))?.[1]
    if (acs === undefined || entity === undefined || acs === entity) return null
    return warn(
      'The key in the SP Entity ID is not the key in the ACS URL, so one of the two belongs to another connection or was mistyped. Copy both again from the same connection page.',
      compareValues('key of the connection', { value: acs, from: 'ACS URL' }, { value: entity, from: 'SP Entity ID' }),
    )
  },
  ({ slot, text }) =>
    slot === 'sp_entity_id' && /[^/]\/$/.test(text)
      ? warn(
          'It ends with a slash. The SP Entity ID is compared character by character, and WorkOS shows it without one.',
        )
      : null,
  ({ slot, values }, address) => {
    if (slot !== 'sp_entity_id' || address === null) return null
    const acsHost = readAddress(values.acs_url ?? '')?.host
    if (acsHost === undefined || acsHost === address.host) return null
    return info(
      `Its host is ${address.host}, that of the ACS URL is ${acsHost}. That is right with a custom domain; otherwise copy both again.`,
    )
  },
  ({ slot }, address) =>
    (slot === 'acs_url' || slot === 'redirect_uri') && address?.host === 'api.workos.com'
      ? warn(
          'Addresses at api.workos.com come from older guides. Use it only when the Dashboard shows exactly this one.',
        )
      : null,
  ({ slot, sight }, address) =>
    slot === 'scim_endpoint' && sight.kind === 'scim-endpoint' && address?.host === 'auth.workos.com'
      ? warn(
          'SCIM is served at api.workos.com, not at auth.workos.com. Copy the Endpoint again from the directory page.',
        )
      : null,
  ({ slot, sight, row }) => {
    if (slot !== 'redirect_uri' || sight.kind !== 'workos-redirect-uri') return null
    const type = row.workos.connectionType ?? ''
    if (/OAuth$/.test(type) && sight.product === 'oidc')
      return warn(
        'It has the form of an OpenID Connect connection (/sso/oidc/). For a social provider WorkOS shows one with /sso/oauth/.',
      )
    if (/OIDC$/i.test(type) && sight.product === 'oauth')
      return warn(
        'It has the form of a social provider (/sso/oauth/). For this connection WorkOS shows one with /sso/oidc/.',
      )
    return null
  },
  ({ slot }, address) => {
    if (
      address === null ||
      !['idp_metadata_url', 'webhook_url', 'user_report_url', 'group_report_url', 'discovery_endpoint'].includes(slot)
    )
      return null
    const reach = reachOf(address.host)
    if (reach === 'public') return null
    const remedy = slot === 'idp_metadata_url' ? ' Give WorkOS the metadata as a file instead.' : ''
    return warn(
      `${address.host} lies inside your network; WorkOS reads this address from the Internet and cannot reach it.${remedy}`,
    )
  },
  ({ slot, row }, address) =>
    slot === 'redirect_uri' && sideOf(row, slot) !== 'workos' && /(^|\.)workos\.com$/.test(address?.host ?? '')
      ? warn('It is an address of WorkOS. Here the callback of your own application belongs.')
      : null,
  ({ slot, environment, sight }, address) => {
    if (slot !== 'redirect_uri' || sight.kind === 'workos-redirect-uri' || address === null) return null
    if (reachOf(address.host) === 'loopback' && environment === 'production')
      return warn(
        'A production environment takes no redirect URI at localhost; http://127.0.0.1 is allowed for native apps only.',
      )
    if (address.scheme === 'http' && environment === 'production' && address.host !== '127.0.0.1')
      return warn('A production environment takes https only.')
    return null
  },
  ({ slot, sight, text }, address) => {
    if (address?.scheme !== 'http' || reachOf(address.host) === 'loopback') return null
    if (slot === 'idp_metadata_url' || slot === 'idp_sso_url')
      return warn('It is plain http: what it answers can be changed on the way. Use the https address.')
    if (slot === 'sp_entity_id')
      return warn(
        'WorkOS shows its Entity ID with https. The value is compared character by character, so copy it again.',
      )
    return slot === 'idp_entity_id' && sight.product === undefined && text.length > 0
      ? info('It begins with http://. That is right for a name, as with AD FS; it is compared, never called.')
      : null
  },
  ({ slot, sight }, address) =>
    slot === 'idp_entity_id' &&
    sight.product === 'AD FS' &&
    sight.kind === 'idp-entity-id' &&
    address?.scheme === 'https'
      ? warn(
          'AD FS names itself with http:// unless that was changed by hand. Look at Edit Federation Service Properties, field Federation Service identifier.',
        )
      : null,
  ({ slot }, address) =>
    slot === 'idp_metadata_url' &&
    address !== null &&
    microsoftHosts.test(address.host) &&
    /federationmetadata/i.test(address.path) &&
    !/[?&]?appid=/i.test(address.query ?? '')
      ? warn(
          'It lacks “?appid=…”, so it is the metadata of the whole tenant, which can name another certificate than the application’s. Copy App Federation Metadata Url.',
        )
      : null,
  tenantsAgree,
  ({ slot, text, values }) => {
    if (slot !== 'client_id' || !tenant.test(text)) return null
    const other = Object.entries(values).find(
      ([name, value]) =>
        name !== 'client_id' &&
        microsoftHosts.test(readAddress(value)?.host ?? '') &&
        value.toLowerCase().includes(text.toLowerCase()) &&
        !/appid=/i.test(value),
    )
    return other
      ? warn(
          `The same GUID stands in ${label(other[0])} as the tenant, so this is the Directory (tenant) ID. Copy the Application (client) ID.`,
        )
      : null
  },
  ({ slot, sight }, address) =>
    slot === 'discovery_endpoint' &&
    sight.product === 'Microsoft Entra ID' &&
    /^\/(common|organizations|consumers)\//.test(address?.path ?? '')
      ? warn(
          'It is the address for all tenants; its issuer is a template that fits no single company. Put the tenant ID in place of the word.',
        )
      : null,
  ({ sight, row }) => {
    const type = row.workos.connectionType
    if (type === null || sight.product === undefined || !sight.connectionTypes?.length) return null
    if (sight.connectionTypes.includes(type) || type.startsWith('Generic') || row.category === 'framework') return null
    return warn(`It has the form ${sight.product} gives; this set-up is for ${row.name}.`)
  },
  sameAsAnother,
  ({ slot, values }, address) => {
    const other =
      slot === 'idp_sso_url' ? values.idp_metadata_url : slot === 'idp_metadata_url' ? values.idp_sso_url : undefined
    const host = readAddress(other ?? '')?.host
    if (address === null || host === undefined || host === address.host) return null
    return info(
      `The metadata and the sign-on address are on different hosts: ${address.host} and ${host}. Check that both are of the same identity provider.`,
    )
  },
  trialOrReal,
  ({ text, slot }) => {
    const strange = /[^\u0021-\u007e]/u.exec(/^https?:\/\//i.test(text) ? text : '')?.[0]
    return strange === undefined || slot === 'password'
      ? null
      : warn(
          `It holds ${nameCharacter(strange)}, which does not belong into an address. Copy it again instead of typing it.`,
        )
  },
  (_, address) => (address?.fragment ? info('What stands after # is never sent to a server.') : null),
  ({ slot, sight }) =>
    slot === 'idp_metadata_url' && sight.kind === 'url'
      ? info('Its form does not show that metadata is there. Inspect it to be sure.')
      : null,
  expectedForm,
]

/** Holds a value against the rest of the set-up and the guide. */
export function notesOn(taken: Taken): Note[] {
  const address = readAddress(taken.text)
  const notes = checks.map((check) => check(taken, address)).filter((note) => note !== null)
  return taken.sight.remark === undefined ? notes : [info(taken.sight.remark), ...notes]
}

function tenantsAgree({ slot, text, values }: Taken): Note | null {
  const mine = microsoftTenant(text)
  if (mine === null) return null
  for (const [name, value] of Object.entries(values)) {
    const theirs = name === slot ? null : microsoftTenant(value)
    if (theirs === null || theirs.toLowerCase() === mine.toLowerCase()) continue
    return warn(
      `It is of another tenant than ${label(name)}.`,
      compareValues('tenant ID', { value: theirs, from: label(name) }, { value: mine, from: label(slot) }),
    )
  }
  return null
}

function microsoftTenant(text: string): string | null {
  const address = readAddress(text)
  return address && microsoftHosts.test(address.host) ? (tenant.exec(address.path)?.[0] ?? null) : null
}

function sameAsAnother({ slot, text, values }: Taken): Note | null {
  const same = Object.entries(values).find(([name, value]) => name !== slot && value.trim() === text)
  if (!same) return null
  const isTwin = twins.some(([a, b]) => (a === slot && b === same[0]) || (b === slot && a === same[0]))
  return isTwin
    ? null
    : warn(`The same value already stands in ${label(same[0])}. One of the two is in the wrong place.`)
}

function trialOrReal({ slot, text, values, environment }: Taken): Note | null {
  if (!/^(idp_|discovery|redirect_uri)/.test(slot)) return null
  const mine = trialOf(text)
  if (mine !== null && environment === 'production')
    return warn(`It is an address of ${mine}, and this set-up is tied to a production environment.`)
  for (const [name, value] of Object.entries(values)) {
    if (name === slot || !/^(idp_|discovery)/.test(name) || !/^idp_|^discovery/.test(slot)) continue
    const other = readAddress(value)
    if (other === null || !/^https?$/.test(other.scheme)) continue
    const theirs = trialOf(value)
    if (mine !== null && theirs === null) return warn(`It is an address of ${mine}; ${label(name)} is not.`)
    if (mine === null && theirs !== null && readAddress(text))
      return warn(`${label(name)} is an address of ${theirs}; this one is not.`)
  }
  return null
}

function trialOf(text: string): string | null {
  const host = readAddress(text)?.host
  return host === undefined ? null : (trialHosts.find(({ hosts }) => hosts.test(host))?.called ?? null)
}

/** The pattern the guide gives for a value, such as `https://{host}/idp/shibboleth`; `null` when it gives none. */
export function patternFor(row: Integration, slot: ValueName): string | null {
  if (slot === 'idp_metadata_url' && row.metadataUrlPattern !== null) return row.metadataUrlPattern
  if (slot === 'discovery_endpoint' && row.discoveryUrlPattern !== null) return row.discoveryUrlPattern
  const format = row.providerGives.find(({ value }) => value === slot)?.format ?? ''
  return /^(https?:\/\/|urn:)[^\s,;]+/.exec(format)?.[0] ?? null
}

function expectedForm({ row, slot, text, sight }: Taken): Note | null {
  const pattern = patternFor(row, slot)
  if (pattern === null || !/^https?:/.test(pattern) || sight.connectionTypes?.includes(row.workos.connectionType ?? ''))
    return null
  if (!pattern.includes('{') || pattern.includes('[') || pattern.startsWith('{') || !readAddress(text)) return null
  const form = pattern.replace(/[.*+?^$()|[\]\\/]/g, '\\$&').replace(/\{[A-Za-z0-9]+\}|<[A-Za-z0-9-]+>/g, '[^\\s]+?')
  return new RegExp(`^${form}/?$`, 'i').test(text)
    ? null
    : info(`The guide of ${row.name} gives the form ${pattern}. Other forms exist; compare it once more.`)
}
