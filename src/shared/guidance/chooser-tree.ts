import type { Protocol } from '../catalog/terms'

export type ChooserPurpose = 'login' | 'provisioning' | 'social'
export type YesNo = 'yes' | 'no'

/** What is known so far. What is absent has not been answered. */
export interface ChooserFacts {
  purpose?: ChooserPurpose
  /** The provider speaks SAML 2.0. */
  saml?: YesNo
  /** The provider speaks OpenID Connect. */
  oidc?: YesNo
  /** The provider pushes users over SCIM 2.0. */
  scim?: YesNo
  /** The provider has an interface of its own that users can be read from. */
  nativeApi?: YesNo
  /** The catalog has a row for the provider. */
  inCatalog?: YesNo
}

export interface ChooserOption {
  label: string
  /** What choosing it makes known. */
  facts: ChooserFacts
}

export type QuestionId = 'purpose' | 'sign-in-protocol' | 'provisioning-way' | 'in-catalog' | 'social-oidc'

export interface ChooserQuestion {
  id: QuestionId
  ask: string
  help: string
  options: readonly ChooserOption[]
}

/** The connection type to set up. `Directory`: WorkOS reads the provider's own interface. */
export type RecommendedType = 'SAML' | 'OIDC' | 'SCIM' | 'Directory' | 'SFTP' | 'OAuth'

/** `listed`: rows of named providers. `generic`: the row for any provider. `substitute`: not what was asked for, but the nearest that works. */
export type Fit = 'listed' | 'generic' | 'substitute'

export const questions: Readonly<Record<QuestionId, ChooserQuestion>> = {
  purpose: {
    id: 'purpose',
    ask: 'What is the connection for?',
    help: 'Login and provisioning are set up apart from each other; many organizations end up with both.',
    options: [
      { label: 'Employees sign in with their company account', facts: { purpose: 'login' } },
      {
        label: 'Users and groups are created, updated and deactivated automatically',
        facts: { purpose: 'provisioning' },
      },
      {
        label: 'Anyone signs in with an account they already have, such as Google or GitHub',
        facts: { purpose: 'social' },
      },
    ],
  },
  'sign-in-protocol': {
    id: 'sign-in-protocol',
    ask: 'What does the identity provider speak?',
    help: 'When it speaks both, choose SAML: the catalog covers far more providers with it.',
    options: [
      { label: 'SAML 2.0, alone or beside OpenID Connect', facts: { saml: 'yes' } },
      { label: 'OpenID Connect only', facts: { saml: 'no', oidc: 'yes' } },
      { label: 'Neither of them', facts: { saml: 'no', oidc: 'no' } },
    ],
  },
  'provisioning-way': {
    id: 'provisioning-way',
    ask: 'How can the directory hand over its users?',
    help: 'With SCIM the directory pushes its changes itself; every other way is read about every 30 minutes.',
    options: [
      { label: 'It pushes them over SCIM 2.0', facts: { scim: 'yes' } },
      {
        label: 'It has no SCIM, but an interface of its own that can be read',
        facts: { scim: 'no', nativeApi: 'yes' },
      },
      { label: 'Neither of them', facts: { scim: 'no', nativeApi: 'no' } },
    ],
  },
  'in-catalog': {
    id: 'in-catalog',
    ask: 'Does the catalog list the provider?',
    help: 'Search the catalog for its name. A listed provider comes with a guide of its own.',
    options: [
      { label: 'Yes, it is listed', facts: { inCatalog: 'yes' } },
      { label: 'No, it is another provider', facts: { inCatalog: 'no' } },
    ],
  },
  'social-oidc': {
    id: 'social-oidc',
    ask: 'Does the provider speak OpenID Connect?',
    help: 'It does when it publishes a document at /.well-known/openid-configuration.',
    options: [
      { label: 'Yes', facts: { oidc: 'yes' } },
      { label: 'No, or nobody knows', facts: { oidc: 'no' } },
    ],
  },
}

/** In which order a purpose asks: with the purpose itself never more than three questions. */
export const questionsOf: Readonly<Record<ChooserPurpose, readonly QuestionId[]>> = {
  login: ['sign-in-protocol', 'in-catalog'],
  provisioning: ['provisioning-way', 'in-catalog'],
  social: ['in-catalog', 'social-oidc'],
}

export type Rows = { listed: Protocol } | { slugs: readonly string[] }

export interface Leaf {
  when: ChooserFacts & { purpose: ChooserPurpose }
  type: RecommendedType
  fit: Fit
  rows: Rows
  reason: string
  /** What is said instead of the reason while a question is still open and this leaf is the first that may apply. */
  whileOpen: string
}

