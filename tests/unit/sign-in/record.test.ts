import { describe, expect, it } from 'vitest'
import { requestOf } from '../../../src/main/workos/sign-in/answer'
import { errorLine } from '../../../src/main/workos/sign-in/error-line'
import { readForm } from '../../../src/main/workos/sign-in/form'
import { Places } from '../../../src/main/workos/sign-in/places'
import { bareAddress, recordRequest } from '../../../src/main/workos/sign-in/record'
import { Recorder } from '../../../src/main/workos/sign-in/recorder'
import { readReturn } from '../../../src/main/workos/sign-in/return'
import type { SeenRequest } from '../../../src/main/workos/sign-in/seen'
import { withoutSignatures } from '../../../src/main/workos/sign-in/unsigned'
import { hopSchema } from '../../../src/shared/sign-in/trace'

const seen = (url: string, change: Partial<SeenRequest> = {}): SeenRequest => ({
  id: '1',
  at: Date.parse('2026-11-24T10:00:00Z'),
  method: change.form ? 'POST' : 'GET',
  url,
  inFrame: false,
  form: null,
  ...change,
})

describe('what is kept of a request', () => {
  it.each([
    ['https://idp.test/login?next=/home&sid=abc#tok=1', 'https://idp.test/login'],
    ['https://user:secret@idp.test/login', 'https://idp.test/login'],
    ['https://idp.test/app;jsessionid=AB12CD34?x=1', 'https://idp.test/app;jsessionid=…'],
    [`https://idp.test/reset/${'a'.repeat(64)}/done`, 'https://idp.test/reset/…/done'],
    ['https://idp.test/t/eyJhbGciOi.eyJzdWIi.c2ln', 'https://idp.test/t/…'],
    ['https://idp.test/t/0123456789abcdef0123456789abcdef', 'https://idp.test/t/…'],
    [
      'https://login.microsoftonline.com/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/saml2?x',
      'https://login.microsoftonline.com/3f1b8a7e-5d3c-4a55-9a0e-6b5f2b9f7c11/saml2',
    ],
    [
      'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf',
      'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf',
    ],
    ['not an address?secret=1', 'not an address'],
    ['javascript:alert(document.cookie)', 'javascript:…'],
    ['myapp://callback?code=1', 'myapp://callback'],
  ])('%s is kept as %s', (url, kept) => {
    expect(bareAddress(url)).toBe(kept)
  })

  it('names every field and keeps the value of the few that tell how it goes', () => {
    const hop = recordRequest(
      seen('https://idp.test/login?SAMLRequest=x&sessionToken=canary&RelayState=r#access_token=canary&state=s', {
        form: [
          ['username', 'canary'],
          ['password', 'canary'],
          ['state', 's'],
          ['error', 'e'],
          ['code', 'canary'],
        ],
      }),
      'idp',
      3,
    )
    expect(hopSchema.parse(hop)).toEqual(hop)
    expect(JSON.stringify(hop)).not.toContain('canary')
    expect(hop.parameters.map((one) => `${one.in} ${one.name} ${one.value}`)).toEqual([
      'query SAMLRequest null',
      'query sessionToken null',
      'query RelayState r',
      'fragment access_token null',
      'fragment state s',
      'form username null',
      'form password null',
      'form state s',
      'form error e',
      'form code null',
    ])
  })

  it('hides the code of a return and tokens in values that are kept', () => {
    const back = recordRequest(
      seen('https://app.test/cb?code=canary-code&state=eyJhbGciOiJI.eyJzdWIiOiIx.c2ln'),
      'return',
      0,
    )
    expect(JSON.stringify(back)).not.toContain('canary')
    expect(back.parameters).toMatchObject([{ value: 'hidden (11 characters)' }, { value: '[secret]' }])
    const begins = recordRequest(
      seen('https://api.workos.com/sso/authorize?client_id=client_1&code_challenge=canary'),
      'authorize',
      0,
    )
    expect(begins.parameters.map(({ value }) => value)).toEqual(['client_1', null])
  })

  it('stays within what crosses to the page, whatever a page sends', () => {
    const form = Array.from({ length: 5000 }, (_, index) => [`f${index}${'x'.repeat(500)}`, 'v'] as const)
    const hop = recordRequest(
      seen(`https://idp.test/${'p/'.repeat(9000)}?RelayState=${'r'.repeat(9000)}`, { form }),
      'idp',
      0,
    )
    expect(hopSchema.parse(hop)).toEqual(hop)
  })
})

