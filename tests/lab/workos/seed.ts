import type { Environment } from './environment'
import type { Connection, Directory, OidcDetails, SamlDetails } from './records'
import { addCertificate } from './resources/certificates'
import { addConnection } from './resources/connections'
import { addDirectory } from './resources/directories'
import { addGroup } from './resources/directory-groups'
import { addUser } from './resources/directory-users'
import { addDomain } from './resources/organization-domains'
import { addOrganization } from './resources/organizations'
import { addRedirectUri } from './resources/redirect-uris'
import { people, productionCustomers, type SeedCustomer, stagingCustomers } from './seed-data'
import { tellSignIn } from './sso/outcome'
import {
  type ConnectionState,
  type ConnectionType,
  connectionTypes,
  directoryStates,
  directoryTypes,
  protocolOf,
} from './vocabulary'

/** What the seeds need that takes time to make. Certificates are base64 DER. */
export interface SeedDetails {
  /** The AD FS that Acme's connection points to. */
  adfs: SamlDetails
  /** Identity providers that are there, by the type of the seeded connections they stand behind. */
  idps?: Readonly<Partial<Record<ConnectionType, SamlDetails>>>
  /** The signing certificate of every other identity provider. */
  certificate: string
  /** One that ends in three weeks. */
  endingCertificate: string
}

const hour = 3_600_000
const day = 24 * hour

/** Fills an empty environment with a small, believable set of customers. Ages count back from `startedAt`. */
export function seedEnvironment(environment: Environment, details: SeedDetails, startedAt: number): void {
  const customers = environment.name === 'staging' ? stagingCustomers : productionCustomers
  for (const customer of [...customers].sort((a, b) => b.ageDays - a.ageDays)) {
    seedCustomer(environment, customer, details, startedAt)
  }
  const google = addConnection(
    environment,
    { type: 'GoogleOAuth', name: 'Google OAuth', state: 'active' },
    startedAt - 365 * day,
  )
  google.oidc = oidcDetails('GoogleOAuth', google)
  const uris =
    environment.name === 'staging'
      ? ['http://localhost:3000/callback', 'https://staging.product.example/callback']
      : ['https://app.product.example/callback']
  for (const uri of uris) addRedirectUri(environment, uri, startedAt - 365 * day)
}

function seedCustomer(environment: Environment, customer: SeedCustomer, details: SeedDetails, startedAt: number): void {
  const ago = (days: number) => startedAt - days * day
  const { id: organizationId } = addOrganization(
    environment,
    customer.name,
    customer.externalId === undefined ? {} : { externalId: customer.externalId },
    ago(customer.ageDays),
  )
  const domains = (customer.domains ?? []).map(([domain, state]) => {
    addDomain(environment, organizationId, domain, state, ago(customer.ageDays))
    return domain
  })
  for (const wish of customer.connections ?? []) {
    const connection = addConnection(
      environment,
      { ...wish, name: customer.name, organizationId, domains },
      ago(wish.ageDays),
    )
    giveDetails(environment, connection, details, wish.certificateDays)
    if (wish.certificateDays !== undefined) warnOfExpiry(environment, connection, wish.certificateDays, startedAt)
    for (const { hoursAgo, email, failed } of customer.signIns ?? []) {
      const session = environment.identifiers.next('sess', startedAt - hoursAgo * hour)
      const news = failed
        ? ({ status: 'failed', email, error: failed } as const)
        : ({ status: 'succeeded', email } as const)
      tellSignIn(environment, connection, session, news, startedAt - hoursAgo * hour)
    }
  }
  for (const wish of customer.directories ?? []) {
    const directory = addDirectory(
      environment,
      { ...wish, name: customer.name, organizationId, ...(domains[0] === undefined ? {} : { domain: domains[0] }) },
      ago(wish.ageDays),
    )
    seedPeople(environment, directory, domains[0] ?? 'directory.example', wish.users, ago(wish.ageDays))
  }
}

/** Details of the identity provider, for connections that got beyond their draft. */
function giveDetails(
  environment: Environment,
  connection: Connection,
  { adfs, idps, certificate, endingCertificate }: SeedDetails,
  certificateDays?: number,
): void {
  if (connection.state === 'draft' || connection.state === 'requires_type') return
  const protocol = protocolOf(connection.type)
  if (protocol === 'oidc') connection.oidc = oidcDetails(connection.type, connection)
  if (connection.type === 'TestIdp') {
    const user = { idpId: 'test-idp-user', email: 'test@example.com', firstName: 'Test', lastName: 'User' }
    connection.shortcut = { ok: true, user: { ...user, groups: ['Testers'], rawAttributes: {} } }
  }
  if (protocol !== 'saml') return
  const signing = certificateDays === undefined ? certificate : endingCertificate
  const own = connection.type === 'ADFSSAML' ? adfs : idps?.[connection.type]
  connection.saml = own
    ? { ...own, signingCertificates: [...own.signingCertificates] }
    : {
        idpEntityId: `https://idp.example.test/${connection.type}`,
        ssoUrl: `https://idp.example.test/${connection.type}/sso`,
        signingCertificates: [signing],
      }
  for (const one of connection.saml.signingCertificates) {
    addCertificate(environment, connection, one, Date.parse(connection.createdAt))
  }
}

