import type { Fix } from '../../../shared/finding'
import type { ProfileId } from '../../../shared/guidance/causes-products'

/** What an endpoint is for. */
export type EndpointRole = 'metadata' | 'sign-on' | 'unsolicited' | 'status' | 'exchange' | 'discovery'

export interface ProductEndpoint {
  role: EndpointRole
  /** As the product's documentation calls it. */
  name: string
  /** Where it lies, the usual place first. `REALM` stands for a Keycloak realm. */
  paths: readonly string[]
  /** On a port or by a scheme of its own. */
  port?: number
  scheme?: 'http'
  /** What to do when it is switched off, missing or closed. */
  fix: Fix
}

export interface Product {
  name: string
  /** The port it listens on unless a proxy stands in front. */
  port: number
  endpoints: readonly ProductEndpoint[]
  /** What gives it away in headers and pages. */
  marks: RegExp
}

const adfsEndpoint = (path: string): Fix => ({
  action: 'Switch the endpoint on, and for callers from outside on the Web Application Proxy as well.',
  where: 'AD FS Management › Service › Endpoints; on the primary node, then restart the service',
  command: `Get-AdfsEndpoint -AddressPath "${path}"\nEnable-AdfsEndpoint -TargetAddressPath "${path}"\nSet-AdfsEndpoint -TargetAddressPath "${path}" -Proxy $true\nRestart-Service adfssrv`,
  owner: 'idp-admin',
})
const file = (action: string, where: string): Fix => ({ action, where, owner: 'idp-admin' })

/**
 * Where each product that people run themselves has its endpoints. Sources: the documentation of AD FS, Shibboleth IdP 4 and 5,
 * SimpleSAMLphp 1 and 2, Keycloak, Apereo CAS and PingFederate.
 */
