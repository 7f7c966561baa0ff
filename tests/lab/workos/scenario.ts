import { age } from './aging'
import type { Collection } from './collection'
import type { Environment, EnvironmentName, Feature, KeyStanding } from './environment'
import type { Fault, FaultWish } from './faults'
import type { Limit, LimitName } from './rate-limits'
import type {
  Connection,
  Directory,
  DirectoryGroup,
  DirectoryUser,
  LabEvent,
  Organization,
  OrganizationDomain,
  SamlDetails,
  SignInOutcome,
} from './records'
import type { LoggedRequest } from './request-log'
import { addCertificate } from './resources/certificates'
import { addConnection, type NewConnection, removeConnection, setConnectionState } from './resources/connections'
import {
  addDirectory,
  createDirectoryToken,
  type NewDirectory,
  revokeDirectoryToken,
  setDirectoryState,
} from './resources/directories'
import { addGroup } from './resources/directory-groups'
import { addUser, changeUser, removeUser, type UserWish } from './resources/directory-users'
import { setDomainState } from './resources/organization-domains'
import { addOrganization } from './resources/organizations'
import { addRedirectUri } from './resources/redirect-uris'
import { seedConnections, seedDirectories } from './seed'
import { acsUrl, spEntityId } from './sso/authn-request'
import { type SignInNews, tellSignIn } from './sso/outcome'
import type { StandIn } from './stand-in'
import type { ConnectionState, DirectoryState, DomainFailureReason, DomainState } from './vocabulary'

/**
 * What a test may do to the stand-in behind the API's back: what people do in the Dashboard, what identity providers
 * do, and what goes wrong on the way. IDs find their environment by themselves; an unknown one throws.
 */
export class Scenario {
  constructor(private readonly standIn: StandIn) {}

  /** Plans a fault. `{ kind: 'rate-limited', retryAfter: 2, path: '/connections', times: 3 }` */
  fail(wish: FaultWish): number {
    return this.standIn.faults.add(wish)
  }

  clearFaults(): void {
    this.standIn.faults.clear()
  }

  plannedFaults(): ReadonlyArray<{ id: number; fault: Fault; struck: number }> {
    return this.standIn.faults.list()
  }

  /** Requests since the last reset, of one path (`/connections/*`) or of all. */
  requests(path?: string): readonly LoggedRequest[] {
    return this.standIn.log.list(path)
  }

  resetRequests(): void {
    this.standIn.log.reset()
  }

  /** How many requests a documented rate limit refused. */
  refused(name: LimitName): number {
    return this.standIn.limits.refused.get(name) ?? 0
  }

  setLimit(name: LimitName, limit: Limit): void {
    this.standIn.limits.set(name, limit)
  }

  /** Codes, links, verifications and sign-ins age at once. */
  advanceClock(ms: number): void {
    this.standIn.advanceClock(ms)
    for (const environment of this.standIn.environments) age(environment)
  }

  /** Everything as at the start, with the same IDs. */
  reset(): void {
    this.standIn.reset()
  }

  environment(name: EnvironmentName): Environment {
    return this.standIn.environment(name)
  }

  setApiKey(environment: EnvironmentName, key: string, standing: KeyStanding | 'unknown'): void {
    const { apiKeys } = this.environment(environment)
    if (standing === 'unknown') apiKeys.delete(key)
    else apiKeys.set(key, standing)
  }

  setFeature(environment: EnvironmentName, feature: Feature, enabled: boolean): void {
    const { features } = this.environment(environment)
    if (enabled) features.add(feature)
    else features.delete(feature)
  }

  addOrganization(environment: EnvironmentName, name: string): Organization {
    return addOrganization(this.environment(environment), name)
  }

  addRedirectUri(environment: EnvironmentName, uri: string): void {
    addRedirectUri(this.environment(environment), uri)
  }

  setDomainState(id: string, state: DomainState, reason?: DomainFailureReason): void {
    const [environment, domain] = this.#find('domains', id)
    setDomainState(environment, domain, state, reason)
  }

  addConnection(environment: EnvironmentName, wish: NewConnection): Connection {
    return addConnection(this.environment(environment), wish)
  }

  connection(id: string): Connection {
    return this.#find('connections', id)[1]
  }

  /** The first connection of the organization with this name. */
  connectionOf(environment: EnvironmentName, organizationName: string): Connection {
    const { id } = this.organization(environment, organizationName)
    const [connection] = this.environment(environment).connectionsOf(id)
    if (!connection) throw new Error(`${organizationName} has no connection in the lab`)
    return connection
  }

  /** The first directory of the organization with this name. */
  directoryOf(environment: EnvironmentName, organizationName: string): Directory {
    const { id } = this.organization(environment, organizationName)
    const directories = this.environment(environment).directories.all()
    const directory = directories.find(({ organizationId }) => organizationId === id)
    if (!directory) throw new Error(`${organizationName} has no directory in the lab`)
    return directory
  }

