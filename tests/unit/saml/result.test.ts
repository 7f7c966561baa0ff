import { describe, expect, it } from 'vitest'
import { fittingFinding } from '../../../src/main/inspection/fitting'
import { fittingResponse } from '../../../src/main/saml/fitting'
import { resultOf } from '../../../src/main/saml/result'
import { type IssueOptions, issue, labWish } from '../../lab/idp/issue'
import { type JudgeWish, judged } from '../../lab/idp/judged'
import { labKey } from '../../lab/idp/keys'

async function resultFrom(options: IssueOptions = {}, wish: JudgeWish = {}) {
  const issued = await issue('okta', options)
  const { key } = await issue('okta')
  const { observation, findings } = await judged(issued.base64, { keys: [key], ...wish })
  return { result: { ...resultOf(observation, findings), shown: null }, findings }
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe('the result of a judged response', () => {
  it('tells what was read around and in the assertion, and what it was judged for', async () => {
    const { result } = await resultFrom()
    expect(result).toMatchObject({
      response: { destination: labWish.acs, inResponseTo: labWish.requestId, status: ['Success'], statusMessage: null },
      judgedFor: { at: '2026-11-24T09:00:05.000Z', from: 'the lab', skewSeconds: 180 },
      assertion: { nameId: 'alice@example.test', confirmationNotOnOrAfter: '2026-11-24T09:05:00.000Z' },
      firstFailure: null,
    })
  })

  it('holds the certificate that signed once, with all it signed', async () => {
    const { result } = await resultFrom()
    expect(result.certificates).toMatchObject([
      { role: 'signed', on: ['response', 'assertion'], from: 'lab certificate 1', key: 'RSA 2048' },
    ])
    expect(result.certificates[0]?.pem).toContain('BEGIN CERTIFICATE')
    expect(result.certificates[0]?.sha1).toMatch(/^[0-9a-f]{40}$/)
  })

  it('tells a certificate only the message carries from those that are known and do not fit', async () => {
    const { result } = await resultFrom({ fault: 'signed-by-another-key' })
    expect(result.certificates.map(({ role, on }) => [role, on])).toEqual([
      ['in-message', []],
      ['known', []],
    ])
    expect(result.signedBy).toEqual([])
  })

  it('leaves nothing of a signature over changed content among those that signed', async () => {
    const { result } = await resultFrom({ fault: 'tampered-nameid' })
    expect(result.certificates.some(({ role, on }) => role === 'signed' && on.includes('assertion'))).toBe(false)
  })
})

describe('what an answer to the page carries', { timeout: 20_000 }, () => {
  const bar = 100_000

  it('is the whole result where that fits', async () => {
    const { result } = await resultFrom()
    expect(fittingResponse(result)).toBe(result)
  })

  it('is less of a list that is too long, and says how much was left out', async () => {
    const groups = Array.from({ length: 10_000 }, (_, index) => `Group ${index} of the company`)
    const { result } = await resultFrom({
      change: (plan) => ({ ...plan, message: { ...plan.message, user: { ...plan.message.user, groups } } }),
    })
    const fitted = fittingResponse(result)
    expect(bytesOf(fitted)).toBeLessThan(bar)
    const kept = fitted.assertion?.attributes.groups?.length ?? 0
    expect(kept).toBeGreaterThan(200)
    expect(kept + (fitted.assertion?.leftOut?.groups ?? 0)).toBe(10_000)
    expect(fitted.assertion?.attributes.email).toEqual(['alice@example.test'])
  })

  it('is small whatever the message holds', async () => {
    const long = 'ü'.repeat(150_000)
    const attributes = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`${index} ${'x'.repeat(200)}`, [long.slice(0, 400)]]),
    )
    const { result, findings } = await resultFrom({
      change: (plan) => ({
        ...plan,
        message: {
          ...plan.message,
          nameId: long,
          audiences: [Array.from({ length: 300 }, (_, index) => `urn:${index}:${long.slice(0, 300)}`)],
          extraAttributes: attributes,
        },
      }),
    })
    expect(bytesOf(fittingResponse(result))).toBeLessThan(bar)
    for (const finding of findings) expect(bytesOf(fittingFinding(finding))).toBeLessThan(bar)
  })

  it('is small with a hundred certificates that do not fit', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, (_, index) => labKey(`known ${index}`)))
    const { result } = await resultFrom({}, { keys: Array.from({ length: 13 }, () => keys).flat() })
    expect(bytesOf(fittingResponse(result))).toBeLessThan(bar)
  })
})
