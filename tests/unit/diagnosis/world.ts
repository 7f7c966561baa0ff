import { X509Certificate } from 'node:crypto'
import { observeMetadata } from '../../../src/main/metadata/gather'
import { judgeMetadata } from '../../../src/main/metadata/judge/judge'
import type { Answer } from '../../../src/main/scim/answer'
import { readEndpoint } from '../../../src/main/scim/endpoint'
import { judgeScim } from '../../../src/main/scim/judge'
import type { ScimObservation } from '../../../src/main/scim/observation'
import type { Effect, ShapeOutcome } from '../../../src/main/scim/rehearsal/observation'
import { judgeWorkos } from '../../../src/main/workos/check/judge'
import type { WorkosObservation } from '../../../src/main/workos/check/observations'
import { problemOf } from '../../../src/main/workos/problems'
import type { CheckId } from '../../../src/shared/checks'
import type { Evidence, Finding, Status } from '../../../src/shared/finding'
import type { CauseId } from '../../../src/shared/verdict'
import { adfsMetadata } from '../../lab/documents/adfs'
import { browserEndpoints } from '../../lab/documents/metadata'
import { signInPage } from '../../lab/documents/pages'
import type { FaultName } from '../../lab/idp/faults'
import { faults } from '../../lab/idp/faults'
import { issue, labWish } from '../../lab/idp/issue'
import { judged } from '../../lab/idp/judged'
import { labKey, makeKey, type SigningKey } from '../../lab/idp/keys'

/**
 * Everything a diagnosis can look at, as one small model. Faults change the model; the real judges turn it into findings. So a
 * fault shows wherever it would in the world, and any two faults can be had together.
 */
export interface World {
  organization: { exists: boolean; domains: Array<{ domain: string; state: string }> }
  connection: { state: string; type: string; belongs: boolean; listed: boolean }
  /** Which certificates WorkOS holds; null: it does not show them. */
  held: 'in-use' | 'another' | 'none' | null
  signingKey: SigningKey
  metadata: { given: boolean; write: (text: string) => string }
  response: { given: boolean; faults: FaultName[] }
  network: Finding[]
  users: { withoutEmail: number }
  scim: { exists: boolean; token: boolean; updates: Effect; deactivations: Effect }
  /** Checks of the parts whose judges need no model here. */
  checks: Partial<Record<CheckId, Status>>
}

const at = labWish.at.toISOString()
const day = 86_400_000

export async function soundWorld(): Promise<World> {
  return {
    organization: { exists: true, domains: [{ domain: 'example.test', state: 'verified' }] },
    connection: { state: 'active', type: 'ADFSSAML', belongs: true, listed: true },
    held: 'in-use',
    signingKey: await labKey('diagnosis'),
    metadata: { given: true, write: (text) => text },
    response: { given: true, faults: [] },
    network: [
      finding('network.url', 'pass', [['Host', 'adfs.acme.example']]),
      finding('network.dns', 'pass', [['This machine', '93.184.216.34']]),
      finding('network.address-scope', 'pass', [['Address', '93.184.216.34']]),
      finding('network.tcp', 'pass'),
      finding('network.tls', 'pass'),
      finding('network.tls-certificate', 'pass'),
      finding('network.http', 'pass', [['Status', '200']]),
      finding('network.content', 'pass'),
    ],
    users: { withoutEmail: 0 },
    scim: { exists: true, token: true, updates: 'applied', deactivations: 'applied' },
    checks: {
      'oauth.redirect-uri': 'pass',
      'oauth.client': 'pass',
      'oauth.consent': 'pass',
      'oauth.scopes': 'pass',
    },
  }
}

type Seed = (world: World) => void | Promise<void>

let expired: Promise<SigningKey> | undefined
const expiredKey = () => {
  expired ??= makeKey({
    subject: 'ADFS Signing - adfs.acme.example',
    notBefore: new Date(labWish.at.getTime() - 395 * day),
    notAfter: new Date(labWish.at.getTime() - 30 * day),
  })
  return expired
}

const withResponse =
  (...names: FaultName[]): Seed =>
  (world) => {
    world.response.faults.push(...names)
    if (world.connection.state === 'active') world.connection.state = 'validating'
  }
const withCheck =
  (check: CheckId): Seed =>
  (world) => {
    world.checks[check] = 'fail'
  }

