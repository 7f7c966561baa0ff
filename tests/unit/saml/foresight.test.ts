import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/shared/finding'
import { foresightIn } from '../../../src/shared/guidance/foresight'
import { issue } from '../../lab/idp/issue'
import { judged } from '../../lab/idp/judged'
import type { Message } from '../../lab/idp/message'
import { type VendorName, vendorNames } from '../../lab/idp/vendors'

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'
const guid = '0f8fad5b-d9cb-469f-a165-70867728950e'

type Change = (message: Message) => Partial<Message>

/** What is foreseen from a response in order but for this change. */
async function foreseen(vendor: VendorName, change: Change = () => ({})): Promise<Finding[]> {
  const { base64, key } = await issue(vendor, {
    change: (plan) => ({ ...plan, message: { ...plan.message, ...change(plan.message) } }),
  })
  const { findings } = await judged(base64, { keys: [key] })
  expect(findings.filter(({ status }) => status === 'fail')).toEqual([])
  return foresightIn(findings, []).filter(({ evidence }) => evidence.some(({ label }) => label === 'Affects'))
}

const groups =
  (...names: string[]): Change =>
  ({ user }) => ({ user: { ...user, groups: names } })

const cases: ReadonlyArray<readonly [name: string, VendorName, Change, status: string, says: RegExp, fix: RegExp]> = [
  [
    'an object identifier',
    'entra',
    () => ({ nameId: guid, nameIdFormat: persistent }),
    'info',
    /object identifier/,
    /Unique User Identifier/,
  ],
  [
    'an ImmutableID',
    'adfs',
    () => ({ nameId: 'D4+tW9nLRp+hZXCGdyiVDg==', nameIdFormat: persistent }),
    'info',
    /object identifier/,
    /Claim Issuance/,
  ],
  [
    'a pseudonym',
    'keycloak',
    ({ user }) => ({ nameId: 'G-7f3a9c', nameIdFormat: persistent, user: { ...user, id: [] } }),
    'info',
    /pseudonym/,
    /Name ID format/,
  ],
  [
    'a Windows account',
    'adfs',
    () => ({ nameId: 'ACME\\alice', nameIdFormat: unspecified }),
    'warn',
    /Windows account/,
    /Claim Issuance/,
  ],
  [
    'capitals',
    'okta',
    ({ user }) => ({ nameId: 'Alice@Example.test', user: { ...user, email: ['Alice@Example.test'] } }),
    'info',
    /capital letters/,
    /toLowerCase/,
  ],
  [
    'capitals in the attribute alone',
    'okta',
    ({ user, nameId }) => ({ user: { ...user, email: [(nameId ?? '').replace(/^./, 'A')] } }),
    'info',
    /capital letters/,
    /toLowerCase/,
  ],
  [
    'a sign-in name that takes no mail',
    'adfs',
    ({ user }) => ({ nameId: 'alice@acme.local', user: { ...user, email: ['alice@acme.example'] } }),
    'info',
    /acme\.local, which takes no mail/,
    /Name ID/,
  ],
  [
    'another address',
    'entra',
    ({ user }) => ({ nameId: 'al@acme.example', user: { ...user, email: ['alice@acme.example'] } }),
    'info',
    /two different addresses/,
    /Unique User/,
  ],
  [
    'a guest',
    'entra',
    ({ user }) => ({
      nameId: 'eve_other.example#EXT#@acme.onmicrosoft.com',
      user: { ...user, email: ['eve@other.example'] },
    }),
    'warn',
    /guest/,
    /Unique User/,
  ],
  ['groups by object identifier', 'entra', groups(guid), 'info', /GUIDs/, /group claim/],
  ['groups by SID', 'adfs', groups('S-1-5-21-1004336348-1177238915-682003330-512'), 'info', /SIDs/, /Token-Groups/],
  [
    'groups by distinguished name',
    'shibboleth',
    groups('CN=Staff,OU=Groups,DC=acme,DC=example'),
    'info',
    /distinguished names/,
    /attribute-resolver/,
  ],
  ['groups by path', 'keycloak', groups('/staff/it'), 'info', /paths/, /Full group path/],
  [
    'nearly too many groups',
    'entra',
    groups(...Array.from({ length: 140 }, (_, at) => `group ${at}`)),
    'info',
    /140 groups/,
    /group claim|filter/,
  ],
]

describe('what breaks later, or for other people', () => {
  test.each(cases)('%s', async (_, vendor, change, status, says, fix) => {
    const found = (await foreseen(vendor, change)).filter(({ summary }) => says.test(summary))
    expect(found.map((one) => one.status)).toEqual([status])
    const [one] = found
    expect(`${one?.fix?.where} ${one?.fix?.action}`).toMatch(fix)
    expect(one?.evidence.length).toBeGreaterThan(1)
  })

  test.each(vendorNames)('is nothing, or a note, for a person of %s as people should be', async (vendor) => {
    expect((await foreseen(vendor)).filter(({ status }) => status === 'warn')).toEqual([])
  })

  test('is not told from a message that was altered', async () => {
    const { base64, key } = await issue('okta', { fault: 'tampered-nameid' })
    const { findings } = await judged(base64, { keys: [key] })
    expect(foresightIn(findings, []).filter(({ id }) => id === 'response.nameid')).toEqual([])
  })

  test('names whom it affects without naming the person', async () => {
    const found = await foreseen('okta', () => ({ nameId: 'Alice.Liddell@Example.test' }))
    for (const { summary, fix } of found) expect(`${summary} ${fix?.action}`).not.toMatch(/Liddell/i)
  })
})
