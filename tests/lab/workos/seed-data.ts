import type { ConnectionState, ConnectionType, DirectoryState, DirectoryType, DomainState } from './vocabulary'

export interface SeedCustomer {
  name: string
  ageDays: number
  externalId?: string
  domains?: ReadonlyArray<readonly [domain: string, state: DomainState]>
  connections?: ReadonlyArray<{
    type: ConnectionType
    state: ConnectionState
    ageDays: number
    certificateDays?: number
  }>
  directories?: ReadonlyArray<{ type: DirectoryType; state: DirectoryState; ageDays: number; users: number }>
  /** Sign-ins of the past: hours ago, who, and the reason where it failed. */
  signIns?: ReadonlyArray<{ hoursAgo: number; email: string | null; failed?: { code: string; message: string } }>
}

/** Customers of the staging environment: every state of a connection and of a directory is there once at least. */
export const stagingCustomers: readonly SeedCustomer[] = [
  {
    name: 'Acme Ltd',
    ageDays: 12,
    externalId: 'acme',
    domains: [
      ['acme.example', 'verified'],
      ['acme-labs.example', 'pending'],
    ],
    connections: [{ type: 'ADFSSAML', state: 'validating', ageDays: 3 }],
    directories: [{ type: 'azure scim v2.0', state: 'linked', ageDays: 2, users: 14 }],
    signIns: [
      {
        hoursAgo: 30,
        email: null,
        failed: { code: 'saml_audience_mismatch', message: 'The audience of the assertion is not the SP entity ID.' },
      },
      {
        hoursAgo: 26,
        email: null,
        failed: { code: 'saml_audience_mismatch', message: 'The audience of the assertion is not the SP entity ID.' },
      },
    ],
  },
  {
    name: 'Borealis GmbH',
    ageDays: 240,
    externalId: 'borealis',
    domains: [['borealis.example', 'verified']],
    connections: [{ type: 'OktaSAML', state: 'active', ageDays: 230 }],
    directories: [{ type: 'okta scim v2.0', state: 'linked', ageDays: 220, users: 9 }],
    signIns: [
      { hoursAgo: 49, email: 'mira.lund@borealis.example' },
      { hoursAgo: 4, email: 'jonas.weber@borealis.example' },
    ],
  },
  {
    name: 'Cobalt Health',
    ageDays: 40,
    domains: [['cobalt-health.example', 'failed']],
    connections: [{ type: 'AzureSAML', state: 'draft', ageDays: 38 }],
    directories: [{ type: 'bamboohr', state: 'invalid_credentials', ageDays: 35, users: 6 }],
  },
  {
    name: 'Dune Logistics',
    ageDays: 500,
    domains: [['dune-logistics.example', 'verified']],
    connections: [{ type: 'GoogleSAML', state: 'inactive', ageDays: 480 }],
    directories: [{ type: 'gsuite directory', state: 'validating', ageDays: 1, users: 0 }],
  },
  {
    name: 'Evergreen University',
    ageDays: 900,
    domains: [['evergreen.example', 'verified']],
    connections: [{ type: 'ShibbolethGenericSAML', state: 'active', ageDays: 890, certificateDays: 21 }],
    signIns: [
      { hoursAgo: 7, email: 'p.okafor@evergreen.example' },
      {
        hoursAgo: 5,
        email: null,
        failed: { code: 'saml_signature_invalid', message: 'The signature of the assertion could not be verified.' },
      },
    ],
  },
  {
    name: 'Fjord Bank',
    ageDays: 300,
    domains: [['fjordbank.example', 'verified']],
    connections: [
      { type: 'OktaOIDC', state: 'active', ageDays: 290 },
      { type: 'KeycloakSAML', state: 'validating', ageDays: 5 },
    ],
    directories: [{ type: 'workday', state: 'linked', ageDays: 280, users: 5 }],
  },
  {
    name: 'Gannet Press',
    ageDays: 2,
    domains: [['gannet.example', 'pending']],
    connections: [{ type: 'Pending', state: 'requires_type', ageDays: 2 }],
    directories: [{ type: 'generic scim v2.0', state: 'unlinked', ageDays: 1, users: 0 }],
  },
  {
    name: 'Harbour Clinic',
    ageDays: 700,
    domains: [['harbour.example', 'legacy_verified']],
    connections: [{ type: 'OneLoginSAML', state: 'deleting', ageDays: 690 }],
    directories: [{ type: 'onelogin scim v2.0', state: 'deleting', ageDays: 690, users: 3 }],
  },
  { name: 'Ibex Studios', ageDays: 20, domains: [['ibex.example', 'verified']] },
  {
    name: 'Juniper Retail',
    ageDays: 60,
    connections: [{ type: 'EntraIdOIDC', state: 'active', ageDays: 55 }],
  },
  {
    name: 'Kestrel Air',
    ageDays: 150,
    domains: [['kestrel.example', 'verified']],
    connections: [{ type: 'PingFederateSAML', state: 'active', ageDays: 140 }],
    directories: [{ type: 'sftp', state: 'linked', ageDays: 130, users: 4 }],
  },
  {
    name: 'Test Organization',
    ageDays: 1000,
    domains: [['example.com', 'verified']],
    connections: [{ type: 'TestIdp', state: 'active', ageDays: 1000 }],
  },
]

export const productionCustomers: readonly SeedCustomer[] = [
  {
    name: 'Acme Ltd',
    ageDays: 400,
    externalId: 'acme',
    domains: [['acme.example', 'verified']],
    connections: [{ type: 'ADFSSAML', state: 'active', ageDays: 395 }],
    directories: [{ type: 'azure scim v2.0', state: 'linked', ageDays: 390, users: 11 }],
    signIns: [{ hoursAgo: 1, email: 'alice.meyer@acme.example' }],
  },
  {
    name: 'Borealis GmbH',
    ageDays: 380,
    externalId: 'borealis',
    domains: [['borealis.example', 'verified']],
    connections: [{ type: 'OktaSAML', state: 'active', ageDays: 370 }],
  },
]

/** People of the seeded directories. What is missing is missing on purpose. */
export const people: ReadonlyArray<{
  first: string | null
  last: string | null
  email: boolean
  title: string | null
  active: boolean
  group: 'Engineering' | 'Sales' | 'Everyone'
}> = [
  { first: 'Alice', last: 'Meyer', email: true, title: 'Engineer', active: true, group: 'Engineering' },
  { first: 'Bilal', last: 'Haddad', email: true, title: 'Engineer', active: true, group: 'Engineering' },
  { first: 'Chen', last: 'Wei', email: true, title: null, active: true, group: 'Sales' },
  { first: 'Dana', last: 'Kowalski', email: true, title: 'Account Manager', active: false, group: 'Sales' },
  { first: null, last: null, email: true, title: null, active: true, group: 'Everyone' },
  { first: 'Emeka', last: null, email: true, title: null, active: true, group: 'Engineering' },
  { first: 'Service', last: 'Account', email: false, title: null, active: true, group: 'Everyone' },
  { first: 'Frida', last: 'Sørensen', email: true, title: 'CFO', active: true, group: 'Everyone' },
  { first: 'Giulia', last: "D'Amico", email: true, title: 'Support', active: true, group: 'Sales' },
  { first: 'Hiroshi', last: '田中', email: true, title: 'Engineer', active: true, group: 'Engineering' },
  { first: 'Inés', last: 'García Pérez', email: true, title: null, active: true, group: 'Sales' },
  { first: 'Jakub', last: 'Novák', email: true, title: 'Intern', active: false, group: 'Everyone' },
]
