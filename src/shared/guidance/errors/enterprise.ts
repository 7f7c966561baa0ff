import { table } from './entry'

const okta = table(
  {
    product: 'Okta',
    seen: 'The error page of Okta, the redirect back, or the System Log.',
    source: 'https://developer.okta.com/docs/reference/error-codes/',
  },
  [
    {
      code: "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings",
      meaning: 'The redirect URI of the request is not registered for the application.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it.',
      where: 'Applications > the app > General > Sign-in redirect URIs',
    },
    {
      code: 'invalid_client',
      alsoSeenAs: ["Invalid value for 'client_id' parameter", 'The specified client isn’t valid'],
      meaning: 'Okta does not know the client ID, or not with this secret.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy Client ID and a current client secret again, and see that the application is active.',
      where: 'Applications > the app > General > Client Credentials',
    },
    {
      code: 'access_denied',
      alsoSeenAs: ['User is not assigned to the client application', 'Policy evaluation failed for this request'],
      meaning: 'The person is not assigned to the application, or a policy refuses the sign-in.',
      causes: ['oauth.access-denied'],
      fix: 'Assign the person or a group of theirs; check the access policy of the authorization server.',
      where: 'Applications > the app > Assignments; Security > API > the server > Access Policies',
    },
    {
      code: 'invalid_scope',
      alsoSeenAs: ['One or more scopes are not configured for the authorization server resource'],
      meaning: 'A scope is unknown to the authorization server.',
      causes: ['oauth.scope-error'],
      fix: 'Ask for openid, profile and email only, or add the scope.',
      where: 'Security > API > the authorization server > Scopes',
    },
    {
      code: 'unauthorized_client',
      meaning: 'The application may not use the authorization code grant.',
      causes: ['oauth.invalid-client'],
      fix: 'Tick Authorization Code.',
      where: 'Applications > the app > General > Grant type',
    },
    {
      code: 'user_canceled_request',
      meaning: 'The person cancelled the sign-in.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again.',
    },
    {
      code: 'login_required',
      meaning: 'The request allowed no page, and nobody is signed in.',
      fix: 'Sign in; nothing is wrong with the set-up.',
    },
    {
      code: 'E0000001',
      alsoSeenAs: ['Api validation failed'],
      seen: 'The answers of Okta’s API.',
      meaning: 'The request breaks a rule of the endpoint; errorCauses names which.',
      fix: 'Correct what errorCauses names, and send the request again.',
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    {
      code: 'E0000007',
      alsoSeenAs: ['Resource not found'],
      seen: 'The answers of Okta’s API.',
      meaning: 'What the request names does not exist in this org: a user, an app, or another org’s ID.',
      fix: 'Check the ID, and that the request goes to the right Okta org.',
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    {
      code: 'E0000022',
      alsoSeenAs: ['The endpoint does not support the provided HTTP method'],
      seen: 'The answers of Okta’s API.',
      meaning: 'The address is one of Okta, and does not take this kind of request: often it is opened in a browser.',
      fix: 'Check the address: the path is not the one meant, or it takes POST.',
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    {
      code: 'E0000004',
      alsoSeenAs: ['Authentication failed'],
      seen: 'The answer of Okta’s own API.',
      meaning: 'User name or password is wrong.',
      fix: 'Sign in again.',
    },
    {
      code: 'E0000006',
      alsoSeenAs: ['You do not have permission to perform the requested action'],
      seen: 'The answer of Okta’s own API.',
      meaning: 'The token or the administrator may not do this.',
      fix: 'Use an account with the role for it.',
    },
    {
      code: 'E0000011',
      alsoSeenAs: ['Invalid token provided'],
      seen: 'The answer of Okta’s own API.',
      meaning: 'The token is wrong, expired or revoked.',
      fix: 'Create a new token. It is Okta’s own and not the bearer token of the directory.',
    },
    {
      code: 'E0000047',
      alsoSeenAs: ['API call exceeded rate limit due to too many requests'],
      seen: 'The answer of Okta’s own API.',
      meaning: 'Okta was asked too often.',
      fix: 'Wait until the time in X-Rate-Limit-Reset.',
    },
    {
      code: 'Create new user returned empty user',
      seen: 'The Tasks of Okta, and the app’s Provisioning log.',
      meaning: 'The SCIM endpoint answered the creation of a user without the user in the answer.',
      causes: ['scim.not-found'],
      fix: 'Check the SCIM 2.0 Base URL; then retry the task.',
      where: 'Applications > the app > Provisioning > Integration > SCIM 2.0 Base URL',
      source: 'https://developer.okta.com/docs/reference/scim/scim-20/',
    },
    {
      code: 'Error authenticating: Unauthorized',
      alsoSeenAs: ['Errors reported by remote server: Unauthorized'],
      seen: 'Test API Credentials, and the Tasks of Okta.',
      meaning: 'The SCIM endpoint refuses the token.',
      causes: ['scim.unauthorized'],
      fix: 'Create a new bearer token for the directory and enter it, without the word Bearer.',
      where: 'Applications > the app > Provisioning > Integration > OAuth Bearer Token',
      source: 'https://workos.com/docs/integrations/okta-scim',
    },
  ],
)

const ping = [
  ...table(
    {
      product: 'PingOne',
      seen: 'The error page of PingOne.',
      source: 'https://docs.pingidentity.com/pingone/pingone_tutorials/p1_troubleshooting_nodejs_express_app.html',
    },
    [
      {
        code: 'Redirect URI mismatch',
        alsoSeenAs: ['One or more validation errors were in the request'],
        meaning: 'The redirect URI of the request is not registered for the application.',
        causes: ['oauth.redirect-uri-mismatch'],
        fix: 'Add the redirect URI exactly as WorkOS shows it.',
        where: 'Applications > the application > Configuration > Redirect URIs',
      },
    ],
  ),
  ...table(
    {
      product: 'PingFederate',
      seen: 'The error page of PingFederate, and server.log.',
      source:
        'https://docs.pingidentity.com/pingfederate/latest/developers_reference_guide/pf_sys_services_endpoints.html',
    },
    [
      {
        code: 'invalid_request',
        alsoSeenAs: ['Invalid redirect_uri'],
        meaning: 'OpenID Connect: the redirect URI is not registered for the client.',
        causes: ['oauth.redirect-uri-mismatch'],
        fix: 'Add the redirect URI exactly as WorkOS shows it.',
        where: 'Applications > OAuth > Clients > the client > Redirection URIs',
      },
      {
        code: 'Unknown or invalid client_id',
        seen: 'server.log of PingFederate; the browser gets a 400.',
        meaning: 'OpenID Connect: no client has this client ID.',
        causes: ['oauth.invalid-client'],
        fix: 'Copy the Client ID from PingFederate into WorkOS.',
        where: 'Applications > OAuth > Clients',
        source: 'https://docs.pingidentity.com/r/en-us/pingfederate-120/pf_review_oauth_request_various_oauth_settings',
      },
    ],
  ),
]

const onelogin = table(
  {
    product: 'OneLogin',
    seen: 'The error page of OneLogin.',
    source: 'https://developers.onelogin.com/openid-connect',
  },
  [
    {
      code: "redirect_uri did not match any client's registered redirect_uris",
      meaning: 'The redirect URI of the request is not registered for the app.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it, one a line.',
      where: 'Applications > the app > Configuration > Redirect URIs',
    },
    {
      code: 'client is invalid',
      alsoSeenAs: ['invalid_client'],
      meaning: 'OneLogin knows no app of that client ID.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client ID again.',
      where: 'Applications > the app > SSO > Client ID',
    },
    {
      code: 'client authentication failed',
      alsoSeenAs: ['invalid_client'],
      seen: 'The answer of the token endpoint.',
      meaning: 'The client secret is wrong, or sent in another way than the app is set to.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client Secret again, and set the Token Endpoint Authentication Method to what WorkOS uses.',
      where: 'Applications > the app > SSO > Client Secret; Token Endpoint > Authentication Method',
    },
  ],
)

export const enterpriseErrors = [...okta, ...ping, ...onelogin]
