import { describe, expect, it } from 'vitest'
import { profileRows } from '../../../src/renderer/pages/workbench/sign-in/profile-rows'
import { emptyForm, requestFrom } from '../../../src/renderer/pages/workbench/sign-in/sign-in-form'
import { endWord, whoIn } from '../../../src/renderer/pages/workbench/sign-in/words'
import { signInAsText } from '../../../src/shared/sign-in/as-text'
import { compareSignIns } from '../../../src/shared/sign-in/compare'
import { signInRequestSchema } from '../../../src/shared/sign-in/request'
import { type SignIn, type SignInEnd, signInSchema } from '../../../src/shared/sign-in/trace'

const profile = {
  id: 'prof_1',
  idpId: 'u-1',
  connectionId: 'conn_1',
  connectionType: 'OktaSAML',
  organizationId: 'org_1',
  email: 'alice@acme.test',
  firstName: 'Alice',
  lastName: 'Liddell',
  name: 'Alice Liddell',
  role: 'member',
  groups: ['Engineering'],
  customAttributes: {},
  rawAttributes: {},
}

function signIn(change: Partial<SignIn> = {}, assertion: object = {}): SignIn {
  return signInSchema.parse({
    id: '1',
    startedAt: '2026-11-24T10:00:00.000Z',
    endedAt: '2026-11-24T10:00:09.000Z',
    way: 'window',
    startsAt: 'workos',
    label: 'Acme',
    subject: null,
    setupId: null,
    phase: 'ended',
    waitsUntil: null,
    relayState: null,
    hops: [],
    notes: [],
    expected: null,
    response: {
      assertion: {
        id: '_a',
        issuer: 'https://idp.test',
        nameId: 'alice@acme.test',
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        audiences: [],
        recipient: null,
        inResponseTo: null,
        notBefore: null,
        notOnOrAfter: null,
        confirmationNotOnOrAfter: null,
        sessionNotOnOrAfter: null,
        authnInstant: null,
        attributes: { email: ['alice@acme.test'], groups: ['Engineering'] },
        trust: 'verified',
        encrypted: false,
        ...assertion,
      },
      signedBy: [],
      firstFailure: null,
      issueInstant: null,
      hop: 4,
    },
    profile,
    events: null,
    findings: [],
    end: { kind: 'profile' },
    ...change,
  })
}

describe('sign-ins side by side', () => {
  it('say who lacks groups and whose NameID is of another kind', () => {
    const alice = signIn()
    const bob = signIn({ profile: { ...profile, email: 'bob@acme.test', groups: [] } }, { nameId: 'bob@acme.test' })
    const dana = signIn({ profile: { ...profile, email: 'dana@acme.test' } }, { nameId: 'ACME\\dana' })
    const rows = compareSignIns([alice, bob, dana])
    const row = (what: string) => rows.find((one) => one.what === what)
    expect(row('Groups')).toMatchObject({ apart: [false, true, false], differs: false })
    expect(row('What the NameID looks like')).toMatchObject({
      values: ['an e-mail address', 'an e-mail address', 'a Windows account name'],
      apart: [false, false, true],
      differs: true,
    })
    expect(row('E-mail address')).toMatchObject({ differs: false })
    expect(row('NameID format')).toMatchObject({ differs: false })
  })

  it('read from the response what no profile says, and leave out what nobody has', () => {
    const failed = signIn({ profile: null, end: { kind: 'error', error: 'server_error', description: null } })
    const rows = compareSignIns([failed, failed])
    expect(rows.find(({ what }) => what === 'Groups')?.values).toEqual(['Engineering', 'Engineering'])
    expect(rows.some(({ what }) => what === 'Role')).toBe(false)
    // One that failed lacks nothing in the profile it never got.
    const beside = compareSignIns([signIn(), failed])
    expect(beside.find(({ what }) => what === 'First name')).toMatchObject({
      values: ['Alice', null],
      apart: [false, false],
    })
    const two = compareSignIns([signIn(), signIn({}, { nameId: 'ACME\\dana' })])
    expect(two.find(({ what }) => what === 'What the NameID looks like')).toMatchObject({
      apart: [false, false],
      differs: true,
    })
  })
})

