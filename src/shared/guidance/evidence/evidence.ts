import { draftEvidence } from './draft'
import { oauthEvidence } from './oauth'
import { organizationEvidence } from './organization'
import { samlEvidence } from './saml'
import { scimEvidence } from './scim'
import type { EvidenceRow } from './shape'
import { validatingEvidence } from './validating'

/** Which findings, in which status, say what of which cause: the one table that joins checks to causes. */
export const evidence: readonly EvidenceRow[] = [
  ...draftEvidence,
  ...validatingEvidence,
  ...samlEvidence,
  ...scimEvidence,
  ...oauthEvidence,
  ...organizationEvidence,
]
