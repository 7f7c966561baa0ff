import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SignIn } from '../../../src/shared/sign-in/trace'
import { labBrowser } from '../../lab/browser'
import { faultOutcomes } from '../../lab/fault-outcomes'
import { faultNames } from '../../lab/idp/faults'
import { labUser } from '../../lab/idp/people'
import { conducted } from '../../lab/sign-in'
import { type Lab, startLab } from '../../lab/start'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
beforeEach(() => {
  lab.workos.scenario.reset()
  lab.workos.scenario.setFeature('staging', 'saml-certificates', true)
})
afterAll(() => lab.close())

const { password } = labUser
const signIn = (user = 'alice', fault?: string) =>
  conducted(lab.workos, labBrowser({ user, password, ...(fault === undefined ? {} : { fault }) }))

const kinds = ({ hops }: SignIn) => hops.map(({ kind }) => kind)
const failing = ({ findings }: SignIn) =>
  findings.filter(({ id, status }) => id.startsWith('response.') && status === 'fail').map(({ id }) => id)
const verdict = ({ findings }: SignIn) => findings.find(({ id }) => id === 'workos.sign-in')

describe('a sign-in all the way round', () => {
  it('ends with the profile, and the application never sees the code', async () => {
    const { signIn: seen } = await signIn()
    expect(seen.end).toEqual({ kind: 'profile' })
    expect(kinds(seen)).toEqual(['authorize', 'request', 'idp', 'idp', 'response', 'return'])
    expect(seen.hops.at(-1)).toMatchObject({ stopped: true, status: null, host: 'staging.product.example' })
    expect(seen.profile).toMatchObject({
      email: 'alice@borealis.example',
      firstName: 'Alice',
      groups: ['Engineering', 'Wonderland'],
      connectionType: 'OktaSAML',
    })
    expect(failing(seen)).toEqual([])
    expect(seen.response?.signedBy).toHaveLength(2)
    expect(seen.response?.assertion?.trust).toBe('verified')
    expect(seen.events).toMatchObject({ state: 'told', name: 'authentication.sso_succeeded', error: null })
    expect(verdict(seen)).toMatchObject({ status: 'pass', summary: expect.stringContaining('alice@borealis.example') })
  })

  it('shows what WorkOS asked for and keeps the text of both messages', async () => {
    const { signIn: seen, conductor } = await signIn()
    const { acsUrl, spEntityId } = lab.workos.scenario.addressesOf(
      lab.workos.scenario.connectionOf('staging', 'Borealis GmbH').id,
    )
    expect(seen.expected).toMatchObject({ acsUrl, spEntityId, requestId: expect.stringMatching(/^_/) })
    expect(seen.hops[1]?.message?.request).toMatchObject({ acsUrl, spEntityId, forceAuthn: false })
    expect(conductor.messages.text(1)?.text).toContain('<samlp:AuthnRequest')
    expect(conductor.messages.text(4)?.text).toContain('alice@borealis.example')
    expect(conductor.messages.text(2)).toBeNull()
  })

  it('takes a request by HTTP-POST as well', async () => {
    const connection = lab.workos.scenario.connectionOf('staging', 'Borealis GmbH')
    if (connection.saml) connection.saml.requestBinding = 'HTTP-POST'
    const { signIn: seen } = await signIn()
    expect(seen.end).toEqual({ kind: 'profile' })
    expect(seen.hops[1]).toMatchObject({ kind: 'request', method: 'POST', message: { binding: 'HTTP-POST' } })
    expect(seen.hops[1]?.message?.request?.acsUrl).toBe(seen.expected?.acsUrl)
  })

  it('needs no API key, for PKCE proves who asked', async () => {
    const browser = labBrowser({ user: 'alice', password })
    const { signIn: seen } = await conducted(lab.workos, browser, {
      credentials: { apiKey: '', clientId: lab.workos.staging.clientId, baseUrl: lab.workos.origin },
    })
    expect(seen.end).toEqual({ kind: 'profile' })
    expect(seen.events).toBeNull()
  })

  it('is counted as the first one of a connection that was validating', async () => {
    const { scenario } = lab.workos
    const { id } = scenario.connectionOf('staging', 'Borealis GmbH')
    scenario.setConnectionState(id, 'validating')
    await signIn()
    expect(scenario.connection(id).state).toBe('active')
  })
})

describe('a response with a fault', () => {
  it.each(faultNames)('%s: both reasons are told', async (fault) => {
    const { error, reason, check, status } = faultOutcomes[fault]
    // Without metadata nobody knows the issuer that WorkOS expects.
    const metadata = Buffer.from(await (await fetch(lab.idp.metadataUrl)).text())
    const { signIn: seen } = await conducted(lab.workos, labBrowser({ user: 'alice', password, fault }), {
      metadata: { kind: 'bytes', bytes: metadata, name: 'metadata.xml' },
    })
    expect(seen.end).toMatchObject(error === null ? { kind: 'profile' } : { kind: 'error', error })
    expect(seen.events).toMatchObject({
      state: 'told',
      name: error === null ? 'authentication.sso_succeeded' : 'authentication.sso_failed',
      error: reason === null ? null : { code: reason },
    })
    expect(seen.findings.filter(({ id }) => id === check).map((one) => one.status)).toContain(status)
    if (status !== 'fail') expect(failing(seen)).toEqual([])
    expect(verdict(seen)?.status).toBe(error === null ? 'pass' : 'fail')
    expect(seen.profile === null).toBe(error !== null)
    expect(kinds(seen).at(-1)).toBe('return')
  })

  it('stands beside what WorkOS says where Signpost only warns of it', async () => {
    const { signIn: seen } = await signIn('alice', 'no-attributes')
    expect(verdict(seen)?.summary).toMatch(/required attribute email\. The attribute email is not sent/)
  })

  it('is named as a refusal where the identity provider refused', async () => {
    const { signIn: seen } = await signIn('alice', 'status-request-denied')
    expect(verdict(seen)?.summary).toMatch(/access_denied/)
  })
})
