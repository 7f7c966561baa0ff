import { beforeAll, describe, expect, it } from 'vitest'
import { inspectResponseJob } from '../../../src/main/inspection/response-job'
import type { CheckId } from '../../../src/shared/checks'
import type { Finding, Status } from '../../../src/shared/finding'
import { issue, labWish, type Plan } from '../../lab/idp/issue'
import { judged } from '../../lab/idp/judged'
import { type VendorName, vendorNames } from '../../lab/idp/vendors'

type Change = (xml: string, plan: Plan) => string

const objections = (worst: Partial<Record<CheckId, Status>>) =>
  Object.fromEntries(
    Object.entries(worst)
      .filter(([, status]) => status === 'warn' || status === 'fail')
      .map(([id, status]) => [id.replace('response.', ''), status]),
  )

/** The judgement of what this vendor signs after its text was changed. */
async function judgedAfter(vendor: VendorName, change: Change, afterSigning: (xml: string) => string = (xml) => xml) {
  const { xml, key, shape } = await issue(vendor, {
    change: (plan) => ({ ...plan, beforeSigning: (text) => changed(text, change(text, plan)), afterSigning }),
  })
  return judged(xml, { keys: [key], entityId: shape.entityId })
}

/** The findings of a response judged against metadata, by check. */
async function inspected(xml: string, metadata: string) {
  const bytes = (text: string, name: string) => ({ kind: 'bytes' as const, bytes: Buffer.from(text), name })
  const job = inspectResponseJob(
    {
      document: bytes(xml, 'response.xml'),
      metadata: bytes(metadata, 'idp.xml'),
      certificates: [],
      acs: null,
      audience: null,
      requestId: null,
      message: null,
      now: { ms: labWish.at.getTime(), from: 'the lab' },
      skewMs: 180_000,
      decryptionKey: null,
    },
    new AbortController().signal,
    () => undefined,
  )
  const findings: Finding[] = []
  for await (const finding of job) findings.push(finding)
  return (id: CheckId) => findings.filter((one) => one.id === id)
}

/** Every change must bite: one that leaves the text as it is would prove nothing. */
function changed(before: string, after: string): string {
  if (before === after) throw new Error('the change did not change anything')
  return after
}

/** `<a:Name` at an element of the assertion, with the qualifier the vendor writes. */
const a = ({ shape }: Plan) => (shape.prefixes.assertion === '' ? '' : `${shape.prefixes.assertion}:`)
const p = ({ shape }: Plan) => (shape.prefixes.protocol === '' ? '' : `${shape.prefixes.protocol}:`)
const before = (xml: string, tag: string, text: string) => xml.replace(tag, () => text + tag)

const confirmation = (plan: Plan, method: string, data: string) =>
  `<${a(plan)}SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${method}">${data}</${a(plan)}SubjectConfirmation>`
const attribute = (plan: Plan, list: string, ...values: string[]) =>
  `<${a(plan)}Attribute ${list}>${values.map((value) => `<${a(plan)}AttributeValue>${value}</${a(plan)}AttributeValue>`).join('')}</${a(plan)}Attribute>`
const withAttributes =
  (...all: Array<[list: string, ...values: string[]]>): Change =>
  (xml, plan) =>
    before(
      xml,
      `</${a(plan)}AttributeStatement>`,
      all.map(([list, ...values]) => attribute(plan, list, ...values)).join(''),
    )
const inConditions =
  (write: (qualifier: string) => string): Change =>
  (xml, plan) =>
    before(xml, `</${a(plan)}Conditions>`, write(a(plan)))

