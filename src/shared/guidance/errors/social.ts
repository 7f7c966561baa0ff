import { table } from './entry'

const github = table(
  {
    product: 'GitHub',
    seen: 'The answer of the token endpoint, which comes with status 200.',
    source:
      'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors',
  },
  [
    {
      code: 'incorrect_client_credentials',
      meaning: 'Client ID or client secret is wrong.',
      causes: ['oauth.invalid-client'],
      fix: 'Generate a new client secret and enter it, with the client ID, in WorkOS.',
      where: 'Settings > Developer settings > OAuth Apps > the app',
    },
    {
      code: 'redirect_uri_mismatch',
      alsoSeenAs: ['The redirect_uri is not associated with this application'],
      seen: 'The redirect back, and the answer of the token endpoint.',
      meaning: 'The redirect URI does not begin with the callback URL that is registered.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Enter the redirect URI of WorkOS as the callback URL.',
      where: 'Settings > Developer settings > OAuth Apps > the app > Authorization callback URL',
    },
    {
      code: 'bad_verification_code',
      meaning: 'The code is wrong, has expired (after ten minutes) or was used before.',
      fix: 'Sign in again.',
    },
    {
      code: 'unverified_user_email',
      meaning: 'The person’s primary e-mail address at GitHub is not verified.',
      causes: ['oauth.access-denied'],
      fix: 'Verify the address at GitHub, then sign in again.',
      where: 'Settings > Emails',
    },
    {
      code: 'application_suspended',
      seen: 'The redirect back (error=…).',
      meaning: 'GitHub has suspended the app.',
      causes: ['oauth.invalid-client'],
      fix: 'Ask GitHub support, or register another app.',
      source:
        'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors',
    },
    {
      code: 'access_denied',
      seen: 'The redirect back (error=…).',
      meaning: 'The person cancelled.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and accept.',
      source:
        'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors',
    },
  ],
)

const gitlab = table(
  {
    product: 'GitLab',
    seen: 'The error page of GitLab, the redirect back, or the answer of the token endpoint.',
    source: 'https://github.com/gitlabhq/gitlabhq/blob/master/config/locales/doorkeeper.en.yml',
  },
  [
    {
      code: 'invalid_redirect_uri',
      alsoSeenAs: ['The redirect URI included is not valid'],
      meaning: 'The redirect URI of the request is not registered for the application.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it, one a line.',
      where: 'User settings > Applications > the application > Redirect URI',
    },
    {
      code: 'invalid_client',
      alsoSeenAs: ['Client authentication failed due to unknown client, no client authentication included'],
      meaning: 'Application ID or Secret is wrong.',
      causes: ['oauth.invalid-client'],
      fix: 'Renew the secret and enter it, with the Application ID, in WorkOS.',
      where: 'User settings > Applications > the application > Secret',
    },
    {
      code: 'invalid_scope',
      alsoSeenAs: ['The requested scope is invalid, unknown, or malformed'],
      meaning: 'A scope is asked for that is not ticked on the application.',
      causes: ['oauth.scope-error'],
      fix: 'Tick openid, profile and email.',
      where: 'User settings > Applications > the application > Scopes',
    },
    {
      code: 'access_denied',
      alsoSeenAs: ['The resource owner or authorization server denied the request'],
      meaning: 'The person declined.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and authorize.',
    },
  ],
)

const slack = table(
  {
    product: 'Slack',
    seen: 'The error page of Slack, or the answer of the token endpoint, which comes with status 200.',
    source: 'https://docs.slack.dev/reference/methods/oauth.v2.access',
  },
  [
    {
      code: 'bad_redirect_uri',
      alsoSeenAs: ['redirect_uri did not match any configured URIs'],
      meaning: 'The redirect URI is not registered, or is another than at the start of the sign-in.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it, and save.',
      where: 'Your Apps > the app > OAuth & Permissions > Redirect URLs',
    },
    {
      code: 'invalid_client_id',
      meaning: 'Slack knows no app of that Client ID.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client ID again.',
      where: 'Your Apps > the app > Basic Information > App Credentials',
    },
    {
      code: 'bad_client_secret',
      meaning: 'The Client Secret is wrong.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client Secret again.',
      where: 'Your Apps > the app > Basic Information > App Credentials',
    },
    {
      code: 'invalid_code',
      meaning: 'The authorization code is wrong or has expired.',
      fix: 'Sign in again.',
    },
    { code: 'code_already_used', meaning: 'The authorization code was used before.', fix: 'Sign in again.' },
    {
      code: 'oauth_authorization_url_mismatch',
      meaning: 'The sign-in was started at another version of the authorize address than the token is asked for at.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Start the sign-in from WorkOS.',
      owner: 'workos-admin',
    },
    {
      code: 'invalid_team_for_non_distributed_app',
      seen: 'The error page of Slack.',
      meaning: 'The app belongs to one workspace, and the person signs in from another.',
      causes: ['oauth.access-denied'],
      fix: 'Activate public distribution of the app.',
      where: 'Your Apps > the app > Manage Distribution',
    },
  ],
)

