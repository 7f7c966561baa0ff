import { type BranchId, type CauseId, causeIds } from '../../verdict'
import { draftCauses } from './draft'
import { oauthCauses } from './oauth'
import { organizationCauses } from './organization'
import { samlCauses } from './saml'
import { scimCauses } from './scim'
import type { Cause } from './shape'
import { validatingCauses } from './validating'

export interface Branch {
  id: BranchId
  title: string
  /** What somebody says who is in this branch. */
  symptom: string
  causes: readonly Cause[]
}

export const branches: readonly Branch[] = [
  {
    id: 'draft',
    title: 'Connection stuck in Draft',
    symptom: 'The connection was created, and does not get beyond Draft.',
    causes: draftCauses,
  },
  {
    id: 'validating',
    title: 'Connection stuck in Validating',
    symptom: 'WorkOS has the details, but no sign-in succeeds, and the connection does not turn Active.',
    causes: validatingCauses,
  },
  {
    id: 'saml',
    title: 'SAML assertion errors',
    symptom: 'The identity provider signs people in, and WorkOS refuses what it sends.',
    causes: samlCauses,
  },
  {
    id: 'scim',
    title: 'SCIM sync failing',
    symptom: 'Users or their changes do not arrive in the directory.',
    causes: scimCauses,
  },
  {
    id: 'oauth',
    title: 'OAuth redirect errors',
    symptom: 'The provider shows an error, or sends one back, instead of signing people in.',
    causes: oauthCauses,
  },
  {
    id: 'organization',
    title: 'Organization not found',
    symptom: 'WorkOS refuses the sign-in before, or after, the identity provider has had its say.',
    causes: organizationCauses,
  },
]

const all = new Map(branches.flatMap((branch) => branch.causes.map((cause) => [cause.id, cause] as const)))

/** The leaf of the tree with this id. */
export function causeOf(id: CauseId): Cause {
  const cause = all.get(id)
  if (cause === undefined) throw new Error(`the tree has no cause ${id}`)
  return cause
}

/** All leaves in the order of the tree. */
export const causes: readonly Cause[] = causeIds.map(causeOf)

/** The branch a cause belongs to: the part of its id before the dot. */
export function branchOf(id: CauseId): Branch {
  const branch = branches.find((one) => id.startsWith(`${one.id}.`))
  if (branch === undefined) throw new Error(`the tree has no branch for ${id}`)
  return branch
}