describe('the profile held against the mapping', () => {
  it('tells what arrived, what was sent and got lost, and what was not sent', () => {
    const attributes = { email: ['a@b.test'], firstName: ['Alice'], lastName: ['  '] }
    const one = signIn({ profile: { ...profile, firstName: null, lastName: null, groups: [] } }, { attributes })
    const rows = profileRows(one.profile ?? profile, one.response, null)
    expect(Object.fromEntries(rows.map(({ field, state }) => [field, state]))).toEqual({
      idp_id: 'arrived',
      email: 'arrived',
      first_name: 'lost',
      last_name: 'not-sent',
      groups: 'not-sent',
    })
    expect(rows[0]?.sent).toEqual([{ name: 'NameID', values: ['alice@acme.test'] }])
  })
})

describe('the form', () => {
  const filled = { ...emptyForm, environmentId: 'e', connectionId: 'conn_1', redirectUri: 'https://a.test/cb' }
  it('makes a request that main takes', () => {
    for (const form of [
      filled,
      { ...filled, way: 'browser' as const },
      { ...filled, startsAt: 'idp' as const, idpUrl: 'https://idp.test/' },
    ]) {
      const made = requestFrom(form)
      expect(made.ok && signInRequestSchema.safeParse(made.request).success).toBe(true)
    }
  })
  it.each([
    [{ environmentId: '' }, 'environmentId'],
    [{ connectionId: '' }, 'connectionId'],
    [{ connectionId: 'org_1' }, 'connectionId'],
    [{ redirectUri: '' }, 'redirectUri'],
    [{ redirectUri: 'callback' }, 'redirectUri'],
    [{ startsAt: 'idp' as const }, 'idpUrl'],
    [{ startsAt: 'idp' as const, idpUrl: 'javascript:alert(1)' }, 'idpUrl'],
    [{ metadataUrl: 'file:///etc/passwd' }, 'metadataUrl'],
  ])('with %o says what is wrong with %s', (change, field) => {
    const made = requestFrom({ ...filled, ...change })
    expect(made.ok ? [] : Object.keys(made.refusals)).toEqual([field])
  })
  it('needs no redirect URI in the system browser, and no tile there', () => {
    expect(requestFrom({ ...filled, redirectUri: '', way: 'browser', startsAt: 'idp' })).toMatchObject({
      ok: true,
      request: { redirectUri: null, idpUrl: null },
    })
  })
})

describe('every end', () => {
  const problem = { code: 'x', title: 'Title.', detail: 'Detail.', remedy: 'Remedy.' }
  const certificate = {
    host: 'h',
    code: 'c',
    subject: '',
    issuer: '',
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
    sha256: '',
  }
  const ends: SignInEnd[] = [
    { kind: 'profile' },
    { kind: 'error', error: 'access_denied', description: null },
    { kind: 'not-exchanged', problem },
    { kind: 'wrong-state' },
    { kind: 'recorded', code: false },
    { kind: 'closed' },
    { kind: 'cancelled' },
    { kind: 'timed-out', minutes: 5 },
    { kind: 'certificate', certificate },
    { kind: 'unreachable', host: 'h', code: 'c' },
    { kind: 'led-away', scheme: 's:' },
    { kind: 'crashed' },
    { kind: 'not-begun', problem },
  ]
  it('has a word of its own and a place in the report', () => {
    const words = ends.map((end) => endWord(signIn({ end })).word)
    expect(new Set(words).size).toBe(ends.length)
    for (const end of ends) expect(signInAsText(signIn({ end }))).toContain('# Test sign-in: Acme')
    expect(whoIn(signIn({ profile: null }))).toBe('alice@acme.test')
  })
})
