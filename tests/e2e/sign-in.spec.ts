import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import type { SignIn } from '../../src/shared/sign-in/trace'
import { labBrowser } from '../lab/browser'
import { harOf } from '../lab/recordings'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'
import { callBridge, connectionOf, endedSignIn, signInAtLab, signInViews, startSignIn, tellLab } from './sign-in-driver'

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

/** One whole sign-in by the bridge, as this person, with this trouble. */
async function signIn(app: ElectronApplication, window: Page, user: string, fault = ''): Promise<SignIn> {
  const id = await startSignIn(window, await borealis())
  const { guest } = await signInViews(app)
  await signInAtLab(guest, lab, user, fault)
  const ended = await endedSignIn(window, id)
  await expect.poll(() => windows(app)).toBe(1)
  return ended
}

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

test('every fault ends in one clear state, and nothing of it stays open', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  const faults: ReadonlyArray<readonly [fault: string, reason: string, check: string]> = [
    ['unsigned', 'saml_signature_missing', 'response.signature'],
    ['signed-by-another-key', 'saml_signature_invalid', 'response.signature'],
    ['clock-behind', 'saml_assertion_expired', 'response.not-on-or-after'],
    ['recipient-other', 'saml_recipient_mismatch', 'response.recipient'],
    ['destination-other', 'saml_destination_mismatch', 'response.destination'],
    ['nameid-missing', 'saml_name_id_missing', 'response.nameid'],
    ['status-authn-failed', 'saml_status_not_success', 'response.status'],
  ]
  await tellLab(lab, 'set-feature', { feature: 'saml-certificates', enabled: true })
  for (const [fault, reason, check] of faults) {
    const ended = await signIn(app, window, 'alice', fault)
    expect(ended.end, fault).toMatchObject({ kind: 'error', error: 'server_error' })
    expect(ended.events, fault).toMatchObject({ state: 'told', error: { code: reason } })
    expect(
      ended.findings.some(({ id, status }) => id === check && status === 'fail'),
      `${fault}: ${check}`,
    ).toBe(true)
  }
  expect((await signIn(app, window, 'eve')).end).toMatchObject({ error: 'profile_not_allowed_outside_organization' })

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

test('what a page wants that the window refuses is told, and nothing comes of it', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      Reflect.set(globalThis, 'opened', url)
    }
  })
  const start = async (fault: string) => {
    const id = await startSignIn(window, await borealis())
    const views = await signInViews(app)
    await signInAtLab(views.guest, lab, 'alice', fault)
    return { id, ...views }
  }
  const notesOf = async (id: string) =>
    z
      .object({ notes: z.array(z.object({ kind: z.string(), about: z.string() })) })
      .parse(await callBridge(window, 'signIn.get', { id })).notes

  const popup = await start('opens-a-window')
  await expect(popup.guest.locator('#popup')).toHaveText('refused')
  await expect(popup.bar.locator('#said')).toContainText('wanted to open another window')
  expect(await notesOf(popup.id)).toMatchObject([{ kind: 'window-refused', about: 'popup.example.test' }])
  // The sign-in goes on all the same.
  await popup.guest.locator('#go').click({ noWaitAfter: true })
  expect((await endedSignIn(window, popup.id)).end).toEqual({ kind: 'profile' })

  const permissions = await start('asks-for-permissions')
  await expect(permissions.guest.locator('#said')).toHaveText('denied denied')
  await permissions.bar.getByRole('button', { name: 'Cancel' }).click({ noWaitAfter: true })
  expect(await endedSignIn(window, permissions.id)).toMatchObject({
    end: { kind: 'closed' },
    notes: [{ kind: 'permission-refused', about: 'notifications' }],
  })

  for (const [fault, note] of [
    ['starts-a-download', 'download-refused'],
    ['asks-for-http-authentication', 'http-authentication'],
  ] as const) {
    const { id } = await start(fault)
    await expect.poll(async () => (await notesOf(id)).map(({ kind }) => kind)).toEqual([note])
    await callBridge(window, 'signIn.cancel', { id })
    expect((await endedSignIn(window, id)).end).toEqual({ kind: 'cancelled' })
  }
  for (const [fault, scheme] of [
    ['leads-to-a-script', 'javascript:'],
    ['leads-to-an-app', 'exampleapp:'],
  ] as const) {
    const { id } = await start(fault)
    expect((await endedSignIn(window, id)).end).toEqual({ kind: 'led-away', scheme })
  }
  const own = await start('says-its-own-error')
  await expect(own.guest.getByText(/AADSTS50011/)).toBeVisible()
  await expect
    .poll(async () => JSON.stringify(await callBridge(window, 'signIn.get', { id: own.id })))
    .toContain('AADSTS50011')
  await callBridge(window, 'signIn.cancel', { id: own.id })
  expect(verdict(await endedSignIn(window, own.id))).toMatchObject({ status: 'fail', fix: { owner: 'idp-admin' } })

  await expect.poll(() => windows(app)).toBe(1)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toBeUndefined()
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
  await expect.poll(() => windows(app)).toBe(2)
  await close()
  expect(await endedSignIn(window, first)).toMatchObject({ end: { kind: 'closed' }, hops: [{ kind: 'authorize' }] })
  await tellLab(lab, 'clear-faults', {})

  // At the sign-in page.
  const second = await startSignIn(window, await borealis())
  const { guest } = await signInViews(app)
  await expect(guest.getByLabel('User name')).toBeVisible()
  await close()
  expect(verdict(await endedSignIn(window, second))?.summary).toMatch(/closed at the identity provider/)

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

