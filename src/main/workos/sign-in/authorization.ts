import { createHash, randomBytes } from 'node:crypto'
import { type AuthorizeRequest, authorizeUrl } from '../authorize'

/** A sign-in that is about to begin: where, and what has to come back. `verifier` and `state` stay in main. */
export interface Authorization {
  url: string
  state: string
  /** Proves to the token endpoint that who exchanges the code is who asked for it. RFC 7636. */
  verifier: string
}

/** Makes the address that begins a sign-in, with a state and a code challenge of its own. */
export function authorization(request: Omit<AuthorizeRequest, 'state' | 'codeChallenge'>): Authorization {
  const state = randomBytes(24).toString('base64url')
  const verifier = randomBytes(48).toString('base64url')
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url')
  return { url: authorizeUrl({ ...request, state, codeChallenge }), state, verifier }
}
