import type { Cause, Need } from './shape'

const response: Need = {
  input: 'response',
  sentence:
    'Give the SAML response of a sign-in: record a test sign-in, save a HAR of it, or copy the form field SAMLResponse.',
}

/** Branch “stuck in Validating”: WorkOS has the details, and no sign-in has succeeded yet. */
export const validatingCauses: readonly Cause[] = [
  {
    id: 'validating.certificate-expired',
    title: 'The signing certificate of the identity provider has expired',
    symptom: 'Sign-ins fail from one day to the next, or the connection never leaves Validating.',
    question: 'Is one of the signing certificates that WorkOS holds, or that the metadata publishes, still valid?',
    proven: 'Every signing certificate that WorkOS holds, or every one of the metadata, has ended by corrected time.',
    ruledOut: 'WorkOS holds a certificate that is valid; or the metadata has one and a response verifies with it.',
    bears: ['metadata.certificate-expiry', 'workos.certificate', 'response.signature'],
    needs: [
      {
        input: 'metadata',
        sentence: 'Give the identity provider’s metadata: the dates of its certificates stand in it.',
      },
      {
        input: 'connection',
        sentence: 'Name the WorkOS connection: its list of certificates tells which ones WorkOS goes by.',
      },
      { ...response, with: ['metadata'] },
    ],
    notToMistake: [
      'An expired certificate beside a valid one is a left-over of the last roll-over.',
      'An encryption certificate may have ended; sign-in does not depend on it.',
      'By a wrong clock of this machine every certificate may look expired.',
      'Google’s metadata ends on the same day as its certificate (validUntil): one fault, two dates.',
      'That the certificate signs itself, or was made with SHA-1, does not matter here.',
    ],
    consequences: ['saml.signature-invalid'],
    fix: {
      action: 'Make a new signing certificate, give WorkOS the new metadata, then sign with it.',
      owner: 'idp-admin',
      source: 'https://workos.com/docs/sso/signing-certificates',
    },
    fixes: {
      adfs: {
        action:
          'Roll the token-signing certificate over, then have WorkOS read the metadata again. The switch “Urgent” of Update-AdfsCertificate replaces it at once and cuts off every partner that has not the new one.',
        where: 'AD FS Management > Service > Certificates > Token-signing',
        command:
          'Get-AdfsCertificate -CertificateType Token-Signing\nUpdate-AdfsCertificate -CertificateType Token-Signing',
        owner: 'idp-admin',
        source: 'https://learn.microsoft.com/powershell/module/adfs/update-adfscertificate',
      },
      shibboleth: {
        action:
          'Replace the signing key pair, put the new certificate into the metadata file, and give WorkOS that file.',
        where: 'credentials/idp-signing.key, credentials/idp-signing.crt and metadata/idp-metadata.xml',
        command: 'openssl x509 -in credentials/idp-signing.crt -noout -enddate',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Make a new key pair, enter it, and give WorkOS the new metadata.',
        where: 'metadata/saml20-idp-hosted.php > privatekey, certificate',
        command: 'openssl req -newkey rsa:3072 -new -x509 -days 3652 -nodes -out cert/idp.crt -keyout cert/idp.pem',
        owner: 'idp-admin',
      },
      keycloak: {
        action:
          'Add a new RS256 key provider with a higher priority, give WorkOS the new descriptor, then disable the old one.',
        where: 'Realm settings > Keys > Providers > Add provider > rsa-generated',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Replace the signing certificate of the SAML identity provider and give WorkOS the new metadata.',
        where: 'cas.authn.saml-idp.metadata.file-system.location: idp-signing.crt, idp-signing.key, idp-metadata.xml',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Make or import a new signing certificate and select it in the SP connection.',
        where:
          'Security > Signing & Decryption Keys & Certificates; SP Connection > Credentials > Digital Signature Settings',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Create a new certificate, give WorkOS the metadata, then make it active.',
        where: 'Single sign-on > SAML Certificates > Token signing certificate > Edit > New Certificate',
        owner: 'idp-admin',
        source:
          'https://learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on',
      },
      okta: {
        action:
          'Generate a new certificate, give WorkOS the metadata, then activate it: a new one is inactive at first.',
        where: 'Sign On > SAML Signing Certificates > Generate new certificate > Actions > Activate',
        owner: 'idp-admin',
      },
      google: {
        action: 'Add a certificate, select it for the app, and give WorkOS the new metadata file.',
        where: 'Apps > Web and mobile apps > the app > Service provider details > Certificate',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Create a new certificate and select it for the app.',
        where: 'Security > Certificates; then the app > SSO > X.509 Certificate > Change',
        owner: 'idp-admin',
      },
    },
    sources: [
      'https://workos.com/docs/reference/sso/saml-idp-signing-certificate',
      'https://workos.com/docs/events/connection',
    ],
  },
  {
    id: 'validating.acs-url-typo',
    title: 'The identity provider has a wrong ACS URL',
    symptom: 'The identity provider refuses the request, or posts the response to an address WorkOS does not have.',
    question: 'Is the ACS URL at the identity provider the one WorkOS sends, character by character?',
    proven: 'Destination or Recipient of a response differs from the ACS URL that WorkOS sends.',
    ruledOut: 'Destination and Recipient are the ACS URL, byte by byte; or the last sign-in succeeded.',
    bears: ['response.destination', 'response.recipient', 'response.status'],
    needs: [
      response,
      {
        input: 'acs-url',
        with: ['response'],
        sentence:
          'Give the ACS URL that WorkOS shows on the connection, or let WorkOS be asked where it sends sign-ins.',
      },
      {
        input: 'test-sign-in',
        sentence: 'Sign in once and record it: where the response is posted to settles it.',
      },
    ],
    notToMistake: [
      'Letter case of the host, or :443 written out, is the same address to a browser; only strict software refuses it.',
      'A response that is not itself signed may leave Destination out.',
      'Some products have one field for the ACS URL and another for the Recipient or Destination.',
    ],
    consequences: ['saml.recipient-mismatch'],
    fix: {
      action: 'Copy the ACS URL from the WorkOS connection again and paste it, whole, at the identity provider.',
      where: 'The ACS URL (Assertion Consumer Service URL, Reply URL, Recipient) of the application',
      owner: 'idp-admin',
    },
    fixes: {
      adfs: {
        action: 'Correct the SAML Assertion Consumer endpoint of the relying party trust (binding POST, default).',
        where: 'Relying Party Trust > Properties > Endpoints > SAML Assertion Consumer Endpoints',
        command:
          'Set-AdfsRelyingPartyTrust -TargetName "WorkOS" -SamlEndpoint (New-AdfsSamlEndpoint -Binding POST -Protocol SAMLAssertionConsumer -Uri "ACS-URL" -IsDefault $true -Index 0)',
        owner: 'idp-admin',
        source: 'https://learn.microsoft.com/powershell/module/adfs/set-adfsrelyingpartytrust',
      },
      shibboleth: {
        action: 'Correct the AssertionConsumerService in the metadata of the service provider and reload it.',
        where: 'conf/metadata-providers.xml, the file it names',
        command: 'bin/reload-service.sh -id shibboleth.MetadataResolverService',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Correct AssertionConsumerService of the service provider.',
        where: 'metadata/saml20-sp-remote.php > AssertionConsumerService',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Correct the POST binding URL, and let Valid redirect URIs cover it.',
        where:
          'Clients > the client > Advanced > Fine Grain SAML Endpoint Configuration > Assertion Consumer Service POST Binding URL',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Correct AssertionConsumerService in the metadata that the service entry names.',
        where: 'Service entry of class SamlRegisteredService > metadataLocation',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Correct the default ACS endpoint (binding POST).',
        where: 'SP Connection > Browser SSO > Protocol Settings > Assertion Consumer Service URL',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Correct the Reply URL.',
        where: 'Single sign-on > Basic SAML Configuration > Reply URL (Assertion Consumer Service URL)',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Correct the Single sign-on URL and tick “Use this for Recipient URL and Destination URL”.',
        where: 'General > SAML Settings > Single sign-on URL',
        owner: 'idp-admin',
      },
      google: {
        action: 'Correct the ACS URL.',
        where: 'Apps > Web and mobile apps > the app > Service provider details > ACS URL',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Correct ACS (Consumer) URL, its validator, and Recipient: three fields.',
        where: 'Configuration > ACS (Consumer) URL, ACS (Consumer) URL Validator, Recipient',
        owner: 'idp-admin',
      },
    },
    sources: [
      'https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf',
      'https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf',
    ],
  },
  {
    id: 'validating.entity-id-mismatch',
    title: 'The two sides do not use the same entity IDs',
    symptom:
      'The identity provider does not know the application that WorkOS names, or its answer is meant for, or comes from, somebody else.',
    question: 'Is the SP entity ID at the identity provider the one WorkOS sends, character by character?',
    proven:
      'The Audience of a response is not the SP entity ID that WorkOS sends, or its Issuer is not the entity ID of the metadata.',
    ruledOut: 'Audience and Issuer are the expected ones, byte by byte; or the last sign-in succeeded.',
    bears: ['response.audience', 'response.issuer', 'response.status'],
    needs: [
      response,
      {
        input: 'sp-entity-id',
        with: ['response'],
        sentence:
          'Give the SP entity ID that WorkOS shows on the connection, or let WorkOS be asked where it sends sign-ins.',
      },
      { input: 'test-sign-in', sentence: 'Sign in once and record it: the Audience of the response settles it.' },
    ],
    notToMistake: [
      'Entity IDs are identifiers, not addresses: http:// in the one of AD FS or Okta is right and secure.',
      'Entra ID accepts identifiers beginning with spn: or a GUID: what is sent counts, not what is configured.',
      'Letter case and a slash at the end count.',
    ],
    consequences: ['saml.audience-mismatch'],
    fix: {
      action: 'Copy the SP entity ID from the WorkOS connection again and paste it, whole, at the identity provider.',
      where: 'The Audience (SP entity ID, Identifier) of the application',
      owner: 'idp-admin',
    },
    fixes: {
      adfs: {
        action: 'Enter the SP entity ID as an identifier of the relying party trust.',
        where: 'Relying Party Trust > Properties > Identifiers > Relying party identifiers',
        command: 'Set-AdfsRelyingPartyTrust -TargetName "WorkOS" -Identifier "SP-ENTITY-ID"',
        owner: 'idp-admin',
        source: 'https://learn.microsoft.com/powershell/module/adfs/set-adfsrelyingpartytrust',
      },
      shibboleth: {
        action: 'Correct the entityID in the metadata of the service provider and reload it.',
        where: 'conf/metadata-providers.xml, the file it names; relyingPartyIds in conf/relying-party.xml',
        command: 'bin/reload-service.sh -id shibboleth.MetadataResolverService',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Make the key of the entry the SP entity ID, and take a wrong audience out.',
        where: 'metadata/saml20-sp-remote.php > the key of the entry, audience',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Set the Client ID to the SP entity ID.',
        where: 'Clients > the client > Settings > Client ID',
        owner: 'idp-admin',
      },
      cas: {
        action:
          'Correct serviceId: a regular expression that must match the SP entity ID, with dots and slashes escaped.',
        where: 'Service entry of class SamlRegisteredService > serviceId',
        owner: 'idp-admin',
        source: 'https://apereo.github.io/cas/development/services/SAML2-Service-Management.html',
      },
      pingfederate: {
        action: 'Correct the partner’s entity ID.',
        where: 'SP Connection > General Info > Partner’s Entity ID (Connection ID)',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Correct the identifier.',
        where: 'Single sign-on > Basic SAML Configuration > Identifier (Entity ID)',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Correct the Audience URI.',
        where: 'General > SAML Settings > Audience URI (SP Entity ID)',
        owner: 'idp-admin',
      },
      google: {
        action: 'Correct the entity ID.',
        where: 'Apps > Web and mobile apps > the app > Service provider details > Entity ID',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Correct the audience.',
        where: 'Configuration > Audience (EntityID)',
        owner: 'idp-admin',
      },
    },
    sources: ['https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf'],
  },
]
