import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { type Bundle, openBundle } from '../../src/main/report/bundle'
import { reportAsHtml } from '../../src/main/report/html'
import { reportAsMarkdown } from '../../src/main/report/markdown'
import { reportOf } from '../../src/main/report/model'
import { redact } from '../../src/main/report/redact'
import type { Finding } from '../../src/shared/finding'
import { judgeCauses } from '../../src/shared/guidance/evidence/judge'
import type { ThreeWayRow } from '../../src/shared/three-way'
import { finding, findingsIn, worldWith } from './diagnosis/world'

const at = '2026-11-24T09:00:00.000Z'

function bundleOf(findings: Finding[], result: Record<string, unknown> = {}): Bundle {
  return {
    tool: 'signpost',
    version: '0.1.0',
    command: 'diagnose',
    subject: 'metadata.xml',
    startedAt: at,
    durationMs: 1234,
    findings,
    verdicts: judgeCauses(findings, new Set()),
    result,
  }
}

const isHidden = (character: string) => /\p{C}/u.test(character) && character !== '\n'

const everyForm = (bundle: Bundle): string =>
  [JSON.stringify(bundle), reportAsHtml(reportOf(bundle)), reportAsMarkdown(reportOf(bundle))].join('\n')

/** Planted secrets: what each looks like, and how it may stand in a text. */
const secrets: ReadonlyArray<readonly [canary: string, inText: string]> = [
  ['sk_test_CANARYa1b2c3d4e5', 'the key sk_test_CANARYa1b2c3d4e5 was used'],
  ['se_CANARY9f8e7d6c5b4a', 'token: se_CANARY9f8e7d6c5b4a.'],
  ['CANARYbearer0123456789', 'Authorization: Bearer CANARYbearer0123456789'],
  ['Q0FOQVJZOmJhc2lj', 'WWW-Authenticate answered to Basic Q0FOQVJZOmJhc2lj'],
  ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJDQU5BUlkifQ.c2ln', 'got eyJhbGciOiJub25lIn0.eyJzdWIiOiJDQU5BUlkifQ.c2ln back'],
  ['CANARYpassw0rd', 'https://admin:CANARYpassw0rd@idp.example/metadata'],
  ['CANARYcode42', 'https://app.example/callback?state=x&code=CANARYcode42#top'],
  ['CANARYclientsecret7', 'client_id=abc&client_secret=CANARYclientsecret7'],
  ['CANARYjson7', '{"access_token":"CANARYjson7","expires_in":600}'],
  ['CANARYcookie1', 'Set-Cookie: session=CANARYcookie1; Path=/'],
  ['CANARYcookie2', 'cookie: a=b; sid=CANARYcookie2'],
  ['CANARYcsrf3', '<input type="hidden" name="csrf" value="CANARYcsrf3">'],
  ['CANARYkeybody', '-----BEGIN PRIVATE KEY-----\nCANARYkeybody\n-----END PRIVATE KEY-----'],
  ['PHNhbWxwOlJlc3BvbnNl'.repeat(12), `SAMLResponse=${'PHNhbWxwOlJlc3BvbnNl'.repeat(12)}`],
  ['PHNhbWxwOlJlc3BvbnNh'.repeat(12), `posted ${'PHNhbWxwOlJlc3BvbnNh'.repeat(12)} to the ACS`],
  ['CANARYrelay', 'RelayState=CANARYrelay'],
  ['CANARYhome', '/home/CANARYhome/Downloads/metadata.xml'],
  ['CANARYuser', 'C:\\Users\\CANARYuser\\metadata.xml'],
]

/** Every place of a bundle that holds free text. */
const places: ReadonlyArray<readonly [name: string, plant: (bundle: Bundle, text: string) => void]> = [
  ['a summary', (bundle, text) => bundle.findings.push(finding('network.http', 'fail', [], { summary: text }))],
  ['evidence', (bundle, text) => bundle.findings.push(finding('workos.connection', 'warn', [['Location', text]]))],
  [
    'where evidence is from',
    (bundle, text) =>
      bundle.findings.push(
        finding('metadata.source', 'fail', [], { evidence: [{ label: 'Status', value: '200', from: text }] }),
      ),
  ],
  [
    'a comparison',
    (bundle, text) =>
      bundle.findings.push(
        finding('oauth.redirect-uri', 'fail', [], {
          compared: {
            what: 'Redirect URI',
            expected: { value: text, from: text },
            received: { value: text, from: text },
            firstDifference: { index: 3, kind: 'other', sentence: text },
          },
        }),
      ),
  ],
  [
    'a fix',
    (bundle, text) =>
      bundle.findings.push(
        finding('scim.token', 'fail', [], { fix: { action: text, where: text, command: text, owner: 'idp-admin' } }),
      ),
  ],
  [
    'the subject',
    (bundle, text) => {
      bundle.subject = text
    },
  ],
  [
    'an observation',
    (bundle, text) => {
      bundle.result.observations = [
        { probe: 'network', observation: { kind: 'http', head: text, hops: [{ url: text }] } },
      ]
    },
  ],
  [
    'deep inside',
    (bundle, text) => {
      bundle.result.a = { b: [{ c: { [text]: [text, { d: text }] } }] }
    },
  ],
]

