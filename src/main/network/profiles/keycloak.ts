import { inFile, type Product } from './product'

/** Before version 17 everything lay below /auth. */
const places = (path: string) => ['', '/auth'].map((folder) => `${folder}/realms/REALM${path}`)

/** Source: https://www.keycloak.org/docs/latest/server_admin/ and https://www.keycloak.org/server/hostname. */
export const keycloak: Product = {
  name: 'Keycloak',
  ports: [443, 8443],
  marks:
    /AUTH_SESSION_ID|KC_RESTART|kc-form-login|\/realms\/[^"'<]{1,80}\/protocol\/saml|\/resources\/[^"']{1,80}\/login\/|"token-service"|Realm does not exist/i,
  entityIds: (host, realm) =>
    ['', '/auth'].map((folder) => `https://${host}${folder}/realms/${encodeURIComponent(realm)}`),
  names: inFile(
    'Tell Keycloak the public address, and let it read the headers of the proxy in front; then give WorkOS the metadata again, since entity ID and addresses change with it.',
    'conf/keycloak.conf, or as options at start',
    'hostname=https://<public name>\nproxy-headers=xforwarded',
  ),
  endpoints: [
    {
      role: 'metadata',
      name: 'SAML descriptor of the realm',
      paths: places('/protocol/saml/descriptor'),
      fix: inFile(
        'Check the name of the realm (letter case counts), and publish /realms/ on the reverse proxy.',
        'Realm settings › General › Endpoints',
      ),
    },
    {
      role: 'sign-on',
      name: 'SAML endpoint of the realm',
      paths: places('/protocol/saml'),
      fix: inFile('Publish /realms/ on the reverse proxy.', 'The reverse proxy in front; KC_PROXY_HEADERS'),
    },
    {
      role: 'discovery',
      name: 'OpenID Connect discovery',
      paths: places('/.well-known/openid-configuration'),
      fix: inFile('Check the name of the realm.', 'Realm settings › General'),
    },
    {
      role: 'exchange',
      name: 'Back channel: artifact resolution',
      paths: places('/protocol/saml/resolve'),
      fix: inFile('WorkOS does not use the back channel; nothing needs to be done.', 'Client › Settings › Artifact'),
    },
    {
      role: 'status',
      name: 'Health',
      paths: ['/health/ready'],
      fix: inFile(
        'Only to watch Keycloak: switch health on; newer versions serve it on port 9000.',
        'KC_HEALTH_ENABLED=true',
      ),
    },
  ],
}