/** The leaves of the tree. For every complete set of answers exactly one applies; the first choice of a purpose stands first. */
export const leaves: readonly Leaf[] = [
  {
    when: { purpose: 'login', saml: 'yes', inCatalog: 'yes' },
    type: 'SAML',
    fit: 'listed',
    rows: { listed: 'saml' },
    reason:
      'The provider speaks SAML, which is preferred over OpenID Connect for company login. Take the row of your provider.',
    whileOpen: 'SAML is the first choice for company login, when the identity provider speaks it.',
  },
  {
    when: { purpose: 'login', saml: 'yes', inCatalog: 'no' },
    type: 'SAML',
    fit: 'generic',
    rows: { slugs: ['saml'] },
    reason:
      'The provider speaks SAML and has no row of its own. The generic SAML connection works with any SAML 2.0 identity provider.',
    whileOpen:
      'SAML is the first choice for company login, when the identity provider speaks it; the generic row serves a provider that is not listed.',
  },
  {
    when: { purpose: 'login', saml: 'no', oidc: 'yes', inCatalog: 'yes' },
    type: 'OIDC',
    fit: 'listed',
    rows: { listed: 'oidc' },
    reason: 'The provider has no SAML but speaks OpenID Connect. Take the row of your provider.',
    whileOpen: 'OpenID Connect is the choice for company login where there is no SAML.',
  },
  {
    when: { purpose: 'login', saml: 'no', oidc: 'yes', inCatalog: 'no' },
    type: 'OIDC',
    fit: 'generic',
    rows: { slugs: ['oidc'] },
    reason:
      'The provider has no SAML but speaks OpenID Connect, and has no row of its own. The generic OIDC connection works with any provider that has a discovery document.',
    whileOpen:
      'OpenID Connect is the choice for company login where there is no SAML; the generic row serves a provider that is not listed.',
  },
  {
    when: { purpose: 'login', saml: 'no', oidc: 'no' },
    type: 'SAML',
    fit: 'substitute',
    rows: { slugs: ['microsoft-ad-fs-saml', 'keycloak-saml', 'shibboleth-generic-saml', 'simple-saml-php'] },
    reason:
      'WorkOS signs employees in over SAML or OpenID Connect only. Put an identity provider in front of the directory that speaks SAML: AD FS for Active Directory, or Keycloak, Shibboleth or SimpleSAMLphp for LDAP and others.',
    whileOpen: 'Without SAML and OpenID Connect an identity provider has to stand in front of the directory.',
  },
  {
    when: { purpose: 'provisioning', scim: 'yes', inCatalog: 'yes' },
    type: 'SCIM',
    fit: 'listed',
    rows: { listed: 'scim' },
    reason:
      'The directory pushes users over SCIM, which is preferred over every other way. Take the row of your provider.',
    whileOpen: 'SCIM is the first choice for provisioning, when the directory speaks it.',
  },
  {
    when: { purpose: 'provisioning', scim: 'yes', inCatalog: 'no' },
    type: 'SCIM',
    fit: 'generic',
    rows: { slugs: ['scim'] },
    reason:
      'The directory pushes users over SCIM and has no row of its own. The generic SCIM directory works with any SCIM 2.0 client.',
    whileOpen:
      'SCIM is the first choice for provisioning, when the directory speaks it; the generic row serves a provider that is not listed.',
  },
  {
    when: { purpose: 'provisioning', scim: 'no', nativeApi: 'yes', inCatalog: 'yes' },
    type: 'Directory',
    fit: 'listed',
    rows: { listed: 'native-directory' },
    reason: 'The provider has no SCIM, but WorkOS reads its own interface. Take the row of your provider.',
    whileOpen: 'Where there is no SCIM, WorkOS reads the own interface of listed providers.',
  },
  {
    when: { purpose: 'provisioning', scim: 'no', nativeApi: 'yes', inCatalog: 'no' },
    type: 'SFTP',
    fit: 'substitute',
    rows: { slugs: ['sftp'] },
    reason:
      'WorkOS reads the interfaces of listed providers only. Export users as CSV files and upload them over SFTP; where nothing can be exported, users have to be managed by hand.',
    whileOpen: 'Without SCIM, and for a provider that is not listed, users are uploaded as files over SFTP.',
  },
  {
    when: { purpose: 'provisioning', scim: 'no', nativeApi: 'no' },
    type: 'SFTP',
    fit: 'generic',
    rows: { slugs: ['sftp'] },
    reason:
      'Without SCIM and without a readable interface, files remain: export users as CSV and upload them over SFTP. Where nothing can be exported, users have to be managed by hand.',
    whileOpen: 'Where there is neither SCIM nor a readable interface, users are uploaded as files over SFTP.',
  },
  {
    when: { purpose: 'social', inCatalog: 'yes' },
    type: 'OAuth',
    fit: 'listed',
    rows: { listed: 'oauth' },
    reason: 'WorkOS signs people in with the accounts of these providers. Take the row of your provider.',
    whileOpen: 'Social login goes over OAuth with the providers WorkOS lists.',
  },
  {
    when: { purpose: 'social', inCatalog: 'no', oidc: 'yes' },
    type: 'OIDC',
    fit: 'substitute',
    rows: { slugs: ['oidc'] },
    reason:
      'Social login exists for listed providers only. The nearest is a generic OIDC connection; it belongs to one organization, so it fits when the people who sign in belong to that organization.',
    whileOpen:
      'Social login exists for listed providers only; with OpenID Connect, a generic connection comes nearest.',
  },
  {
    when: { purpose: 'social', inCatalog: 'no', oidc: 'no' },
    type: 'OAuth',
    fit: 'substitute',
    rows: { listed: 'oauth' },
    reason:
      'Social login exists for listed providers only, and one without OpenID Connect cannot be added in another way. Offer one of the listed providers instead.',
    whileOpen: 'Social login exists for listed providers only.',
  },
]
