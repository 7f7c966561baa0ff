import { Command, CommanderError } from 'commander'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addCatalog } from '../../../src/main/cli/catalog'
import { addChoose } from '../../../src/main/cli/choose'
import { UnusableInput } from '../../../src/main/cli/output'
import { summaries } from '../../../src/shared/catalog/derived'

let printed = ''

beforeEach(() => {
  printed = ''
  vi.stubEnv('NO_COLOR', '1')
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function signpost(...words: string[]): Promise<string> {
  const program = new Command('signpost').exitOverride().configureOutput({ writeErr: () => {} })
  addCatalog(program)
  addChoose(program)
  await program.parseAsync(words, { from: 'user' })
  return printed
}

const json = async (...words: string[]) => JSON.parse(await signpost(...words, '--json'))

describe('catalog list', () => {
  it('prints all rows as JSON', async () => {
    const envelope = await json('catalog', 'list')
    expect(envelope).toMatchObject({
      tool: 'signpost',
      command: 'catalog list',
      subject: null,
      findings: [],
      verdicts: [],
    })
    expect(envelope.result.integrations).toEqual(JSON.parse(JSON.stringify(summaries)))
    expect(process.exitCode).toBe(0)
  })

  it('prints an aligned table', async () => {
    const lines = (await signpost('catalog', 'list')).trimEnd().split('\n')
    const [header = '', ...rest] = lines
    const typeAt = header.indexOf('TYPE')
    const row = rest.find((line) => line.startsWith('okta-saml ')) ?? ''
    expect(row.slice(typeAt)).toMatch(/^SAML +login +documented +\d{4}-\d\d-\d\d$/)
    expect(lines.at(-1)).toMatch(/^71 integrations\./)
  })

  it('filters and searches', async () => {
    const types = (await json('catalog', 'list', '--type', 'scim')).result.integrations.map(
      (row: { type: string }) => row.type,
    )
    expect(new Set(types)).toEqual(new Set(['SCIM']))
    printed = ''
    const found = await json('catalog', 'list', '--search', 'okat', '--purpose', 'provisioning')
    expect(found.subject).toBe('okat')
    expect(found.result).toMatchObject({ readAs: 'okta', integrations: [{ slug: 'okta-scim' }] })
    printed = ''
    expect(await signpost('catalog', 'list', '--search', 'okat')).toContain('searched for "okta"')
    printed = ''
    expect(await signpost('catalog', 'list', '--search', 'quantumleap')).toContain('No integration matches.')
    expect(process.exitCode).toBe(0)
  })

  it.each([
    ['--type', 'WS-Fed', /--type takes one of SAML, .*not "WS-Fed"/],
    ['--purpose', 'fun', /--purpose takes one of login/],
    ['--type', 'x\ny\u001b[31m', /not "x\\ny\\u001b\[31m"/],
  ])('refuses %s %j in one line', async (option, word, sentence) => {
    const failure = await signpost('catalog', 'list', option, word).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnusableInput)
    expect(String(failure)).toMatch(sentence)
    expect(String(failure)).not.toContain('\n')
    expect(printed).toBe('')
  })
})

describe('catalog show', () => {
  it('prints one row in full as JSON', async () => {
    const { result, subject } = await json('catalog', 'show', 'entra-id-saml')
    expect(subject).toBe('entra-id-saml')
    expect(result.integration).toMatchObject({ slug: 'entra-id-saml', checkedOn: '2026-11-23' })
    expect(result.integration.steps.length).toBeGreaterThan(10)
  })

  it('prints a guide that can be followed', async () => {
    const text = await signpost('catalog', 'show', 'microsoft-ad-fs-saml')
    for (const part of [
      'Microsoft AD FS · SAML',
      'documented, checked on 2026-11-23',
      'Before you start',
      'ACS URL → SAML Assertion Consumer Endpoints',
      'In the WorkOS Dashboard',
      '  1. Sign in at https://dashboard.workos.com',
      'When it does not work',
      'https://workos.com/docs/integrations/microsoft-ad-fs-saml',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/\[object|: (undefined|null)$/m)
  })

  it.each(summaries.map(({ slug }) => slug))('%s is readable text', async (slug) => {
    const text = await signpost('catalog', 'show', slug)
    expect(text).not.toMatch(/\[object|: (undefined|null)$/m)
    expect(text).toContain('Steps')
  })

  it.each([
    ['okta', /no integration "okta"\. Nearest: okta-saml, okta-oidc, okta-scim/],
    ['okta-sml', /Nearest: okta-saml/],
    ['qqqqqqqq', /List them with/],
    ['__proto__', /no integration "__proto__"/],
    ['a'.repeat(10_000), /no integration "a{80}…"/],
  ])('refuses %s in one line', async (slug, sentence) => {
    const failure = await signpost('catalog', 'show', slug).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnusableInput)
    expect(String(failure)).toMatch(sentence)
    expect(String(failure)).not.toContain('\n')
  })
})

describe('choose', () => {
  it('recommends as JSON', async () => {
    const { command, result } = await json(
      'choose',
      '--purpose',
      'login',
      '--saml',
      'yes',
      '--oidc',
      'yes',
      '--in-catalog',
      'no',
    )
    expect(command).toBe('choose')
    expect(result.recommendation).toMatchObject({ type: 'SAML', slugs: ['saml'], next: null })
  })

  it('says with which options to answer an open question', async () => {
    const text = await signpost('choose', '--purpose', 'provisioning')
    expect(text).toContain('SCIM, as far as is known')
    expect(text).toMatch(/Neither of them +--scim no --native-api no/)
  })

  it('asks for the purpose first', async () => {
    expect((await json('choose')).result.recommendation).toMatchObject({ type: null, next: { id: 'purpose' } })
  })

  it.each([
    ['--purpose', 'fun'],
    ['--saml', 'maybe'],
  ])('refuses %s %s', async (option, word) => {
    await expect(signpost('choose', option, word)).rejects.toThrow(CommanderError)
  })
})