/** Each cause, seeded alone. */
export const seeds: Readonly<Record<CauseId, Seed>> = {
  'draft.metadata-not-uploaded': (world) => {
    world.connection.state = 'draft'
    world.held = 'none'
  },
  'draft.metadata-invalid': (world) => {
    world.connection.state = 'draft'
    world.held = null
    world.metadata.write = () => signInPage()
  },
  'draft.metadata-unreachable': (world) => {
    world.connection.state = 'draft'
    world.held = null
    world.network = [
      finding('network.url', 'pass', [['Host', 'adfs.acme.example']]),
      finding('network.dns', 'fail', [['This machine', 'ENOTFOUND']]),
      finding('network.tcp', 'skipped'),
      finding('network.http', 'fail', [['Failure', 'ENOTFOUND: getaddrinfo']]),
      finding('network.content', 'skipped'),
    ]
  },
  'validating.certificate-expired': async (world) => {
    world.signingKey = await expiredKey()
    if (world.connection.state === 'active') world.connection.state = 'validating'
  },
  'validating.acs-url-typo': withResponse('destination-other'),
  'validating.entity-id-mismatch': withResponse('audience-other'),
  'saml.recipient-mismatch': withResponse('recipient-other'),
  'saml.audience-mismatch': withResponse('audience-other'),
  'saml.signature-invalid': withResponse('signed-by-another-key'),
  'saml.response-expired': withResponse('clock-ahead'),
  'saml.nameid-missing': withResponse('nameid-missing'),
  'scim.unauthorized': (world) => {
    world.scim.token = false
  },
  'scim.not-found': (world) => {
    world.scim.exists = false
  },
  'scim.attributes-missing': (world) => {
    world.users.withoutEmail = 10
  },
  'scim.updates-disabled': (world) => {
    world.scim.updates = 'ignored'
  },
  'scim.deactivation-disabled': (world) => {
    world.scim.deactivations = 'ignored'
  },
  'oauth.redirect-uri-mismatch': withCheck('oauth.redirect-uri'),
  'oauth.invalid-client': withCheck('oauth.client'),
  'oauth.access-denied': withCheck('oauth.consent'),
  'oauth.scope-error': withCheck('oauth.scopes'),
  'organization.missing': (world) => {
    world.organization.exists = false
  },
  'organization.connection-not-linked': (world) => {
    world.connection.listed = false
  },
  'organization.domain-unverified': (world) => {
    world.organization.domains = [{ domain: 'example.test', state: 'pending' }]
  },
}

/** The sound world with these faults in it. */
export async function worldWith(...causes: readonly CauseId[]): Promise<World> {
  const world = await soundWorld()
  for (const cause of causes) await seeds[cause](world)
  return world
}

/** What the judges find in a world. */
export async function findingsIn(world: World): Promise<Finding[]> {
  return [
    ...workosFindings(world),
    ...(world.metadata.given ? await metadataFindings(world) : []),
    ...world.network,
    ...(world.response.given ? await responseFindings(world) : []),
    ...scimFindings(world),
    ...Object.entries(world.checks).map(([check, status]) => finding(check as CheckId, status)),
  ]
}

function workosFindings({ organization, connection, held, signingKey, users }: World): Finding[] {
  const notFound = problemOf('not-found', { host: 'api.workos.com', what: 'the organization', status: 404 })
  const record = {
    id: 'conn_1',
    organizationId: connection.belongs ? 'org_1' : 'org_2',
    type: connection.type,
    name: 'Acme',
    state: connection.state,
    domains: [],
    externalKey: null,
    createdAt: at,
    updatedAt: at,
  }
  const directory = {
    id: 'directory_1',
    organizationId: 'org_1',
    type: 'okta scim v2.0',
    name: 'Acme',
    state: 'linked',
    domain: null,
    externalKey: null,
    users: { active: 10, inactive: 0 },
    groups: 1,
    createdAt: at,
    updatedAt: at,
  }
  const connectionObservations: WorkosObservation[] =
    organization.exists && connection.listed
      ? [
          { of: 'connection', at, id: 'conn_1', organizationId: 'org_1', record },
          {
            of: 'certificates',
            at,
            connectionId: 'conn_1',
            held: heldCertificates(held, signingKey),
            given: [],
            problem: null,
          },
        ]
      : [{ of: 'connections', at, organizationId: 'org_1', records: [], problem: null }]
  const observations: WorkosObservation[] = [
    { of: 'key', at, host: 'api.workos.com', hint: null, environment: null, problem: null },
    organization.exists
      ? {
          of: 'organization',
          at,
          id: 'org_1',
          record: {
            id: 'org_1',
            name: 'Acme',
            externalId: null,
            allowsOtherDomains: false,
            createdAt: at,
            updatedAt: at,
            domains: organization.domains.map(({ domain, state }, index) => ({
              id: `d${index}`,
              domain,
              state,
              verificationStrategy: 'dns',
              verificationToken: 'token',
              verificationPrefix: null,
            })),
          },
        }
      : { of: 'organization', at, id: 'org_1', record: null, problem: notFound },
    ...connectionObservations,
    { of: 'directory', at, id: 'directory_1', organizationId: 'org_1', record: directory },
    {
      of: 'users',
      at,
      directory,
      summary: {
        read: 10,
        complete: true,
        active: 10,
        inactive: 0,
        withoutEmail: users.withoutEmail,
        withoutName: 0,
        examples: [],
      },
      problem: null,
    },
  ]
  return observations.flatMap(judgeWorkos)
}

