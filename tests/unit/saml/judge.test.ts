import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { CheckId } from '../../../src/shared/checks'
import type { Status } from '../../../src/shared/finding'
import { type FaultName, faultNames } from '../../lab/idp/faults'
import { assertionIn, type IssueOptions, issue, labWish, type Plan } from '../../lab/idp/issue'
import { type JudgeWish, judged } from '../../lab/idp/judged'
import { labKey } from '../../lab/idp/keys'
import { type VendorName, vendorNames } from '../../lab/idp/vendors'

async function judgedFrom(vendor: VendorName, options: IssueOptions = {}, wish: JudgeWish = {}) {
  const issued = await issue(vendor, options)
  const healthy = await issue(vendor)
  return judged(issued.base64, { keys: [healthy.key], entityId: issued.shape.entityId, ...wish })
}

/** The checks that came to warn or fail, without `response.`. */
function objections(worst: Partial<Record<CheckId, Status>>): Record<string, Status> {
  return Object.fromEntries(
    Object.entries(worst)
      .filter(([, status]) => status === 'warn' || status === 'fail')
      .map(([id, status]) => [id.replace('response.', ''), status]),
  )
}

describe('good responses', () => {
  it.each(vendorNames)('finds nothing to object to in what %s sends', async (vendor) => {
    const { worst, findings } = await judgedFrom(vendor)
    // Shibboleth's standard attribute names are not those WorkOS asks for.
    expect(objections(worst)).toEqual(vendor === 'shibboleth' ? { attributes: 'warn' } : {})
    expect(findings.filter(({ status }) => status === 'skipped')).toEqual([])
  })

  it.each(vendorNames)('skips what nothing was given for, and still finds no fault with %s', async (vendor) => {
    const issued = await issue(vendor)
    const { worst } = await judged(issued.base64, { acs: null, audience: null, requestId: null })
    expect(worst).toMatchObject({
      'response.destination': 'skipped',
      'response.recipient': 'skipped',
      'response.audience': 'skipped',
      'response.in-response-to': 'skipped',
      'response.issuer': 'skipped',
      'response.signature': 'skipped',
      'response.signature-coverage': 'pass',
    })
    expect(Object.values(worst)).not.toContain('fail')
  })

  it('reads only what was signed, and shows the values of the assertion', async () => {
    const { observation } = await judgedFrom('okta')
    if (observation.reading.kind !== 'response') throw new Error('not read')
    expect(observation.reading.response.assertion).toMatchObject({
      source: 'verified',
      nameId: { value: 'alice@example.test' },
      conditions: { audiences: [[{ value: labWish.audience }]] },
    })
  })
})

