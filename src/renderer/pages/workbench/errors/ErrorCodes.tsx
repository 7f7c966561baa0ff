import { Redirect } from 'wouter'

/** The dictionary of error codes, which has its page beside the diagnosis. */
export function ErrorCodes() {
  return <Redirect to="/diagnose/errors" replace />
}