const linkedin = table(
  {
    product: 'LinkedIn',
    seen: 'The error page of LinkedIn, or the redirect back (error=…).',
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
  },
  [
    {
      code: 'The redirect_uri does not match the registered value',
      alsoSeenAs: ["Redirect_uri doesn't match"],
      meaning: 'The redirect URI of the request is not registered for the app.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it.',
      where: 'Developer Portal > the app > Auth > Authorized redirect URLs for your app',
    },
    {
      code: 'The passed in client_id is invalid',
      alsoSeenAs: ["Client_id doesn't match"],
      meaning: 'LinkedIn knows no app of that Client ID.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client ID again.',
      where: 'Developer Portal > the app > Auth > Client ID',
    },
    {
      code: 'unauthorized_scope_error',
      alsoSeenAs: ['is not authorized for your application', 'Invalid scope'],
      meaning: 'A scope belongs to a product the app does not have; LinkedIn refuses the whole request.',
      causes: ['oauth.scope-error'],
      fix: 'Add the product “Sign In with LinkedIn using OpenID Connect”.',
      where: 'Developer Portal > the app > Products',
    },
    {
      code: 'user_cancelled_login',
      meaning: 'The person left the sign-in page.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again.',
    },
    {
      code: 'user_cancelled_authorize',
      meaning: 'The person refused the permissions.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and accept.',
    },
    {
      code: 'authorization code not found',
      alsoSeenAs: ['appid/redirect uri/code verifier does not match authorization code'],
      seen: 'The answer of the token endpoint.',
      meaning: 'The code is wrong or expired, or belongs to another client or redirect URI.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Sign in again; if it stays, compare the redirect URIs.',
    },
  ],
)

const salesforce = table(
  {
    product: 'Salesforce',
    seen: 'The error page of Salesforce, the redirect back, or the answer of the token endpoint.',
    source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&language=en_US&type=5',
  },
  [
    {
      code: 'redirect_uri_mismatch',
      alsoSeenAs: ['redirect_uri must match configuration'],
      meaning: 'The redirect URI is not the callback URL of the app. A new app needs up to ten minutes.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Enter the redirect URI of WorkOS as the Callback URL.',
      where: 'Setup > External Client App Manager > the app > OAuth Settings > Callback URL',
    },
    {
      code: 'invalid_client_id',
      alsoSeenAs: ['client identifier invalid'],
      meaning: 'The Consumer Key is wrong, or belongs to another org (a sandbox signs in at test.salesforce.com).',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Consumer Key again.',
      where: 'Setup > External Client App Manager > the app > OAuth Settings > Consumer Key',
    },
    {
      code: 'invalid_client',
      alsoSeenAs: ['invalid client credentials'],
      seen: 'The answer of the token endpoint.',
      meaning: 'The Consumer Secret is wrong.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Consumer Secret again.',
      where: 'Setup > External Client App Manager > the app > OAuth Settings > Consumer Secret',
    },
    {
      code: 'OAUTH_APPROVAL_ERROR_GENERIC',
      meaning:
        'The org does not let this person approve the app: it is not installed, or its policy or license forbids it.',
      causes: ['oauth.access-denied', 'oauth.scope-error'],
      fix: 'Install the app in the org and permit the person’s profile; check the scopes of the app.',
      where: 'Setup > Connected Apps OAuth Usage; the app > Policies > Permitted Users',
      source: 'https://nango.dev/blog/fix-salesforce-oauth-approval-error-generic',
    },
    {
      code: 'OAUTH_EC_APP_NOT_FOUND',
      alsoSeenAs: [
        'External client app not found',
        'Cross-org OAuth flows are not supported for this external client app',
      ],
      meaning: 'The External Client App exists only in the org it was made in, not in the one of the person.',
      causes: ['oauth.access-denied'],
      fix: 'Package the app and install it in the org of the person, or sign in with a person of its own org.',
      where: 'Setup > External Client App Manager > the app > Distribution State',
      source: 'https://unified.to/blog/salesforce_external_client_apps_on_multiple_organizations',
    },
    {
      code: 'OAUTH_APP_BLOCKED',
      meaning: 'An administrator blocks the app in this org.',
      causes: ['oauth.access-denied'],
      fix: 'Unblock the app.',
      where: 'Setup > Connected Apps OAuth Usage',
    },
    {
      code: 'access_denied',
      alsoSeenAs: ['end-user denied authorization'],
      meaning: 'The person denied access.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and allow.',
    },
    {
      code: 'missing required code challenge',
      alsoSeenAs: ['invalid_request'],
      seen: 'The redirect back (error=…).',
      meaning: 'The app demands PKCE, and the request has no code challenge.',
      fix: 'Switch “Require Proof Key for Code Exchange (PKCE)” off for the app.',
      where: 'Setup > External Client App Manager > the app > OAuth Settings > Security',
    },
  ],
)