  organization(environment: EnvironmentName, name: string): Organization {
    const organizations = this.environment(environment).organizations.all()
    const organization = organizations.find((one) => one.name === name)
    if (!organization) throw new Error(`the lab has no organization ${name} in ${environment}`)
    return organization
  }

  /** `active` emits connection.activated with the external key, leaving it connection.deactivated. */
  setConnectionState(id: string, state: ConnectionState): void {
    const [environment, connection] = this.#find('connections', id)
    setConnectionState(environment, connection, state)
  }

  removeConnection(id: string): void {
    const [environment, connection] = this.#find('connections', id)
    removeConnection(environment, connection)
  }

  /** What the identity provider gave: from now on `/sso/authorize` leads there. A draft becomes validating. */
  configureSaml(id: string, details: SamlDetails): void {
    const [environment, connection] = this.#find('connections', id)
    connection.saml = details
    for (const certificate of details.signingCertificates) addCertificate(environment, connection, certificate)
    if (connection.state === 'draft') setConnectionState(environment, connection, 'validating')
  }

  /** The addresses WorkOS uses for this connection. */
  addressesOf(id: string): { acsUrl: string; spEntityId: string } {
    const connection = this.connection(id)
    const { origins } = this.standIn
    return { acsUrl: acsUrl(origins, connection), spEntityId: spEntityId(origins, connection) }
  }

  /** Sign-ins of this connection end this way at once; null leads to the identity provider again. */
  answerSignIns(id: string, outcome: SignInOutcome | null): void {
    const connection = this.connection(id)
    if (outcome === null) delete connection.shortcut
    else connection.shortcut = outcome
  }

  /** Puts a sign-in into the events without anybody signing in; a success activates a validating connection. */
  recordSignIn(id: string, news: SignInNews): void {
    const [environment, connection] = this.#find('connections', id)
    tellSignIn(environment, connection, environment.begin('sess').id, news)
    if (news.status === 'succeeded' && connection.state === 'validating') {
      setConnectionState(environment, connection, 'active')
    }
  }

  addDirectory(environment: EnvironmentName, wish: NewDirectory): Directory {
    return addDirectory(this.environment(environment), wish)
  }

  /** `linked` emits dsync.activated with the external key. */
  setDirectoryState(id: string, state: DirectoryState): void {
    const [environment, directory] = this.#find('directories', id)
    setDirectoryState(environment, directory, state)
  }

  addDirectoryUser(directoryId: string, wish: UserWish): DirectoryUser {
    const [environment, directory] = this.#find('directories', directoryId)
    return addUser(environment, directory, wish)
  }

  addDirectoryGroup(directoryId: string, name: string): DirectoryGroup {
    const [environment, directory] = this.#find('directories', directoryId)
    return addGroup(environment, directory, name)
  }

  changeDirectoryUser(id: string, change: UserWish): void {
    const [environment, user] = this.#find('directoryUsers', id)
    changeUser(environment, user, change)
  }

  removeDirectoryUser(id: string): void {
    const [environment, user] = this.#find('directoryUsers', id)
    removeUser(environment, user)
  }

  /** A new SCIM bearer token, told by its suffix in dsync.token.created. */
  createDirectoryToken(directoryId: string): string {
    const [environment, directory] = this.#find('directories', directoryId)
    return createDirectoryToken(environment, directory)
  }

  revokeDirectoryToken(directoryId: string, token: string): void {
    const [environment, directory] = this.#find('directories', directoryId)
    revokeDirectoryToken(environment, directory, token)
  }

  /** Any entry of the Events API. */
  emit(environment: EnvironmentName, event: string, data: Record<string, unknown>, organizationId?: string): LabEvent {
    return this.environment(environment).emit(event, organizationId ?? null, data)
  }

  /** Adds this many directories with their customers. */
  seedDirectories(environment: EnvironmentName, count: number): void {
    seedDirectories(this.environment(environment), count, this.standIn.now())
  }

  /** Adds this many connections with their customers. */
  seedConnections(environment: EnvironmentName, count: number): void {
    seedConnections(this.environment(environment), count, this.standIn.now())
  }

  #find<K extends keyof Records>(kind: K, id: string): [Environment, Records[K]] {
    for (const environment of this.standIn.environments) {
      const collections: { [P in keyof Records]: Collection<Records[P]> } = environment
      const record = collections[kind].get(id)
      if (record) return [environment, record]
    }
    throw new Error(`the lab has no ${id} among its ${kind}`)
  }
}

interface Records {
  connections: Connection
  directories: Directory
  directoryUsers: DirectoryUser
  domains: OrganizationDomain
}