describe('the fields of a posted form', () => {
  const form = (text: string) => readForm(Buffer.from(text))
  it.each([
    [
      'a=1&b=%20x+y',
      [
        ['a', '1'],
        ['b', ' x y'],
      ],
    ],
    ['{"a":1}', null],
    ['<xml a="1"/>', null],
    ['', null],
    ['just text', null],
    [
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="p.key"\r\n\r\ncanary\r\n--x--\r\n',
      [
        ['a', '1'],
        ['f', ''],
      ],
    ],
  ] as const)('%j', (text, fields) => {
    expect(form(text)).toEqual(fields)
  })
  it('of a form that is too large are not read', () => {
    expect(readForm(Buffer.alloc(17 * 1024 * 1024, 'a'))).toBeNull()
  })
})

describe('what comes back', () => {
  const at = 'https://app.test/callback'
  it.each([
    ['https://app.test/callback?code=c&state=s', at, { code: 'c', error: null, state: 's' }],
    [
      'https://app.test/callback?error=server_error&error_description=d&state=',
      at,
      { code: null, error: 'server_error', state: '' },
    ],
    ['https://app.test/callback?code=c&error=x', at, { code: null, error: 'x' }],
    ['https://app.test/callback', at, null],
    ['https://app.test/callback/?code=c', at, null],
    ['https://app.test.evil.test/callback?code=c', at, null],
    ['http://app.test/callback?code=c', at, null],
    ['https://app.test:444/callback?code=c', at, null],
    ['https://app.test/callback?code=c', 'https://app.test/callback?tenant=1', null],
    ['https://app.test/callback?tenant=1&code=c', 'https://app.test/callback?tenant=1', { code: 'c' }],
    ['myapp://callback?code=c', 'myapp://callback', { code: 'c' }],
    ['nonsense', at, null],
  ])('%s, expected at %s', (address, redirectUri, brought) => {
    const read = readReturn(address, redirectUri)
    if (brought === null) expect(read).toBeNull()
    else expect(read).toMatchObject(brought)
  })
})

function recorder() {
  const heard: string[] = []
  const places = new Places(['https://api.workos.com'])
  places.returnsTo('https://app.test/cb')
  const made = new Recorder(
    places,
    {
      changed: () => {},
      message: ({ parameter }) => heard.push(parameter),
      returned: ({ code }) => heard.push(`code ${code}`),
      over: ({ kind }) => heard.push(kind),
    },
    () => 0,
  )
  return { made, heard }
}

describe('what each request is', () => {
  const walk = (places: Places, ...requests: SeenRequest[]) => requests.map((one) => places.kindOf(one))
  const workos = () => {
    const places = new Places(['https://api.workos.com'])
    places.returnsTo('https://app.test/cb')
    return places
  }
  const saml = (name: string) => ({ form: [[name, 'PHg+']] as const })

  it('is told along a sign-in with SAML, also through a second identity provider', () => {
    expect(
      walk(
        workos(),
        seen('https://api.workos.com/sso/authorize?client_id=c'),
        seen('https://first.test/sso?SAMLRequest=x'),
        seen('https://second.test/sso?SAMLRequest=y'),
        seen('https://second.test/login'),
        seen('https://first.test/acs', saml('SAMLResponse')),
        seen('https://auth.workos.com/sso/saml/acs/K', saml('SAMLResponse')),
        seen('https://auth.workos.com/sso/consent'),
        seen('https://app.test/cb?code=1'),
      ),
    ).toEqual(['authorize', 'request', 'request', 'idp', 'idp', 'response', 'workos', 'return'])
  })

  it('takes a response to a mistyped ACS URL for what it is', () => {
    expect(
      walk(
        workos(),
        seen('https://idp.test/sso?SAMLRequest=x'),
        seen('https://auth.work0s.test/acs', saml('SAMLResponse')),
      ),
    ).toEqual(['request', 'response'])
  })

  it('knows the callback of OAuth at WorkOS from the return to the application', () => {
    const places = workos()
    expect(
      walk(
        places,
        seen(
          'https://accounts.test/auth?client_id=c&response_type=code&redirect_uri=https%3A%2F%2Fauth.customer.test%2Fsso%2Foauth%2Fcallback',
        ),
        seen('https://auth.customer.test/sso/oauth/callback?code=1&state=2'),
        seen('https://app.test/cb?error=access_denied'),
      ),
    ).toEqual(['request', 'workos', 'return'])
  })

  it('tells the second begin of a person who begins again from a second identity provider', () => {
    const { made } = recorder()
    for (const url of [
      'https://api.workos.com/sso/authorize?client_id=c',
      'https://first.test/sso?SAMLRequest=x',
      'https://second.test/sso?SAMLRequest=y',
      'https://api.workos.com/sso/authorize?client_id=c',
      'https://first.test/sso?SAMLRequest=z',
      'https://second.test/sso?SAMLRequest=y',
    ]) {
      made.request(seen(url))
    }
    expect(requestOf(made.hops)?.index).toBe(4)
    made.request(seen('https://first.test/acs', saml('SAMLResponse')))
    made.request(seen('https://auth.workos.com/sso/saml/acs/K', saml('SAMLResponse')))
    expect(made.hops.slice(6).map(({ kind }) => kind)).toEqual(['idp', 'response'])
  })

  it('knows a redirect URI that belongs to WorkOS itself, as in the test of its Dashboard', () => {
    const places = new Places(['https://api.workos.com'])
    places.returnsTo('https://dashboard.workos.com/sso/test')
    expect(
      walk(places, seen('https://dashboard.workos.com/sso/test'), seen('https://dashboard.workos.com/sso/test?code=1')),
    ).toEqual(['workos', 'return'])
  })

  it('takes any address for the return once WorkOS has the response, and none before', () => {
    const places = new Places(['https://api.workos.com'])
    expect(
      walk(
        places,
        seen('https://idp.test/oauth?code=own'),
        seen('https://auth.workos.com/sso/saml/acs/K', saml('SAMLResponse')),
        seen('https://unknown.test/cb?code=1&state='),
      ),
    ).toEqual(['idp', 'response', 'return'])
  })

  it('never stops what happens in a frame', () => {
    expect(workos().kindOf(seen('https://app.test/cb?code=1', { inFrame: true }))).toBe('idp')
  })
})

