import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import type { SignIn } from '../../src/shared/sign-in/trace'
import { labBrowser } from '../lab/browser'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'
import {
  callBridge,
  connectionOf,
  currentSignIn,
  endedSignIn,
  signInAtLab,
  signInViews,
  startSignIn,
  tellLab,
} from './sign-in-driver'

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(() => lab.close())

const borealis = async () => {
  const { id } = await connectionOf(lab, 'Borealis GmbH')
  return { selector: { connectionId: id } }
}
const verdict = ({ findings }: SignIn) => findings.find(({ id }) => id === 'workos.sign-in')
const windows = (app: ElectronApplication) => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length)

async function openTool(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: /Test sign-in/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Test sign-in')
}

test('from the form to the profile, from a fault to both reasons, and two people side by side', async ({ launch }) => {
  const { app, window, pageErrors } = await launch({ env: lab.env })
  await openTool(window)
  const form = window.getByRole('form', { name: 'Test sign-in' })
  await form.getByRole('combobox', { name: 'Connection' }).fill('borealis')
  await form.getByRole('button', { name: /Borealis GmbH/ }).click()
  await form.getByRole('button', { name: 'https://staging.product.example/callback' }).click()
  const result = window.getByRole('region', { name: 'Result' })

  const go = async (user: string, fault = '') => {
    if (await window.getByRole('button', { name: 'New sign-in' }).isVisible()) {
      await window.getByRole('button', { name: 'New sign-in' }).click()
    }
    await form.getByRole('button', { name: 'Sign in', exact: true }).click()
    const { guest, bar } = await signInViews(app)
    await expect(bar.locator('#host')).toHaveText(new URL(lab.idp.origin).host)
    await signInAtLab(guest, lab, user, fault)
    await expect(result).toHaveAttribute('aria-busy', 'false')
  }
  await go('alice')
  await expect(result.getByText('alice@borealis.example signed in, and WorkOS returned a profile.')).toBeVisible()
  await expect(result.getByRole('row', { name: /groups/ }).last()).toContainText('Wonderland')
  const steps = result.getByRole('list', { name: 'Steps of the sign-in' })
  await steps.getByText('Response posted to WorkOS').click()
  await result.getByRole('button', { name: 'Show the SAML response' }).click()
  await expect(result.getByText(/saml2:NameID/).first()).toBeVisible()

  await go('alice', 'audience-other')
  await expect(result.getByRole('region', { name: 'What WorkOS says' })).toContainText('saml_audience_mismatch')
  await expect(result.getByRole('region', { name: 'What Signpost says of the response' })).toContainText(
    'response.audience',
  )
  await expect(result.getByText(/^Causes? proved by this sign-in:$/)).toBeVisible()

  await go('bob')
  const list = window.getByRole('region', { name: 'Sign-ins of this session' })
  await list.getByRole('checkbox', { name: 'Compare the sign-in of bob@borealis.example' }).click()
  await list.getByRole('checkbox', { name: 'Compare the sign-in of alice@borealis.example' }).last().click()
  const groups = window.getByRole('region', { name: 'Comparison' }).getByRole('row', { name: /Groups/ })
  await expect(groups.getByLabel('Needs a look')).toBeVisible()
  await expect(groups).toContainText('Engineering, Wonderland')
  expect(pageErrors).toEqual([])
})

test('a sign-in that WorkOS refuses to begin ends at once, and nothing of it stays open', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  const dune = await connectionOf(lab, 'Dune Logistics')
  const refused: ReadonlyArray<readonly [object, string]> = [
    [{ selector: { connectionId: 'conn_unknown' } }, 'connection_invalid'],
    [{ selector: { connectionId: dune.id } }, 'connection_unlinked'],
    [{ ...(await borealis()), redirectUri: 'https://not.registered.example/cb' }, 'redirect_uri_invalid'],
  ]
  for (const [request, error] of refused) {
    const id = await startSignIn(window, { ...(await borealis()), ...request })
    expect((await endedSignIn(window, id)).end).toMatchObject({ kind: 'error', error })
    await expect.poll(() => windows(app)).toBe(1)
  }
})

