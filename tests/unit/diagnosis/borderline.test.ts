import { describe, expect, test } from 'vitest'
import { judgeDirectoryEvents } from '../../../src/main/diagnosis/judge-directory-events'
import { judgeGivenCertificates } from '../../../src/main/diagnosis/judge-given-certificates'
import type { Finding } from '../../../src/shared/finding'
import { judgeCauses } from '../../../src/shared/guidance/evidence/judge'
import type { CauseId, InputName } from '../../../src/shared/verdict'
import { finding } from './world'

/** How a cause stands: `likely` is shown apart from what cannot be told. */
function standing(cause: CauseId, findings: readonly Finding[], inputs: readonly InputName[] = []) {
  const verdict = judgeCauses(findings, new Set(inputs)).find((one) => one.cause === cause)
  return { state: verdict?.likely ? 'likely' : verdict?.state, input: verdict?.input }
}

const ended = finding('metadata.certificate-expiry', 'fail', [
  ['Valid until', '2026-01-01T00:00:00.000Z'],
  ['Judged at', '2026-11-01T00:00:00.000Z'],
])
/** Another machine's clock, and which clock it was held against. */
const skew = (offset: string, against: string, of = 'idp.example') => ({
  ...finding('clock.skew', 'fail'),
  evidence: [
    { label: 'Clock judged', value: of, from: against },
    { label: 'Offset', value: offset, from: against },
  ],
})

describe('a certificate that has ended', () => {
  test.each([
    ['by a clock that nothing speaks against', [], 'confirmed'],
    [
      'while another clock is days apart and no reference tells',
      [skew('behind by 400 d 3 h', 'this machine')],
      'likely',
    ],
    ['while another clock is minutes apart', [skew('behind by 9 min 3 s', 'this machine')], 'confirmed'],
    [
      'while the other clock is wrong by the time servers',
      [skew('behind by 400 d 3 h', 'the time servers')],
      'confirmed',
    ],
  ] as const)('%s', (_, clocks, state) => {
    expect(standing('validating.certificate-expired', [ended, ...clocks]).state).toBe(state)
  })

  test('asks for a time server where the clocks disagree', () => {
    const clocks = skew('behind by 400 d 3 h', 'this machine')
    expect(standing('validating.certificate-expired', [ended, clocks]).input).toBe('time-server')
  })

  test('and came with the response, which nothing else verifies, is likely', () => {
    const own = (until: string) =>
      finding('response.signature', 'skipped', [
        ['Certificate in the message (not trusted)', `CN=x; valid 2024-01-01T00:00:00.000Z to ${until}; SHA-256 aa`],
        ['Time judged for', '2026-11-01T00:00:00.000Z'],
      ])
    expect(standing('validating.certificate-expired', [own('2026-01-01T00:00:00.000Z')]).state).toBe('likely')
    expect(standing('validating.certificate-expired', [own('2029-01-01T00:00:00.000Z')]).state).toBe('cannot-tell')
  })

  test('is no renewal that WorkOS still waits for, once it holds a valid one', () => {
    const event = finding('workos.certificate', 'fail', [['Event', 'renewal required']])
    const valid = finding('workos.certificate', 'pass', [['Certificate at WorkOS', 'SHA-256 aa, until 2030']])
    expect(standing('validating.certificate-expired', [event]).state).toBe('confirmed')
    expect(standing('validating.certificate-expired', [event, valid]).state).toBe('ruled-out')
  })
})

describe('complete metadata', () => {
  const complete = ['metadata.role', 'metadata.signing-certificate', 'metadata.sso-endpoint'] as const
  const sound = complete.map((id) => finding(id, 'pass'))
  test.each([
    ['in order', [], 'ruled-out'],
    ['past its validUntil: the specification has it refused', [finding('metadata.validity', 'fail')], 'likely'],
    ['changed after it was signed', [finding('metadata.signature', 'fail')], 'likely'],
    ['past its validUntil as its certificates are', [finding('metadata.validity', 'fail'), ended], 'ruled-out'],
  ] as const)('%s', (_, faults, state) => {
    expect(standing('draft.metadata-invalid', [...sound, ...faults]).state).toBe(state)
  })
})

