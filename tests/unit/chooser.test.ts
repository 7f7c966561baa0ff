import { describe, expect, it } from 'vitest'
import { summaries } from '../../src/shared/catalog/derived'
import { recommend } from '../../src/shared/guidance/chooser'
import type { ChooserFacts, ChooserPurpose, YesNo } from '../../src/shared/guidance/chooser-tree'
import { leaves } from '../../src/shared/guidance/chooser-tree'

const ofType = (type: string) => summaries.filter((entry) => entry.type === type).map(({ slug }) => slug)
const hrSystems = ['access-people-hr', 'bamboohr', 'breathe-hr', 'cezanne', 'fourth', 'hibob', 'workday']
const social = ['apple', ...ofType('OAuth')].sort()
const brokers = ['microsoft-ad-fs-saml', 'keycloak-saml', 'shibboleth-generic-saml', 'simple-saml-php']

describe('settled recommendations', () => {
  it.each<[ChooserFacts, string, string, readonly string[]]>([
    [{ purpose: 'login', saml: 'yes', inCatalog: 'yes' }, 'SAML', 'listed', [...ofType('SAML'), 'simple-saml-php']],
    [{ purpose: 'login', saml: 'yes', oidc: 'yes', inCatalog: 'no' }, 'SAML', 'generic', ['saml']],
    [{ purpose: 'login', saml: 'yes', oidc: 'no', inCatalog: 'no' }, 'SAML', 'generic', ['saml']],
    [{ purpose: 'login', saml: 'no', oidc: 'yes', inCatalog: 'yes' }, 'OIDC', 'listed', ofType('OIDC')],
    [{ purpose: 'login', saml: 'no', oidc: 'yes', inCatalog: 'no' }, 'OIDC', 'generic', ['oidc']],
    [{ purpose: 'login', saml: 'no', oidc: 'no' }, 'SAML', 'substitute', brokers],
    [{ purpose: 'login', saml: 'no', oidc: 'no', inCatalog: 'no' }, 'SAML', 'substitute', brokers],
    [{ purpose: 'provisioning', scim: 'yes', inCatalog: 'yes' }, 'SCIM', 'listed', ofType('SCIM')],
    [{ purpose: 'provisioning', scim: 'yes', nativeApi: 'yes', inCatalog: 'no' }, 'SCIM', 'generic', ['scim']],
    [
      { purpose: 'provisioning', scim: 'no', nativeApi: 'yes', inCatalog: 'yes' },
      'Directory',
      'listed',
      [...hrSystems, 'google-directory-sync'],
    ],
    [{ purpose: 'provisioning', scim: 'no', nativeApi: 'yes', inCatalog: 'no' }, 'SFTP', 'substitute', ['sftp']],
    [{ purpose: 'provisioning', scim: 'no', nativeApi: 'no' }, 'SFTP', 'generic', ['sftp']],
    [{ purpose: 'provisioning', scim: 'no', inCatalog: 'no' }, 'SFTP', 'substitute', ['sftp']],
    [{ purpose: 'social', inCatalog: 'yes' }, 'OAuth', 'listed', social],
    [{ purpose: 'social', inCatalog: 'no', oidc: 'yes' }, 'OIDC', 'substitute', ['oidc']],
    [{ purpose: 'social', inCatalog: 'no', oidc: 'no' }, 'OAuth', 'substitute', social],
  ])('%j: %s, %s', (facts, type, fit, slugs) => {
    const answer = recommend(facts)
    expect(answer).toMatchObject({ type, fit, next: null })
    expect([...answer.slugs].sort()).toEqual([...slugs].sort())
    expect(answer.reason).toMatch(/^[A-Z].*\.$/)
  })
})

