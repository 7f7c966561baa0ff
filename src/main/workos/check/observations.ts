import type { CheckId } from '../../../shared/checks'
import type {
  DirectoryToken,
  DirectoryUsersSummary,
  GivenCertificate,
  SignInSelector,
  TxtView,
} from '../../../shared/runs/workos'
import type {
  AuthorizeAnswer,
  Connection,
  Directory,
  IdpCertificate,
  Organization,
  OrganizationDomain,
  WorkosEvent,
} from '../../../shared/workos'
import type { ApiProblem } from '../problems'

/** A record that was asked for by its ID: there, or the problem in its place. */
type Looked<T> = { record: T } | { record: null; problem: ApiProblem }

/**
 * What was seen at WorkOS: plain data without a key in it, so that it can be saved and judged again elsewhere. `at` is
 * ISO 8601.
 */
export type WorkosObservation = { at: string } & (
  | {
      of: 'key'
      host: string
      /** What the key's prefix says, and what the person said. */
      hint: 'staging' | 'production' | null
      environment: 'staging' | 'production' | null
      problem: ApiProblem | null
    }
  | ({ of: 'organization'; id: string } & Looked<Organization>)
  | ({ of: 'connection'; id: string; organizationId: string | null } & Looked<Connection>)
  | ({ of: 'directory'; id: string; organizationId: string | null } & Looked<Directory>)
  | { of: 'connections'; organizationId: string; records: Connection[]; problem: ApiProblem | null }
  | { of: 'directories'; organizationId: string; records: Directory[]; problem: ApiProblem | null }
  | { of: 'users'; directory: Directory; summary: DirectoryUsersSummary; problem: ApiProblem | null }
  | {
      of: 'certificates'
      connectionId: string
      /** Null where the environment does not show them. */
      held: IdpCertificate[] | null
      given: GivenCertificate[]
      problem: ApiProblem | null
    }
  | { of: 'txt'; domain: OrganizationDomain; views: TxtView[] }
  /** The tokens the events tell of, and which of them the one in hand ends like. The token itself is not here. */
  | {
      of: 'token'
      directory: Directory
      tokens: DirectoryToken[]
      /** The suffix the token in hand ends with; null: with none of them. */
      match: string | null
      complete: boolean
      problem: ApiProblem | null
    }
  | {
      of: 'events'
      subject: 'connection' | 'directory'
      id: string
      events: WorkosEvent[]
      /** How many events were looked through for them. */
      read: number
      /** Whether WorkOS showed the certificates themselves. */
      certificatesShown: boolean
      complete: boolean
      problem: ApiProblem | null
    }
  | { of: 'authorize'; selector: SignInSelector; answer: AuthorizeAnswer }
  /** A check that could not be made, and what was missing. */
  | { of: 'nothing'; check: CheckId; because: string }
)

export type ObservationOf<K extends WorkosObservation['of']> = Extract<WorkosObservation, { of: K }>
