import { inFile, type Product } from './product'

const profiles = inFile(
  'Switch the profile SAML2.SSO on, and reload the relying parties.',
  'conf/relying-party.xml',
  'bin/reload-service.sh -id shibboleth.RelyingPartyResolverService',
)

/** Source: https://shibboleth.atlassian.net/wiki/spaces/IDP5, the pages of each profile and of access control. */
export const shibboleth: Product = {
  name: 'Shibboleth IdP',
  ports: [443],
  marks: /shib_idp_session|idp\/profile\/|Web Login Service|urn:mace:shibboleth:metadata/i,
  entityIds: (host) => [`https://${host}/idp/shibboleth`],
  names: inFile(
    'Write the public name of the host into the metadata: the file is made once, when the IdP is installed, and follows nothing by itself.',
    'metadata/idp-metadata.xml; the entity ID stands in conf/idp.properties as idp.entityID',
  ),
  endpoints: [
    {
      role: 'metadata',
      name: 'Metadata',
      paths: ['/idp/shibboleth'],
      fix: inFile(
        'See that the metadata file is there and served, and that it names the present keys: it does not follow them by itself.',
        'metadata/idp-metadata.xml',
      ),
    },
    { role: 'sign-on', name: 'SAML 2.0 Redirect SSO', paths: ['/idp/profile/SAML2/Redirect/SSO'], fix: profiles },
    {
      role: 'unsolicited',
      name: 'Unsolicited SSO',
      paths: ['/idp/profile/SAML2/Unsolicited/SSO'],
      fix: {
        ...profiles,
        action:
          'Switch the profile SAML2.SSO on. To begin at the IdP, open the address with ?providerId=<SP entity ID>, which needs the metadata of WorkOS in conf/metadata-providers.xml.',
      },
    },
    {
      role: 'status',
      name: 'Status page',
      paths: ['/idp/status'],
      fix: inFile(
        'To read it from here, add this machine to the allowed addresses; closed is normal.',
        'conf/access-control.xml, AccessByIPAddress',
        'bin/reload-service.sh -id shibboleth.ReloadableAccessControlService',
      ),
    },
    {
      role: 'exchange',
      name: 'Back channel: artifact resolution',
      paths: ['/idp/profile/SAML2/SOAP/ArtifactResolution'],
      port: 8443,
      fix: inFile('WorkOS does not use the back channel; nothing needs to be done.', 'The connector on port 8443'),
    },
  ],
}