/** What the SAML specifications allow and some product writes: none of it is a fault. */
const allowed: Readonly<Record<string, Change>> = {
  'a holder-of-key confirmation before the bearer': (xml, plan) =>
    before(
      xml,
      `<${a(plan)}SubjectConfirmation `,
      confirmation(plan, 'holder-of-key', `<${a(plan)}SubjectConfirmationData/>`),
    ),
  'a bearer confirmation for another service provider beside': (xml, plan) =>
    before(
      xml,
      `<${a(plan)}SubjectConfirmation `,
      confirmation(
        plan,
        'bearer',
        `<${a(plan)}SubjectConfirmationData Recipient="https://other.example/acs" NotOnOrAfter="2026-11-24T09:05:00Z" InResponseTo="${labWish.requestId}"/>`,
      ),
    ),
  'confirmations for other requests beside, of either kind': (xml, plan) =>
    before(
      xml,
      `<${a(plan)}SubjectConfirmation `,
      ['holder-of-key', 'bearer']
        .map((method) =>
          confirmation(
            plan,
            method,
            `<${a(plan)}SubjectConfirmationData Recipient="${labWish.acs}" NotOnOrAfter="2026-11-24T09:05:00Z" InResponseTo="_other"/>`,
          ),
        )
        .join(''),
    ),
  OneTimeUse: inConditions((q) => `<${q}OneTimeUse/>`),
  ProxyRestriction: inConditions((q) => `<${q}ProxyRestriction Count="0"/>`),
  'a second Audience beside': (xml, plan) =>
    before(xml, `<${a(plan)}Audience>`, `<${a(plan)}Audience>urn:other</${a(plan)}Audience>`),
  'the AudienceRestriction twice': inConditions(
    (q) => `<${q}AudienceRestriction><${q}Audience>${labWish.audience}</${q}Audience></${q}AudienceRestriction>`,
  ),
  'Advice that names another assertion': (xml, plan) =>
    xml.replace(
      `</${a(plan)}Conditions>`,
      (end) => `${end}<${a(plan)}Advice><${a(plan)}AssertionIDRef>_other</${a(plan)}AssertionIDRef></${a(plan)}Advice>`,
    ),
  'a statement for each attribute': (xml, plan) =>
    xml.replaceAll(
      `</${a(plan)}Attribute><${a(plan)}Attribute `,
      `</${a(plan)}Attribute></${a(plan)}AttributeStatement><${a(plan)}AttributeStatement><${a(plan)}Attribute `,
    ),
  'attributes that are empty, nil, without a value, or hold elements': (xml, plan) =>
    before(
      xml,
      `</${a(plan)}AttributeStatement>`,
      [
        attribute(plan, 'Name="phone"', ''),
        attribute(plan, 'Name="title"'),
        attribute(plan, 'Name="target"', `<${a(plan)}NameID>opaque</${a(plan)}NameID>`),
        `<${a(plan)}Attribute Name="fax"><${a(plan)}AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></${a(plan)}Attribute>`,
      ].join(''),
    ),
  'an attribute outside the profile on several elements': withAttributes(['Name="Role"', 'a'], ['Name="Role"', 'b']),
  'the same attribute with the same value twice': withAttributes(['Name="phone"', '1'], ['Name="phone"', '1']),
  'the FriendlyName of an attribute that counts by its Name on another one': (xml, plan) =>
    withAttributes(['Name="backup" FriendlyName="mail"', 'other@example.test'])(
      xml
        .replace(' FriendlyName="mail"', '')
        .replace(/Name="([^"]*)"(?=[^>]*><[^>]*>alice@)/, 'Name="$1" FriendlyName="mail"'),
      plan,
    ),
  'CDATA around the NameID and the values': (xml) =>
    xml.replace(/(<(?:\w+:)?(?:NameID|AttributeValue)\b[^>]*>)([^<]+)/g, '$1<![CDATA[$2]]>'),
  'comments between elements': (xml, plan) =>
    before(before(xml, `<${a(plan)}Conditions`, '<!-- from here -->'), `<${p(plan)}Status>`, '<!-- made by hand -->'),
  'times of seven decimal places': (xml) => xml.replace(/(T\d\d:\d\d:\d\d)(?:\.\d+)?Z/g, '$1.1234567Z'),
  'UTC as an offset of nothing': (xml) => xml.replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)Z/g, '$1+00:00'),
  'line breaks between elements from the start': (xml) =>
    xml.replace(/>(?=<(?!\/(?:\w+:)?(?:NameID|AttributeValue|Audience|Issuer)))/g, '>\n  '),
  Extensions: (xml, plan) =>
    before(xml, `<${p(plan)}Status>`, `<${p(plan)}Extensions><x xmlns="urn:x"/></${p(plan)}Extensions>`),
  'a StatusMessage that reports success': (xml, plan) =>
    before(xml, `</${p(plan)}Status>`, `<${p(plan)}StatusMessage>Welcome</${p(plan)}StatusMessage>`),
  'Conditions without a start': (xml) => xml.replace(/(Conditions) NotBefore="[^"]*"/, '$1'),
}

