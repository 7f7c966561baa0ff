import { draftEvidence } from './evidence-draft'
import { oauthEvidence } from './evidence-oauth'
import { organizationEvidence } from './evidence-organization'
import { samlEvidence } from './evidence-saml'
import { scimEvidence } from './evidence-scim'
import type { EvidenceRow } from './evidence-shape'
import { validatingEvidence } from './evidence-validating'

/** Which findings, in which status, say what of which cause: the one table that joins checks to causes. */
export const evidence: readonly EvidenceRow[] = [
  ...draftEvidence,
  ...validatingEvidence,
  ...samlEvidence,
  ...scimEvidence,
  ...oauthEvidence,
  ...organizationEvidence,
]
