import type { Brought } from '../../../shared/brought'
import type { ProfileId } from '../../../shared/guidance/causes/products'
import type { RecordedSignIn } from '../../../shared/recorded-sign-in'
import type { DiagnoseInput } from '../../../shared/runs/diagnose'
import type { DocumentSource } from '../../../shared/runs/document'
import type { SecretSource } from '../../../shared/runs/secret'

/** A secret main keeps: how a run names it, and how it is told from others on screen. */
export interface KeptSecret {
  source: Exclude<SecretSource, { kind: 'typed' }>
  /** “ends in 3f9a”, “idp.key”: never the secret. */
  label: string
}

/** What stands in the form of a diagnosis, field by field. An empty text is a field nobody filled in. */
export interface Given {
  symptom: string
  environmentId: string
  organizationId: string
  connectionId: string
  directoryId: string
  redirectUri: string
  /** Whether WorkOS is asked where a sign-in would lead; it begins one there, so the person has to want it. */
  askAuthorize: boolean
  profile: '' | ProfileId
  hostName: string
  metadata: DocumentSource | null
  entityId: string
  idpEntityId: string
  idpSsoUrl: string
  /** One or more, PEM or base64, one after the other. */
  certificates: string
  response: DocumentSource | null
  /** Counted from 1, as people count. */
  message: string
  /** ISO 8601, or as a date-and-time field of the page writes it. */
  arrivedAt: string
  requestId: string
  acs: string
  audience: string
  skewSeconds: string
  decryptionKey: KeptSecret | null
  /** Lists: one a line. */
  urls: string
  publicResolvers: string
  timeServers: string
  scimUrl: string
  scimToken: KeptSecret | null
  rehearse: boolean
  oauthProvider: string
  oauthIssuer: string
  /** Where the provider is, when that differs from customer to customer. */
  oauthHost: string
  oauthTenant: string
  oauthClientId: string
  oauthClientSecret: KeptSecret | null
  oauthRedirectUri: string
  oauthScopes: string
  /** The address a sign-in ended at. */
  oauthCallback: string
  /** A sign-in that was recorded. */
  signIn: RecordedSignIn | null
  /** Findings that other tools made. */
  brought: readonly Brought[]
}
export type GivenName = keyof Given

type NamesOf<T> = { [K in GivenName]: Given[K] extends T ? K : never }[GivenName]
export type TextName = NamesOf<string>
export type DocumentName = 'metadata' | 'response'
export type SecretName = 'decryptionKey' | 'scimToken' | 'oauthClientSecret'

export const nothingGiven: Given = {
  symptom: '',
  environmentId: '',
  organizationId: '',
  connectionId: '',
  directoryId: '',
  redirectUri: '',
  askAuthorize: false,
  profile: '',
  hostName: '',
  metadata: null,
  entityId: '',
  idpEntityId: '',
  idpSsoUrl: '',
  certificates: '',
  response: null,
  message: '',
  arrivedAt: '',
  requestId: '',
  acs: '',
  audience: '',
  skewSeconds: '',
  decryptionKey: null,
  urls: '',
  publicResolvers: '',
  timeServers: '',
  scimUrl: '',
  scimToken: null,
  rehearse: false,
  oauthProvider: '',
  oauthIssuer: '',
  oauthHost: '',
  oauthTenant: '',
  oauthClientId: '',
  oauthClientSecret: null,
  oauthRedirectUri: '',
  oauthScopes: '',
  oauthCallback: '',
  signIn: null,
  brought: [],
}

/** The names of the fields that hold something. */
export function filledIn(given: Given): GivenName[] {
  return (Object.keys(nothingGiven) as GivenName[]).filter((name) => {
    const value = given[name]
    if (typeof value === 'string') return value.trim() !== ''
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== false
  })
}

/** Fields that say nothing by themselves: they only shape how the others are looked at. */
const shaping: ReadonlySet<GivenName> = new Set([
  'environmentId',
  'entityId',
  'message',
  'arrivedAt',
  'skewSeconds',
  'requestId',
  'publicResolvers',
  'profile',
  'decryptionKey',
  'rehearse',
  'redirectUri',
  'askAuthorize',
  'oauthHost',
  'oauthTenant',
  'oauthScopes',
  'oauthClientSecret',
])

/** Whether there is anything to look at, or at least something that was said. */
export const somethingGiven = (given: Given): boolean => filledIn(given).some((name) => !shaping.has(name))

/** What a form cannot be sent with, by field. */
export type Refusals = Partial<Record<GivenName, string>>

