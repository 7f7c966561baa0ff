import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CheckId } from '../../../src/shared/checks'
import type { SignIn } from '../../../src/shared/sign-in/trace'
import { labBrowser } from '../../lab/browser'
import type { FaultName } from '../../lab/idp/faults'
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

/** Each fault of the response: what WorkOS gives as the reason, and which check of our own fails first. */
const faults: ReadonlyArray<readonly [fault: FaultName, reason: string, check: CheckId]> = [
  ['expired-confirmation', 'saml_assertion_expired', 'response.not-on-or-after'],
  ['clock-behind', 'saml_assertion_expired', 'response.not-on-or-after'],
  ['clock-ahead', 'saml_assertion_not_yet_valid', 'response.not-before'],
  ['audience-other', 'saml_audience_mismatch', 'response.audience'],
  ['audience-second-restriction', 'saml_audience_mismatch', 'response.audience'],
  ['recipient-other', 'saml_recipient_mismatch', 'response.recipient'],
  ['recipient-missing', 'saml_recipient_mismatch', 'response.recipient'],
  ['destination-other', 'saml_destination_mismatch', 'response.destination'],
  ['unsigned', 'saml_signature_missing', 'response.signature'],
  ['signed-by-another-key', 'saml_signature_invalid', 'response.signature'],
  ['tampered-nameid', 'saml_signature_invalid', 'response.signature'],
  ['pretty-printed', 'saml_signature_invalid', 'response.signature'],
  ['nameid-missing', 'saml_name_id_missing', 'response.nameid'],
  ['issuer-other', 'saml_issuer_mismatch', 'response.issuer'],
  ['in-response-to-other', 'saml_in_response_to_mismatch', 'response.in-response-to'],
  ['status-authn-failed', 'saml_status_not_success', 'response.status'],
  ['status-invalid-nameid-policy', 'saml_status_not_success', 'response.status'],
]

describe('a response with a fault', () => {
  it.each(faults)('%s: WorkOS says %s, and %s fails', async (fault, reason, check) => {
    // Without metadata nobody knows the issuer that WorkOS expects.
    const metadata = Buffer.from(await (await fetch(lab.idp.metadataUrl)).text())
    const { signIn: seen } = await conducted(lab.workos, labBrowser({ user: 'alice', password, fault }), {
      metadata: { kind: 'bytes', bytes: metadata, name: 'metadata.xml' },
    })
    expect(seen.end).toMatchObject({ kind: 'error', error: 'server_error' })
    expect(seen.events).toMatchObject({ state: 'told', name: 'authentication.sso_failed', error: { code: reason } })
    expect(failing(seen)).toContain(check)
    expect(verdict(seen)?.status).toBe('fail')
    expect(seen.profile).toBeNull()
    expect(kinds(seen).at(-1)).toBe('return')
  })

  it.each(['email-missing', 'no-attributes'])(
    '%s: what WorkOS says stands beside what Signpost warns of',
    async (fault) => {
      const { signIn: seen } = await signIn('alice', fault)
      expect(seen.events).toMatchObject({ error: { code: 'saml_attribute_missing' } })
      expect(failing(seen)).toEqual([])
      expect(verdict(seen)?.summary).toMatch(/required attribute email\. The attribute email is not sent/)
    },
  )

  it('names a refusal of the identity provider as what it is', async () => {
    const { signIn: seen } = await signIn('alice', 'status-request-denied')
    expect(seen.end).toMatchObject({ kind: 'error', error: 'access_denied' })
    expect(verdict(seen)?.summary).toMatch(/access_denied/)
  })
})
