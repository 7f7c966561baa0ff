import type { Cause, Need } from './shape'

const provider: Need = {
  input: 'oauth-provider',
  sentence: 'Name the provider, or give the issuer of its OpenID Connect discovery document.',
}
const clientId: Need = {
  input: 'oauth-client-id',
  with: ['oauth-provider'],
  sentence: 'Give the client ID that WorkOS has for the provider.',
}
const redirectUri: Need = {
  input: 'oauth-redirect-uri',
  with: ['oauth-provider'],
  sentence: 'Give the redirect URI that WorkOS shows for the connection.',
}
const clientSecret: Need = {
  input: 'oauth-client-secret',
  with: ['oauth-provider', 'oauth-client-id'],
  sentence: 'Give the client secret: the provider is asked once whether it knows it.',
}
const signIn: Need = {
  input: 'test-sign-in',
  sentence: 'Sign in once and record it: the provider’s own page or its answer names the error.',
}

/** Branch “OAuth redirect errors”: the provider refuses the request, the client or the person. */
export const oauthCauses: readonly Cause[] = [
  {
    id: 'oauth.redirect-uri-mismatch',
    title: 'The redirect URI is not registered at the provider',
    symptom: 'The provider shows redirect_uri_mismatch, or says that the redirect URI is not valid.',
    question: 'Is the redirect URI that WorkOS sends registered at the provider, character by character?',
    proven: 'The provider answers the authorization request with its mismatch error.',
    ruledOut: 'The provider goes on to its sign-in page.',
    bears: ['oauth.redirect-uri'],
    needs: [provider, clientId, redirectUri, signIn],
    notToMistake: [
      'The redirect URI differs between staging and production, and changes with a custom domain.',
      'A new registration may need minutes to take effect (Salesforce: up to ten).',
    ],
    consequences: [],
    fix: {
      action: 'Register the redirect URI exactly as WorkOS shows it.',
      where: 'The redirect URIs of the application at the provider',
      owner: 'idp-admin',
    },
    fixes: {
      google: {
        action: 'Add the redirect URI of WorkOS.',
        where: 'Google Cloud console > Google Auth Platform > Clients > the client > Authorized redirect URIs',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/google-oauth',
      },
      entra: {
        action: 'Add the redirect URI of WorkOS under the platform Web.',
        where: 'App registrations > the app > Authentication > Web > Redirect URIs',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/microsoft-oauth',
      },
      github: {
        action: 'Replace the callback URL by the redirect URI of WorkOS; an OAuth App takes one only.',
        where: 'Settings > Developer settings > OAuth Apps > the app > Authorization callback URL',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/github-oauth',
      },
      gitlab: {
        action: 'Add the redirect URI of WorkOS, one per line.',
        where: 'User settings > Applications > the application > Redirect URI',
        owner: 'idp-admin',
      },
      slack: {
        action: 'Add the redirect URL of WorkOS.',
        where: 'api.slack.com/apps > the app > OAuth & Permissions > Redirect URLs',
        owner: 'idp-admin',
      },
      linkedin: {
        action: 'Add the redirect URL of WorkOS.',
        where: 'LinkedIn Developers > the app > Auth > Authorized redirect URLs for your app',
        owner: 'idp-admin',
      },
      salesforce: {
        action: 'Add the callback URL of WorkOS and wait up to ten minutes.',
        where: 'Setup > App Manager > the connected app > Callback URL',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Add the redirect URI of WorkOS.',
        where: 'Applications > the app > General > LOGIN > Sign-in redirect URIs',
        owner: 'idp-admin',
        source: 'https://workos.com/docs/integrations/okta-oidc',
      },
      apple: {
        action: 'Add the return URL of WorkOS to the Services ID.',
        where:
          'Certificates, Identifiers & Profiles > Identifiers > the Services ID > Sign In with Apple > Configure > Return URLs',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Add the redirect URI of WorkOS.',
        where: 'Clients > the client > Settings > Valid redirect URIs',
        owner: 'idp-admin',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2.4'],
  },
  {
    id: 'oauth.invalid-client',
    title: 'The provider does not know the client ID or its secret',
    symptom: 'The provider or WorkOS reports invalid_client, or sign-in ends with oauth_failed.',
    question: 'Do client ID and client secret in WorkOS fit the application at the provider?',
    proven: 'The provider answers client ID and secret with its “bad client” error.',
    ruledOut: 'With a made-up code the provider complains of the code, not of the client.',
    bears: ['oauth.client'],
    needs: [provider, clientId, clientSecret, signIn],
    notToMistake: [
      'GitHub and Slack answer with status 200 and an error inside.',
      'Microsoft: the Value of the secret is wanted, not the Secret ID.',
      'A provider that looks at the code first cannot be judged this way.',
      'A mistake in the application’s own WorkOS API key also reads invalid_client, at WorkOS’s token endpoint.',
    ],
    consequences: [],
    fix: {
      action: 'Make a new client secret at the provider and enter it in WorkOS together with the client ID.',
      where: 'WorkOS Dashboard > Authentication > OAuth providers, or the connection of the organization',
      owner: 'workos-admin',
    },
    fixes: {
      google: {
        action: 'Add a client secret and enter it in WorkOS.',
        where: 'Google Cloud console > Google Auth Platform > Clients > the client > Client secrets',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Make a new client secret and copy its Value at once; secrets last 24 months at most.',
        where: 'App registrations > the app > Certificates & secrets > Client secrets > Value',
        owner: 'idp-admin',
      },
      github: {
        action: 'Generate a new client secret and enter the pair in WorkOS.',
        where: 'Settings > Developer settings > OAuth Apps > the app > Generate a new client secret',
        owner: 'idp-admin',
      },
      apple: {
        action:
          'Make a new key and let WorkOS have its file, key ID and team ID; the secret made from them lasts six months at most.',
        where: 'Certificates, Identifiers & Profiles > Keys',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Copy client ID and secret again.',
        where: 'Applications > the app > General > Client Credentials',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Regenerate the secret and enter it in WorkOS.',
        where: 'Clients > the client > Credentials > Client secret',
        owner: 'idp-admin',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  },
  {
    id: 'oauth.access-denied',
    title: 'The provider, or the person, declined',
    symptom: 'The redirect comes back with error=access_denied.',
    question: 'Who declined: the person, the consent screen, or a rule of the provider?',
    proven: 'The provider answers with access_denied, or its consent settings keep this person out.',
    ruledOut: 'A sign-in comes back with a code.',
    bears: ['oauth.consent'],
    needs: [
      signIn,
      provider,
      {
        input: 'test-sign-in',
        sentence:
          'Sign in once with an affected person and record it: the provider’s page says whether person, consent or policy declined.',
      },
    ],
    notToMistake: ['The person may simply have pressed Cancel: ask before changing anything.'],
    consequences: [],
    fix: {
      action: 'Open the application to the person at the provider: publish it, assign the person, or grant consent.',
      where: 'The consent and user settings of the application at the provider',
      owner: 'idp-admin',
    },
    fixes: {
      google: {
        action: 'Publish the app, or add the person as a test user while it is in Testing.',
        where: 'Google Cloud console > Google Auth Platform > Audience',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Grant admin consent, and assign the person where assignment is required.',
        where: 'Enterprise applications > the app > Permissions > Grant admin consent; Users and groups',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Assign the person to the application.',
        where: 'Applications > the app > Assignments',
        owner: 'idp-admin',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  },
  {
    id: 'oauth.scope-error',
    title: 'The provider refuses a scope',
    symptom: 'The redirect comes back with invalid_scope, or the provider shows a scope error.',
    question: 'Does the provider know and grant every scope that is asked for?',
    proven: 'The provider refuses the scopes asked for, and accepts openid profile email alone.',
    ruledOut: 'The provider accepts the scopes asked for.',
    bears: ['oauth.scopes'],
    needs: [
      provider,
      clientId,
      { input: 'oauth-scopes', with: ['oauth-provider'], sentence: 'Give the scopes that are asked for.' },
      signIn,
    ],
    notToMistake: ['GitHub reports no error for an unknown scope; it does not grant it.'],
    consequences: [],
    fix: {
      action: 'Take out the scopes that the provider does not know, or switch on the product that grants them.',
      where: 'provider_scopes of the sign-in link, or the scopes of the connection',
      owner: 'workos-admin',
      source: 'https://workos.com/docs/reference/sso/get-authorization-url',
    },
    fixes: {
      linkedin: {
        action: 'Add the product “Sign In with LinkedIn using OpenID Connect”, which grants openid, profile and email.',
        where: 'LinkedIn Developers > the app > Products',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Add the API permissions that the scopes stand for.',
        where: 'App registrations > the app > API permissions',
        owner: 'idp-admin',
      },
      google: {
        action: 'Add the scopes to the consent screen; restricted ones need a verification by Google.',
        where: 'Google Cloud console > Google Auth Platform > Data Access',
        owner: 'idp-admin',
      },
      gitlab: {
        action: 'Tick the scopes on the application.',
        where: 'User settings > Applications > the application > Scopes',
        owner: 'idp-admin',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.3'],
  },
]