test('planted passwords, cookies, keys and tokens reach no file and no message to the page', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-sign-in-'))
  const { app, window, userData } = await launch({ env: lab.env })
  const wrapped = await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const seen: string[] = []
    Reflect.set(globalThis, 'seenByPage', seen)
    const handlers: Map<string, (...given: unknown[]) => unknown> = Reflect.get(ipcMain, '_invokeHandlers')
    for (const [name, handler] of [...handlers]) {
      handlers.set(name, async (...given) => {
        const answer = await handler(...given)
        seen.push(JSON.stringify(answer) ?? '')
        return answer
      })
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (...given) => {
        seen.push(JSON.stringify(given))
        send(...given)
      }
    }
    return handlers.size
  })
  expect(wrapped).toBeGreaterThan(20)

  // A sign-in that works, one that does not, one by somebody who mistypes, and a recording made elsewhere.
  const good = await signIn(app, window, 'alice')
  expect(good.end).toEqual({ kind: 'profile' })
  await signIn(app, window, 'alice', 'audience-other')
  const wrong = await startSignIn(window, await borealis())
  const { guest } = await signInViews(app)
  await guest.getByLabel('User name').fill('alice')
  await guest.getByLabel('Password').fill('canary-mistyped')
  await guest.getByRole('button', { name: 'Sign in' }).click()
  await expect(guest.getByRole('alert')).toHaveText('Wrong user name or password.')
  await callBridge(window, 'signIn.cancel', { id: wrong })
  await endedSignIn(window, wrong)

  const person = labBrowser({ user: 'alice', password: lab.idp.password })
  const watcher = { request: () => 'go' as const, answer() {}, failure() {}, pageSays() {}, note() {}, over() {} }
  const opened = await person.open(watcher)
  const { id: connection } = await connectionOf(lab, 'Borealis GmbH')
  const query = new URLSearchParams({
    ...{ client_id: lab.workos.staging.clientId, connection, response_type: 'code' },
    redirect_uri: `${lab.workos.origin}/nowhere`,
  })
  await tellLab(lab, 'add-redirect-uri', { uri: `${lab.workos.origin}/nowhere` })
  if (opened.ok) opened.value.go(`${lab.workos.origin}/sso/authorize?${query}`)
  await expect.poll(() => person.exchanges.some(({ url }) => url.includes('/nowhere?code='))).toBe(true)
  const har = harOf(person.exchanges)
  const file = join(folder, 'sign-in.har')
  await writeFile(file, har)
  const saved = join(folder, 'saved.sign-in.json')
  await app.evaluate(
    ({ dialog }, [open, save]) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [open ?? ''] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: save ?? '' })
    },
    [file, saved],
  )
  await openTool(window)
  await window.getByRole('button', { name: 'Open a HAR or SAML-tracer file' }).click()
  await expect(window.getByRole('heading', { name: 'alice@borealis.example', level: 2 })).toBeVisible()
  await callBridge(window, 'signIn.save', { id: good.id })

  const issued = z
    .object({ codes: z.array(z.string()), accessTokens: z.array(z.string()) })
    .parse(await tellLab(lab, 'issued-secrets', {}))
  const tokens = [...issued.codes, ...issued.accessTokens]
  const mustNotBeSeen = ['canary', lab.idp.password, lab.workos.staging.apiKey, ...tokens]
  expect(issued.codes.length).toBeGreaterThanOrEqual(2)
  for (const secret of ['canary', lab.idp.password]) expect(har).toContain(secret)

  const messages = await app.evaluate(() => String(Reflect.get(globalThis, 'seenByPage').join('\n')))
  expect(messages).toContain('alice@borealis.example')
  const heap = await heapOf(window)
  for (const secret of mustNotBeSeen) {
    expect(messages.includes(secret), `a message holds ${secret.slice(0, 12)}`).toBe(false)
    expect(heap.includes(secret), `the page holds ${secret.slice(0, 12)}`).toBe(false)
  }
  await app.close()
  const written = [saved, ...(await filesBelow(userData))]
  for (const path of written) {
    const content = await readFile(path)
    for (const secret of mustNotBeSeen)
      expect(content.includes(secret), `${path} holds ${secret.slice(0, 12)}`).toBe(false)
  }
  expect(await readFile(saved, 'utf8')).toContain('SignatureValue>…<')
  await rm(folder, { recursive: true, force: true })
})

/** Every string the page holds, wherever it keeps it. */
async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return chunks.join('')
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
