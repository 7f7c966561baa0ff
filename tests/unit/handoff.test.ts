import fc from 'fast-check'
import { marked } from 'marked'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadGuides } from '../../src/shared/catalog/guides'
import type { Integration } from '../../src/shared/catalog/schema'
import { valueWord } from '../../src/shared/catalog/values'
import { handoffMarkdown, handoffSheet } from '../../src/shared/guidance/handoff'
import { valuesOf } from '../../src/shared/guidance/handovers'
import type { Setup } from '../../src/shared/setup'

let guides: ReadonlyMap<string, Integration>
beforeAll(async () => {
  guides = await loadGuides()
})

const at = '2026-11-24T10:00:00.000Z'
const row = (slug: string) => {
  const found = guides.get(slug)
  if (!found) throw new Error(`no row ${slug}`)
  return found
}

function setupOf(slug: string, values: Record<string, string>, organization = 'Acme'): Setup {
  return {
    schema: 1,
    id: 'aaaaaaaa-1',
    slug,
    name: slug,
    organization,
    createdAt: at,
    updatedAt: at,
    values: Object.fromEntries(
      Object.entries(values).map(([name, text]) => [name, { kind: 'plain', text, origin: 'typed', at } as const]),
    ),
    steps: {},
    here: 0,
    link: null,
    sightings: [],
    signIn: null,
    confirmations: [],
    metadata: null,
    journal: [],
  }
}

const acs = 'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf'

describe('a hand-off sheet', () => {
  test('names each field of the console with its value, and what is still to follow', () => {
    const sheet = handoffSheet(row('entra-id-saml'), setupOf('entra-id-saml', { acs_url: acs }), 'provider')
    expect(sheet.sections[0]).toMatchObject({
      heading: 'Enter in Microsoft Entra admin center',
      fields: [
        { field: 'Reply URL (Assertion Consumer Service URL)', value: { kind: 'text', text: acs } },
        { field: 'Identifier (Entity ID)', value: { kind: 'missing' } },
      ],
    })
    expect(sheet.missing).toEqual(['SP Entity ID'])
  })

  test('asks for what the provider gives, and says what has come already', () => {
    const setup = setupOf('entra-id-oidc', { client_id: 'x' })
    const markdown = handoffMarkdown(handoffSheet(row('entra-id-oidc'), setup, 'provider'))
    const back = markdown.slice(markdown.indexOf('## Needed back'))
    expect(back).toMatch(/Application \(client\) ID.*received already/)
    expect(back).toMatch(/Value of the client secret.*please send separately/)
    expect(back).toMatch(/OpenID Connect metadata document.*please send/)
  })

  test('turned round, it tells the WorkOS administrator what to enter', () => {
    const setup = setupOf('entra-id-saml', { idp_metadata_url: 'https://login.microsoftonline.com/x' })
    const sheet = handoffSheet(row('entra-id-saml'), setup, 'workos')
    expect(sheet.sections[0]).toMatchObject({ heading: 'Enter in the WorkOS Dashboard' })
    expect(JSON.stringify(sheet.sections[0])).toContain('https://login.microsoftonline.com/x')
  })

  test('does not ask for what the metadata holds', () => {
    const setup = setupOf('entra-id-saml', { idp_metadata_url: 'https://login.microsoftonline.com/x' })
    const sheet = handoffSheet(row('entra-id-saml'), setup, 'workos')
    expect(sheet.missing).toEqual([])
    expect(handoffMarkdown(sheet)).toMatch(/IdP entity ID.*not needed with what is there/)
  })

  test('never carries a secret, in no row and for nobody', () => {
    for (const one of guides.values()) {
      const canaries = Object.fromEntries(valuesOf(one).map((name) => [name, `canary(${name})`]))
      for (const audience of ['provider', 'workos'] as const) {
        const markdown = handoffMarkdown(handoffSheet(one, setupOf(one.slug, canaries), audience))
        for (const name of valuesOf(one)) if (valueWord(name).secret) expect(markdown).not.toContain(`canary(${name})`)
      }
    }
  })

  test('leaves out a secret that stands in a field for something else', () => {
    const setup = setupOf('google-oidc', { client_id: 'GOCSPX-abcdefghijklmnopqrstuvwx1234' })
    expect(handoffMarkdown(handoffSheet(row('google-oidc'), setup, 'workos'))).not.toContain('GOCSPX')
  })

  test('says “sent separately” for a secret that is handed over', () => {
    const markdown = handoffMarkdown(handoffSheet(row('okta-scim'), setupOf('okta-scim', {}), 'provider'))
    expect(markdown).toMatch(/OAuth Bearer Token.*sent separately/)
  })

  test('is made for every row and both sides, with at least one section', () => {
    for (const one of guides.values())
      for (const audience of ['provider', 'workos'] as const)
        expect([one.slug, audience, handoffSheet(one, setupOf(one.slug, {}), audience).sections.length > 0]).toEqual([
          one.slug,
          audience,
          true,
        ])
  })
})

describe('its Markdown', () => {
  const codes = (html: string) =>
    [...html.matchAll(/<code>([\s\S]*?)<\/code>/g)].map((match) => unescaped(match[1] ?? ''))
  const unescaped = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      .replace(/&amp;/g, '&')

  test('gives every value back as it was, whatever signs are in it', () => {
    const value = fc
      .string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' })
      .filter((text) => text.trim() === text && text !== '')
    fc.assert(
      fc.property(value, (text) => {
        const html = marked.parse(
          handoffMarkdown(handoffSheet(row('okta-saml'), setupOf('okta-saml', { acs_url: text }), 'provider')),
          { async: false },
        )
        expect(codes(html)).toContain(text)
      }),
      { numRuns: 300, examples: [['\\|!'], ['a\\\\|`|'], ['|']] },
    )
  })

  test('keeps a certificate in one block', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB`|<x>\n-----END CERTIFICATE-----'
    const html = marked.parse(
      handoffMarkdown(
        handoffSheet(row('entra-id-saml'), setupOf('entra-id-saml', { x509_certificate: pem }), 'workos'),
      ),
      { async: false },
    )
    expect(codes(html).map((text) => text.trim())).toContain(pem)
  })

  test('does not let a name become markup', () => {
    const markdown = handoffMarkdown(
      handoffSheet(
        row('okta-saml'),
        setupOf('okta-saml', {}, '<img src=x onerror=alert(1)> **Acme** | [x](y)'),
        'provider',
      ),
    )
    const html = marked.parse(markdown, { async: false })
    expect(html).not.toMatch(/<img|<strong>|<a /)
    expect(html).toContain('**Acme** | [x](y)')
  })
})
