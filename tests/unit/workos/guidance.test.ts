import { describe, expect, test } from 'vitest'
import { summaries } from '../../../src/shared/catalog/derived'
import type { Protocol } from '../../../src/shared/catalog/terms'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding, Status } from '../../../src/shared/finding'
import { checklist, judgeChecklist } from '../../../src/shared/guidance/checklist'
import {
  connectionStates,
  directoryStates,
  stateMeaning,
  stateTimeline,
} from '../../../src/shared/guidance/workos/states'
import {
  fitsIntegration,
  integrationOfType,
  protocolOfType,
  typeLabel,
} from '../../../src/shared/guidance/workos/types'
import { sightingFindings } from '../../../src/shared/sign-in/sighting'

describe('types of the API and rows of the catalog', () => {
  test('every row is found by its own types', () => {
    for (const row of summaries) {
      for (const type of [row.connectionType, row.directoryType]) {
        if (type === null) continue
        expect(integrationOfType(type)?.slug, type).toBe(row.slug)
        expect(fitsIntegration(row, type)).toBe(true)
        expect(protocolOfType(type)).toBe(row.protocol)
      }
    }
  })

  test.each([
    ['GithubOAuth', 'github-oauth', 'oauth'],
    ['rippling', 'rippling-scim', 'scim'],
    ['sftp workday', 'sftp', 'sftp'],
    ['BitbucketOAuth', null, 'oauth'],
    ['FutureSAML', null, 'saml'],
    ['LoginGovOidc', 'login-gov-oidc', 'oidc'],
    ['future scim v2.0', null, 'scim'],
    ['Pending', null, null],
    ['gusto', null, null],
  ])('%s belongs to %s and speaks %s', (type, slug, protocol) => {
    expect(integrationOfType(type)?.slug ?? null).toBe(slug)
    expect(protocolOfType(type)).toBe(protocol)
  })

  test('labels name provider and protocol; unknown types are shown as they are', () => {
    expect(typeLabel('OktaSAML')).toBe('Okta SAML')
    expect(typeLabel('okta scim v2.0')).toBe('Okta SCIM')
    expect(typeLabel('sftp')).toBe('SFTP')
    expect(typeLabel('QuantumSAML')).toBe('QuantumSAML')
  })
})

describe('states', () => {
  test('every state but the good one says what to do next', () => {
    for (const states of [connectionStates, directoryStates]) {
      for (const state of Object.values(states)) expect(state.next === null).toBe(state.status === 'pass')
    }
  })
  test('the timelines are made of known states', () => {
    expect(stateTimeline.connection.every((state) => state in connectionStates)).toBe(true)
    expect(stateTimeline.directory.every((state) => state in directoryStates)).toBe(true)
  })
  test.each([
    ['connection', 'linked', 'Active'],
    ['connection', 'validating', 'Validating'],
    ['directory', 'active', 'Linked'],
    ['directory', 'inactive', 'Not linked'],
    ['directory', 'hibernating', 'hibernating'],
  ] as const)('the %s state %s is called %s', (subject, state, label) => {
    expect(stateMeaning(subject, state).label).toBe(label)
  })
  test('a state nobody knows is not judged', () => {
    expect(stateMeaning('connection', 'hibernating').status).toBe('info')
    for (const state of ['toString', 'constructor', '__proto__']) {
      expect(stateMeaning('connection', state)).toMatchObject({ label: state, status: 'info' })
    }
  })
})

describe('the verification checklist', () => {
  const protocols: readonly Protocol[] = ['saml', 'oidc', 'oauth', 'scim', 'native-directory', 'sftp', 'framework']
  const finding = (id: CheckId, status: Status): Finding => ({ id, status, summary: '', evidence: [] })
  const states = (...args: Parameters<typeof judgeChecklist>) =>
    Object.fromEntries(judgeChecklist(...args).map(({ item, state }) => [item.id, state]))

  test('every protocol has items, and every item a use', () => {
    for (const protocol of protocols) expect(judgeChecklist(protocol, [], []).length).toBeGreaterThan(0)
    expect(new Set(checklist.map(({ id }) => id)).size).toBe(checklist.length)
    for (const item of checklist) expect(item.for.length).toBeGreaterThan(0)
  })

  test('nothing is ticked without a finding or a person', () => {
    for (const protocol of protocols) {
      for (const { state } of judgeChecklist(protocol, [], [])) expect(state).toBe('open')
    }
  })

  test('an active connection proves that somebody signed in', () => {
    expect(states('saml', [finding('workos.connection-state', 'pass')], [])).toMatchObject({
      'connection-active': 'proved',
      'test-sign-in': 'proved',
      'email-mapped': 'open',
    })
  })

  test('a directory with some incomplete users shows users, but proves no mapping', () => {
    expect(
      states('scim', [finding('workos.users', 'warn'), finding('workos.directory-state', 'pass')], []),
    ).toMatchObject({
      'directory-linked': 'proved',
      'directory-users': 'proved',
      'email-mapped': 'open',
    })
  })

  test('a person’s word counts where nothing contradicts it', () => {
    const said = [
      { item: 'social-profile', at: 'now' },
      { item: 'redirect-uri', at: 'now' },
    ]
    expect(states('oauth', [finding('oauth.redirect-uri', 'fail')], said)).toEqual({
      'redirect-uri': 'contradicted',
      'social-profile': 'confirmed',
    })
  })

  test('a skipped check proves nothing', () => {
    expect(states('saml', [finding('workos.connection-state', 'skipped')], [])).toMatchObject({
      'connection-active': 'open',
    })
  })

  test('a test sign-in ticks what arrived, and says what did not', () => {
    const arrived = ['email', 'first_name'] as const
    const seen = sightingFindings({ at: '2026-11-24T10:00:00Z', succeeded: true, error: null, arrived: [...arrived] })
    expect(states('saml', seen, [])).toMatchObject({
      'test-sign-in': 'proved',
      'email-mapped': 'proved',
      'first-name-mapped': 'proved',
      'last-name-mapped': 'contradicted',
      'groups-mapped': 'open',
    })
    const failed = sightingFindings({
      at: '2026-11-24T10:00:00Z',
      succeeded: false,
      error: 'server_error',
      arrived: [],
    })
    expect(states('saml', [...failed, finding('workos.connection-state', 'pass')], [])).toMatchObject({
      'test-sign-in': 'contradicted',
      'email-mapped': 'open',
    })
  })

  test('items only a person can confirm say so', () => {
    const groups = judgeChecklist('scim', [], []).find(({ item }) => item.id === 'groups-mapped')
    expect(groups).toMatchObject({ state: 'open', onlyByPerson: true })
  })
})