describe('secrets never leave', () => {
  test.each(secrets)('%s', (canary, text) => {
    for (const [name, plant] of places) {
      const bundle = bundleOf([])
      plant(bundle, text)
      const safe = redact(bundle, { at, people: name !== 'a fix' })
      expect([name, everyForm(safe).includes(canary)]).toEqual([name, false])
    }
  })

  test('headers and members that are secrets by their name, whatever they hold', () => {
    const bundle = bundleOf([], {
      observations: [
        {
          headers: [
            ['set-cookie', 'CANARY-a'],
            ['cookie', 'CANARY-b'],
            ['authorization', 'CANARY-c'],
            ['content-type', 'text/html'],
          ],
          token: 'CANARY-d',
          apiKey: 'CANARY-e',
          clientSecret: 'CANARY-f',
          password: 'CANARY-g',
          decryptionKey: 'CANARY-h',
          nested: { client_secret: 'CANARY-i', xml: 'CANARY-j' },
        },
      ],
    })
    const safe = redact(bundle, { at })
    expect(everyForm(safe)).not.toContain('CANARY')
    expect(JSON.stringify(safe)).toContain('text/html')
  })

  test('secrets that are known by name go in every form, though they look like nothing', () => {
    const secret = 'plain words as a secret/with+signs'
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ]
    const bundle = bundleOf(forms.map((form) => finding('scim.token', 'fail', [['Says', `you sent ${form} here`]])))
    const text = everyForm(redact(bundle, { at, secrets: [secret] }))
    for (const form of forms) expect(text).not.toContain(form)
  })

  test('anywhere, together with anything', () => {
    const spot = fc.tuple(
      fc.constantFrom(...places),
      fc.constantFrom(...secrets),
      fc.string({ maxLength: 20 }).map((text) => text.replace(/[\w.~+/=%@-]/g, ' ')),
      fc.string({ maxLength: 20 }).map((text) => text.replace(/[\w.~+/=%@-]/g, ' ')),
    )
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 6 }), (spots) => {
        const bundle = bundleOf([])
        for (const [[, plant], [, text], before, after] of spots) plant(bundle, `${before} ${text} ${after}`)
        const safe = everyForm(redact(bundle, { at }))
        return spots.every(([, [canary]]) => !safe.includes(canary))
      }),
      { numRuns: 150 },
    )
  })

  test('certificates, fingerprints, ids and plain speech stay', () => {
    const kept = [
      'SHA-256 beda30348ac57068c2cf515433a6c9af699e325e89a41fad71665faffbe5fd29',
      'The Subject has no bearer confirmation.',
      'The Signature uses RSA with SHA-256, digest SHA-256.',
      'Basic authentication, Bearer tokens',
      'conn_01K8ZSTAG00000000000000000',
      'https://auth.workos.com/sso/saml/acs/01HXYZLAB',
      `MIIC${'A1b2'.repeat(100)}`,
      'error=access_denied',
    ]
    const bundle = bundleOf(kept.map((text) => finding('workos.certificate', 'info', [['Shown', text]])))
    const text = JSON.stringify(redact(bundle, { at }))
    for (const one of kept) expect(text).toContain(JSON.stringify(one).slice(1, -1))
  })
})