// Making the keys is what takes time.
beforeAll(() => Promise.all(vendorNames.map((vendor) => issue(vendor))), 60_000)

describe('what is unusual, but allowed', { timeout: 20_000 }, () => {
  it.each(Object.entries(allowed))('%s', async (_, change) => {
    for (const vendor of vendorNames) {
      const { worst } = await judgedAfter(vendor, change)
      // Shibboleth's standard attribute names are not those WorkOS asks for.
      expect([vendor, objections(worst)]).toEqual([vendor, vendor === 'shibboleth' ? { attributes: 'warn' } : {}])
    }
  })
})

const email =
  (value: string): Change =>
  (xml) =>
    xml.replace(/(Name="email"[^>]*><[^>]*>)[^<]*/, `$1${value}`)

/** What bears on a sign-in, with the ids it must raise (no others) and a value or words the finding must name. */
const faulty: ReadonlyArray<readonly [string, Change, Readonly<Record<string, Status>>, says: string]> = [
  [
    'a second e-mail attribute',
    withAttributes(['Name="email"', 'bob@example.test']),
    { attributes: 'warn' },
    'bob@example.test',
  ],
  [
    'two e-mail addresses',
    (xml, plan) =>
      xml.replace(
        /(Name="email".*?)(<\/\w*:?Attribute>)/,
        `$1<${a(plan)}AttributeValue>bob@example.test</${a(plan)}AttributeValue>$2`,
      ),
    { attributes: 'warn' },
    'bob@example.test',
  ],
  [
    'groups on several elements',
    withAttributes(['Name="groups"', 'Caterpillars']),
    { attributes: 'warn' },
    'the groups in the others',
  ],
  [
    'two attributes of one FriendlyName',
    (xml, plan) =>
      withAttributes(
        ['Name="urn:x:1" FriendlyName="mail"', 'a@example.test'],
        ['Name="urn:x:2" FriendlyName="mail"', 'b@example.test'],
      )(xml.replace('Name="email"', 'Name="other"'), plan),
    { attributes: 'warn' },
    'the FriendlyName mail',
  ],
  ['an e-mail attribute that holds a sign-in name', email('alice'), { attributes: 'warn' }, 'is no e-mail address'],
  [
    'no InResponseTo on the confirmation',
    (xml) => xml.replace(/(SubjectConfirmationData) InResponseTo="[^"]*"/, '$1'),
    { 'in-response-to': 'warn' },
    'the confirmation in its Assertion does not say so',
  ],
  [
    'a NotBefore in another way of writing',
    (xml) => xml.replace(/(Conditions NotBefore=)"[^"]*"/, '$1"24.11.2026 09:00"'),
    { 'not-before': 'fail' },
    '“24.11.2026 09:00”',
  ],
  [
    'neither a NameID nor an id',
    (xml) =>
      xml
        .replace(/<saml2:NameID[^>]*>[^<]*<\/saml2:NameID>/, '')
        .replace(/<saml2:Attribute Name="id".*?<\/saml2:Attribute>/, ''),
    { nameid: 'fail' },
    'The Subject has no NameID',
  ],
  [
    'no time of issue on the Response',
    (xml) => xml.replace(/(:Response [^>]*?) IssueInstant="[^"]*"/, '$1'),
    { version: 'fail' },
    'The Response has no IssueInstant',
  ],
  [
    'no time of issue on the Assertion',
    (xml) => xml.replace(/(:Assertion [^>]*?) IssueInstant="[^"]*"/, '$1'),
    { version: 'fail' },
    'The Assertion has no IssueInstant',
  ],
  [
    'a time of issue that is none',
    (xml) => xml.replace(/(:Response [^>]*?IssueInstant)="[^"]*"/, '$1="today"'),
    { version: 'fail' },
    'The IssueInstant of the Response is no date and time',
  ],
  [
    'an error beside a signed assertion',
    (xml) => xml.replace('status:Success', 'status:Responder'),
    { status: 'fail' },
    'Responder',
  ],
]

