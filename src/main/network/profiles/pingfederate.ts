import { inFile, type Product } from './product'

/** Source: https://docs.pingidentity.com/pingfederate/latest/, the pages on IdP endpoints and system-services endpoints. */
export const pingfederate: Product = {
  name: 'PingFederate',
  ports: [9031, 443],
  marks: /pf\.(?:username|pass|ok)|^set-cookie: PF=|PingFederate|\/idp\/SSO\.saml2/im,
  entityIds: () => [],
  names: inFile(
    'Set the base address to the public one, with the port people use, then export the metadata again.',
    'System › Server › Protocol Settings › Federation Info: Base URL, SAML 2.0 Entity ID; the SP connection’s virtual server IDs',
  ),
  endpoints: [
    {
      role: 'metadata',
      name: 'Federation metadata',
      paths: ['/pf/federation_metadata.ping'],
      fix: inFile(
        'Export the metadata of the SP connection, or add ?PartnerSpId= with the SP entity ID to the address.',
        'System › Protocol Metadata › Metadata Export',
      ),
    },
    {
      role: 'sign-on',
      name: 'SAML 2.0 SSO service',
      paths: ['/idp/SSO.saml2'],
      fix: inFile('Switch the IdP role and SAML 2.0 on.', 'System › Server › Protocol Settings › Roles & Protocols'),
    },
    {
      role: 'unsolicited',
      name: 'IdP-initiated sign-on',
      paths: ['/idp/startSSO.ping'],
      fix: inFile(
        'Switch IdP-initiated SSO on for the connection; the address with ?PartnerSpId=<SP entity ID> then begins at the IdP.',
        'SP Connection › Browser SSO › SAML Profiles',
      ),
    },
    {
      role: 'exchange',
      name: 'Back channel: artifact resolution',
      paths: ['/idp/ARS.ssaml2'],
      fix: inFile('WorkOS does not use the back channel; nothing needs to be done.', 'SP Connection › SAML Profiles'),
    },
    {
      role: 'status',
      name: 'Heartbeat',
      paths: ['/pf/heartbeat.ping'],
      fix: inFile('Let the heartbeat through for this machine.', 'The reverse proxy or firewall in front'),
    },
  ],
}