describe('people have stable pseudonyms', () => {
  const response = (evidence: ReadonlyArray<readonly [string, string]>) => finding('response.nameid', 'pass', evidence)

  test('the same person, the same token, wherever', () => {
    const bundle = bundleOf(
      [
        response([['NameID', 'alice@acme.example']]),
        finding('response.attributes', 'pass', [['Value', 'alice@acme.example']]),
        finding('workos.connection', 'warn', [['Says', 'user Alice@Acme.example was refused']]),
        finding('network.http', 'info', [['Location', 'https://x.example/?login_hint=alice%40acme.example']]),
        response([['NameID', 'bob@acme.example']]),
      ],
      {
        assertion: {
          nameId: 'alice@acme.example',
          attributes: { email: ['alice@acme.example'], firstName: ['Alice'] },
        },
      },
    )
    const safe = redact(bundle, { at })
    const text = JSON.stringify(safe)
    expect(text).not.toMatch(/alice|bob/i)
    expect(safe.findings[0]?.evidence[0]?.value).toBe('person-1@acme.example')
    expect(safe.findings[1]?.evidence[0]?.value).toBe('person-1@acme.example')
    expect(safe.findings[2]?.evidence[0]?.value.toLowerCase()).toContain('person-1@acme.example')
    expect(safe.findings[4]?.evidence[0]?.value).toBe('person-2@acme.example')
    expect(text.match(/person-1@/g)?.length).toBeGreaterThanOrEqual(5)
  })

  test('names that are no addresses, also in the sentences about the response', () => {
    const safe = redact(
      bundleOf([
        response([['NameID', 'u-1029']]),
        finding('response.attributes', 'pass', [['Values (2)', 'Engineering, Wonderland']]),
        finding('response.status', 'fail', [], {
          summary: 'The identity provider says that u-1029 of Wonderland is locked.',
        }),
        finding('metadata.role', 'info', [], { summary: 'Engineering is a word here.' }),
      ]),
      { at },
    )
    expect(JSON.stringify(safe)).not.toMatch(/u-1029|Wonderland/)
    expect(safe.findings[3]?.summary).toBe('Engineering is a word here.')
  })

  test('domains stay, since a verdict may turn on them', () => {
    const safe = redact(bundleOf([finding('workos.domain', 'fail', [['E-mail domain', 'acme.example']])]), { at })
    expect(JSON.stringify(safe)).toContain('acme.example')
  })

  test('asked to leave people in, it still takes secrets out', () => {
    const bundle = bundleOf([
      response([['NameID', 'alice@acme.example']]),
      finding('scim.token', 'fail', [['x', 'sk_test_CANARYxyz123']]),
    ])
    const text = everyForm(redact(bundle, { at, people: false }))
    expect(text).toContain('alice@acme.example')
    expect(text).toContain('personal data')
    expect(text).not.toContain('CANARY')
  })

  test('redacting twice changes nothing more', async () => {
    const once = redact(bundleOf(await findingsIn(await worldWith('saml.nameid-missing'))), { at })
    const { redaction: first, ...before } = once
    const { redaction: second, ...after } = redact(once, { at })
    expect(after).toEqual(before)
    expect([first?.people, second?.removed]).toEqual([true, 0])
  })
})

describe('a redacted diagnosis judges the same', () => {
  test.each([
    'validating.certificate-expired',
    'saml.signature-invalid',
    'saml.audience-mismatch',
    'scim.not-found',
  ] as const)('%s', async (cause) => {
    const findings = await findingsIn(await worldWith(cause))
    const safe = redact(bundleOf(findings), { at })
    const states = (list: readonly Finding[]) => judgeCauses(list, new Set()).map(({ cause: id, state }) => [id, state])
    expect(states(safe.findings)).toEqual(states(findings))
    const opened = openBundle(JSON.stringify(safe))
    expect(opened.ok && opened.value).toEqual(safe)
  })
})

/** What of a report is for people to read; the rest are its own names. */
const readMembers = new Set([
  'title',
  'headline',
  'lead',
  'summary',
  'action',
  'where',
  'command',
  'value',
  'sentence',
  'branch',
  'word',
  'meaning',
  'label',
  'from',
  'at',
  'values',
])

function* sentencesOf(value: unknown, member = ''): Generator<string> {
  if (typeof value === 'string' && value.trim() !== '' && readMembers.has(member)) yield value
  else if (Array.isArray(value)) for (const one of value) yield* sentencesOf(one, member === 'facts' ? 'value' : member)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* sentencesOf(one, name)
}

const side: ThreeWayRow = {
  id: 'acs-url',
  label: 'ACS URL',
  sides: {
    workos: { values: ['https://auth.workos.com/acs/1'], from: 'the AuthnRequest that WorkOS sends' },
    metadata: null,
    message: { values: ['https://auth.workos.com/acs/2', 'https://auth.workos.com/acs/3'], from: 'the Recipient' },
  },
  outcome: 'differs',
  differences: [
    {
      between: ['workos', 'message'],
      difference: { index: 28, kind: 'other', sentence: 'The received value has “2” where “1” is expected.' },
    },
  ],
}

const squeezed = (text: string) => text.replace(/\s+/g, '')