export const profileProducts: Readonly<Record<ProfileId, Product>> = {
  adfs: {
    name: 'AD FS',
    port: 443,
    marks: /\/adfs\/(?:portal|ls|services\/trust)\b|MSIS\d{4}|MSISAuth/i,
    endpoints: [
      {
        role: 'metadata',
        name: 'Federation metadata',
        paths: ['/FederationMetadata/2007-06/FederationMetadata.xml'],
        fix: adfsEndpoint('/FederationMetadata/2007-06/FederationMetadata.xml'),
      },
      { role: 'sign-on', name: 'SAML and WS-Federation sign-on', paths: ['/adfs/ls/'], fix: adfsEndpoint('/adfs/ls/') },
      {
        role: 'unsolicited',
        name: 'IdP-initiated sign-on page',
        paths: ['/adfs/ls/idpinitiatedsignon.aspx'],
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
        fix: adfsEndpoint('/adfs/services/trust/mex'),
      },
      {
        role: 'discovery',
        name: 'OpenID Connect discovery (2016 and newer)',
        paths: ['/adfs/.well-known/openid-configuration'],
        fix: adfsEndpoint('/adfs/.well-known/openid-configuration'),
      },
      {
        role: 'status',
        name: 'Probe for load balancers',
        paths: ['/adfs/probe'],
        port: 80,
        scheme: 'http',
        fix: file(
          'Open port 80 to the load balancer only, if one uses the probe.',
          'The firewall of the AD FS or WAP server',
        ),
      },
    ],
  },
  shibboleth: {
    name: 'Shibboleth IdP',
    port: 443,
    marks: /shib_idp_session|idp\/profile\/|Web Login Service/i,
    endpoints: [
      {
        role: 'metadata',
        name: 'Metadata',
        paths: ['/idp/shibboleth'],
        fix: file(
          'See that the metadata file is there and served, and that it names the present keys: it does not follow them by itself.',
          'metadata/idp-metadata.xml',
        ),
      },
      {
        role: 'sign-on',
        name: 'SAML 2.0 Redirect SSO',
        paths: ['/idp/profile/SAML2/Redirect/SSO'],
        fix: file('Switch the profile SAML2.SSO on.', 'conf/relying-party.xml'),
      },
      {
        role: 'unsolicited',
        name: 'Unsolicited SSO',
        paths: ['/idp/profile/SAML2/Unsolicited/SSO'],
        fix: file('Switch the profile SAML2.SSO on for unsolicited responses.', 'conf/relying-party.xml'),
      },
      {
        role: 'status',
        name: 'Status page',
        paths: ['/idp/status'],
        fix: file(
          'To read it from here, add this machine to the allowed addresses; closed is normal.',
          'conf/access-control.xml, AccessByIPAddress',
        ),
      },
      {
        role: 'exchange',
        name: 'Back channel: artifact resolution',
        paths: ['/idp/profile/SAML2/SOAP/ArtifactResolution'],
        port: 8443,
        fix: file('WorkOS does not use the back channel; nothing needs to be done.', 'The connector on port 8443'),
      },
    ],
  },
  simplesamlphp: {
    name: 'SimpleSAMLphp',
    port: 443,
    marks: /SimpleSAML|simplesaml|SSOService\.php|module\.php\/saml/i,
    endpoints: [
      {
        role: 'metadata',
        name: 'IdP metadata',
        paths: [
          '/simplesaml/module.php/saml/idp/metadata',
          '/simplesaml/saml2/idp/metadata.php',
          '/module.php/saml/idp/metadata',
          '/saml2/idp/metadata.php',
        ],
        fix: file(
          "Switch the identity provider on: 'enable.saml20-idp' => true, and set 'baseurlpath'.",
          'config/config.php',
        ),
      },
      {
        role: 'sign-on',
        name: 'Single sign-on service',
        paths: [
          '/simplesaml/module.php/saml/idp/singleSignOnService',
          '/simplesaml/saml2/idp/SSOService.php',
          '/module.php/saml/idp/singleSignOnService',
          '/saml2/idp/SSOService.php',
        ],
        fix: file(
          "Switch the identity provider on: 'enable.saml20-idp' => true, and set 'baseurlpath'.",
          'config/config.php',
        ),
      },
    ],
  },
  keycloak: {
    name: 'Keycloak',
    port: 443,
    marks:
      /AUTH_SESSION_ID|KC_RESTART|kc-form-login|\/realms\/[^"'<]{1,80}\/protocol\/saml|\/resources\/[^"']{1,80}\/login\/|"token-service"/i,
    endpoints: [
      {
        role: 'metadata',
        name: 'SAML descriptor of the realm',
        paths: ['/realms/REALM/protocol/saml/descriptor', '/auth/realms/REALM/protocol/saml/descriptor'],
        fix: file(
          'Check the name of the realm (letter case counts), and publish /realms/ on the reverse proxy.',
          'Realm settings › General › Endpoints',
        ),
      },
      {
        role: 'sign-on',
        name: 'SAML endpoint of the realm',
        paths: ['/realms/REALM/protocol/saml', '/auth/realms/REALM/protocol/saml'],
        fix: file('Publish /realms/ on the reverse proxy.', 'KC_HOSTNAME, KC_PROXY_HEADERS'),
      },
      {
        role: 'discovery',
        name: 'OpenID Connect discovery',
        paths: [
          '/realms/REALM/.well-known/openid-configuration',
          '/auth/realms/REALM/.well-known/openid-configuration',
        ],
        fix: file('Check the name of the realm.', 'Realm settings › General'),
      },
      {
        role: 'status',
        name: 'Health',
        paths: ['/health/ready'],
        fix: file(
          'Only to watch Keycloak: switch health on; newer versions serve it on port 9000.',
          'KC_HEALTH_ENABLED=true',
        ),
      },
    ],
  },
  cas: {
    name: 'CAS',
    port: 443,
    marks: /TGC=|org\.apereo\.cas|\/cas\/(?:login|themes|css|idp)\b/i,
    endpoints: [
      {
        role: 'metadata',
        name: 'IdP metadata',
        paths: ['/cas/idp/metadata', '/idp/metadata'],
        fix: file(
          'Add the SAML 2.0 identity provider support to the overlay.',
          'build.gradle: cas-server-support-saml-idp; cas.authn.saml-idp.core.entity-id',
        ),
      },
      {
        role: 'sign-on',
        name: 'SAML 2.0 Redirect SSO',
        paths: ['/cas/idp/profile/SAML2/Redirect/SSO', '/idp/profile/SAML2/Redirect/SSO'],
        fix: file(
          'Add the SAML 2.0 identity provider support to the overlay.',
          'build.gradle: cas-server-support-saml-idp',
        ),
      },
      {
        role: 'unsolicited',
        name: 'Unsolicited SSO',
        paths: ['/cas/idp/profile/SAML2/Unsolicited/SSO', '/idp/profile/SAML2/Unsolicited/SSO'],
        fix: file(
          'Register the service provider; the endpoint comes with the SAML support.',
          'The service’s JSON, SamlRegisteredService',
        ),
      },
      {
        role: 'status',
        name: 'Health (actuator)',
        paths: ['/cas/actuator/health', '/actuator/health'],
        fix: file(
          'To read it from here, allow this machine; closed is normal.',
          'management.endpoints.web.exposure.include, cas.monitor.endpoints',
        ),
      },
    ],
  },
  pingfederate: {
    name: 'PingFederate',
    port: 9031,
    marks: /pf\.(?:username|pass|ok)|^set-cookie: PF=|pingidentity|\/idp\/SSO\.saml2/im,
    endpoints: [
      {
        role: 'metadata',
        name: 'Federation metadata',
        paths: ['/pf/federation_metadata.ping'],
        fix: file(
          'Export the metadata of the SP connection, or add ?PartnerSpId= with the SP entity ID to the address.',
          'System › Protocol Metadata › Metadata Export',
        ),
      },
      {
        role: 'sign-on',
        name: 'SAML 2.0 SSO service',
        paths: ['/idp/SSO.saml2'],
        fix: file('Switch the IdP role and SAML 2.0 on.', 'System › Server › Protocol Settings › Roles & Protocols'),
      },
      {
        role: 'unsolicited',
        name: 'IdP-initiated sign-on',
        paths: ['/idp/startSSO.ping'],
        fix: file('Switch IdP-initiated SSO on for the connection.', 'SP Connection › Browser SSO › SAML Profiles'),
      },
      {
        role: 'status',
        name: 'Heartbeat',
        paths: ['/pf/heartbeat.ping'],
        fix: file('Let the heartbeat through for this machine.', 'The reverse proxy or firewall in front'),
      },
    ],
  },
}
