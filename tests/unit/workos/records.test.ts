import { describe, expect, test } from 'vitest'
import {
  directoryGroupRecord,
  directoryRecord,
  directoryUserRecord,
  eventRecord,
  organizationRecord,
} from '../../../src/main/workos/records'

describe('a directory', () => {
  test.each([
    ['linked', 'linked'],
    ['active', 'linked'],
    ['unlinked', 'unlinked'],
    ['inactive', 'unlinked'],
    ['validating', 'validating'],
    ['invalid_credentials', 'invalid_credentials'],
    ['deleting', 'deleting'],
    ['paused', 'paused'],
    ['constructor', 'constructor'],
  ])('in the state %s is %s', (sent, read) => {
    expect(directoryRecord.parse({ id: 'd', state: sent }).state).toBe(read)
  })

  test.each([
    [
      { users: { active: 3, inactive: 1 }, groups: 2 },
      { users: { active: 3, inactive: 1 }, groups: 2 },
    ],
    [
      { users: { active: '3' }, groups: -1 },
      { users: null, groups: null },
    ],
    [undefined, { users: null, groups: null }],
    ['x', { users: null, groups: null }],
  ])('with the counts %j', (metadata, read) => {
    expect(directoryRecord.parse({ id: 'd', metadata })).toMatchObject(read)
  })
})

test('a suspended user counts as inactive, and an old e-mail list is read', () => {
  const user = directoryUserRecord.parse({
    id: 'u',
    state: 'suspended',
    email: null,
    emails: [{ value: 'b@x.example' }, { value: 'a@x.example', primary: true }],
    role: { slug: 'admin' },
  })
  expect(user).toMatchObject({ state: 'inactive', email: 'a@x.example', role: 'admin', customAttributes: {} })
})

test.each([
  [
    { department: 'Mining', manager: { value: '7' } },
    { department: 'Mining', manager: { value: '7' } },
  ],
  [undefined, {}],
  [null, {}],
  ['x', {}],
  [['x'], {}],
])('raw attributes %j, of a user and of a group', (raw_attributes, rawAttributes) => {
  expect(directoryUserRecord.parse({ id: 'u', raw_attributes })).toMatchObject({ rawAttributes })
  expect(directoryGroupRecord.parse({ id: 'g', raw_attributes })).toMatchObject({ rawAttributes })
})

test('an organization keeps the domains that can be read', () => {
  const organization = organizationRecord.parse({
    id: 'org_1',
    name: 'Acme',
    domains: [
      { id: 'd1', domain: 'acme.example', state: 'pending', verification_token: 't' },
      { domain: 'no-id.example' },
    ],
    allow_profiles_outside_organization: true,
  })
  expect(organization.domains).toHaveLength(1)
  expect(organization).toMatchObject({ allowsOtherDomains: true, externalId: null })
})

describe('an event names whom it concerns', () => {
  test.each([
    [
      'connection.activated',
      { id: 'conn_1', organization_id: 'org_1', external_key: 'EK' },
      { connectionId: 'conn_1', organizationId: 'org_1', externalKey: 'EK', directoryId: null },
    ],
    [
      'connection.saml_certificate_renewal_required',
      {
        connection: { id: 'conn_1', organization_id: 'org_1' },
        certificate: { certificate_type: 'ResponseSigning', expiry_date: '2026-12-01T00:00:00Z', is_expired: false },
      },
      {
        connectionId: 'conn_1',
        certificate: { type: 'ResponseSigning', expiresAt: '2026-12-01T00:00:00Z', expired: false },
      },
    ],
    ['dsync.activated', { id: 'directory_1', external_key: 'EK' }, { directoryId: 'directory_1', externalKey: 'EK' }],
    [
      'dsync.user.created',
      { id: 'directory_user_1', directory_id: 'directory_1', email: 'a@x.example' },
      { directoryId: 'directory_1', email: 'a@x.example', connectionId: null },
    ],
    [
      'dsync.group.user_added',
      { directory_id: 'directory_1', user: { email: 'a@x.example' }, group: {} },
      { directoryId: 'directory_1', email: 'a@x.example' },
    ],
    ['dsync.token.created', { id: 't', directory_id: 'directory_1', token_suffix: 'x9Zq' }, { tokenSuffix: 'x9Zq' }],
    [
      'organization_domain.verification_failed',
      { reason: 'domain_verification_period_expired', organization_domain: { organization_id: 'org_1' } },
      { organizationId: 'org_1', error: { code: 'domain_verification_period_expired', message: '' } },
    ],
    ['something.new', 'not even an object', { connectionId: null, directoryId: null, organizationId: null }],
  ])('%s', (event, data, read) => {
    expect(eventRecord.parse({ id: 'e', event, data, created_at: 'now' })).toMatchObject(read)
  })
})
