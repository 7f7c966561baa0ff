import type { Cause } from './shape'

const identityProviderConfiguration =
  'WorkOS Dashboard > Organizations > the organization > Authentication > the connection > Identity Provider Configuration > Edit Configuration'

const upload = {
  action: 'Download the metadata XML and upload it as a file: then WorkOS need not reach the address.',
  where: identityProviderConfiguration,
  owner: 'workos-admin',
} as const

const metadataNeed = {
  input: 'metadata',
  sentence: 'Give the metadata that WorkOS was to get: its address, or the file.',
} as const

const connectionNeed = {
  input: 'connection',
  sentence: 'Name the WorkOS connection: its state and its certificates tell whether WorkOS has the metadata.',
} as const

/** Branch “stuck in Draft”: WorkOS does not have usable metadata of the identity provider. */
export const draftCauses: readonly Cause[] = [
  {
    id: 'draft.metadata-not-uploaded',
    title: 'WorkOS was never given the metadata',
    symptom: 'The connection stays in Draft, and nobody has entered anything of the identity provider in WorkOS.',
    question: 'Does WorkOS hold anything of the identity provider: a certificate, a sign-on address?',
    proven:
      'The connection is in Draft or holds no certificate, it leads to no identity provider, and the metadata at hand is sound and reachable.',
    ruledOut: 'WorkOS holds a certificate, is past Draft, or sends sign-ins to the identity provider.',
    bears: ['workos.connection-state', 'workos.certificate'],
    needs: [
      connectionNeed,
      { ...metadataNeed, with: ['connection'] },
      {
        input: 'authorize',
        with: ['connection'],
        sentence: 'Ask WorkOS where it would send a sign-in: give the client ID and a registered redirect URI.',
      },
    ],
    notToMistake: [
      'WorkOS shows its certificates through the API in some environments only; a refusal there is no empty list.',
      'OIDC and OAuth connections have no metadata: look at client ID, secret and discovery endpoint instead.',
    ],
    consequences: [],
    fix: {
      action: 'Enter the metadata URL of the identity provider, or upload its metadata XML.',
      where: identityProviderConfiguration,
      owner: 'workos-admin',
      source: 'https://workos.com/docs/integrations/saml',
    },
    fixes: {
      adfs: {
        action: 'Give WorkOS the federation metadata of AD FS: the address, or the file saved from it.',
        where: `https://HOST/FederationMetadata/2007-06/FederationMetadata.xml, into ${identityProviderConfiguration}`,
        command: 'Get-AdfsEndpoint -AddressPath /FederationMetadata/2007-06/FederationMetadata.xml',
        owner: 'workos-admin',
        source: 'https://workos.com/docs/integrations/microsoft-ad-fs-saml',
      },
      shibboleth: {
        action: 'Give WorkOS the IdP’s metadata. The file is static: check that its certificate is the one in use.',
        where: `https://HOST/idp/shibboleth or metadata/idp-metadata.xml, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
      },
      simplesamlphp: {
        action: 'Give WorkOS the metadata of the hosted identity provider.',
        where: `https://HOST/simplesaml/module.php/saml/idp/metadata (before 2.0: /simplesaml/saml2/idp/metadata.php), into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://github.com/simplesamlphp/simplesamlphp',
      },
      keycloak: {
        action: 'Give WorkOS the SAML descriptor of the realm.',
        where: `https://HOST/realms/REALM/protocol/saml/descriptor, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
      },
      cas: {
        action: 'Give WorkOS the metadata of CAS as an identity provider.',
        where: `https://HOST/cas/idp/metadata, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://apereo.github.io/cas/development/installation/Configuring-SAML2-DynamicMetadata.html',
      },
      pingfederate: {
        action: 'Export the metadata of the SP connection and give it to WorkOS.',
        where: `https://HOST:9031/pf/federation_metadata.ping?PartnerSpId=SP-ENTITY-ID, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
      },
      entra: {
        action: 'Give WorkOS the address that belongs to this application: with ?appid= at its end.',
        where: `Single sign-on > SAML Certificates > App Federation Metadata Url, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://workos.com/docs/integrations/entra-id-saml',
      },
      okta: {
        action: 'Give WorkOS the metadata URL of the application.',
        where: `Sign On > SAML Signing Certificates > Actions > View IdP metadata, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://workos.com/docs/integrations/okta-saml',
      },
      google: {
        action: 'Download the metadata of the custom SAML app and upload the file.',
        where: `Apps > Web and mobile apps > the app > Download metadata, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://workos.com/docs/integrations/google-saml',
      },
      onelogin: {
        action: 'Give WorkOS the issuer URL of the application, which is its metadata address.',
        where: `SSO > Issuer URL, into ${identityProviderConfiguration}`,
        owner: 'workos-admin',
        source: 'https://workos.com/docs/integrations/onelogin-saml',
      },
    },
    sources: ['https://workos.com/docs/reference/sso/connection', 'https://workos.com/docs/integrations/saml'],
  },
  {
    id: 'draft.metadata-invalid',
    title: 'What WorkOS was given is not usable metadata',
    symptom:
      'The connection stays in Draft although metadata was given: the address shows a sign-in page, or the file is another one.',
    question: 'Is the document the metadata of an identity provider, with a signing certificate and a sign-on address?',
    proven:
      'The document is something else (a web page, JSON, a certificate, metadata of a service provider), cannot be read as XML, or lacks what sign-in needs.',
    ruledOut: 'It is an IDPSSODescriptor with a readable signing certificate and a sign-on address.',
    bears: [
      'metadata.source',
      'metadata.well-formed',
      'metadata.encoding',
      'metadata.dtd',
      'metadata.root',
      'metadata.role',
      'metadata.entity-id',
      'metadata.signing-certificate',
      'metadata.sso-endpoint',
    ],
    needs: [
      metadataNeed,
      {
        input: 'metadata-file',
        with: ['metadata'],
        sentence:
          'Save the metadata on the identity provider’s side and give it as a file, since its address gives none here.',
      },
      connectionNeed,
    ],
    notToMistake: [
      'A byte-order mark, UTF-16 or an EntitiesDescriptor around a single entity is no fault.',
      'A sign-in page written as XHTML is well-formed XML: the root element and its namespace count.',
      'An expired signing certificate does not make metadata unreadable; it is a cause of its own.',
      'A captive portal or a bot check answers in place of the identity provider: that says nothing of its metadata.',
      'Sign-on by HTTP-POST only works where the same address also accepts HTTP-Redirect.',
    ],
    consequences: ['draft.metadata-not-uploaded'],
    fix: {
      action: 'Get the metadata of the identity provider itself (not of the service provider), and give WorkOS that.',
      where: identityProviderConfiguration,
      owner: 'idp-admin',
    },
    fixes: {
      adfs: {
        action: 'Save the federation metadata on the server itself and give WorkOS that file.',
        where: 'https://HOST/FederationMetadata/2007-06/FederationMetadata.xml',
        command:
          'Invoke-WebRequest https://HOST/FederationMetadata/2007-06/FederationMetadata.xml -OutFile FederationMetadata.xml',
        owner: 'idp-admin',
      },
      shibboleth: {
        action: 'Correct the static metadata file, reload it and give it to WorkOS again.',
        where: 'metadata/idp-metadata.xml',
        command: 'xmllint --noout metadata/idp-metadata.xml',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Take the XML of the hosted identity provider, not the page around it and not an SP’s metadata.',
        where:
          '/simplesaml/module.php/saml/idp/metadata?output=xhtml shows the page; without the parameter comes the XML',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Take the descriptor of the realm, not that of a client.',
        where: 'Realm settings > General > Endpoints > SAML 2.0 Identity Provider Metadata',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Open the metadata endpoint without a sign-in and give WorkOS what it shows.',
        where: 'https://HOST/cas/idp/metadata',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Export the metadata of the SP connection with a signing certificate selected.',
        where: 'System > Protocol Metadata > Metadata Export',
        owner: 'idp-admin',
      },
      entra: {
        action:
          'Take the App Federation Metadata Url, with ?appid=. The metadata of the whole tenant has another certificate.',
        where: 'Single sign-on > SAML Certificates > App Federation Metadata Url',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Take the metadata of the application, not the page of the application.',
        where: 'Sign On > SAML Signing Certificates > Actions > View IdP metadata',
        owner: 'idp-admin',
      },
      google: {
        action: 'Download the metadata file; the console has no public address for it.',
        where: 'Apps > Web and mobile apps > the app > Download metadata',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Download the metadata of the application.',
        where: 'More Actions > SAML Metadata',
        owner: 'idp-admin',
      },
    },
    sources: [
      'https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf',
      'https://workos.com/docs/sso/saml-security',
    ],
  },
  {
    id: 'draft.metadata-unreachable',
    title: 'WorkOS cannot reach the metadata URL',
    symptom: 'The metadata URL opens inside the network, yet the connection stays in Draft.',
    question: 'Can the internet reach the metadata URL, with a certificate that public authorities stand behind?',
    proven:
      'The name does not exist in public DNS, leads to a private address, refuses connections, answers with an error, or shows a certificate that no public authority stands behind.',
    ruledOut:
      'WorkOS is past Draft, so it has the metadata. That an address opens from this machine proves nothing for the internet.',
    bears: [
      'network.url',
      'network.dns',
      'network.address-scope',
      'network.tcp',
      'network.tls',
      'network.tls-certificate',
      'network.http',
      'network.redirects',
    ],
    needs: [
      { input: 'metadata-url', sentence: 'Give the metadata URL that was entered in WorkOS.' },
      connectionNeed,
      {
        input: 'outside-view',
        sentence:
          'Look at the address from outside this network: name a public DNS resolver, or open the address over a phone’s own connection.',
      },
    ],
    notToMistake: [
      'That it opens on the administrator’s own machine says nothing about the internet.',
      'Behind a VPN or split DNS the same name has a private address inside and a public one outside.',
      'A device that inspects TLS replaces every certificate by one of its own authority.',
      'Without any network of its own this machine reaches nothing: that says nothing of the identity provider.',
      'A metadata file that was uploaded need not be reachable at all.',
    ],
    consequences: ['draft.metadata-not-uploaded'],
    fix: upload,
    fixes: {
      adfs: {
        action:
          'Publish the federation metadata through Web Application Proxy, or upload the file. An uploaded file must be replaced at every certificate roll-over.',
        where: 'Remote Access Management > Web Application Proxy > Publish, path /FederationMetadata/',
        command: 'Get-WebApplicationProxyApplication',
        owner: 'idp-admin',
      },
      shibboleth: { ...upload, action: `${upload.action} Shibboleth’s metadata is a static file anyway.` },
      keycloak: {
        action: 'Publish /realms/ through the reverse proxy and set the public host name, or upload the file.',
        where: 'Keycloak option hostname (KC_HOSTNAME)',
        command: 'bin/kc.sh start --hostname=https://sso.example.com',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Publish /pf/federation_metadata.ping on the runtime port, or upload the exported file.',
        where: 'System > Server > Protocol Settings > Base URL',
        owner: 'idp-admin',
      },
    },
    sources: ['https://www.rfc-editor.org/rfc/rfc6890', 'https://www.rfc-editor.org/rfc/rfc6761'],
  },
]