function oidcDetails(type: ConnectionType, connection: Connection): OidcDetails {
  return {
    authorizationEndpoint:
      type === 'GoogleOAuth'
        ? 'https://accounts.google.com/o/oauth2/v2/auth'
        : `https://idp.example.test/${connection.type}/authorize`,
    clientId: `lab-client-${connection.externalKey.slice(0, 8)}`,
    scopes: ['openid', 'profile', 'email'],
  }
}

function warnOfExpiry(environment: Environment, connection: Connection, days: number, startedAt: number): void {
  environment.emit(
    'connection.saml_certificate_renewal_required',
    connection.organizationId ?? null,
    {
      connection: { id: connection.id, organization_id: connection.organizationId },
      certificate: {
        certificate_type: 'ResponseSigning',
        expiry_date: new Date(startedAt + days * day).toISOString(),
        is_expired: false,
      },
      days_until_expiry: days,
    },
    startedAt - 2 * hour,
  )
}

const groupNames = ['Engineering', 'Sales', 'Everyone'] as const

function seedPeople(environment: Environment, directory: Directory, domain: string, count: number, at: number): void {
  if (count === 0) return
  const groups = new Map(groupNames.map((name) => [name, addGroup(environment, directory, name, at)]))
  for (let index = 0; index < count; index++) {
    const person = people[index % people.length]
    if (!person) continue
    const round = index < people.length ? '' : String(Math.floor(index / people.length) + 1)
    const local = `${person.first ?? 'user'}.${person.last ?? index}${round}`
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9.]/g, '')
    const email = person.email ? `${local}@${domain}` : null
    addUser(
      environment,
      directory,
      {
        email,
        username: email ?? local,
        firstName: person.first,
        lastName: person.last,
        jobTitle: person.title,
        state: person.active ? 'active' : 'inactive',
        rawAttributes: { userName: email ?? local, active: person.active },
        groupIds: [...new Set(['Everyone' as const, person.group])].flatMap((name) => groups.get(name)?.id ?? []),
      },
      at,
    )
  }
}

/** Adds this many directories, each of a customer of its own: four of five are linked. */
export function seedDirectories(environment: Environment, count: number, at: number): void {
  for (let index = 0; index < count; index++) {
    const createdAt = at - (count - index) * hour
    const name = `Directory customer ${String(index + 1).padStart(5, '0')}`
    const { id: organizationId } = addOrganization(environment, name, {}, createdAt)
    const type = bulkDirectoryTypes[index % bulkDirectoryTypes.length] ?? 'okta scim v2.0'
    const state = index % 5 === 0 ? (directoryStates[(index / 5) % directoryStates.length] ?? 'linked') : 'linked'
    addDirectory(environment, { type, name, state, organizationId }, createdAt)
  }
}

const bulkDirectoryTypes = directoryTypes.filter((type) => type.endsWith('scim v2.0'))

const bulkTypes = connectionTypes.filter((type) => protocolOf(type) === 'saml' || protocolOf(type) === 'oidc')
/** Out of a hundred connections. */
const bulkStates: ReadonlyArray<readonly [upTo: number, state: ConnectionState]> = [
  [80, 'active'],
  [88, 'validating'],
  [93, 'draft'],
  [97, 'inactive'],
  [99, 'requires_type'],
  [100, 'deleting'],
]

/**
 * Adds this many connections, each of a customer of its own but for every fiftieth, whose customer has two.
 * Ages spread evenly over three years before `at`.
 */
export function seedConnections(environment: Environment, count: number, at: number): void {
  const step = (3 * 365 * day) / Math.max(1, count)
  let organizationId = ''
  let domain = ''
  for (let index = 0; index < count; index++) {
    const createdAt = Math.floor(at - 3 * 365 * day + index * step)
    const number = String(index + 1).padStart(5, '0')
    if (index % 50 !== 1) {
      domain = `customer-${number}.example`
      organizationId = addOrganization(environment, `Customer ${number}`, {}, createdAt).id
      environment.domains.add({
        ...environment.begin('org_domain', createdAt),
        organizationId,
        domain,
        state: index % 10 === 0 ? 'failed' : 'verified',
        strategy: 'manual',
        pendingSince: new Date(createdAt).toISOString(),
      })
    }
    const state = bulkStates.find(([upTo]) => (index * 37) % 100 < upTo)?.[1] ?? 'active'
    const type = state === 'requires_type' ? 'Pending' : (bulkTypes[index % bulkTypes.length] ?? 'GenericSAML')
    addConnection(
      environment,
      { type, name: `Customer ${number}`, state, organizationId, domains: [domain] },
      createdAt,
    )
  }
}
