import type { Note } from './note'

/** The secrets of a set-up that end, and as what they are watched. A key pair ends with its certificate. */
export const endingSecrets: Readonly<Record<string, Note['kind'] | undefined>> = {
  client_secret: 'client-secret',
  oauth_client_credentials: 'client-secret',
  scim_bearer_token: 'scim-token',
  api_key: 'api-key',
  api_token: 'api-key',
  password: 'password',
}
