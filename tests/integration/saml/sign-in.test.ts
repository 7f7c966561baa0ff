import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judged } from '../../lab/idp/judged'
import { labUser } from '../../lab/idp/people'
import { type LabIdp, startLabIdp } from '../../lab/idp/server'

const audience = 'https://auth.workos.com/01HXYZLAB'
const acs = 'https://auth.workos.com/sso/saml/acs/01HXYZLAB'

let idp: LabIdp
beforeAll(async () => {
  idp = await startLabIdp({ vendor: 'keycloak', registered: { [audience]: acs } })
})
afterAll(() => idp.close())

const redirect = (issuer: string, address: string) => {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" AssertionConsumerServiceURL="${address}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer></samlp:AuthnRequest>`
  const query = new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64'), RelayState: 'r' })
  return `${idp.ssoUrl}?${query}`
}

async function signIn(start: string, password: string = labUser.password) {
  const login = await (await fetch(start)).text()
  const state = /name="state" value="([^"]*)"/.exec(login)?.[1]
  if (state === undefined) return login
  const reply = await fetch(`${idp.origin}/login`, {
    method: 'POST',
    body: new URLSearchParams({ state, username: labUser.user, password }),
  })
  return reply.text()
}

describe('a sign-in at the lab’s identity provider', () => {
  it('leads from the request over its page to a response that is judged clean, read off the page itself', async () => {
    const page = await signIn(redirect(audience, acs))
    const { worst } = await judged(page, { keys: [idp.key], entityId: idp.entityId, requestId: '_r1', now: Date.now() })
    expect(Object.values(worst)).not.toContain('fail')
    expect(Object.values(worst)).not.toContain('warn')
    expect(page).toContain(`action="${acs}"`)
    expect(page).toContain('name="RelayState" value="r"')
    expect(idp.requests.at(-1)).toMatchObject({ id: '_r1', issuer: audience, acs })
  })

  it('can be told to have a fault', async () => {
    await fetch(`${idp.origin}/fault`, { method: 'PUT', body: 'audience-other' })
    const { worst } = await judged(await signIn(redirect(audience, acs)), {
      keys: [idp.key],
      requestId: '_r1',
      now: Date.now(),
    })
    expect(worst['response.audience']).toBe('fail')
    idp.fault = null
  })

  it('asks again after a wrong password, and refuses what it does not know', async () => {
    expect(await signIn(redirect(audience, acs), 'wrong')).toContain('Wrong user name or password')
    expect(await signIn(redirect(`${audience}/`, acs))).toContain('Unknown application')
    expect(await signIn(redirect(audience, `${acs}/`))).toContain('Unknown reply address')
    expect(await signIn(`${idp.ssoUrl}?SAMLRequest=x`)).toContain('Unsupported request')
  })

  it('starts by itself, and publishes metadata', async () => {
    const { worst } = await judged(await signIn(idp.unsolicited(audience, acs)), {
      keys: [idp.key],
      requestId: null,
      now: Date.now(),
    })
    expect(worst['response.in-response-to']).toBe('skipped')
    expect(await (await fetch(idp.metadataUrl)).text()).toContain(idp.key.certificateBase64)
  })
})