describe('what bears on a sign-in', () => {
  it.each(faulty)('%s', async (_, change, expected, says) => {
    const { worst, findings } = await judgedAfter('okta', change)
    expect(objections(worst)).toEqual(expected)
    expect(JSON.stringify(findings.filter(({ status }) => status !== 'pass'))).toContain(says)
  })

  it('an issuer that differs in letter case or a written-out port: an entity id is a name, not an address', async () => {
    const { xml, key, shape } = await issue('okta')
    const host = new URL(shape.entityId).host
    for (const entityId of [
      shape.entityId.replace(host, host.toUpperCase()),
      shape.entityId.replace(host, `${host}:80`),
    ]) {
      const { worst } = await judged(xml, { keys: [key], entityId })
      expect([entityId, objections(worst)]).toEqual([entityId, { issuer: 'fail' }])
    }
  })

  it('metadata of others, or without a certificate that can be read, is not called missing', async () => {
    const { xml, shape, metadata } = await issue('okta')
    const other = (id: string) => metadata.replace(/^<\?xml[^>]*>/, '').replace(shape.entityId, id)
    const ofOthers = await inspected(
      xml,
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${other('urn:a')}${other('urn:b')}</EntitiesDescriptor>`,
    )
    expect(ofOthers('response.issuer')).toMatchObject([
      { status: 'fail', summary: expect.stringContaining('none of the 2 entities of the metadata (idp.xml)') },
    ])
    const unreadable = await inspected(xml, metadata.replace(/(X509Certificate>)[^<]+/, '$1AAAA'))
    expect(unreadable('response.issuer')).toMatchObject([{ status: 'pass' }])
    for (const judgement of [ofOthers, unreadable]) {
      for (const finding of judgement('response.signature')) {
        expect(finding).toMatchObject({
          status: 'skipped',
          summary: expect.stringContaining('metadata (idp.xml) holds'),
        })
      }
    }
  })

  it('an assertion that nobody signed, hidden beside an error', async () => {
    const { xml, key, shape } = await issue('adfs', { fault: 'unsigned' })
    const { worst, observation } = await judged(xml.replace('status:Success', 'status:Responder'), {
      keys: [key],
      entityId: shape.entityId,
    })
    expect(objections(worst)).toMatchObject({ status: 'fail', 'signature-coverage': 'fail' })
    expect(observation.reading).toMatchObject({ response: { assertion: null } })
  })

  it.each([
    ['xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-md5', true],
    ['2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#dsa-sha1', true],
    ['xmlenc#sha256', 'xmldsig-more#md5', true],
    ['xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-md5', false],
    ['xmldsig-more#rsa-sha256', 'xmldsig-more#unheard-of', false],
  ])('refuses %s written as %s, and calls it an attack only where no product ever did so', async (is, was, old) => {
    const { worst, of } = await judgedAfter(
      'okta',
      (xml) => `${xml}\n`,
      (xml) => changed(xml, xml.replaceAll(is, was)),
    )
    expect(objections(worst)).toMatchObject({
      signature: 'fail',
      'signature-coverage': 'fail',
      'signature-algorithm': 'fail',
    })
    const told = JSON.stringify([...of('response.signature'), ...of('response.signature-coverage')])
    expect([told.includes('treat it as an attack'), /No product/.test(told)]).toEqual([!old, !old])
  })

  it('explains both signatures of a re-indented copy by that, though the Response had line breaks of its own', async () => {
    const { worst, of } = await judgedAfter(
      'okta',
      (xml) => xml.replace('<saml2p:StatusCode', '\n<saml2p:StatusCode'),
      (xml) => xml.replace(/>\s*(?=<[^/])/g, '>\n  '),
    )
    expect(objections(worst)).toEqual({ signature: 'fail' })
    expect(of('response.signature')).toHaveLength(2)
    for (const { summary } of of('response.signature')) expect(summary).toContain('re-indented')
  })
})
