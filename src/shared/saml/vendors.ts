/** The console fields that hold what a SAML response is judged by, per identity provider product. */
export interface VendorFields {
  name: string
  acs: string
  audience: string
  nameId: string
  attributes: string
  /** Where groups are chosen, when that is elsewhere. */
  groups?: string
  signing: string
  certificate: string
  encryption: string
  /** A command that sets signing of the assertion, where the console has none. */
  signingCommand?: string
  clock?: string
}

interface Vendor extends VendorFields {
  issuer: RegExp
}

const vendors: readonly Vendor[] = [
  {
    issuer: /^https?:\/\/[^/]+\/adfs\/services\/trust$/i,
    name: 'AD FS',
    acs: 'Relying Party Trust > Properties > Endpoints > SAML Assertion Consumer Endpoints',
    audience: 'Relying Party Trust > Properties > Identifiers > Relying party identifiers',
    nameId: 'Edit Claim Issuance Policy… > rule “Transform an Incoming Claim”, Outgoing claim type: Name ID',
    attributes: 'Edit Claim Issuance Policy… > rule “Send LDAP Attributes as Claims”',
    signing: 'PowerShell, on the primary AD FS server',
    signingCommand: 'Set-AdfsRelyingPartyTrust -TargetName "WorkOS" -SamlResponseSignature MessageAndAssertion',
    certificate: 'AD FS Management > Service > Certificates > Token-signing',
    encryption: 'Relying Party Trust > Properties > Encryption, or Set-AdfsRelyingPartyTrust -EncryptClaims $false',
    clock: 'w32tm /query /status',
  },
  {
    issuer: /^https:\/\/(sts\.windows\.net|login\.microsoftonline\.[a-z]+|sts\.chinacloudapi\.cn)\//i,
    name: 'Entra ID',
    acs: 'Single sign-on > Basic SAML Configuration > Reply URL (Assertion Consumer Service URL)',
    audience: 'Single sign-on > Basic SAML Configuration > Identifier (Entity ID)',
    nameId: 'Single sign-on > Attributes & Claims > Unique User Identifier (Name ID)',
    attributes: 'Single sign-on > Attributes & Claims',
    groups: 'Single sign-on > Attributes & Claims > Add a group claim',
    signing: 'Single sign-on > SAML Certificates > Token signing certificate > Edit > Signing Option',
    certificate: 'Single sign-on > SAML Certificates > Token signing certificate',
    encryption: 'Security > Token encryption',
  },
  {
    issuer: /^https?:\/\/(www\.okta(preview)?\.com|[^/]+\.okta(preview|-emea)?\.com)\//i,
    name: 'Okta',
    acs: 'General > SAML Settings > Single sign-on URL',
    audience: 'General > SAML Settings > Audience URI (SP Entity ID)',
    nameId: 'General > SAML Settings > Name ID format and Application username',
    attributes: 'General > SAML Settings > Attribute Statements',
    groups: 'General > SAML Settings > Group Attribute Statements',
    signing: 'General > SAML Settings > Show Advanced Settings > Assertion Signature: Signed',
    certificate: 'Sign On > SAML Signing Certificates',
    encryption: 'General > SAML Settings > Show Advanced Settings > Assertion Encryption',
  },
  {
    issuer: /^https:\/\/accounts\.google\.com\/o\/saml2/i,
    name: 'Google Workspace',
    acs: 'Apps > Web and mobile apps > the app > Service provider details > ACS URL',
    audience: 'Apps > Web and mobile apps > the app > Service provider details > Entity ID',
    nameId: 'Apps > Web and mobile apps > the app > Service provider details > Name ID format and Name ID',
    attributes: 'Apps > Web and mobile apps > the app > SAML attribute mapping',
    groups: 'Apps > Web and mobile apps > the app > SAML attribute mapping > Group membership (optional)',
    signing: 'Apps > Web and mobile apps > the app > Service provider details > Signed response (untick it)',
    certificate: 'Security > Set up single sign-on (SSO) for SAML applications > Certificate',
    encryption: 'Google Workspace does not encrypt assertions',
  },
  {
    issuer: /^https?:\/\/[^/]+\/(auth\/)?realms\/[^/]+$/i,
    name: 'Keycloak',
    acs: 'Clients > the client > Advanced > Fine Grain SAML Endpoint Configuration > Assertion Consumer Service POST Binding URL',
    audience: 'Clients > the client > Settings > Client ID',
    nameId: 'Clients > the client > Settings > SAML capabilities > Name ID format',
    attributes: 'Clients > the client > Client scopes > the dedicated scope > Mappers',
    signing: 'Clients > the client > Settings > Signature and Encryption > Sign assertions: On',
    certificate: 'Realm settings > Keys',
    encryption: 'Clients > the client > Keys > Encrypt assertions: Off',
    clock: 'timedatectl',
  },
  {
    issuer: /\/idp\/shibboleth$/i,
    name: 'Shibboleth',
    acs: 'The AssertionConsumerService in the service provider’s metadata (conf/metadata-providers.xml)',
    audience: 'The entityID in the service provider’s metadata (conf/metadata-providers.xml)',
    nameId: 'conf/saml-nameid.xml and conf/attribute-filter.xml',
    attributes: 'conf/attribute-resolver.xml and conf/attribute-filter.xml',
    signing: 'conf/relying-party.xml > SAML2.SSO > p:signAssertions="true"',
    certificate: 'credentials/idp-signing.crt and metadata/idp-metadata.xml',
    encryption: 'conf/relying-party.xml > SAML2.SSO > p:encryptAssertions="false"',
    clock: 'chronyc tracking',
  },
  {
    issuer: /\/saml2\/idp\/metadata(\.php)?$|\/module\.php\/saml\/idp\/metadata$|simplesaml/i,
    name: 'SimpleSAMLphp',
    acs: 'metadata/saml20-sp-remote.php > AssertionConsumerService',
    audience: 'metadata/saml20-sp-remote.php > the key of the entry (and audience, if set)',
    nameId: 'metadata/saml20-sp-remote.php > NameIDFormat, with a saml:AttributeNameID filter',
    attributes: 'metadata/saml20-sp-remote.php > authproc (core:AttributeMap, core:AttributeLimit)',
    signing: "metadata/saml20-idp-hosted.php > 'saml20.sign.assertion' => true",
    certificate: 'metadata/saml20-idp-hosted.php > certificate',
    encryption: "metadata/saml20-sp-remote.php > 'assertion.encryption' => false",
    clock: 'timedatectl',
  },
  {
    issuer: /^https:\/\/[^/]*onelogin\.com\/saml/i,
    name: 'OneLogin',
    acs: 'Configuration > ACS (Consumer) URL and Recipient',
    audience: 'Configuration > Audience (EntityID)',
    nameId: 'Configuration > SAML nameID format, and Parameters > NameID value',
    attributes: 'Parameters (tick “Include in SAML assertion”)',
    signing: 'Configuration > SAML signature element: Assertion',
    certificate: 'SSO > X.509 Certificate',
    encryption: 'Configuration > SAML encryption method',
  },
  {
    issuer: /:9031\/?$|\/pf\/|pingfederate/i,
    name: 'PingFederate',
    acs: 'SP Connection > Browser SSO > Protocol Settings > Assertion Consumer Service URL',
    audience: 'SP Connection > General Info > Partner’s Entity ID',
    nameId: 'SP Connection > Browser SSO > Assertion Creation > SAML_SUBJECT in the Attribute Contract',
    attributes: 'SP Connection > Browser SSO > Assertion Creation > Attribute Contract Fulfillment',
    signing: 'SP Connection > Browser SSO > Protocol Settings > Signature Policy > Always Sign Assertion',
    certificate: 'SP Connection > Credentials > Digital Signature Settings',
    encryption: 'SP Connection > Browser SSO > Protocol Settings > Encryption Policy',
  },
]

const anyVendor: VendorFields = {
  name: 'the identity provider',
  acs: 'The ACS URL (Assertion Consumer Service URL, Reply URL, Recipient) of the application',
  audience: 'The Audience (SP entity ID, Identifier) of the application',
  nameId: 'The NameID (subject) mapping of the application',
  attributes: 'The attribute mapping of the application',
  signing: 'The signature settings of the application: sign the assertion',
  certificate: 'The signing certificate of the application',
  encryption: 'The encryption settings of the application',
}

/** The console fields of the product that this Issuer gives away, or general names for them. */
export function vendorFields(issuer: string | null): VendorFields {
  return vendors.find((vendor) => issuer !== null && vendor.issuer.test(issuer)) ?? anyVendor
}
