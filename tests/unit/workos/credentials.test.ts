import { describe, expect, test } from 'vitest'
import { createWorkosClient } from '../../../src/main/workos/client'
import { judgeApiKey, judgeClientId, parseBaseUrl } from '../../../src/main/workos/credentials'
import { canary, json, listOf, scriptedHost } from './scripted-host'

describe('an API key is judged before anything is sent', () => {
  const cases: ReadonlyArray<readonly [string, string, RegExp]> = [
    ['nothing', '', /no API key/],
    ['blanks only', ' \n', /no API key/],
    ['a blank in front', ` ${canary}`, /a blank at its beginning/],
    ['a line break at the end', `${canary}\n`, /a line break at its end/],
    ['a blank in the middle', canary.replace('CANARY', 'CAN ARY'), /a blank at character/],
    ['a zero-width space', `${canary}\u200b`, /zero-width space/],
    ['quotation marks', `"${canary}"`, /quotation marks/],
    ['typographic quotation marks', `“${canary}”`, /quotation marks/],
    ['the header scheme', `Bearer ${canary}`, /Bearer/],
    ['a whole header', `Authorization: Bearer ${canary}`, /Bearer/],
    ['a line of an environment file', `WORKOS_API_KEY=${canary}`, /environment file/],
    ['a client ID', 'client_01HZBC6N1EB1ZY7KG32X', /client ID/],
    ['the ID of a connection', 'conn_01E4ZCR3C56J083X43JQXF3JK5', /ID of a record/],
    ['a SCIM token', 'se_abcdefghijklmnop', /SCIM/],
    ['a masked key', 'sk_test_••••••••ab12', /masked/],
    ['a key masked with asterisks', 'sk_test_********ab12', /masked/],
    ['a publishable key', 'pk_test_abcdefghij', /another kind/],
    ['an address', 'https://api.workos.com', /address/],
    ['any other text', 'correct horse', /a blank at character 8/],
    ['any other word', 'hunter2hunter2', /begins with sk_/],
    ['a stump', 'sk_test', /too short/],
    ['a novel', `sk_${'a'.repeat(5000)}`, /too long/],
  ]
  test.each(cases)('%s', (_, apiKey, said) => {
    const problem = judgeApiKey(apiKey)
    expect(problem).not.toBeNull()
    expect(`${problem?.title} ${problem?.detail}`).toMatch(said)
    expect(JSON.stringify(problem)).not.toContain('CANARY')
    expect(problem?.remedy).not.toBe('')
  })

  test.each([canary, 'sk_live_abc123DEF456', 'sk_example_123456789', 'sk_test_a2V5,ZmkrLw=='])(
    '%s can be tried',
    (key) => {
      expect(judgeApiKey(key)).toBeNull()
    },
  )

  test('a malformed key makes no client and no request', () => {
    const host = scriptedHost(() => json(listOf([])))
    const made = createWorkosClient({ apiKey: `${canary} `, clientId: '', baseUrl: 'https://api.workos.com' }, host)
    expect(made.ok).toBe(false)
    expect(host.requests).toHaveLength(0)
    expect(JSON.stringify(made)).not.toContain('CANARY')
  })
})

test.each([
  ['', null],
  ['client_01HZBC6N1EB1ZY7KG32X', null],
  [canary, /secret API key/],
  ['client_01 ', /blanks/],
  ['01HZBC', /begins with client_/],
])('the client ID %j', (clientId, said) => {
  const problem = judgeClientId(clientId)
  if (said === null) expect(problem).toBeNull()
  else expect(problem?.detail).toMatch(said)
  expect(JSON.stringify(problem)).not.toContain('CANARY')
})

describe('the address of the API', () => {
  test.each([
    'https://api.workos.com',
    'https://api.workos.com/',
    ' https://auth-api.acme.example ',
    'http://127.0.0.1:4100',
    'http://localhost:8080',
    'http://[::1]:9000',
  ])('%s is taken', (text) => {
    expect(parseBaseUrl(text).ok).toBe(true)
  })
  test.each([
    ['http://api.workos.com', /unprotected/],
    ['http://127.0.0.1.evil.example', /unprotected/],
    ['http://0.0.0.0:80', /unprotected/],
    ['api.workos.com', /https:\/\//],
    ['ftp://api.workos.com', /https:\/\//],
    ['https://user:pass@api.workos.com', /user name/],
    ['https://api.workos.com/connections', /goes on after the host/],
    ['https://api.workos.com?x=1', /goes on after the host/],
    ['https://dashboard.workos.com', /Dashboard/],
    ['https://', /complete/],
    ['', /https:\/\//],
  ])('%s is refused', (text, said) => {
    const parsed = parseBaseUrl(text)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.problem.detail).toMatch(said)
  })
})
