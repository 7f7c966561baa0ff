import type { Brought } from '../../shared/brought'
import type { ProductId } from '../../shared/guidance/causes/products'
import type { RecordedSignIn } from '../../shared/recorded-sign-in'
import type { DocumentSource } from '../../shared/runs/document'
import type { InputName } from '../../shared/verdict'
import type { ProfileWish } from '../network/profiles/reach-profile'
import type { ReachWay } from '../network/reach'
import type { OAuthInput } from '../oauth/input'
import type { ScimInput } from '../scim/gather'
import type { WorkosCredentials } from '../workos/credentials'
import type { MetadataAddress } from './metadata-addresses'

/** Everything a diagnosis may be given. Whatever is absent is not looked at; nothing is asked for that was not given. */
export interface DiagnosisInput {
  /** A document, or addresses of which the first that gives metadata counts. */
  metadata: DocumentSource | readonly MetadataAddress[] | null
  /** The entity meant, where the metadata holds several. */
  entityId: string | null
  response: DocumentSource | null
  /** Which of several responses, counted from 0. */
  message: number | null
  /** Signing certificates besides those of the metadata, PEM or base64. */
  certificates: ReadonlyArray<{ text: string; from: string }>
  /** PEM. Leaves main for the inspector only. */
  decryptionKey: string | null
  acs: Expectation | null
  audience: Expectation | null
  requestId: Expectation | null
  /** When the response arrived, and the time everything is judged for: milliseconds since 1970. */
  now: number | null
  skewSeconds: number
  /** Addresses to look at layer by layer, besides that of the metadata. */
  urls: readonly string[]
  way: ReachWay
  timeServers: readonly string[]
  /** Web servers whose clock is read, besides those of the other addresses. */
  clockUrls: readonly string[]
  scim: ScimInput | null
  oauth: OAuthInput | null
  workos: WorkosInput | null
  product: ProductId | null
  /** A product on its host, whose endpoints are looked for. */
  profile: ProfileWish | null
  signIn: RecordedSignIn | null
  /** What other tools found. */
  brought: readonly Brought[]
}

/** A value that must come back, and where that is known from. */
export interface Expectation {
  value: string
  from: string
}

export interface WorkosInput {
  /** Null: only the sign-in address is asked for, which needs no key. */
  credentials: WorkosCredentials | null
  baseUrl: string
  environment: 'staging' | 'production' | null
  organizationId: string | null
  connectionId: string | null
  directoryId: string | null
  /** Asks where a sign-in would lead. It starts a session at WorkOS, so the person has to want it. */
  authorize: { clientId: string; redirectUri: string } | null
}

export const nothingGiven: Omit<DiagnosisInput, 'way'> = {
  metadata: null,
  entityId: null,
  response: null,
  message: null,
  certificates: [],
  decryptionKey: null,
  acs: null,
  audience: null,
  requestId: null,
  now: null,
  skewSeconds: 180,
  urls: [],
  timeServers: [],
  clockUrls: [],
  scim: null,
  oauth: null,
  workos: null,
  product: null,
  profile: null,
  signIn: null,
  brought: [],
}

/** The response to judge, as it was given or as it was posted in the recorded sign-in. */
export function responseGiven({
  response,
  signIn,
}: Pick<DiagnosisInput, 'response' | 'signIn'>): DocumentSource | null {
  if (response !== null || signIn?.response == null) return response
  return { kind: 'text', text: signIn.response.samlResponse }
}

/** The addresses under which metadata is looked for; none for a document at hand. */
export function metadataUrls({ metadata }: Pick<DiagnosisInput, 'metadata'>): string[] {
  if (metadata === null) return []
  if ('kind' in metadata) return metadata.kind === 'url' ? [metadata.url] : []
  return metadata.map(({ url }) => url)
}

/** An address to which WorkOS sends a browser: it carries the request for the sign-in. */
export const carriesRequest = (url: string): boolean => /[?&]SAMLRequest=/.test(url)

/** Where a browser was sent to sign in, as copied from its address bar. */
export const signInAddress = ({ urls }: Pick<DiagnosisInput, 'urls'>): string | null =>
  urls.find(carriesRequest) ?? null

/** Whether the metadata is what a product has on its host, not something given besides. */
export const isFoundByProfile = ({ metadata, profile }: Pick<DiagnosisInput, 'metadata' | 'profile'>): boolean =>
  profile !== null && metadata !== null && !('kind' in metadata)

type Test = (input: DiagnosisInput) => boolean

/** Whether the request that WorkOS sends is known, or can be asked for. */
const requestGiven: Test = ({ workos, signIn, urls }) =>
  workos?.authorize != null || signIn?.request != null || urls.some(carriesRequest)

/** What counts as given, name by name. */
const tests: Readonly<Partial<Record<InputName, Test>>> = {
  metadata: ({ metadata }) => metadata !== null,
  'metadata-url': (input) => metadataUrls(input).length > 0 || input.urls.some((url) => !carriesRequest(url)),
  'metadata-file': ({ metadata }) => metadata !== null && 'kind' in metadata && metadata.kind !== 'url',
  'outside-view': ({ way }) => way.servers.outside.length > 0,
  response: (input) => responseGiven(input) !== null,
  'arrival-time': ({ now, response, signIn }) => now !== null || (response === null && signIn?.response != null),
  'time-server': ({ timeServers }) => timeServers.length > 0,
  'acs-url': (input) => input.acs !== null || requestGiven(input),
  'sp-entity-id': (input) => input.audience !== null || requestGiven(input),
  certificate: ({ certificates }) => certificates.length > 0,
  'decryption-key': ({ decryptionKey }) => decryptionKey !== null,
  'api-key': ({ workos }) => workos?.credentials != null,
  connection: ({ workos }) => workos?.connectionId != null,
  organization: ({ workos }) => workos?.organizationId != null || workos?.connectionId != null,
  directory: ({ workos }) => workos?.directoryId != null,
  authorize: ({ workos }) => workos?.authorize != null,
  'scim-endpoint': ({ scim }) => scim !== null,
  'scim-token': ({ scim }) => scim !== null && scim.token.trim() !== '',
  'scim-capture': ({ brought }) => brought.some(({ findings }) => findings.some(({ id }) => id === 'scim.update')),
  'scim-rehearsal': ({ scim }) => scim?.rehearsal === 'full',
  'oauth-provider': ({ oauth }) => oauth !== null,
  'oauth-client-id': ({ oauth }) => oauth?.clientId !== undefined,
  'oauth-client-secret': ({ oauth }) => oauth?.clientSecret !== undefined,
  'oauth-redirect-uri': ({ oauth }) => oauth?.redirectUri !== undefined,
  'oauth-scopes': ({ oauth }) => oauth?.scopes !== undefined,
  'test-sign-in': ({ signIn, oauth }) => signIn !== null || oauth?.callback !== undefined,
}

/** The names of what was given, for the verdicts to ask for the rest. */
export function inputsGiven(input: DiagnosisInput): Set<InputName> {
  const given = new Set<InputName>()
  for (const [name, test] of entries(tests)) if (test(input)) given.add(name)
  return given
}

function entries(table: typeof tests): Array<[InputName, Test]> {
  // Object.entries forgets the type of the keys; the table above has no others.
  return Object.entries(table) as Array<[InputName, Test]>
}
