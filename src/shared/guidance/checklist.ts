import type { Protocol } from '../catalog/terms'
import type { CheckId } from '../checks'
import type { Finding, Status } from '../finding'
import type { ProfileFieldName } from '../sign-in/profile-fields'

/** A finding that proves an item: any of the statuses will do. */
interface Proof {
  check: CheckId
  statuses: readonly Status[]
  /** The field of the profile that the finding has to be about. */
  field?: ProfileFieldName
}

/** One item of the verification checklist. */
export interface ChecklistItem {
  id: string
  label: string
  /** How to find out, for the person. */
  how: string
  for: readonly Protocol[]
  /** What ticks it without being asked; empty: only a person can confirm it. */
  provedBy: readonly Proof[]
}

const directories: readonly Protocol[] = ['scim', 'native-directory', 'sftp']
const logins: readonly Protocol[] = ['saml', 'oidc']
const passes = (check: CheckId): Proof => ({ check, statuses: ['pass'] })
const arrives = (field: ProfileFieldName): Proof => ({ check: 'workos.profile', statuses: ['pass'], field })

/** What has to hold before a set-up counts as verified, by the protocol it speaks, in the order it is worked through. */
export const checklist: readonly ChecklistItem[] = [
  {
    id: 'connection-active',
    label: 'The connection is active',
    how: 'Signpost reads the state from WorkOS. It turns active only after the first successful sign-in.',
    for: logins,
    provedBy: [passes('workos.connection-state')],
  },
  {
    id: 'test-sign-in',
    label: 'A test sign-in succeeded',
    how: 'Sign in with a test user who is assigned to the application. An active connection proves that this worked once.',
    for: logins,
    provedBy: [passes('workos.sign-in'), passes('workos.connection-state')],
  },
  {
    id: 'directory-linked',
    label: 'The directory is linked',
    how: 'Signpost reads the state from WorkOS. It turns linked when the provider makes contact.',
    for: directories,
    provedBy: [passes('workos.directory-state')],
  },
  {
    id: 'directory-users',
    label: 'The directory shows users',
    how: 'Start a synchronisation at the provider; Signpost counts the users that arrive at WorkOS.',
    for: directories,
    provedBy: [{ check: 'workos.users', statuses: ['pass', 'warn'] }],
  },
  {
    id: 'email-mapped',
    label: 'E-mail address mapped',
    how: 'Look whether the profile of a test sign-in, or a user of the directory, has an e-mail address.',
    for: [...logins, ...directories],
    provedBy: [arrives('email'), passes('workos.users')],
  },
  {
    id: 'first-name-mapped',
    label: 'First name mapped',
    how: 'Look whether the profile of a test sign-in, or a user of the directory, has a first name.',
    for: [...logins, ...directories],
    provedBy: [arrives('first_name'), passes('workos.users')],
  },
  {
    id: 'last-name-mapped',
    label: 'Last name mapped',
    how: 'Look whether the profile of a test sign-in, or a user of the directory, has a last name.',
    for: [...logins, ...directories],
    provedBy: [arrives('last_name'), passes('workos.users')],
  },
  {
    id: 'groups-mapped',
    label: 'Groups mapped, if they are wanted',
    how: 'Sign in with a user who is in a group, or look at the groups of the directory, and compare with the provider.',
    for: [...logins, ...directories],
    provedBy: [arrives('groups')],
  },
  {
    id: 'deactivation',
    label: 'A deactivated user becomes inactive',
    how: 'Deactivate a test user at the provider and wait for the next synchronisation.',
    for: ['scim'],
    provedBy: [passes('scim.deactivate')],
  },
  {
    id: 'redirect-uri',
    label: 'The provider knows the redirect URI',
    how: 'Compare the redirect URI that WorkOS shows with the one registered at the provider.',
    for: ['oauth'],
    provedBy: [passes('oauth.redirect-uri')],
  },
  {
    id: 'social-profile',
    label: 'A login returns a profile',
    how: 'Sign in with a test account of the provider and look whether e-mail address and name come back.',
    for: ['oauth'],
    provedBy: [],
  },
  {
    id: 'application-sign-in',
    label: 'Signing in to the application works',
    how: 'Sign in to the application itself, as its users will.',
    for: ['framework'],
    provedBy: [],
  },
]

export type ChecklistItemState =
  /** A finding proves it. */
  | { item: ChecklistItem; state: 'proved'; finding: Finding }
  /** A finding says the opposite, whatever a person confirmed. */
  | { item: ChecklistItem; state: 'contradicted'; finding: Finding }
  | { item: ChecklistItem; state: 'confirmed'; at: string }
  | { item: ChecklistItem; state: 'open'; onlyByPerson: boolean }

/** The checklist of a set-up as its findings and confirmations leave it. */
export function judgeChecklist(
  protocol: Protocol,
  findings: readonly Finding[],
  confirmations: readonly { item: string; at: string }[],
): ChecklistItemState[] {
  return checklist
    .filter((item) => item.for.includes(protocol))
    .map((item): ChecklistItemState => {
      // Only who signs in has a profile.
      const proofs = item.provedBy.filter(({ field }) => field === undefined || logins.includes(protocol))
      const failure = findings.find((finding) =>
        proofs.some(
          (proof) =>
            isAbout(finding, proof) && (finding.status === 'fail' || (proof.field && finding.status === 'warn')),
        ),
      )
      if (failure) return { item, state: 'contradicted', finding: failure }
      const proof = findings.find((finding) =>
        proofs.some((one) => isAbout(finding, one) && one.statuses.includes(finding.status)),
      )
      if (proof) return { item, state: 'proved', finding: proof }
      const confirmation = confirmations.find((one) => one.item === item.id)
      if (confirmation) return { item, state: 'confirmed', at: confirmation.at }
      return { item, state: 'open', onlyByPerson: proofs.length === 0 }
    })
}

function isAbout(finding: Finding, { check, field }: Proof): boolean {
  if (finding.id !== check) return false
  return field === undefined || finding.evidence.some(({ label, value }) => label === 'Field' && value === field)
}
