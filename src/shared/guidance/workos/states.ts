import { entryOf } from '../../entry-of'
import type { Status } from '../../finding'

/** One state of a connection or directory, put into words. */
export interface StateMeaning {
  /** The word shown on screen. */
  label: string
  /** What people call it in guides, tickets and older documentation. */
  alsoCalled: readonly string[]
  meaning: string
  /** What to do next; null where nothing is left to do. */
  next: string | null
  /** How a check judges it. */
  status: Status
}

/**
 * The states of the connection record. Meanings beyond "users can sign in or not" are not spelled out by the API reference
 * and follow the Dashboard. Source: https://workos.com/docs/reference/sso/connection
 */
export const connectionStates: Readonly<Record<string, StateMeaning>> = {
  requires_type: {
    label: 'Provider not chosen',
    alsoCalled: ['Requires type', 'Pending'],
    meaning: 'The connection exists, but nobody has chosen an identity provider for it yet.',
    next: 'Choose the identity provider: in the WorkOS Dashboard on the connection, or through an Admin Portal link.',
    status: 'fail',
  },
  draft: {
    label: 'Draft',
    alsoCalled: ['Draft'],
    meaning: 'The provider is chosen; what WorkOS needs to know of it is missing or cannot be used.',
    next: 'Give WorkOS the identity provider’s details: the metadata URL or file for SAML, client ID, secret and discovery endpoint for OIDC.',
    status: 'fail',
  },
  validating: {
    label: 'Validating',
    alsoCalled: ['Validating', 'Pending validation'],
    meaning: 'WorkOS has the details, but nobody has signed in through the connection yet.',
    next: 'Make a test sign-in. A connection turns active only after its first successful sign-in.',
    status: 'warn',
  },
  active: {
    label: 'Active',
    alsoCalled: ['Active', 'Linked'],
    meaning: 'People can sign in through the connection.',
    next: null,
    status: 'pass',
  },
  inactive: {
    label: 'Inactive',
    alsoCalled: ['Inactive', 'Unlinked', 'Deactivated'],
    meaning: 'The connection was switched off; nobody can sign in through it.',
    next: 'Find out who switched it off and why, then activate it again in the WorkOS Dashboard.',
    status: 'fail',
  },
  deleting: {
    label: 'Being deleted',
    alsoCalled: ['Deleting'],
    meaning: 'The connection is being removed and cannot be brought back.',
    next: 'Create a new connection if this was a mistake. Its ACS URL and entity ID will be different ones.',
    status: 'fail',
  },
}

/**
 * The states of the directory record as the REST API has them. Events and the SDK say active for linked and inactive for
 * unlinked. Source: https://workos.com/docs/reference/directory-sync/directory
 */
export const directoryStates: Readonly<Record<string, StateMeaning>> = {
  unlinked: {
    label: 'Not linked',
    alsoCalled: ['Inactive', 'Unlinked'],
    meaning: 'The directory exists, but the provider has not made contact yet.',
    next: 'Enter the SCIM endpoint and the bearer token in the provider’s console and switch provisioning on, or give WorkOS the provider’s API credentials.',
    status: 'fail',
  },
  validating: {
    label: 'Validating',
    alsoCalled: ['Validating'],
    meaning: 'Credentials are in place; the first contact with the provider is pending.',
    next: 'Wait a few minutes, then start a synchronisation in the provider’s console.',
    status: 'warn',
  },
  invalid_credentials: {
    label: 'Credentials refused',
    alsoCalled: ['Invalid credentials'],
    meaning: 'The provider refuses the API key or token that WorkOS has for it.',
    next: 'Create a new API key at the provider and enter it on the directory in the WorkOS Dashboard.',
    status: 'fail',
  },
  linked: {
    label: 'Linked',
    alsoCalled: ['Linked', 'Active'],
    meaning: 'The provider is connected and synchronises.',
    next: null,
    status: 'pass',
  },
  deleting: {
    label: 'Being deleted',
    alsoCalled: ['Deleting'],
    meaning: 'The directory is being removed with all its users and groups.',
    next: 'Create a new directory if this was a mistake. Its endpoint and token will be different ones.',
    status: 'fail',
  },
}

/** Words that events, the SDK and the deprecated `status` field use for the same things. */
const otherWords: Readonly<Record<StateSubject, Readonly<Record<string, string>>>> = {
  connection: { linked: 'active', unlinked: 'inactive' },
  directory: { active: 'linked', inactive: 'unlinked' },
}

export type StateSubject = 'connection' | 'directory'

/** The state by the REST API's own word; an unknown one stays as it is. */
export function stateWord(subject: StateSubject, state: string): string {
  return entryOf(otherWords[subject], state) ?? state
}

/** What a state means. One that is not known here is shown as it is, and not judged. */
export function stateMeaning(subject: StateSubject, state: string): StateMeaning {
  const known = entryOf(subject === 'connection' ? connectionStates : directoryStates, stateWord(subject, state))
  return (
    known ?? {
      label: state,
      alsoCalled: [],
      meaning: `WorkOS calls the ${subject} “${state}”, a state this version of Signpost does not know.`,
      next: `Look at the ${subject} in the WorkOS Dashboard.`,
      status: 'info',
    }
  )
}

/** The way a set-up walks, for a timeline: the states in their order; others are side tracks. */
export const stateTimeline: Readonly<Record<StateSubject, readonly string[]>> = {
  connection: ['draft', 'validating', 'active'],
  directory: ['unlinked', 'validating', 'linked'],
}
