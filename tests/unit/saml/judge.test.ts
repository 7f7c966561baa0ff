import { describe, expect, it } from 'vitest'
import type { CheckId } from '../../../src/shared/checks'
import type { Status } from '../../../src/shared/finding'
import { type FaultName, faultNames } from '../../lab/idp/faults'
import { type IssueOptions, issue, labWish } from '../../lab/idp/issue'
import { type JudgeWish, judged } from '../../lab/idp/judged'
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
      conditions: { audiences: [[labWish.audience]] },
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
})