describe('faults', () => {
  const expected: Readonly<Record<FaultName, Readonly<Record<string, Status>>>> = {
    'status-authn-failed': { status: 'fail' },
    'status-invalid-nameid-policy': { status: 'fail' },
    'status-responder': { status: 'fail' },
    'status-request-denied': { status: 'fail' },
    'version-1': { version: 'fail' },
    'issuer-other': { issuer: 'fail' },
    'issuer-missing-in-assertion': { issuer: 'fail' },
    'destination-other': { destination: 'fail' },
    'destination-missing': { destination: 'fail' },
    'recipient-other': { recipient: 'fail' },
    'recipient-missing': { recipient: 'fail' },
    'audience-other': { audience: 'fail' },
    'audience-missing': { audience: 'fail' },
    'audience-second-restriction': { audience: 'fail' },
    'clock-ahead': { 'not-before': 'fail' },
    'clock-behind': { 'not-on-or-after': 'fail' },
    'expired-confirmation': { 'not-on-or-after': 'fail' },
    'confirmation-without-limit': { 'not-on-or-after': 'fail' },
    'confirmation-not-before': { 'not-before': 'fail' },
    'confirmation-sender-vouches': { recipient: 'fail' },
    'session-over': { 'not-on-or-after': 'fail' },
    'in-response-to-other': { 'in-response-to': 'fail' },
    'in-response-to-missing': { 'in-response-to': 'fail' },
    'nameid-missing': { nameid: 'fail' },
    'nameid-empty': { nameid: 'fail' },
    'nameid-transient': {},
    'no-attributes': { attributes: 'warn' },
    'email-missing': { attributes: 'warn' },
    'email-empty': { attributes: 'fail' },
    'group-overage': { attributes: 'warn' },
    unsigned: { signature: 'fail', 'signature-coverage': 'fail' },
    'response-signed-only': { 'signature-coverage': 'fail' },
    'signed-by-another-key': { signature: 'fail' },
    'tampered-nameid': { signature: 'fail' },
    'pretty-printed': { signature: 'fail' },
    'rsa-sha1': { 'signature-algorithm': 'warn' },
  }
  it.each(faultNames)('names %s, and nothing else', async (fault) => {
    const { worst } = await judgedFrom('okta', { fault })
    expect(objections(worst)).toEqual(expected[fault])
  })

  it.each(vendorNames)('names a wrong audience, recipient and expiry of %s at once', async (vendor) => {
    const { worst } = await judgedFrom(vendor, {
      at: new Date(labWish.at.getTime() - 86_400_000),
      change: (plan) => ({
        ...plan,
        message: { ...plan.message, audiences: [['urn:other']], recipient: 'https://other.example/acs' },
      }),
    })
    expect(worst).toMatchObject({
      'response.audience': 'fail',
      'response.recipient': 'fail',
      'response.not-on-or-after': 'fail',
      'response.signature': 'pass',
    })
  })

  it.each(vendorNames)('knows an indented copy of %s from a changed certificate', async (vendor) => {
    const { of } = await judgedFrom(vendor, { fault: 'pretty-printed' })
    for (const finding of of('response.signature')) {
      expect(finding).toMatchObject({ status: 'fail' })
      expect(finding.summary).toContain('re-indented')
    }
  })

  it('tells a changed certificate from an altered copy and from a damaged one', async () => {
    const rotated = await judgedFrom('adfs', { fault: 'signed-by-another-key' })
    expect(rotated.of('response.signature')[0]).toMatchObject({
      summary: expect.stringContaining('another certificate'),
      compared: { expected: { from: 'lab certificate 1' }, received: { from: 'KeyInfo of the message' } },
    })
    const altered = await judgedFrom('adfs', { fault: 'tampered-nameid' })
    expect(altered.of('response.signature')[0]?.summary).toContain('changed after it was signed')
    const damaged = await issue('adfs')
    const broken = damaged.xml.replace(/(<ds:SignatureValue>)../, '$1AA')
    const { of } = await judged(broken, { keys: [damaged.key] })
    expect(of('response.signature')[0]?.summary).toContain('nor the one the message carries')
  })

  it('says which certificate fits: current, next, expired', async () => {
    const day = 86_400_000
    const at = labWish.at.getTime()
    const keys = {
      expired: await labKey('expired', { notBefore: new Date(at - 400 * day), notAfter: new Date(at - day) }),
      next: await labKey('next', { notBefore: new Date(at + day), notAfter: new Date(at + 400 * day) }),
      current: await labKey('current', { notBefore: new Date(at - day), notAfter: new Date(at + 400 * day) }),
    }
    const expected = { expired: 'warn', next: 'warn', current: 'pass' } as const
    for (const name of ['expired', 'next', 'current'] as const) {
      const { xml } = await issue('keycloak', { key: keys[name] })
      const { of } = await judged(xml, { keys: Object.values(keys) })
      expect(of('response.signature'), name).toMatchObject([{ status: expected[name] }])
      expect(of('response.signature')[0]?.evidence.find(({ label }) => label === 'Verified with')?.value).toContain(
        keys[name].sha256,
      )
    }
  })

  it('names a weak key', async () => {
    const key = await labKey('weak', { bits: 1024 })
    const { xml } = await issue('google', { key })
    const { of } = await judged(xml, { keys: [key] })
    expect(of('response.signature-algorithm')).toMatchObject([{ status: 'warn' }])
  })
})