test('it ends wherever it is left: closed at each step, asleep too long, at a certificate nobody trusts', async ({
  launch,
}) => {
  const { app, window } = await launch({ env: lab.env })
  const close = () =>
    app.evaluate(({ BaseWindow, BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().map(({ id }) => id)
      for (const one of BaseWindow.getAllWindows()) if (!main.includes(one.id)) one.close()
    })

  // Before WorkOS answered.
  await tellLab(lab, 'fail', { kind: 'hang', path: '/sso/authorize' })
  const first = await startSignIn(window, await borealis())
  await expect.poll(async () => (await currentSignIn(window, first)).hops.length).toBe(1)
  await close()
  expect(await endedSignIn(window, first)).toMatchObject({ end: { kind: 'closed' }, hops: [{ kind: 'authorize' }] })
  await tellLab(lab, 'clear-faults', {})

  // At the sign-in page.
  const second = await startSignIn(window, await borealis())
  const { guest } = await signInViews(app)
  await expect(guest.getByLabel('User name')).toBeVisible()
  await close()
  expect(verdict(await endedSignIn(window, second))?.summary).toMatch(/closed at the identity provider/)

  // After a wrong password, and after the right one, while the identity provider is still thinking.
  for (const [password, page] of [
    ['wrong', 'alert'],
    [lab.idp.password, null],
  ] as const) {
    const id = await startSignIn(window, await borealis())
    const views = await signInViews(app)
    await views.guest.getByLabel('User name').fill('alice')
    await views.guest.getByLabel('Password').fill(password)
    await views.guest.getByLabel('What shall go wrong').selectOption('never-answers')
    await views.guest.getByRole('button', { name: 'Sign in' }).click({ noWaitAfter: true })
    if (page !== null) await expect(views.guest.getByRole(page)).toBeVisible()
    const last = async () => (await currentSignIn(window, id)).hops.at(-1)
    await expect.poll(async () => [(await last())?.method, (await last())?.status]).toEqual(['POST', page && 401])
    await close()
    const ended = await endedSignIn(window, id)
    expect(ended.end).toEqual({ kind: 'closed' })
    expect(verdict(ended)?.summary).toMatch(/^The window was closed at the identity provider/)
  }

  // After the response was posted.
  await tellLab(lab, 'fail', { kind: 'hang', path: '/sso/saml/acs/*' })
  const third = await startSignIn(window, await borealis())
  await signInAtLab((await signInViews(app)).guest, lab, 'alice')
  await expect
    .poll(async () => JSON.stringify(await callBridge(window, 'signIn.get', { id: third })))
    .toContain('"kind":"response"')
  await close()
  const posted = await endedSignIn(window, third)
  expect(verdict(posted)?.summary).toMatch(/after the response was posted/)
  expect(posted.response?.assertion?.nameId).toBe('alice@borealis.example')
  await tellLab(lab, 'clear-faults', {})

  // WorkOS cannot be reached at all.
  await tellLab(lab, 'fail', { kind: 'cut', path: '/sso/authorize' })
  const fourth = await startSignIn(window, await borealis())
  expect((await endedSignIn(window, fourth)).end).toMatchObject({ kind: 'unreachable', code: 'ERR_EMPTY_RESPONSE' })
  await tellLab(lab, 'clear-faults', {})

  // The machine sleeps longer than WorkOS waits.
  const fifth = await startSignIn(window, await borealis())
  await expect((await signInViews(app)).guest.getByLabel('User name')).toBeVisible()
  await app.evaluate(({ powerMonitor }) => {
    const real = Date.now
    powerMonitor.emit('suspend')
    Date.now = () => real() + 6 * 60_000
    powerMonitor.emit('resume')
    Date.now = real
  })
  expect(await endedSignIn(window, fifth)).toMatchObject({ end: { kind: 'timed-out', minutes: 5 } })

  // An identity provider whose certificate nobody trusts: shown, and never gone past.
  const kestrel = await connectionOf(lab, 'Kestrel Air')
  const sixth = await startSignIn(window, { selector: { connectionId: kestrel.id } })
  const stopped = await endedSignIn(window, sixth)
  expect(stopped.end).toMatchObject({
    kind: 'certificate',
    certificate: { code: 'ERR_CERT_AUTHORITY_INVALID', issuer: 'An authority nobody trusts' },
  })
  expect(stopped.hops.at(-1)).toMatchObject({ kind: 'request', status: null })
  await expect.poll(() => windows(app)).toBe(1)

  // With the window of Signpost goes the sign-in.
  await startSignIn(window, await borealis())
  await expect.poll(() => windows(app)).toBe(2)
  const gone = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await gone
})

test('the system browser returns to this machine once that is registered, and an identity provider may begin', async ({
  launch,
}) => {
  const { app, window } = await launch({ env: lab.env })
  await openTool(window)
  const form = window.getByRole('form', { name: 'Test sign-in' })
  await form.getByRole('combobox', { name: 'Connection' }).fill('borealis')
  await form.getByRole('button', { name: /Borealis GmbH/ }).click()
  await form.getByRole('radio', { name: 'The system browser' }).click()
  await form.getByRole('button', { name: 'Register it' }).click()
  await expect(form.getByText('The browser can return to this machine')).toBeVisible()

  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      Reflect.set(globalThis, 'opened', url)
    }
  })
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened'))).toContain('/sso/authorize?')
  const person = labBrowser({ user: 'alice', password: lab.idp.password })
  const watcher = { request: () => 'go' as const, answer() {}, failure() {}, pageSays() {}, note() {}, over() {} }
  const opened = await person.open(watcher)
  if (!opened.ok) throw new Error('no browser')
  opened.value.go(String(await app.evaluate(() => Reflect.get(globalThis, 'opened'))))
  const result = window.getByRole('region', { name: 'Result' })
  await expect(result.getByText('alice@borealis.example signed in, and WorkOS returned a profile.')).toBeVisible()
  await expect.poll(() => person.exchanges.at(-1)?.url ?? '').toMatch(/^http:\/\/127\.0\.0\.1:\d+\/done$/)
  expect(person.exchanges.at(-1)?.content).toContain('Signpost has what it waited for')

  const { id, acsUrl, spEntityId } = await connectionOf(lab, 'Borealis GmbH')
  const idpUrl = `${lab.idp.origin}/start?${new URLSearchParams({ spentityid: spEntityId, acs: acsUrl })}`
  const request = { selector: { connectionId: id }, startsAt: 'idp' as const, idpUrl }
  const unsolicited = await startSignIn(window, request)
  await signInAtLab((await signInViews(app)).guest, lab, 'bob')
  expect(await endedSignIn(window, unsolicited)).toMatchObject({
    end: { kind: 'profile' },
    expected: { acsUrl, spEntityId, requestId: null },
  })
  await tellLab(lab, 'refuse-idp-initiated', { id, refuses: true })
  const refused = await startSignIn(window, request)
  await signInAtLab((await signInViews(app)).guest, lab, 'bob')
  expect((await endedSignIn(window, refused)).end).toMatchObject({ error: 'idp_initiated_sso_disabled' })
  await tellLab(lab, 'refuse-idp-initiated', { id, refuses: false })
})

