import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concealer } from '../../src/main/conceal'

const secret = 'CANARY/q7+Zr2=Lw9 Xk1Vn'

describe('text from the network', () => {
  const clean = concealer([secret])
  test.each([
    ['as it is', secret],
    ['in a sentence', `The token ${secret} is not known`],
    ['percent-encoded', encodeURIComponent(secret)],
    ['as a form', new URLSearchParams({ a: secret }).toString()],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['as JSON', JSON.stringify({ token: secret })],
    ['in capitals', secret.toUpperCase()],
    ['half of it', secret.slice(0, 12)],
    ['its end', `…${secret.slice(-11)}`],
    ['twice', `${secret}${secret}`],
    ['after Basic', `Basic ${Buffer.from(`id:${secret}`).toString('base64')}`],
  ])('gives a secret away neither %s', (_form, text) => {
    const cleaned = clean(text)
    expect(cleaned).toContain('[secret]')
    for (let index = 0; index + 10 <= secret.length; index++) {
      expect(cleaned).not.toContain(secret.slice(index, index + 10))
    }
    expect(cleaned).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
  })

  test('loses control characters and its end', () => {
    expect(clean('a\u0000b\u202e\r\nc')).toBe('a b c')
    expect(clean('x'.repeat(1000))).toHaveLength(301)
  })

  test('never holds any ten characters of any secret', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 60 }).filter((one) => /^[!-~]+$/.test(one) && !one.includes('[')),
        fc.array(fc.string({ maxLength: 30 })),
        (hidden, around) => {
          const cleaned = concealer([hidden])(around.join(hidden))
          expect(cleaned).not.toContain(hidden)
        },
      ),
    )
  })
})