describe('edges of time', () => {
  const base = labWish.at.getTime()
  const at = async (now: number, skewMs: number, vendor: VendorName = 'adfs') => {
    const issued = await issue(vendor)
    return judged(issued.xml, { keys: [issued.key], now, skewMs })
  }
  it.each([
    ['1 ms before NotBefore without tolerance', base - 1, 0, { 'response.not-before': 'fail' }],
    ['exactly at NotBefore without tolerance', base, 0, { 'response.not-before': 'pass' }],
    ['1 ms before NotBefore', base - 1, 180_000, { 'response.not-before': 'pass' }],
    ['two minutes before NotBefore', base - 120_000, 180_000, { 'response.not-before': 'warn' }],
    ['the whole tolerance before NotBefore', base - 180_000, 180_000, { 'response.not-before': 'warn' }],
    ['1 ms more than the tolerance', base - 180_001, 180_000, { 'response.not-before': 'fail' }],
    ['1 ms before NotOnOrAfter without tolerance', base + 299_999, 0, { 'response.not-on-or-after': 'pass' }],
    ['exactly at NotOnOrAfter without tolerance', base + 300_000, 0, { 'response.not-on-or-after': 'fail' }],
    ['exactly at NotOnOrAfter', base + 300_000, 180_000, { 'response.not-on-or-after': 'warn' }],
    ['1 ms before the end of tolerance', base + 479_999, 180_000, { 'response.not-on-or-after': 'warn' }],
    ['at the end of tolerance', base + 480_000, 180_000, { 'response.not-on-or-after': 'fail' }],
  ] as const)('judges %s', async (_, now, skewMs, expected) => {
    expect((await at(now, skewMs)).worst).toMatchObject(expected)
  })

  const written = (attribute: string, value: string) => async () => {
    const { xml, key } = await issue('adfs', {
      change: (plan) => ({
        ...plan,
        beforeSigning: (text) =>
          text.replace(new RegExp(`<Conditions([^>]*) ${attribute}="[^"]*"`), `<Conditions$1 ${attribute}="${value}"`),
      }),
    })
    return judged(xml, { keys: [key] })
  }
  it('reads times without a zone, with an offset, far away and not at all', async () => {
    expect((await written('NotBefore', '2026-11-24T09:00:00')()).of('response.not-before')).toMatchObject([
      { status: 'warn' },
    ])
    expect((await written('NotBefore', '2026-11-24T10:00:00+01:00')()).of('response.not-before')).toMatchObject([
      { status: 'warn' },
    ])
    expect((await written('NotBefore', '2026-11-24T10:00:00-01:00')()).of('response.not-before')).toMatchObject([
      { status: 'fail' },
    ])
    expect((await written('NotOnOrAfter', '10000-01-01T00:00:00Z')()).worst['response.not-on-or-after']).toBe('pass')
    expect((await written('NotOnOrAfter', 'tomorrow')()).worst['response.not-on-or-after']).toBe('fail')
    expect((await written('NotOnOrAfter', '2026-02-30T00:00:00Z')()).worst['response.not-on-or-after']).toBe('fail')
  })

  it('never calls an old copy a clock fault, and says what a capture tells of the clocks', async () => {
    const { base64, key } = await issue('okta')
    const old = await judged(base64, { keys: [key], now: base + 40 * 86_400_000 })
    const said = old.findings.map(({ summary }) => summary).join(' ')
    expect(said).toContain('every stored copy ends like that')
    expect(said).not.toMatch(/clock of the identity provider is behind/)
    const capture = (startedDateTime: string) =>
      JSON.stringify({
        log: {
          entries: [
            {
              startedDateTime,
              request: {
                method: 'POST',
                url: labWish.acs,
                postData: { params: [{ name: 'SAMLResponse', value: base64 }] },
              },
            },
          ],
        },
      })
    const fresh = await judged(capture('2026-11-24T09:00:03Z'), { keys: [key], now: null })
    expect(fresh.worst).toMatchObject({ 'response.not-before': 'pass', 'response.not-on-or-after': 'pass' })
    const ahead = await judged(capture('2026-11-24T08:50:00Z'), { keys: [key], now: null })
    expect(ahead.of('response.not-before')[0]?.summary).toContain('ahead of the clock that recorded the arrival')
    const late = await judged(capture('2026-11-24T09:30:00Z'), { keys: [key], now: null })
    expect(late.of('response.not-on-or-after')[0]?.summary).toContain('stayed on a page')
  })
})

