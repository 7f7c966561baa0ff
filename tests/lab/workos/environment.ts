import { Collection } from './collection'
import { Identifiers } from './identifiers'
import type {
  AuthorizationCode,
  Connection,
  Directory,
  DirectoryGroup,
  DirectoryUser,
  IdpCertificate,
  Kept,
  LabEvent,
  Organization,
  OrganizationDomain,
  PortalLink,
  Profile,
  RedirectUri,
  SignInSession,
} from './records'

export const keyStandings = ['valid', 'revoked', 'no-permission'] as const
export type KeyStanding = (typeof keyStandings)[number]

export const features = [
  /** `/connections/{id}/saml_idp_signing_certs` and `saml_sp_signing_cert` answer. */
  'saml-certificates',
  /** Directory users list their groups, as for teams created before 2026-05-01. */
  'groups-on-users',
] as const
export type Feature = (typeof features)[number]

export type EnvironmentName = 'staging' | 'production'

/** One WorkOS environment: everything a key of it can see, and nothing of the others. */
export class Environment {
  readonly apiKeys = new Map<string, KeyStanding>()
  readonly features = new Set<Feature>()
  readonly organizations = new Collection<Organization>()
  readonly domains = new Collection<OrganizationDomain>()
  readonly connections = new Collection<Connection>()
  readonly certificates = new Collection<IdpCertificate>()
  readonly directories = new Collection<Directory>()
  readonly directoryUsers = new Collection<DirectoryUser>()
  readonly directoryGroups = new Collection<DirectoryGroup>()
  readonly events = new Collection<LabEvent>()
  readonly redirectUris = new Collection<RedirectUri>()
  readonly sessions = new Collection<SignInSession>()
  readonly codes = new Map<string, AuthorizationCode>()
  readonly accessTokens = new Map<string, { profile: Profile; expiresAt: number }>()
  readonly portalLinks = new Map<string, PortalLink>()
  readonly identifiers: Identifiers

  constructor(
    readonly name: EnvironmentName,
    readonly clientId: string,
    /** The lab's clock, milliseconds since 1970. */
    readonly now: () => number,
  ) {
    this.identifiers = new Identifiers(name)
  }

  /** ID and times of a record created now, or at another time. */
  begin(prefix: string, at = this.now()): Kept {
    const time = new Date(at).toISOString()
    return { id: this.identifiers.next(prefix, at), createdAt: time, updatedAt: time }
  }

  /** Marks a record as changed now. */
  touch(record: Kept): void {
    record.updatedAt = new Date(this.now()).toISOString()
  }

  domainsOf(organizationId: string): readonly OrganizationDomain[] {
    return this.domains.with('organizationId', organizationId)
  }

  connectionsOf(organizationId: string): readonly Connection[] {
    return this.connections.with('organizationId', organizationId)
  }

  /** Adds an entry to the Events API. `at` for entries of the past. */
  emit(event: string, organizationId: string | null, data: Readonly<Record<string, unknown>>, at?: number): LabEvent {
    return this.events.add({ ...this.begin('event', at), event, organizationId, data })
  }
}