describe('the recorder', () => {
  it('notes at the last page why it did not come', () => {
    const { made } = recorder()
    made.request(seen('https://idp.test/'))
    made.over({ kind: 'unreachable', host: 'idp.test', code: 'ERR_TIMED_OUT' })
    expect(made.hops[0]).toMatchObject({ status: null, failure: 'ERR_TIMED_OUT' })
  })

  it('lets nothing leave after the return, and hears nothing more', () => {
    const { made, heard } = recorder()
    expect(made.request(seen('https://app.test/cb?code=1'))).toBe('stop')
    expect(made.request(seen('https://app.test/cb?code=1'))).toBe('stop')
    made.over({ kind: 'closed' })
    made.note('window-refused', 'x')
    expect(heard).toEqual(['code 1'])
    expect(made.hops).toHaveLength(1)
    expect(made.notes).toHaveLength(0)
  })

  it('is bounded against a page that asks for ever', () => {
    const { made } = recorder()
    for (let index = 0; index < 2000; index++) {
      made.request(seen(`https://idp.test/${index}`, { id: String(index) }))
      made.note('window-refused', `host ${index}`)
      made.note('window-refused', `host ${index}`)
    }
    expect(made.hops).toHaveLength(500)
    expect(made.notes).toHaveLength(200)
    expect(made.request(seen('https://app.test/cb?code=1'))).toBe('stop')
  })
})

it.each([
  ['Sorry\nAADSTS50011: The reply URL does not match.\nMore', 'AADSTS50011: The reply URL does not match.'],
  [
    'An error occurred\nMSIS7007: The requested relying party trust is unspecified.',
    'MSIS7007: The requested relying party trust is unspecified.',
  ],
  ['Missing cookie\nYou appear to have disabled cookies in your browser.', 'Missing cookie'],
  ['State information lost\nState information lost, and no way to restart the request', 'State information lost'],
  [
    'Metadata not found\nUnable to locate metadata for https://sp.test',
    'Unable to locate metadata for https://sp.test',
  ],
  ['Unhandled exception\nAn unhandled exception was thrown.\nIf you report', 'An unhandled exception was thrown.'],
  ['We are not missing cookies. Missing cookie banners annoy.', null],
  ['An unhandled exception was thrown by the application.', null],
  ['Welcome, Alice. Your password is canary', null],
  ['', null],
])('of the page %j the line %j is kept', (text, line) => {
  expect(errorLine(text)).toBe(line)
})

it('takes the values out of every signature and leaves the rest', () => {
  const xml =
    '<a><ds:SignatureValue Id="1">AAA=\n</ds:SignatureValue><SignatureValue>BBB</SignatureValue><DigestValue>C</DigestValue></a>'
  expect(withoutSignatures(xml)).toBe(
    '<a><ds:SignatureValue Id="1">…</ds:SignatureValue><SignatureValue>…</SignatureValue><DigestValue>C</DigestValue></a>',
  )
})
