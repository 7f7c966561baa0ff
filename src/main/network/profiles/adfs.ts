import type { Fix } from '../../../shared/finding'
import { inFile, type Product } from './product'

const endpoint = (path: string): Fix => ({
  action: 'Switch the endpoint on, and for callers from outside on the Web Application Proxy as well.',
  where: 'AD FS Management › Service › Endpoints; on the primary node, then restart the service',
  command: `Get-AdfsEndpoint -AddressPath "${path}"\nEnable-AdfsEndpoint -TargetAddressPath "${path}"\nSet-AdfsEndpoint -TargetAddressPath "${path}" -Proxy $true\nRestart-Service adfssrv`,
  owner: 'idp-admin',
})

const metadata = '/FederationMetadata/2007-06/FederationMetadata.xml'

/** Source: https://learn.microsoft.com/windows-server/identity/ad-fs/operations/ad-fs-faq and the AD FS cmdlets. */
export const adfs: Product = {
  name: 'AD FS',
  ports: [443],
  marks: /\/adfs\/(?:portal|ls|services\/trust)\b|MSIS\d{4}|MSISAuth/i,
  entityIds: (host) => [`http://${host}/adfs/services/trust`, `https://${host}/adfs/services/trust`],
  names: {
    action: 'Set the name of the federation service to the one that people and WorkOS use, then restart the service.',
    where: 'AD FS Management › Edit Federation Service Properties › Federation Service name and identifier',
    command:
      'Get-AdfsProperties | fl HostName,Identifier\nSet-AdfsProperties -HostName "<name>"\nRestart-Service adfssrv',
    owner: 'idp-admin',
  },
  endpoints: [
    { role: 'metadata', name: 'Federation metadata', paths: [metadata], fix: endpoint(metadata) },
    {
      role: 'sign-on',
      name: 'SAML and WS-Federation sign-on',
      paths: ['/adfs/ls/'],
      fix: endpoint('/adfs/ls/'),
    },
    {
      role: 'unsolicited',
      name: 'IdP-initiated sign-on page',
      paths: ['/adfs/ls/idpinitiatedsignon.aspx'],
      // AD FS shows its error page in its place, with 200 and in the language of the browser.
      whileOff: /id=["']?errorArea\b|MSIS70(?:12|42|65)/,
      fix: {
        action:
          'Only for a test from the side of AD FS: switch the page on. Sign-in that begins at WorkOS does not need it.',
        command: 'Set-AdfsProperties -EnableIdpInitiatedSignonPage $true',
        owner: 'idp-admin',
      },
    },
    {
      role: 'exchange',
      name: 'WS-Trust metadata exchange (mex)',
      paths: ['/adfs/services/trust/mex'],
      fix: endpoint('/adfs/services/trust/mex'),
    },
    {
      role: 'discovery',
      name: 'OpenID Connect discovery (2016 and newer)',
      paths: ['/adfs/.well-known/openid-configuration'],
      fix: endpoint('/adfs/.well-known/openid-configuration'),
    },
    {
      role: 'status',
      name: 'Probe for load balancers',
      paths: ['/adfs/probe'],
      port: 80,
      scheme: 'http',
      fix: inFile(
        'Open port 80 to the load balancer only, if one uses the probe.',
        'The firewall of the AD FS or WAP server',
      ),
    },
  ],
}