/** The text of a page, without its marks. */
const readable = (html: string) =>
  squeezed(
    html
      .slice(Math.max(0, html.indexOf('<body>')))
      .replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|quot|#39|#x27|amp);/g, (entity) => entities[entity] ?? entity),
  )
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&amp;': '&',
}

describe('a report', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '](javascript:alert(1))',
    '![x](https://evil.example/x.png)',
    '<!-- --><style>*{display:none}</style>',
    '\u202eevil\u202c \u0000\u001b[2J',
    '| a | b |\n| --- | --- |',
    '```\n# heading\n```',
  ]

  test('runs no script and loads nothing, whatever it tells', () => {
    const findings = hostile.flatMap((text) => [
      finding('response.status', 'fail', [[text, text]], {
        summary: text,
        fix: { action: text, where: text, command: text, owner: 'idp-admin' },
      }),
      finding('response.audience', 'fail', [], {
        compared: {
          what: text,
          expected: { value: text, from: text },
          received: { value: text, from: text },
          firstDifference: { index: 2, kind: 'other', sentence: text },
        },
      }),
    ])
    const bundle = { ...bundleOf(findings), subject: hostile.join(' ') }
    const html = reportAsHtml(reportOf(bundle))
    const body = html.slice(html.indexOf('<body>'))
    const element =
      /^<\/?(?:body|main|header|p|h1|h2|h3|span|section|strong|div|pre|table|caption|tbody|thead|tr|th|td|br|mark|dl|dt|dd|details|summary|code|ul|li|html)(?: (?:class|scope|title)="[^"<>]*"| open)*>$/
    for (const tag of body.match(/<[^>]*>/g) ?? []) expect(tag).toMatch(element)
    expect(html).toContain("default-src 'none'")
    const markdown = reportAsMarkdown(reportOf(bundle))
    expect(markdown).not.toMatch(/^# heading$/m)
    expect(marked.parse(markdown)).not.toMatch(/<(?:script|img|style|iframe)[\s>]|href="(?!https?:)/)
    for (const text of [html, markdown]) expect([...text].filter(isHidden)).toEqual([])
  })

  test('says the same in each format, the cause first', async () => {
    const bundle = bundleOf(
      await findingsIn(await worldWith('validating.certificate-expired', 'saml.signature-invalid')),
    )
    const report = reportOf(bundle)
    expect(report.headline).toBe('The signing certificate of the identity provider has expired')
    expect(report.confirmed.map(({ verdict }) => verdict.cause)).toEqual([
      'validating.certificate-expired',
      'saml.signature-invalid',
    ])
    for (const text of [reportAsHtml(report), reportAsMarkdown(report).replaceAll('\\', '')]) {
      expect(text.indexOf(report.headline)).toBeLessThan(text.indexOf('The signature does not hold'))
      for (const { verdicts } of report.tree) for (const { title } of verdicts) expect(text).toContain(title)
      expect(text).toContain('Update-AdfsCertificate')
    }
  })

  test('carries every sentence, value and place in both formats that people read', async () => {
    const findings = await findingsIn(
      await worldWith('validating.certificate-expired', 'saml.recipient-mismatch', 'scim.attributes-missing'),
    )
    const report = reportOf(bundleOf(findings, { sides: [side] }))
    const forms = {
      html: readable(reportAsHtml(report)),
      markdown: readable(marked.parse(reportAsMarkdown(report), { async: false })),
    }
    const said = [...sentencesOf(report)]
    expect(said.length).toBeGreaterThan(200)
    for (const [form, text] of Object.entries(forms))
      expect([form, said.filter((one) => !text.includes(squeezed(one)))]).toEqual([form, []])
  })

  test('of another command tells its findings', () => {
    const report = reportOf({ ...bundleOf([finding('clock.skew', 'fail')]), command: 'clock check', verdicts: [] })
    expect(report).toMatchObject({ headline: '1 of 1 checks failed', tree: [], confirmed: [] })
    expect(reportAsHtml(report)).toContain('Clocks')
  })
})

describe('what is no bundle is refused with a reason', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['cut off', '{"tool":"signpost","findings":['],
    ['another tool', '{"tool":"other"}'],
    ['an array', '[]'],
    ['null', 'null'],
    ['findings of another shape', JSON.stringify({ ...bundleOf([]), findings: [{ id: 'nonsense', status: 'pass' }] })],
    ['a prototype in disguise', '{"__proto__":{"tool":"signpost"}}'],
  ])('%s', (_, text) => {
    const opened = openBundle(text)
    expect(opened.ok).toBe(false)
    expect(opened.ok || opened.problem.detail.length).toBeGreaterThan(10)
  })
})
