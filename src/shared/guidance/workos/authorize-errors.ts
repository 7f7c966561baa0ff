/**
 * What WorkOS sends back to the redirect URI in place of a code. `redirect_uri_invalid` and `client_id_invalid` are pages of
 * its own, because there is nowhere to send them back to.
 * Source: https://workos.com/docs/reference/sso/get-authorization-url
 */
export interface AuthorizeError {
  meaning: string
  next: string
}

export const authorizeErrors: Readonly<Record<string, AuthorizeError>> = {
  access_denied: {
    meaning: 'The identity provider refused the person, or the person declined there.',
    next: 'Check at the identity provider that the person is assigned to the application.',
  },
  ambiguous_connection_selector: {
    meaning: 'The organization has several connections, and the request does not say which one.',
    next: 'Start the sign-in with the connection ID instead of the organization ID.',
  },
  connection_domain_invalid: {
    meaning: 'No connection belongs to that domain.',
    next: 'Add the domain to the organization of the connection, or start the sign-in with the connection ID.',
  },
  connection_invalid: {
    meaning: 'WorkOS knows no connection with that ID in this environment.',
    next: 'Compare the ID with the Dashboard, and make sure that staging and production are not mixed up.',
  },
  connection_strategy_invalid: {
    meaning: 'The provider is set up in several ways in this environment.',
    next: 'Start the sign-in with the connection ID.',
  },
  connection_unlinked: {
    meaning: 'The connection is not linked: its set-up is unfinished or it was switched off.',
    next: 'Finish the set-up of the connection, or activate it again in the WorkOS Dashboard.',
  },
  domain_connection_selector_not_allowed: {
    meaning: 'The request uses the old domain parameter.',
    next: 'Use the connection or organization parameter instead.',
  },
  idp_initiated_sso_disabled: {
    meaning: 'Sign-in that starts at the identity provider is switched off for this connection.',
    next: 'Start the sign-in from the application, or ask WorkOS support to switch it on.',
  },
  invalid_connection_selector: {
    meaning: 'The request names neither a connection nor an organization nor a provider that can be used.',
    next: 'Give exactly one of them.',
  },
  organization_invalid: {
    meaning: 'There is no such organization in this environment, or it has no connection.',
    next: 'Create the connection in the organization, and compare the organization ID with the Dashboard.',
  },
  oauth_failed: {
    meaning: 'The OAuth exchange with the provider failed.',
    next: 'Check client ID, client secret and redirect URI at the provider.',
  },
  profile_not_allowed_outside_organization: {
    meaning: 'The person’s e-mail domain is not among the verified domains of the organization.',
    next: 'Add and verify the domain, or allow other domains in the settings of the organization.',
  },
  redirect_uri_invalid: {
    meaning: 'The redirect URI of the request is not registered in this environment.',
    next: 'Register it, character by character: WorkOS Dashboard, Applications, the application, Redirects.',
  },
  client_id_invalid: {
    meaning: 'WorkOS knows no environment with that client ID.',
    next: 'Copy the client ID from the WorkOS Dashboard, API Keys.',
  },
  server_error: {
    meaning: 'WorkOS could not use what the identity provider sent.',
    next: 'Read the failed sign-in’s event: it names the reason, which the redirect does not.',
  },
  signin_consent_denied: {
    meaning: 'The person declined on WorkOS’s consent page.',
    next: 'Sign in again and confirm.',
  },
}