function heldCertificates(held: World['held'], { sha256, certificatePem }: SigningKey) {
  if (held === null) return null
  if (held === 'none') return []
  const notAfter = new Date(new X509Certificate(certificatePem).validTo).toISOString()
  return [{ id: 'c1', sha256: held === 'in-use' ? sha256 : 'f'.repeat(64), notBefore: null, notAfter, pem: '' }]
}

async function metadataFindings({ metadata, signingKey }: World): Promise<Finding[]> {
  const text = adfsMetadata({
    entityId: 'http://adfs.example.test/adfs/services/trust',
    signingCertificates: [signingKey.certificateBase64],
    sso: browserEndpoints('https://adfs.example.test/adfs/ls/'),
  })
  const { observation } = await observeMetadata(
    Buffer.from(metadata.write(text)),
    { name: 'metadata.xml', exchange: null },
    { now: labWish.at.getTime(), skewMs: 180_000, entityId: null, transportCharset: null, trusted: [] },
  )
  return judgeMetadata(structuredClone(observation))
}

async function responseFindings({ response, signingKey }: World): Promise<Finding[]> {
  const { xml } = await issue('adfs', {
    key: signingKey,
    change: async (plan) => {
      let changed = plan
      for (const fault of response.faults) changed = await faults[fault](changed)
      return changed
    },
  })
  return (await judged(xml, { keys: [signingKey] })).findings
}

const endpoint = 'https://api.workos.com/scim/v2.0/abc'

function scimFindings({ scim }: World): Finding[] {
  const answered = (status: number, body: Answer['body']): Answer => ({
    method: 'GET',
    url: `${endpoint}/Users`,
    failure: null,
    status,
    body,
    bytes: 100,
    contentType: 'application/scim+json',
    challenge: null,
    server: null,
    location: null,
    followed: false,
    retryAfter: null,
    scimType: null,
    says: null,
    ms: 1,
  })
  const nothing = (check: CheckId) => ({ of: 'nothing', at, check, because: 'the service did not answer' }) as const
  const list = scim.exists ? (scim.token ? answered(200, 'list') : answered(401, 'scim-error')) : answered(404, 'page')
  const changed = (shape: string, effect: Effect): ShapeOutcome => ({
    shape,
    answer: answered(200, 'resource'),
    effect,
    seen: 'before',
  })
  const observations: ScimObservation[] = [
    {
      of: 'endpoint',
      at,
      reading: readEndpoint(endpoint),
      expected: null,
      answer: list,
      literal: null,
      found: null,
    },
    scim.exists
      ? {
          of: 'token',
          at,
          marks: [],
          expiresAt: null,
          answer: list,
          asGiven: null,
          unsendable: false,
          altered: scim.token ? answered(401, 'scim-error') : null,
        }
      : nothing('scim.token'),
    ...(scim.exists && scim.token
      ? ([
          { of: 'attributes', at, answer: answered(200, 'json'), missing: [], enterprise: true, sample: null },
          { of: 'update', at, shapes: [changed('patch-path', scim.updates), changed('put', scim.updates)] },
          {
            of: 'deactivate',
            at,
            shapes: [{ ...changed('patch-path-boolean', scim.deactivations), reactivated: null }],
          },
        ] satisfies ScimObservation[])
      : [nothing('scim.attributes'), nothing('scim.update'), nothing('scim.deactivate')]),
  ]
  return observations.flatMap(judgeScim)
}

/** A finding by its parts, where no judge is at hand. */
export function finding(
  id: CheckId,
  status: Status,
  evidence: ReadonlyArray<readonly [label: string, value: string]> = [],
  more: Partial<Finding> = {},
): Finding {
  const shown = evidence.map(([label, value]): Evidence => ({ label, value, from: 'the test', at }))
  return { id, status, summary: `${id} ${status}`, evidence: shown, ...more }
}