const xero = table(
  {
    product: 'Xero',
    seen: 'The error page of Xero, or the answer of the token endpoint.',
    source: 'https://developer.xero.com/documentation/guides/oauth2/troubleshooting',
  },
  [
    {
      code: 'Invalid redirect_uri',
      alsoSeenAs: ['unauthorized_client'],
      meaning: 'The redirect URI of the request is not registered for the app.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it.',
      where: 'Xero developer portal > the app > Configuration > Redirect URIs',
    },
    {
      code: 'Unknown client or client not enabled',
      alsoSeenAs: ['unauthorized_client'],
      meaning: 'The Client id is wrong, or the app is disabled.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy the Client id again.',
      where: 'Xero developer portal > the app > Configuration > Client id',
    },
    {
      code: 'invalid_client',
      seen: 'The answer of the token endpoint.',
      meaning: 'The client secret is wrong.',
      causes: ['oauth.invalid-client'],
      fix: 'Generate a secret and enter it in WorkOS.',
      where: 'Xero developer portal > the app > Configuration > Generate a secret',
    },
    {
      code: 'invalid_scope',
      meaning: 'A scope is unknown, or the app may not ask for it.',
      causes: ['oauth.scope-error'],
      fix: 'Ask for openid, profile and email only.',
    },
  ],
)

const intuit = table(
  {
    product: 'Intuit',
    seen: 'The error page of Intuit, or the answer of the token endpoint.',
    source: 'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/faq',
  },
  [
    {
      code: 'The redirect_uri query parameter value is invalid',
      alsoSeenAs: ['Make sure it is listed in the Redirect URIs section'],
      meaning:
        'The redirect URI is not registered for these keys; development and production keys have lists of their own.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI under the keys that WorkOS uses.',
      where: 'Intuit Developer Portal > the app > Settings > Redirect URIs > Production',
    },
    {
      code: 'invalid_client',
      seen: 'The answer of the token endpoint.',
      meaning: 'Client ID or Client Secret is wrong, or they are the development keys.',
      causes: ['oauth.invalid-client'],
      fix: 'Copy both production keys again.',
      where: 'Intuit Developer Portal > the app > Keys & credentials > Production',
    },
    {
      code: 'access_denied',
      seen: 'The redirect back (error=…).',
      meaning: 'The person cancelled.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and connect.',
    },
  ],
)

const vercel = table(
  {
    product: 'Vercel',
    seen: 'The redirect back (error=…), or an error page of Vercel without a redirect.',
    source: 'https://vercel.com/docs/sign-in-with-vercel/troubleshooting',
  },
  [
    {
      code: 'invalid_request',
      alsoSeenAs: ["Parameter 'response_type'. Required"],
      meaning: 'A parameter is missing or wrong; the description names it.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Compare the parameter with what is registered.',
      where: 'Team Settings > Apps > the app > General > Authorization Callback URLs',
    },
  ],
)

const apple = table(
  {
    product: 'Apple',
    seen: 'The page of Apple, or the answer of the token endpoint.',
    source: 'https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse',
  },
  [
    {
      code: 'invalid_client',
      meaning:
        'The Services ID is unknown; or the secret made from the key is expired, wrongly signed, or of another key, team or Services ID; or the redirect URI does not fit.',
      causes: ['oauth.invalid-client', 'oauth.redirect-uri-mismatch'],
      fix: 'Compare Services ID, Team ID and Key ID with WorkOS, and enter the private key of that Key ID again.',
      where: 'Certificates, Identifiers & Profiles > Identifiers (Services IDs); Keys',
      source: 'https://developer.apple.com/documentation/technotes/tn3107-resolving-sign-in-with-apple-response-errors',
    },
    {
      code: 'Invalid web redirect url',
      alsoSeenAs: ['invalid_request', 'Invalid redirect url'],
      seen: 'The page of Apple.',
      meaning: 'The redirect URI is not among the Return URLs of the Services ID.',
      causes: ['oauth.redirect-uri-mismatch'],
      fix: 'Add the redirect URI exactly as WorkOS shows it.',
      where: 'Identifiers > the Services ID > Sign in with Apple > Configure > Return URLs',
      source: 'https://developer.apple.com/forums/thread/121561',
    },
    {
      code: 'invalid_grant',
      seen: 'The answer of the token endpoint.',
      meaning: 'The code has expired, was used before, or was given to another client.',
      fix: 'Sign in again.',
    },
    {
      code: 'unauthorized_client',
      seen: 'The answer of the token endpoint.',
      meaning: 'The client may not use this grant.',
      causes: ['oauth.invalid-client'],
      fix: 'Enable Sign in with Apple for the Services ID and its primary App ID.',
      where: 'Identifiers > the Services ID > Sign in with Apple',
    },
    {
      code: 'user_cancelled_authorize',
      seen: 'The redirect back (error=…).',
      meaning: 'The person cancelled.',
      causes: ['oauth.access-denied'],
      fix: 'Sign in again and continue.',
    },
  ],
)

/** The providers of social sign-in but Google and Microsoft. */
export const socialErrors = [
  ...github,
  ...gitlab,
  ...slack,
  ...linkedin,
  ...salesforce,
  ...xero,
  ...intuit,
  ...vercel,
  ...apple,
]
