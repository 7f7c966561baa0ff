import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CauseId } from '../../../src/shared/verdict'
import { signInPage } from '../../lab/documents/pages'
import { makeKey } from '../../lab/idp/keys'
import { type ScimFault, startFaultyScim } from '../../lab/scim/faulty'
import { aboutAcme, type Diagnosed, type Practice, startPractice } from './practice'

let practice: Practice
beforeAll(async () => {
  practice = await startPractice()
})
beforeEach(() => practice.reset())
afterAll(() => practice.close())

const day = 86_400_000
const scimArgs = (base: string) => ['--scim', base, '--token-env', 'SCIM_TOKEN', '--rehearse']

/** Everything in order, and every option that looks at it. */
async function everything(): Promise<string[]> {
  return [
    ...aboutAcme(practice),
    ...['--metadata', await practice.metadata(), '--response', await practice.response()],
    ...scimArgs(practice.scim.base),
  ]
}

function expectSound({ verdicts, findings, code, stderr }: Diagnosed): void {
  expect([verdicts.length, stderr]).toEqual([23, ''])
  expect(code).toBe(
    verdicts.some(({ state }) => state === 'confirmed') || findings.some(({ status }) => status === 'fail') ? 1 : 0,
  )
  for (const { state, because, needs } of verdicts) {
    if (state === 'confirmed' || state === 'ruled-out') expect(because).not.toEqual([])
    if (state === 'cannot-tell') expect(needs).toBeTruthy()
  }
}

test('with no fault, none is confirmed', async () => {
  const diagnosed = await practice.run(await everything())
  expectSound(diagnosed)
  expect([diagnosed.confirmed, diagnosed.likely]).toEqual([[], []])
  expect(diagnosed.findings.filter(({ status }) => status === 'fail')).toEqual([])
  expect(diagnosed.code).toBe(0)
})

const twins: ReadonlyArray<readonly CauseId[]> = [
  ['validating.acs-url-typo', 'saml.recipient-mismatch'],
  ['validating.entity-id-mismatch', 'saml.audience-mismatch'],
]

/** Seeds one fault and says with which options to look for it. */
type Seed = () => Promise<string[]>

const withMetadata = async (text: string) => [
  ...aboutAcme(practice),
  '--metadata',
  await practice.file('given.xml', text),
]
const draft = () => {
  const { scenario } = practice.workos
  const environment = scenario.environment('staging')
  for (const { id } of environment.certificates.all()) environment.certificates.remove(id)
  scenario.setConnectionState(practice.connectionId, 'draft')
}
const validating = () => practice.workos.scenario.setConnectionState(practice.connectionId, 'validating')
const withResponse = (fault: Parameters<Practice['response']>[0]) => async () => {
  validating()
  return [...aboutAcme(practice), '--metadata', await practice.metadata(), '--response', await practice.response(fault)]
}

const faulty: Array<() => Promise<void>> = []
afterAll(() => Promise.all(faulty.map((close) => close())))
const withScim = (fault: ScimFault) => async () => {
  const scim = await startFaultyScim(fault)
  faulty.push(scim.close)
  process.env.SCIM_FAULTY = scim.token
  return ['--scim', scim.base, '--token-env', 'SCIM_FAULTY', '--rehearse']
}

const seeds: Readonly<Partial<Record<CauseId, Seed>>> = {
  'draft.metadata-not-uploaded': async () => {
    draft()
    return [...aboutAcme(practice), '--metadata', await practice.metadata()]
  },
  'draft.metadata-invalid': async () => {
    draft()
    return withMetadata(signInPage())
  },
  'draft.metadata-unreachable': async () => {
    draft()
    return [
      ...aboutAcme(practice),
      '--metadata',
      'https://adfs.acme.internal/FederationMetadata/2007-06/FederationMetadata.xml',
    ]
  },
  'validating.certificate-expired': async () => {
    validating()
    const { scenario } = practice.workos
    const key = await makeKey({
      notBefore: new Date(Date.now() - 400 * day),
      notAfter: new Date(Date.now() - 35 * day),
    })
    const environment = scenario.environment('staging')
    for (const { id } of environment.certificates.all()) environment.certificates.remove(id)
    scenario.configureSaml(practice.connectionId, {
      idpEntityId: 'http://adfs.example.test/adfs/services/trust',
      ssoUrl: 'https://adfs.example.test/adfs/ls/',
      signingCertificates: [key.certificateBase64],
    })
    return [
      ...aboutAcme(practice),
      '--metadata',
      await practice.metadata([key]),
      '--response',
      await practice.response({ key }),
    ]
  },
  'validating.acs-url-typo': withResponse({ fault: 'destination-other' }),
  'validating.entity-id-mismatch': withResponse({ fault: 'audience-other' }),
  'saml.recipient-mismatch': withResponse({ change: ({ recipient }) => ({ recipient: `${recipient}/` }) }),
  'saml.audience-mismatch': withResponse({ fault: 'audience-other' }),
  'saml.signature-invalid': withResponse({ fault: 'signed-by-another-key' }),
  'saml.response-expired': async () => [
    ...(await withResponse({ at: new Date(Date.now() + 15 * 60_000) })()),
    '--now',
    new Date().toISOString(),
  ],
  'saml.nameid-missing': withResponse({ fault: 'nameid-missing' }),
  'scim.unauthorized': async () => {
    process.env.SCIM_WRONG = `${practice.scim.token}x`
    return ['--scim', practice.scim.base, '--token-env', 'SCIM_WRONG', '--rehearse']
  },
  'scim.not-found': async () => scimArgs(`${practice.scim.base}/nowhere/else`),
  'scim.attributes-missing': async () => {
    const { scenario } = practice.workos
    for (const user of scenario.environment('staging').directoryUsers.all()) {
      if (user.directoryId === practice.directoryId)
        scenario.changeDirectoryUser(user.id, { firstName: null, lastName: null })
    }
    return aboutAcme(practice)
  },
  'scim.updates-disabled': withScim('ignores-value-filter'),
  'scim.deactivation-disabled': withScim('stays-active'),
  'organization.missing': async () => ['--organization', 'org_01NOWHERE'],
  'organization.connection-not-linked': async () => {
    practice.workos.scenario.removeConnection(practice.connectionId)
    return ['--organization', practice.organizationId]
  },
  'organization.domain-unverified': async () => {
    const { scenario } = practice.workos
    for (const { id } of scenario.environment('staging').domainsOf(practice.organizationId))
      scenario.setDomainState(id, 'pending')
    return aboutAcme(practice)
  },
}

describe('each fault, seeded alone, is confirmed and nothing else', () => {
  test.each(Object.entries(seeds))('%s', async (cause, seed) => {
    const args = await seed()
    const diagnosed = await practice.run(args, {
      SCIM_FAULTY: process.env.SCIM_FAULTY ?? '',
      SCIM_WRONG: process.env.SCIM_WRONG ?? '',
    })
    expectSound(diagnosed)
    const expected = twins.find((pair) => pair.some((one) => one === cause)) ?? [cause]
    expect(diagnosed.confirmed.toSorted()).toEqual([...expected].sort())
    expect(expected).toContain(diagnosed.verdicts[0]?.cause)
    expect(diagnosed.code).toBe(1)
  })
})
