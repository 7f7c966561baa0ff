import { inFile, type Product } from './product'

const places = (path: string) => ['/cas', ''].map((folder) => `${folder}${path}`)

const support = inFile(
  'Add the SAML 2.0 identity provider support to the overlay.',
  'build.gradle',
  'implementation "org.apereo.cas:cas-server-support-saml-idp"',
)

/** Source: https://apereo.github.io/cas/7.3.x/authentication/Configuring-SAML2-Authentication.html. */
export const cas: Product = {
  name: 'CAS',
  ports: [443, 8443],
  marks: /TGC=|org\.apereo\.cas|\/cas\/(?:login|themes|css|idp)\b/i,
  entityIds: (host) => [`https://${host}/cas/idp`, `https://${host}/cas/idp/metadata`, `https://${host}/idp`],
  names: inFile(
    'Set the public address of CAS, delete the metadata that was made with the old one, and let CAS make it again.',
    'cas.server.name, cas.server.prefix, cas.authn.saml-idp.core.entity-id; idp-metadata.xml in cas.authn.saml-idp.metadata.file-system.location',
  ),
  endpoints: [
    { role: 'metadata', name: 'IdP metadata', paths: places('/idp/metadata'), fix: support },
    {
      role: 'sign-on',
      name: 'SAML 2.0 Redirect SSO',
      paths: places('/idp/profile/SAML2/Redirect/SSO'),
      fix: support,
    },
    {
      role: 'unsolicited',
      name: 'Unsolicited SSO',
      paths: places('/idp/profile/SAML2/Unsolicited/SSO'),
      fix: inFile(
        'Register WorkOS as a service; then the address with ?providerId=<SP entity ID> begins at the IdP.',
        'The service’s JSON, SamlRegisteredService: serviceId is a regular expression of the SP entity ID',
      ),
    },
    {
      role: 'exchange',
      name: 'Back channel: artifact resolution',
      paths: places('/idp/profile/SAML2/SOAP/ArtifactResolution'),
      fix: inFile('WorkOS does not use the back channel; nothing needs to be done.', 'The SAML support of the overlay'),
    },
    {
      role: 'status',
      name: 'Health (actuator)',
      paths: places('/actuator/health'),
      fix: inFile(
        'To read it from here, allow this machine; closed is normal.',
        'management.endpoints.web.exposure.include, cas.monitor.endpoints',
      ),
    },
  ],
}
