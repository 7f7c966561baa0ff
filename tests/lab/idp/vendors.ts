/**
 * How each identity provider writes its responses, as data: which prefixes it declares, which parts it signs, how long
 * its windows are, how it names attributes. Seconds are relative to IssueInstant.
 */
export interface VendorShape {
  entityId: string
  ssoUrl: string
  /** XML declaration in front of the document. */
  declaration: boolean
  /** Namespace prefixes; an empty one means the default namespace. */
  prefixes: { protocol: string; assertion: string; signature: string }
  idPrefix: string
  signs: ReadonlyArray<'response' | 'assertion'>
  /** Writes `Format="…:entity"` on Issuer. */
  issuerFormat: boolean
  consent: boolean
  milliseconds: boolean
  window: { notBefore: number; conditions: number; confirmation: number; session: number | null }
  nameIdFormat: string
  attributeStyle: keyof typeof attributeNames
  /** Writes `xsi:type="xs:string"` on attribute values, with the prefix given for the schema namespace. */
  valueType: 'xs' | 'xsd' | null
  /** PrefixList of InclusiveNamespaces in the exclusive canonicalization transform. */
  inclusivePrefixes: readonly string[]
  attributesBeforeAuthn: boolean
  authnContext: string
  keyInfo: 'x509' | 'name-x509-value'
}

const format = {
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
} as const

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const uri = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri'
const basic = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic'
const unspecified = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified'

type AttributeName = { name: string; nameFormat?: string; friendlyName?: string }
export type UserField = 'id' | 'email' | 'firstName' | 'lastName' | 'groups'

const plain = (nameFormat: string): Record<UserField, AttributeName> => ({
  id: { name: 'id', nameFormat },
  email: { name: 'email', nameFormat },
  firstName: { name: 'firstName', nameFormat },
  lastName: { name: 'lastName', nameFormat },
  groups: { name: 'groups', nameFormat },
})

