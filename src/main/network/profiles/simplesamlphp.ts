import { inFile, type Product } from './product'

const switchOn = inFile(
  "Switch the identity provider on ('enable.saml20-idp' => true), and set 'baseurlpath' to the address people use.",
  'config/config.php',
)
/** Version 2 first, then version 1, each below the usual folder and at the root. */
const places = (second: string, first: string) =>
  ['/simplesaml', ''].flatMap((folder) => [`${folder}/module.php/saml/idp/${second}`, `${folder}/saml2/idp/${first}`])

/** Source: https://simplesamlphp.org/docs/stable/, the pages on the identity provider and the hosted IdP reference. */
export const simplesamlphp: Product = {
  name: 'SimpleSAMLphp',
  ports: [443],
  marks: /SimpleSAML|SSOService\.php|module\.php\/saml/i,
  entityIds: (host) => places('metadata', 'metadata.php').map((path) => `https://${host}${path}`),
  names: inFile(
    "Set 'baseurlpath' to the whole public address, with scheme and host; behind a proxy it cannot be guessed.",
    "config/config.php; a fixed entity ID is the key of metadata/saml20-idp-hosted.php in place of '__DYNAMIC:1__'",
  ),
  endpoints: [
    { role: 'metadata', name: 'IdP metadata', paths: places('metadata', 'metadata.php'), fix: switchOn },
    {
      role: 'sign-on',
      name: 'Single sign-on service',
      paths: places('singleSignOnService', 'SSOService.php'),
      fix: switchOn,
    },
    {
      role: 'exchange',
      name: 'Back channel: artifact resolution',
      paths: places('artifactResolutionService', 'ArtifactResolutionService.php'),
      fix: inFile(
        'WorkOS does not use the back channel; nothing needs to be done.',
        "metadata/saml20-idp-hosted.php, 'saml20.sendartifact'",
      ),
    },
  ],
}
