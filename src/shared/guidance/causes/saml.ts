import { clockFixes } from '../clock-fixes'
import type { Cause, Need } from './shape'
import { validatingCauses } from './validating'

const response: Need = {
  input: 'response',
  sentence:
    'Give the SAML response of a sign-in: record a test sign-in, save a HAR of it, or copy the form field SAMLResponse.',
}
const opened: Need = {
  input: 'decryption-key',
  with: ['response'],
  sentence: 'Give the key that opens the encrypted assertion, or switch encryption off for a test sign-in.',
}

/** The fields are the same ones; the twin in the branch “stuck in Validating” names them. */
function fixesOfTwin(id: Cause['id']): Cause['fixes'] {
  return validatingCauses.find((cause) => cause.id === id)?.fixes ?? {}
}

const windowsClock = clockFixes[0]
const linuxClock = clockFixes[2]

/** Branch “SAML assertion errors”: WorkOS refuses what the identity provider sends. */
export const samlCauses: readonly Cause[] = [
  {
    id: 'saml.recipient-mismatch',
    title: 'The response is addressed to another recipient',
    symptom: 'WorkOS reports a Recipient or Destination mismatch.',
    question: 'Is the Recipient of the assertion the ACS URL of the connection?',
    proven:
      'SubjectConfirmationData/@Recipient, or Response/@Destination, is not the ACS URL, or is missing where it must be.',
    ruledOut: 'Recipient and Destination are the ACS URL.',
    bears: ['response.recipient', 'response.destination'],
    needs: [
      response,
      {
        input: 'acs-url',
        with: ['response'],
        sentence:
          'Give the ACS URL that WorkOS shows on the connection, or let WorkOS be asked where it sends sign-ins.',
      },
      opened,
    ],
    notToMistake: [
      'The right address of the form and a wrong Recipient: the product keeps the two in separate fields.',
      'A different spelling that means the same address (case of the host, :443) is a risk, not a proof.',
    ],
    consequences: [],
    fix: {
      action: 'Set the Recipient of the application to the ACS URL of the WorkOS connection.',
      where: 'The ACS URL or Recipient field of the application',
      owner: 'idp-admin',
    },
    fixes: fixesOfTwin('validating.acs-url-typo'),
    sources: ['https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf'],
  },
  {
    id: 'saml.audience-mismatch',
    title: 'The assertion is meant for another audience',
    symptom: 'WorkOS reports an Audience mismatch.',
    question: 'Does every AudienceRestriction name the SP entity ID of the connection?',
    proven: 'No Audience of a restriction is the SP entity ID, or there is no AudienceRestriction at all.',
    ruledOut: 'Every restriction names the SP entity ID.',
    bears: ['response.audience'],
    needs: [
      response,
      {
        input: 'sp-entity-id',
        with: ['response'],
        sentence:
          'Give the SP entity ID that WorkOS shows on the connection, or let WorkOS be asked where it sends sign-ins.',
      },
      opened,
    ],
    notToMistake: [
      'Several Audience elements in one restriction are alternatives; several restrictions must all hold.',
    ],
    consequences: [],
    fix: {
      action: 'Set the Audience of the application to the SP entity ID of the WorkOS connection.',
      where: 'The SP entity ID or Audience URI field of the application',
      owner: 'idp-admin',
    },
    fixes: fixesOfTwin('validating.entity-id-mismatch'),
    sources: ['https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf'],
  },
  {
    id: 'saml.signature-invalid',
    title: 'The signature does not hold',
    symptom: 'WorkOS reports an invalid signature, often suddenly, after months of working.',
    question: 'Was the assertion signed, and with a key that WorkOS knows?',
    proven:
      'The signature fits no certificate of the identity provider, the assertion is unsigned, the content was changed, or the algorithm is refused; or it fits one that WorkOS does not hold.',
    ruledOut: 'The assertion is signed, and a certificate that WorkOS holds verifies it.',
    bears: ['response.signature', 'response.signature-coverage', 'response.signature-algorithm', 'workos.certificate'],
    needs: [
      response,
      {
        input: 'metadata',
        with: ['response'],
        sentence: 'Give the identity provider’s metadata or its certificate: the signature is checked with it.',
      },
      opened,
      {
        input: 'response',
        sentence:
          'Give the response untouched, as the browser posted it: a HAR, or the whole form field SAMLResponse. A copy out of a viewer is re-indented and cannot be verified.',
      },
    ],
    notToMistake: [
      'A copy that was re-indented no longer verifies: that says nothing of the certificate.',
      'A signed Response around an unsigned Assertion is not enough for WorkOS.',
      'An assertion kept as advice inside another one is no attack.',
      'A certificate inside the message proves nothing: it is the sender’s word.',
    ],
    consequences: [],
    fix: {
      action:
        'Give WorkOS the current metadata of the identity provider, or add its new certificate to the connection.',
      where:
        'WorkOS Dashboard > Organizations > the organization > Authentication > the connection > Identity Provider Configuration',
      owner: 'workos-admin',
    },
    fixes: {
      adfs: {
        action:
          'Compare the token-signing certificates with those WorkOS holds. If the assertion is unsigned, sign message and assertion.',
        where: 'AD FS Management > Service > Certificates > Token-signing (primary and secondary)',
        command:
          'Get-AdfsCertificate -CertificateType Token-Signing\nSet-AdfsRelyingPartyTrust -TargetName "WorkOS" -SamlResponseSignature MessageAndAssertion',
        owner: 'idp-admin',
        source: 'https://learn.microsoft.com/powershell/module/adfs/set-adfsrelyingpartytrust',
      },
      shibboleth: {
        action:
          'Put the certificate in use into the static metadata file and give WorkOS that file. If the assertion is unsigned, set p:signAssertions.',
        where: 'metadata/idp-metadata.xml; conf/relying-party.xml > SAML2.SSO > p:signAssertions="true"',
        command: 'openssl x509 -in credentials/idp-signing.crt -noout -fingerprint -sha256',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Compare the certificate with the one WorkOS holds. If the assertion is unsigned, switch signing on.',
        where: "metadata/saml20-idp-hosted.php > certificate, 'saml20.sign.assertion' => true",
        owner: 'idp-admin',
      },
      keycloak: {
        action:
          'Compare the active RS256 key with the one WorkOS holds. If the assertion is unsigned, switch Sign assertions on.',
        where:
          'Realm settings > Keys; Clients > the client > Settings > Signature and Encryption > Sign assertions: On',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Set signAssertions to TRUE in the service entry (its default is FALSE), and compare the certificate.',
        where:
          'Service entry of class SamlRegisteredService > signAssertions; https://HOST/cas/idp/metadata/signingCertificate',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Select Always Sign Assertion, and compare the signing certificate of the connection.',
        where:
          'SP Connection > Browser SSO > Protocol Settings > Signature Policy; Credentials > Digital Signature Settings',
        owner: 'idp-admin',
      },
      entra: {
        action:
          'Give WorkOS the App Federation Metadata Url with ?appid= (the tenant’s own metadata has another certificate), and let the assertion be signed.',
        where:
          'Single sign-on > SAML Certificates > Token signing certificate > Edit > Signing Option: Sign SAML assertion',
        owner: 'idp-admin',
      },
      okta: {
        action:
          'Compare the active certificate with the one WorkOS holds: exactly one is active. Let the assertion be signed.',
        where:
          'Sign On > SAML Signing Certificates; General > SAML Settings > Show Advanced Settings > Assertion Signature: Signed',
        owner: 'idp-admin',
      },
      google: {
        action: 'Untick Signed response, so that the assertion is signed; compare the certificate of the app.',
        where: 'Apps > Web and mobile apps > the app > Service provider details > Signed response',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Set the signature element to Assertion or Both, and compare the certificate of the app.',
        where: 'Configuration > SAML signature element; SSO > X.509 Certificate',
        owner: 'idp-admin',
      },
    },
    sources: [
      'https://workos.com/docs/sso/saml-security',
      'https://workos.com/docs/reference/sso/saml-idp-signing-certificate',
    ],
  },
  {
    id: 'saml.response-expired',
    title: 'The response arrives outside its time',
    symptom: 'WorkOS reports that the response has expired or is not valid yet.',
    question: 'Did the response arrive between NotBefore and NotOnOrAfter, by true time?',
    proven:
      'At the time of its arrival it was over, or not begun; or it is now, and the measured clock of the identity provider explains it.',
    ruledOut: 'At the time of its arrival it was valid.',
    bears: ['response.not-before', 'response.not-on-or-after', 'clock.message', 'clock.skew'],
    needs: [
      response,
      {
        input: 'arrival-time',
        with: ['response'],
        sentence:
          'Tell when the response arrived (--now), or give a HAR, which carries the time: an old copy has always expired by today.',
      },
      {
        input: 'time-server',
        sentence: 'Name a time server: it tells whether this machine’s clock, or the identity provider’s, is wrong.',
      },
      {
        input: 'metadata',
        sentence: 'Give the metadata: the clock of the host it names can then be read and compared.',
      },
      { input: 'test-sign-in', sentence: 'Record a test sign-in: response and time of arrival come together.' },
    ],
    notToMistake: [
      'An old copy has expired by nature: that is no clock skew.',
      'By a wrong clock of this machine every response looks expired or not yet valid.',
      'A person who stays on the sign-in page for long gets a late response from a right clock.',
      'The Date header of an address may be the clock of a reverse proxy.',
    ],
    consequences: [],
    fix: {
      action: 'Set the clock of the identity provider’s host right and keep it synchronised.',
      where: clockFixes.map(({ host, read }) => `${host}: ${read}`).join('; '),
      command: clockFixes.map(({ host, repair }) => `${host}: ${repair}`).join('\n'),
      owner: 'idp-admin',
    },
    fixes: {
      adfs: {
        action:
          'Synchronise the AD FS server with its domain, the PDC emulator first. A clock a little ahead is borne by NotBeforeSkew, in whole minutes.',
        where: 'PowerShell, on the AD FS server',
        command: `${windowsClock?.read}\n${windowsClock?.repair}\nSet-AdfsRelyingPartyTrust -TargetName "WorkOS" -NotBeforeSkew 2`,
        owner: 'idp-admin',
        source: 'https://learn.microsoft.com/powershell/module/adfs/set-adfsrelyingpartytrust',
      },
      shibboleth: {
        action: 'Synchronise the host. The life of an assertion is p:assertionLifetime of the profile SAML2.SSO.',
        where: 'conf/relying-party.xml',
        command: `${linuxClock?.read}\n${linuxClock?.repair}`,
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Synchronise the host. The life of an assertion is assertion.lifetime.',
        where: 'config/config.php > assertion.lifetime, assertion.allowed_clock_skew',
        command: 'timedatectl timesync-status\ntimedatectl set-ntp true',
        owner: 'idp-admin',
      },
      keycloak: {
        action:
          'Synchronise the host (a container has its host’s clock), and raise the life of the assertion: 60 seconds is the usual, which is tight.',
        where: 'Clients > the client > Advanced > Assertion Lifespan',
        command: 'timedatectl timesync-status\ntimedatectl set-ntp true',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Synchronise the host.',
        where: 'cas.authn.saml-idp.response.skew-allowance',
        command: `${linuxClock?.read}\n${linuxClock?.repair}`,
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Synchronise the host, and check the minutes before and after.',
        where: 'SP Connection > Browser SSO > Assertion Lifetime',
        owner: 'idp-admin',
      },
    },
    sources: [
      'https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf',
      'https://www.rfc-editor.org/rfc/rfc5905',
    ],
  },
  {
    id: 'saml.nameid-missing',
    title: 'The assertion names no user',
    symptom: 'WorkOS reports a missing NameID, or the identity provider answers InvalidNameIDPolicy.',
    question: 'Does the assertion carry a NameID with a value?',
    proven: 'There is no NameID, it is empty, or the identity provider answers that it cannot make one.',
    ruledOut: 'There is a NameID with a value.',
    bears: ['response.nameid', 'response.status'],
    needs: [
      response,
      opened,
      { input: 'test-sign-in', sentence: 'Record a test sign-in with a user who is affected.' },
    ],
    notToMistake: [
      'An encrypted NameID is there, and cannot be read without the key.',
      'A NameID of another format than asked for is a warning: it is there.',
      'A rule may work for most users and fail for those without an e-mail address in the directory.',
    ],
    consequences: [],
    fix: {
      action: 'Let the identity provider send a stable NameID for every user of the application.',
      where: 'The NameID (subject) mapping of the application',
      owner: 'idp-admin',
    },
    fixes: {
      adfs: {
        action:
          'Add the rule “Transform an Incoming Claim” behind the LDAP rule: E-Mail Address to Name ID, format Email. If the e-mail claim is empty as well, fill in the user’s mail attribute.',
        where: 'Relying Party Trust > Edit Claim Issuance Policy…',
        command: '(Get-AdfsRelyingPartyTrust -Name "WorkOS").IssuanceTransformRules',
        owner: 'idp-admin',
      },
      shibboleth: {
        action:
          'Add a generator for the format and release its source attribute; both resolver and filter must let it through.',
        where: 'conf/saml-nameid.xml, conf/attribute-resolver.xml, conf/attribute-filter.xml',
        command: 'bin/aacli.sh -n USER -r SP-ENTITY-ID --saml2',
        owner: 'idp-admin',
      },
      simplesamlphp: {
        action: 'Set NameIDFormat and a saml:AttributeNameID filter with the attribute to use.',
        where: 'metadata/saml20-sp-remote.php > NameIDFormat, authproc (1.x: simplesaml.nameidattribute)',
        owner: 'idp-admin',
      },
      keycloak: {
        action: 'Set Name ID format to email with Force name ID format on, and give the user an e-mail address.',
        where: 'Clients > the client > Settings > SAML capabilities > Name ID format',
        owner: 'idp-admin',
      },
      cas: {
        action: 'Set the format and the attribute that fills it.',
        where: 'Service entry of class SamlRegisteredService > requiredNameIdFormat, usernameAttributeProvider',
        owner: 'idp-admin',
      },
      pingfederate: {
        action: 'Map SAML_SUBJECT to an attribute that every user has.',
        where: 'SP Connection > Browser SSO > Assertion Creation > Attribute Contract Fulfillment > SAML_SUBJECT',
        owner: 'idp-admin',
      },
      entra: {
        action: 'Choose a source attribute that every user has; user.mail is empty for many.',
        where: 'Single sign-on > Attributes & Claims > Unique User Identifier (Name ID)',
        owner: 'idp-admin',
      },
      okta: {
        action: 'Set the format, and an application username that every user has.',
        where: 'General > SAML Settings > Name ID format, Application username',
        owner: 'idp-admin',
      },
      google: {
        action: 'Set the format, and Basic Information > Primary email as its source.',
        where: 'Apps > Web and mobile apps > the app > Service provider details > Name ID format, Name ID',
        owner: 'idp-admin',
      },
      onelogin: {
        action: 'Set the value of the parameter NameID to Email.',
        where: 'Parameters > NameID value; Configuration > SAML nameID format',
        owner: 'idp-admin',
      },
    },
    sources: ['https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf'],
  },
]