/** The attribute names of each style, by the WorkOS field they fill. */
export const attributeNames = {
  'plain-basic': plain(basic),
  'plain-unspecified': plain(unspecified),
  'adfs-claims': {
    id: { name: `${claims}/upn` },
    email: { name: `${claims}/emailaddress` },
    firstName: { name: `${claims}/givenname` },
    lastName: { name: `${claims}/surname` },
    groups: { name: 'http://schemas.xmlsoap.org/claims/Group' },
  },
  'entra-claims': {
    id: { name: `${claims}/name` },
    email: { name: `${claims}/emailaddress` },
    firstName: { name: `${claims}/givenname` },
    lastName: { name: `${claims}/surname` },
    groups: { name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups' },
  },
  oid: {
    id: { name: 'urn:oid:0.9.2342.19200300.100.1.1', nameFormat: uri, friendlyName: 'uid' },
    email: { name: 'urn:oid:0.9.2342.19200300.100.1.3', nameFormat: uri, friendlyName: 'mail' },
    firstName: { name: 'urn:oid:2.5.4.42', nameFormat: uri, friendlyName: 'givenName' },
    lastName: { name: 'urn:oid:2.5.4.4', nameFormat: uri, friendlyName: 'sn' },
    groups: { name: 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1', nameFormat: uri, friendlyName: 'isMemberOf' },
  },
} as const satisfies Record<string, Record<UserField, AttributeName>>

const passwordProtected = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'
const password = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'
const anyContext = 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'

export const vendors = {
  adfs: {
    entityId: 'http://adfs.example.test/adfs/services/trust',
    ssoUrl: 'https://adfs.example.test/adfs/ls/',
    declaration: false,
    prefixes: { protocol: 'samlp', assertion: '', signature: 'ds' },
    idPrefix: '_',
    signs: ['assertion'],
    issuerFormat: false,
    consent: true,
    milliseconds: true,
    window: { notBefore: 0, conditions: 3600, confirmation: 300, session: null },
    nameIdFormat: format.email,
    attributeStyle: 'adfs-claims',
    valueType: null,
    inclusivePrefixes: [],
    attributesBeforeAuthn: true,
    authnContext: passwordProtected,
    keyInfo: 'x509',
  },
  entra: {
    entityId: 'https://sts.windows.net/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/',
    ssoUrl: 'https://login.microsoftonline.com/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/saml2',
    declaration: false,
    prefixes: { protocol: 'samlp', assertion: '', signature: '' },
    idPrefix: '_',
    signs: ['assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: true,
    window: { notBefore: -300, conditions: 3600, confirmation: 3600, session: null },
    nameIdFormat: format.email,
    attributeStyle: 'entra-claims',
    valueType: null,
    inclusivePrefixes: [],
    attributesBeforeAuthn: true,
    authnContext: password,
    keyInfo: 'x509',
  },
  okta: {
    entityId: 'http://www.okta.com/exk1fz3q8yW8zXKqL0h8',
    ssoUrl: 'https://example.okta.com/app/example_workos_1/exk1fz3q8yW8zXKqL0h8/sso/saml',
    declaration: true,
    prefixes: { protocol: 'saml2p', assertion: 'saml2', signature: 'ds' },
    idPrefix: 'id',
    signs: ['response', 'assertion'],
    issuerFormat: true,
    consent: false,
    milliseconds: true,
    window: { notBefore: -300, conditions: 300, confirmation: 300, session: null },
    nameIdFormat: format.unspecified,
    attributeStyle: 'plain-unspecified',
    valueType: 'xs',
    inclusivePrefixes: ['xs'],
    attributesBeforeAuthn: false,
    authnContext: passwordProtected,
    keyInfo: 'x509',
  },
  google: {
    entityId: 'https://accounts.google.com/o/saml2?idpid=C01abc2de',
    ssoUrl: 'https://accounts.google.com/o/saml2/idp?idpid=C01abc2de',
    declaration: true,
    prefixes: { protocol: 'saml2p', assertion: 'saml2', signature: 'ds' },
    idPrefix: '_',
    signs: ['assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: true,
    window: { notBefore: -300, conditions: 300, confirmation: 300, session: null },
    nameIdFormat: format.email,
    attributeStyle: 'plain-unspecified',
    valueType: 'xs',
    inclusivePrefixes: [],
    attributesBeforeAuthn: true,
    authnContext: anyContext,
    keyInfo: 'x509',
  },
  keycloak: {
    entityId: 'https://keycloak.example.test/realms/example',
    ssoUrl: 'https://keycloak.example.test/realms/example/protocol/saml',
    declaration: false,
    prefixes: { protocol: 'samlp', assertion: 'saml', signature: 'dsig' },
    idPrefix: 'ID_',
    signs: ['assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: true,
    window: { notBefore: -2, conditions: 58, confirmation: 58, session: 36_000 },
    nameIdFormat: format.email,
    attributeStyle: 'plain-basic',
    valueType: 'xs',
    inclusivePrefixes: [],
    attributesBeforeAuthn: false,
    authnContext: anyContext,
    keyInfo: 'name-x509-value',
  },
  shibboleth: {
    entityId: 'https://idp.example.test/idp/shibboleth',
    ssoUrl: 'https://idp.example.test/idp/profile/SAML2/Redirect/SSO',
    declaration: true,
    prefixes: { protocol: 'saml2p', assertion: 'saml2', signature: 'ds' },
    idPrefix: '_',
    signs: ['response', 'assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: true,
    window: { notBefore: 0, conditions: 300, confirmation: 300, session: null },
    nameIdFormat: format.persistent,
    attributeStyle: 'oid',
    valueType: 'xsd',
    inclusivePrefixes: ['xsd'],
    attributesBeforeAuthn: false,
    authnContext: passwordProtected,
    keyInfo: 'x509',
  },
  simplesamlphp: {
    entityId: 'https://idp.example.test/simplesaml/saml2/idp/metadata.php',
    ssoUrl: 'https://idp.example.test/simplesaml/saml2/idp/SSOService.php',
    declaration: true,
    prefixes: { protocol: 'samlp', assertion: 'saml', signature: 'ds' },
    idPrefix: '_',
    signs: ['response', 'assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: false,
    window: { notBefore: -30, conditions: 300, confirmation: 300, session: 28_800 },
    nameIdFormat: format.persistent,
    attributeStyle: 'plain-basic',
    valueType: 'xs',
    inclusivePrefixes: [],
    attributesBeforeAuthn: false,
    authnContext: password,
    keyInfo: 'x509',
  },
  onelogin: {
    entityId: 'https://app.onelogin.com/saml/metadata/8f1a1c9e-2c1b-4f0a-9e0f-3a5d1f3c7b21',
    ssoUrl: 'https://example.onelogin.com/trust/saml2/http-post/sso/8f1a1c9e-2c1b-4f0a-9e0f-3a5d1f3c7b21',
    declaration: false,
    prefixes: { protocol: 'samlp', assertion: 'saml', signature: 'ds' },
    idPrefix: 'pfx',
    signs: ['assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: false,
    window: { notBefore: -180, conditions: 180, confirmation: 180, session: 86_400 },
    nameIdFormat: format.email,
    attributeStyle: 'plain-basic',
    valueType: 'xs',
    inclusivePrefixes: [],
    attributesBeforeAuthn: false,
    authnContext: passwordProtected,
    keyInfo: 'x509',
  },
  pingfederate: {
    entityId: 'https://ping.example.test:9031',
    ssoUrl: 'https://ping.example.test:9031/idp/SSO.saml2',
    declaration: false,
    prefixes: { protocol: 'samlp', assertion: 'saml', signature: 'ds' },
    idPrefix: 'f',
    signs: ['assertion'],
    issuerFormat: false,
    consent: false,
    milliseconds: true,
    window: { notBefore: -300, conditions: 300, confirmation: 300, session: null },
    nameIdFormat: format.unspecified,
    attributeStyle: 'plain-basic',
    valueType: 'xs',
    inclusivePrefixes: ['xs'],
    attributesBeforeAuthn: false,
    authnContext: password,
    keyInfo: 'x509',
  },
} as const satisfies Record<string, VendorShape>

export type VendorName = keyof typeof vendors
export const vendorNames = Object.keys(vendors) as VendorName[]