describe('captures', () => {
  it('takes what is expected from the request in the same capture', async () => {
    const request = (id: string) =>
      `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" AssertionConsumerServiceURL="${labWish.acs}"><saml:Issuer>${labWish.audience}</saml:Issuer></samlp:AuthnRequest>`
    const entry = (method: string, url: string, params: object[]) => ({
      startedDateTime: '2026-11-24T09:00:03Z',
      request: { method, url, postData: { params } },
    })
    const har = (responseBase64: string, ...ids: string[]) =>
      JSON.stringify({
        log: {
          entries: [
            ...ids.map((id) =>
              entry(
                'GET',
                `https://idp.example/sso?SAMLRequest=${encodeURIComponent(deflateRawSync(request(id)).toString('base64'))}`,
                [],
              ),
            ),
            entry('POST', labWish.acs, [{ name: 'SAMLResponse', value: responseBase64 }]),
          ],
        },
      })
    const none = { acs: null, audience: null, requestId: null, now: null }
    const good = await issue('okta')
    const { worst, of } = await judged(har(good.base64, '_other', labWish.requestId ?? ''), {
      keys: [good.key],
      ...none,
    })
    expect(objections(worst)).toEqual({})
    expect(of('response.audience')[0]?.compared?.expected.from).toBe('the AuthnRequest in the same capture')
    const wrong = await issue('okta', { fault: 'audience-other' })
    expect(
      objections((await judged(har(wrong.base64, labWish.requestId ?? ''), { keys: [good.key], ...none })).worst),
    ).toEqual({ audience: 'fail' })
  })

  it('recognises what is no response', async () => {
    const { metadata } = await issue('okta')
    for (const [document, word] of [
      [metadata, 'metadata'],
      ['<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>', 'request for a sign-in'],
      ['<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>', 'log-out'],
      ['<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head></html>', 'Sign in'],
      ['<a/>', 'root element is a'],
    ] as const) {
      const { findings } = await judged(document)
      expect(findings[0]).toMatchObject({ id: 'response.decoding', status: 'fail' })
      expect(findings[0]?.summary).toContain(word)
    }
    const old = await judged('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>')
    expect(objections(old.worst)).toEqual({ version: 'fail' })
  })

  it('judges a bare assertion as far as it goes', async () => {
    const { xml, key } = await issue('okta')
    const { worst } = await judged(assertionIn(xml), { keys: [key] })
    expect(objections(worst)).toEqual({})
    expect(worst).toMatchObject({
      'response.destination': 'skipped',
      'response.status': 'skipped',
      'response.signature': 'pass',
    })
  })
})

describe('comparisons', () => {
  const withMessage = async (change: Parameters<typeof message>[0]) => {
    const { xml, key } = await issue('adfs', { change: message(change) })
    return judged(xml, { keys: [key] })
  }
  const message = (change: Partial<Plan['message']>) => (plan: Plan) => ({
    ...plan,
    message: { ...plan.message, ...change },
  })
  it.each([
    ['a trailing slash', `${labWish.acs}/`, 'fail', 'trailing-slash'],
    ['another scheme', labWish.acs.replace('https', 'http'), 'fail', 'scheme'],
    ['the default port', labWish.acs.replace('.com/', '.com:443/'), 'warn', 'default-port'],
    ['capitals in the host', labWish.acs.replace('auth.workos', 'Auth.WorkOS'), 'warn', 'letter-case'],
    ['capitals in the path', labWish.acs.replace('/sso', '/SSO'), 'fail', 'letter-case'],
    ['a blank at the end', `${labWish.acs} `, 'fail', 'whitespace'],
    ['an invisible character', `${labWish.acs}\u200b`, 'fail', 'invisible-character'],
    ['another connection', labWish.acs.replace('01HX', '01HZ'), 'fail', 'other'],
  ] as const)('names %s in the Recipient', async (_, recipient, status, kind) => {
    const { of } = await withMessage({ recipient })
    expect(of('response.recipient')).toMatchObject([{ status, compared: { firstDifference: { kind } } }])
  })

  it('accepts one of several audiences, and wants every restriction met', async () => {
    const two = [['urn:other', labWish.audience]]
    expect((await withMessage({ audiences: two })).worst['response.audience']).toBe('pass')
    expect((await withMessage({ audiences: [...two, ['urn:other']] })).worst['response.audience']).toBe('fail')
    const near = await withMessage({ audiences: [['urn:other', `${labWish.audience}/`]] })
    expect(near.of('response.audience')[0]?.compared?.firstDifference?.kind).toBe('trailing-slash')
  })
})