test('a set-up leads to its sign-in, and its checklist ticks itself from it', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  const { id } = await connectionOf(lab, 'Borealis GmbH')
  const setup = z
    .object({ id: z.string() })
    .parse(await callBridge(window, 'setups.create', { slug: 'okta-saml', organization: 'Borealis GmbH' }))
  const link = { environmentId: 'lab-staging', organizationId: null, connectionId: id, directoryId: null }
  await callBridge(window, 'setups.edit', { id: setup.id, edit: { do: 'link', link } })
  await window.evaluate((path) => {
    location.hash = path
  }, `#/setups/${setup.id}/verify`)
  const items = window.getByRole('listitem')
  await expect(items.filter({ hasText: 'Groups mapped' })).toContainText('Sign in with a user who is in a group')
  await window.getByRole('button', { name: 'Test sign-in' }).click()
  const form = window.getByRole('form', { name: 'Test sign-in' })
  await expect(form.getByText('Borealis GmbH')).toBeVisible()
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await signInAtLab((await signInViews(app)).guest, lab, 'dana')
  await expect(window.getByRole('region', { name: 'Result' })).toHaveAttribute('aria-busy', 'false')

  await window.evaluate((path) => {
    location.hash = path
  }, `#/setups/${setup.id}/verify`)
  await expect(items.filter({ hasText: 'Groups mapped' })).toContainText('Proved')
  await expect(items.filter({ hasText: 'E-mail address mapped' })).toContainText('Proved')
  await expect(items.filter({ hasText: 'First name mapped' })).toContainText('Not so')
})