describe('certificates that were given without metadata', () => {
  const certificate = (notAfter: string) => ({
    from: `${notAfter}.cer`,
    // Only what the judge reads.
    certificate: {
      subject: 'CN=idp',
      issuer: 'CN=idp',
      sha1: '',
      sha256: 'ab',
      notBefore: '2020-01-01T00:00:00.000Z',
      notAfter: `${notAfter}T00:00:00.000Z`,
      key: 'RSA 2048',
      keyType: 'RSA' as const,
      keyBits: 2048,
      curve: null,
      signatureAlgorithm: '',
      signatureHash: '',
      pem: '',
      notes: [],
    },
  })
  const now = Date.parse('2026-11-01T00:00:00Z')
  const verdictOf = (...ends: string[]) =>
    standing('validating.certificate-expired', judgeGivenCertificates(ends.map(certificate), now, 0)).state

  test('prove that the only one has ended, and nothing of one beside a valid one', () => {
    expect(verdictOf('2025-01-01')).toBe('confirmed')
    expect(verdictOf('2025-01-01', '2030-01-01')).toBe('cannot-tell')
    expect(verdictOf('2030-01-01')).toBe('cannot-tell')
  })
})

test('a weak signature may be refused: neither proven nor ruled out', () => {
  const sound = [finding('response.signature', 'pass'), finding('response.signature-coverage', 'pass')]
  expect(standing('saml.signature-invalid', sound).state).toBe('ruled-out')
  const weak = [...sound, finding('response.signature-algorithm', 'warn')]
  expect(standing('saml.signature-invalid', weak)).toEqual({ state: 'likely', input: 'test-sign-in' })
})

test('nobody chose a provider: there is nothing that WorkOS could have been given', () => {
  const state = finding('workos.connection-state', 'fail', [['State of conn_1', 'requires_type']])
  expect(standing('draft.metadata-not-uploaded', [state]).state).toBe('confirmed')
})

test('a refused key is asked for again, whatever else was given', () => {
  const findings = [finding('workos.api-key', 'fail'), finding('workos.organization', 'skipped')]
  expect(standing('organization.missing', findings, ['api-key', 'organization', 'connection']).input).toBe('api-key')
})

describe('what was seen at another address than that of the metadata', () => {
  const refused = (...marks: Array<[string, string]>) =>
    finding('network.tcp', 'fail', [['Code', 'ECONNREFUSED'], ['Address', '8.8.8.8'], ...marks])
  test('says nothing of the metadata', () => {
    expect(standing('draft.metadata-unreachable', [refused()]).state).toBe('confirmed')
    const besides = refused(['Besides the metadata', 'https://other.example/'])
    expect(standing('draft.metadata-unreachable', [besides]).state).not.toBe('confirmed')
    expect(standing('draft.metadata-unreachable', [besides]).state).not.toBe('likely')
  })
})

test('a challenge for robots in place of the metadata may be met by WorkOS as well, and may not', () => {
  const refused = finding('network.http', 'fail', [['Status', '403']])
  const challenge: Finding = {
    ...finding('network.content', 'fail'),
    fix: { action: 'Exempt the path from the bot protection.', owner: 'network-team' },
  }
  expect(standing('draft.metadata-unreachable', [refused]).state).toBe('confirmed')
  expect(standing('draft.metadata-unreachable', [refused, challenge]).state).not.toBe('confirmed')
})