describe('open recommendations', () => {
  it.each<[ChooserFacts, string | null, string, readonly string[]]>([
    [{}, null, 'purpose', []],
    [{ scim: 'yes', saml: 'no' }, null, 'purpose', []],
    [{ purpose: 'login' }, 'SAML', 'sign-in-protocol', ['okta-saml', 'saml']],
    [{ purpose: 'login', inCatalog: 'no' }, 'SAML', 'sign-in-protocol', ['saml']],
    [{ purpose: 'login', oidc: 'yes' }, 'SAML', 'sign-in-protocol', ['okta-saml']],
    [{ purpose: 'login', saml: 'no' }, 'OIDC', 'sign-in-protocol', ['okta-oidc', 'oidc']],
    [{ purpose: 'login', saml: 'yes' }, 'SAML', 'in-catalog', ['okta-saml', 'saml']],
    [{ purpose: 'provisioning' }, 'SCIM', 'provisioning-way', ['okta-scim', 'scim']],
    [{ purpose: 'provisioning', scim: 'no' }, 'Directory', 'provisioning-way', ['workday']],
    [{ purpose: 'provisioning', scim: 'no', nativeApi: 'yes' }, 'Directory', 'in-catalog', ['workday']],
    [{ purpose: 'social' }, 'OAuth', 'in-catalog', ['github-oauth']],
    [{ purpose: 'social', inCatalog: 'no' }, 'OIDC', 'social-oidc', ['oidc']],
  ])('%j: %s so far, then asks %s', (facts, type, question, slugs) => {
    const answer = recommend(facts)
    expect(answer.type).toBe(type)
    expect(answer.next?.id).toBe(question)
    expect(answer.slugs).toEqual(expect.arrayContaining([...slugs]))
  })

  it('offers only answers that fit what is known', () => {
    const labels = (facts: ChooserFacts) => recommend(facts).next?.options.map((option) => option.facts)
    expect(labels({ purpose: 'login', saml: 'no' })).toEqual([
      { saml: 'no', oidc: 'yes' },
      { saml: 'no', oidc: 'no' },
    ])
    expect(labels({ purpose: 'login', oidc: 'no' })).toEqual([{ saml: 'yes' }, { saml: 'no', oidc: 'no' }])
  })
})

const purposes: readonly (ChooserPurpose | undefined)[] = [undefined, 'login', 'provisioning', 'social']
const answers: readonly (YesNo | undefined)[] = [undefined, 'yes', 'no']
const every: ChooserFacts[] = purposes.flatMap((purpose) =>
  answers.flatMap((saml) =>
    answers.flatMap((oidc) =>
      answers.flatMap((scim) =>
        answers.flatMap((nativeApi) =>
          answers.map((inCatalog) => ({ purpose, saml, oidc, scim, nativeApi, inCatalog })),
        ),
      ),
    ),
  ),
)

describe('every combination of facts', () => {
  it('ends on rows of the catalog or asks on', () => {
    const known = new Set(summaries.map(({ slug }) => slug))
    expect(every).toHaveLength(4 * 3 ** 5)
    for (const facts of every) {
      const { type, slugs, next, reason } = recommend(facts)
      expect(reason).not.toBe('')
      if (facts.purpose) {
        expect(type).not.toBeNull()
        expect(slugs.length).toBeGreaterThan(0)
      } else {
        expect({ type, next: next?.id }).toEqual({ type: null, next: 'purpose' })
      }
      expect(new Set(slugs).size).toBe(slugs.length)
      for (const slug of slugs) expect(known).toContain(slug)
      if (next) expect(next.options.length).toBeGreaterThan(1)
    }
  })

  it('has exactly one leaf for each complete set of answers', () => {
    const complete = every.filter((facts) => Object.values(facts).every((value) => value !== undefined))
    expect(complete).toHaveLength(3 * 2 ** 5)
    for (const facts of complete) {
      const matching = leaves.filter(({ when }) =>
        Object.entries(when).every(([key, value]) =>
          Object.entries(facts).some(([name, given]) => name === key && given === value),
        ),
      )
      expect(matching).toHaveLength(1)
      expect(recommend(facts).next).toBeNull()
    }
  })
})

describe('the questions', () => {
  it('are at most three on every path, and every path ends', () => {
    const depths: number[] = []
    const walk = (facts: ChooserFacts, asked: readonly string[]): void => {
      const { next, slugs } = recommend(facts)
      if (!next) {
        expect(slugs.length).toBeGreaterThan(0)
        depths.push(asked.length)
        return
      }
      expect(asked).not.toContain(next.id)
      for (const option of next.options) walk({ ...facts, ...option.facts }, [...asked, next.id])
    }
    walk({}, [])
    expect(Math.max(...depths)).toBe(3)
    expect(depths).toHaveLength(leaves.length)
  })

  it('go by the rows they are given', () => {
    const [okta] = summaries.filter(({ slug }) => slug === 'okta-saml')
    expect(recommend({ purpose: 'login', saml: 'yes', inCatalog: 'yes' }, okta ? [okta] : []).slugs).toEqual([
      'okta-saml',
    ])
  })
})