/** The input of a run; or what is wrong in which field, as a sentence that says what to do. */
export function inputFrom(given: Given): { ok: true; input: DiagnoseInput } | { ok: false; refusals: Refusals } {
  const refusals: Refusals = {}
  const text = (name: TextName) => given[name].trim() || undefined
  const list = (name: TextName, most: number): string[] | undefined => {
    const items = given[name].split(name === 'oauthScopes' ? /[\s,]+/ : /[\n,]+/).flatMap((line) => line.trim() || [])
    if (items.length > most) refusals[name] = `At most ${most} can be looked at in one run; there are ${items.length}.`
    return items.length === 0 ? undefined : items
  }

  const message = wholeNumber(given.message)
  if (message === null || message === 0) refusals.message = 'Count from 1: the first message is 1.'
  const skewSeconds = wholeNumber(given.skewSeconds)
  if (skewSeconds === null || (skewSeconds ?? 0) > 86_400) refusals.skewSeconds = 'Give whole seconds, at most a day.'
  const now = momentFrom(given.arrivedAt)
  if (now === null) refusals.arrivedAt = 'This is no date and time. Write it like 2026-03-01 14:05.'
  const certificates = certificatesIn(given.certificates)
  if (certificates === null)
    refusals.certificates = 'No certificate is in this text. Paste it with its BEGIN and END lines.'

  const workosNames = ['organizationId', 'connectionId', 'directoryId'] as const
  const askWorkos = workosNames.some((name) => text(name) !== undefined)
  if (askWorkos && text('environmentId') === undefined)
    refusals.environmentId = 'Choose the environment these IDs belong to: its key is needed to ask WorkOS.'
  if (given.askAuthorize && text('redirectUri') === undefined)
    refusals.redirectUri = 'WorkOS needs a redirect URI of the environment to say where a sign-in would lead.'
  if (given.askAuthorize && text('connectionId') === undefined && text('organizationId') === undefined)
    refusals.connectionId = 'Name the connection, or the organization, whose sign-in is meant.'
  if (text('scimUrl') !== undefined && given.scimToken === null)
    refusals.scimToken = 'The endpoint answers only with its token. Enter the token that the identity provider uses.'
  if (text('scimUrl') === undefined && given.scimToken !== null)
    refusals.scimUrl = 'A token without its endpoint cannot be tried. Enter the endpoint of the directory.'
  if (text('hostName') !== undefined && given.profile === '' && given.metadata === null)
    refusals.profile = 'Choose the product: where it publishes its metadata depends on it.'
  const oauthNames = [
    'oauthClientId',
    'oauthRedirectUri',
    'oauthScopes',
    'oauthCallback',
    'oauthHost',
    'oauthTenant',
  ] as const
  const hasProvider = text('oauthProvider') !== undefined || text('oauthIssuer') !== undefined
  const asksProvider = oauthNames.some((name) => text(name) !== undefined) || given.oauthClientSecret !== null
  if (asksProvider && !hasProvider)
    refusals.oauthProvider = 'Choose the provider, or give its issuer: the rest is tried there.'
  if (given.oauthClientSecret !== null && text('oauthClientId') === undefined)
    refusals.oauthClientId = 'A client secret can only be tried with its client ID.'
  const scopes = list('oauthScopes', 50)
  const urls = list('urls', 8)
  const publicResolvers = list('publicResolvers', 8)
  const timeServers = list('timeServers', 32)
  if (Object.keys(refusals).length > 0) return { ok: false, refusals }

  const scimUrl = text('scimUrl')
  const input: DiagnoseInput = {
    symptom: text('symptom'),
    metadata: given.metadata ?? undefined,
    entityId: text('entityId'),
    idpEntityId: text('idpEntityId'),
    idpSsoUrl: text('idpSsoUrl'),
    certificates: certificates && certificates.length > 0 ? certificates : undefined,
    response: given.response ?? undefined,
    message: message === undefined || message === null ? undefined : message - 1,
    now: now ?? undefined,
    requestId: text('requestId'),
    acs: text('acs'),
    audience: text('audience'),
    skewSeconds: skewSeconds ?? undefined,
    decryptionKey: given.decryptionKey?.source,
    urls,
    publicResolvers,
    timeServers,
    scim:
      scimUrl === undefined || given.scimToken === null
        ? undefined
        : { url: scimUrl, token: given.scimToken.source, rehearse: given.rehearse || undefined },
    oauth: hasProvider
      ? {
          provider: text('oauthProvider'),
          issuer: text('oauthIssuer'),
          host: text('oauthHost'),
          tenant: text('oauthTenant'),
          clientId: text('oauthClientId'),
          clientSecret: given.oauthClientSecret?.source,
          redirectUri: text('oauthRedirectUri'),
          scopes,
          callback: text('oauthCallback'),
        }
      : undefined,
    signIn: given.signIn ?? undefined,
    brought: given.brought.length > 0 ? [...given.brought] : undefined,
    workos: askWorkos
      ? {
          environmentId: given.environmentId,
          organizationId: text('organizationId'),
          connectionId: text('connectionId'),
          directoryId: text('directoryId'),
          redirectUri: given.askAuthorize ? text('redirectUri') : undefined,
        }
      : undefined,
    profile: given.profile || undefined,
    hostName: text('hostName'),
  }
  return { ok: true, input }
}

/** A whole number from 0 on; undefined for no text, null for any other text. */
export function wholeNumber(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null
}

/** ISO 8601 in UTC. A moment without a zone is one of this machine’s clock on the wall. */
export function momentFrom(text: string): string | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const moment = new Date(trimmed.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T'))
  return Number.isNaN(moment.getTime()) || !/\d{4}-\d\d-\d\d/.test(trimmed) ? null : moment.toISOString()
}

const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** The certificates of a text, one by one; null where it holds something else. What each is worth, main judges. */
export function certificatesIn(text: string): string[] | null {
  if (text.trim() === '') return []
  const armoured = text.match(pem)
  if (armoured) return armoured
  const bare = text.split(/\n\s*\n/).map((part) => part.replace(/\s+/g, ''))
  return bare.every((part) => /^MI[A-Za-z0-9+/]{100,}={0,2}$/.test(part)) ? bare : null
}