describe('SCIM', () => {
  test('an answer that wants another token does not tell whether the address is right', () => {
    const answers = (status: string) => finding('scim.endpoint', 'pass', [['Answer', status]])
    expect(standing('scim.not-found', [answers('status 401 with a SCIM error')]).state).toBe('cannot-tell')
    expect(standing('scim.not-found', [answers('status 200 with a SCIM list')]).state).toBe('ruled-out')
  })

  const path = 'PATCH with a path (replace name.familyName)'
  const filter = 'PATCH with a value filter (Replace emails[type eq "work"].value)'
  const put = 'PUT of the whole user'
  const lost = 'success was answered, and nothing changed'
  const entra = finding('workos.directory', 'pass', [['Type', 'azure scim v2.0']])
  const okta = finding('workos.directory', 'pass', [['Type', 'okta scim v2.0']])
  const update = (...ways: Array<[string, string]>) => finding('scim.update', 'fail', ways)
  test.each([
    ['every way is lost', [update([path, lost], [filter, lost], [put, lost])], 'confirmed'],
    ['every PATCH is lost', [update([path, lost], [filter, lost], [put, 'done'])], 'confirmed'],
    ['one shape of several is lost', [update([path, 'done'], [filter, lost], [put, 'done'])], 'likely'],
    ['the shape of this provider is lost', [update([path, 'done'], [filter, lost]), entra], 'confirmed'],
    ['the shape of another provider is lost', [update([path, 'done'], [filter, lost]), okta], 'likely'],
  ] as const)('changes of the test user: %s', (_, findings, state) => {
    expect(standing('scim.updates-disabled', findings).state).toBe(state)
  })

  test('an event that leaves a user inactive is a deactivation, and no change', () => {
    const event = (userState: string | null) => ({
      id: 'event_1',
      name: 'dsync.user.updated',
      at: '2026-11-01T00:00:00Z',
      organizationId: null,
      connectionId: null,
      directoryId: 'directory_1',
      email: null,
      error: null,
      externalKey: null,
      certificate: null,
      tokenSuffix: null,
      userState,
      sessionId: null,
    })
    const judged = (...states: Array<string | null>) =>
      judgeDirectoryEvents({
        of: 'events',
        at: '2026-11-02T00:00:00Z',
        subject: 'directory',
        id: 'directory_1',
        events: states.map(event),
        read: states.length,
        certificatesShown: false,
        complete: true,
        problem: null,
      }).map(({ id, status }) => `${id} ${status}`)
    expect(judged('inactive')).toEqual(['scim.deactivate pass'])
    expect(judged('active', null)).toEqual(['scim.update pass'])
  })
})

describe('what WorkOS says of one connection in two places', () => {
  const record = finding('workos.connection-state', 'pass', [['State of Connection', 'active']])
  const belongs = finding('workos.connection', 'pass', [['Organization', 'org_1']])
  const refused = finding('workos.connection-state', 'fail', [['error', 'connection_unlinked']])

  test('is not weighed: a sign-in that is refused keeps the record from ruling it out', () => {
    const cause = 'organization.connection-not-linked'
    expect(standing(cause, [record, belongs]).state).toBe('ruled-out')
    expect(standing(cause, [record, belongs, refused])).toEqual({ state: 'likely', input: 'authorize' })
    expect(standing(cause, [refused]).state).toBe('confirmed')
  })
})

test('a page in place of a SCIM error leaves open who refused the token', () => {
  const endpoint = finding('scim.endpoint', 'fail', [['Answer', 'status 401 with a web page']])
  expect(standing('scim.unauthorized', [endpoint]).state).toBe('likely')
  const unavailable = finding('scim.endpoint', 'fail', [['Answer', 'status 503 with a web page']])
  expect(standing('scim.unauthorized', [unavailable]).state).not.toBe('likely')
})

test('a secret that is right but for what copying left around it is likely, and no more', () => {
  const given = finding('oauth.client', 'warn', [['Secret given with', 'a line break around it']])
  expect(standing('oauth.invalid-client', [given]).state).toBe('likely')
  expect(standing('oauth.invalid-client', [finding('oauth.client', 'warn')]).state).toBe('cannot-tell')
  expect(standing('oauth.invalid-client', [given, finding('oauth.client', 'pass')]).state).toBe('ruled-out')
})
