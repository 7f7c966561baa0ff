import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import type { SignIn, SignInEnd } from '../../src/shared/sign-in/trace'
import { labBrowser } from '../lab/browser'
import { faultOutcomes } from '../lab/fault-outcomes'
import { faultNames } from '../lab/idp/faults'
import { type Misbehaviour, misbehaviourNames } from '../lab/idp/misbehaviours'
import { harOf } from '../lab/recordings'
import { type Fault, faultKinds } from '../lab/workos/faults'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'
import { filesBelow, heapOf, listenToMessages, messagesTo } from './planted'
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

const verdict = ({ findings }: SignIn) => findings.find(({ id }) => id === 'workos.sign-in')
const failing = ({ findings }: SignIn) =>
  findings.filter(({ id, status }) => id.startsWith('response.') && status === 'fail').map(({ id }) => id)
const onlyOneWindow = (app: ElectronApplication) =>
  expect
    .poll(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length), { intervals: [20, 50] })
    .toBe(1)

/** A sign-in that is under way: the password was sent, and what comes then is up to the trouble. */
interface Underway {
  id: string
  guest: Page
  bar: Page
  window: Page
}

const notesOf = async ({ window, id }: Underway) => (await currentSignIn(window, id)).notes
const noted = (underway: Underway, kind: string) =>
  expect.poll(async () => (await notesOf(underway)).map((note) => note.kind), { intervals: [50] }).toContain(kind)
const cancel = ({ window, id }: Underway) => callBridge(window, 'signIn.cancel', { id })
/** What a person does with a page that misbehaves, how the sign-in ends, and what the trace says of it. */
interface Drive {
  act: (underway: Underway) => Promise<unknown>
  end: Partial<SignInEnd>
  note?: { kind: string; about: RegExp }
  says: RegExp
}

const cancelled = { kind: 'cancelled' } as const
const atIdp = /^The sign-in was cancelled at the identity provider \(127\.0\.0\.1:\d+\)/
const onTheWay: Readonly<Record<Misbehaviour, Drive>> = {
  'opens-a-window': {
    act: async ({ guest, bar }) => {
      await expect(guest.locator('#popup')).toHaveText('refused')
      await expect(bar.locator('#said')).toContainText('wanted to open another window')
      // The sign-in goes on all the same.
      await guest.locator('#go').click({ noWaitAfter: true })
    },
    end: { kind: 'profile' },
    note: { kind: 'window-refused', about: /^popup\.example\.test$/ },
    says: /signed in/,
  },
  'asks-for-permissions': {
    act: async ({ guest, bar }) => {
      await expect(guest.locator('#said')).toHaveText('denied denied')
      await bar.getByRole('button', { name: 'Cancel' }).click({ noWaitAfter: true })
    },
    end: { kind: 'closed' },
    note: { kind: 'permission-refused', about: /^notifications$/ },
    says: /^The window was closed at the identity provider/,
  },
  'starts-a-download': {
    act: async (underway) => {
      await noted(underway, 'download-refused')
      await cancel(underway)
    },
    end: cancelled,
    note: { kind: 'download-refused', about: /^127\.0\.0\.1:\d+$/ },
    says: atIdp,
  },
  'asks-for-http-authentication': {
    act: async (underway) => {
      await noted(underway, 'http-authentication')
      await cancel(underway)
    },
    end: cancelled,
    note: { kind: 'http-authentication', about: /^127\.0\.0\.1:\d+$/ },
    says: atIdp,
  },
  'leads-to-a-script': {
    act: async () => {},
    end: { kind: 'led-away', scheme: 'javascript:' },
    says: /led to javascript:/,
  },
  'leads-to-an-app': {
    act: async () => {},
    end: { kind: 'led-away', scheme: 'exampleapp:' },
    says: /led to exampleapp:/,
  },
  'runs-a-script-address': {
    act: async (underway) => {
      await expect(underway.guest.getByRole('heading', { name: 'One more step' })).toBeVisible()
      await cancel(underway)
    },
    end: cancelled,
    says: atIdp,
  },
  'never-answers': {
    act: async (underway) => {
      await expect
        .poll(async () => (await currentSignIn(underway.window, underway.id)).hops.at(-1)?.address, {
          intervals: [50],
        })
        .toMatch(/\/login$/)
      await cancel(underway)
    },
    end: cancelled,
    says: atIdp,
  },
  'says-its-own-error': {
    act: async (underway) => {
      await expect(underway.guest.getByText(/AADSTS50011/)).toBeVisible()
      await expect
        .poll(async () => (await currentSignIn(underway.window, underway.id)).hops.at(-1)?.pageSays, {
          intervals: [50],
        })
        .toContain('AADSTS50011')
      await cancel(underway)
    },
    end: cancelled,
    says: /stopped the sign-in on a page of its own: “AADSTS50011/,
  },
  'posts-elsewhere': {
    act: async (underway) => {
      await expect(underway.guest.getByRole('heading', { name: 'Another application' })).toBeVisible()
      await cancel(underway)
    },
    end: cancelled,
    says: /^The identity provider had the response posted to http:\/\/localhost:\d+\/another\/acs, and not to the ACS URL/,
  },
}

/** What answers where the response is posted to, in WorkOS's place; a page that says nothing is left by the person. */
const atWorkos: Readonly<
  Record<Fault['kind'], { wish?: object; page?: number; untold?: true; end: Partial<SignInEnd>; says: RegExp }>
> = {
  unauthorized: { page: 401, end: cancelled, says: /answered with status 401/ },
  forbidden: { page: 403, end: cancelled, says: /answered with status 403/ },
  'not-found': { page: 404, end: cancelled, says: /answered with status 404/ },
  conflict: { page: 409, end: cancelled, says: /answered with status 409/ },
  unprocessable: { page: 422, end: cancelled, says: /answered with status 422/ },
  'rate-limited': { page: 429, end: cancelled, says: /answered with status 429/ },
  'server-error': { page: 500, end: cancelled, says: /answered with status 500/ },
  unavailable: { page: 503, end: cancelled, says: /answered with status 503/ },
  html: { page: 502, end: cancelled, says: /answered with status 502/ },
  answer: { wish: { status: 418 }, page: 418, end: cancelled, says: /answered with status 418/ },
  empty: { page: 200, end: cancelled, says: /after the response was posted/ },
  hang: { end: cancelled, says: /before WorkOS answered/ },
  cut: {
    wish: { times: 'always' },
    end: { kind: 'unreachable', code: 'ERR_EMPTY_RESPONSE' },
    says: /could not be reached/,
  },
  redirect: {
    wish: { location: 'https://staging.product.example/callback?error=server_error' },
    untold: true,
    end: { kind: 'error', error: 'server_error' },
    says: /server_error/,
  },
  'malformed-json': { end: { kind: 'profile' }, says: /signed in/ },
  slow: { wish: { delayMs: 50 }, end: { kind: 'profile' }, says: /signed in/ },
  drip: { wish: { overMs: 50 }, end: { kind: 'profile' }, says: /signed in/ },
}

test('every fault of the lab ends in one clear state that names it, and what was planted is found nowhere', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(join(tmpdir(), 'signpost-sign-in-'))
  const { app, window, userData, pageErrors } = await launch({ env: lab.env })
  await listenToMessages(app)
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      Reflect.set(globalThis, 'opened', url)
    }
  })
  await tellLab(lab, 'set-feature', { feature: 'saml-certificates', enabled: true })
  const { id: connectionId } = await connectionOf(lab, 'Borealis GmbH')
  const metadata = { kind: 'url', url: lab.idp.metadata } as const
  const begin = async (label: string, user: string, fault = ''): Promise<Underway> => {
    const id = await startSignIn(window, { selector: { connectionId }, label, metadata })
    const views = await signInViews(app)
    await signInAtLab(views.guest, lab, user, fault)
    return { id, window, ...views }
  }
  const ended = async ({ id }: Underway) => {
    const signIn = await endedSignIn(window, id)
    await onlyOneWindow(app)
    return signIn
  }

  await openTool(window)
  const list = window.getByRole('region', { name: 'Sign-ins of this session' })
  const result = window.getByRole('region', { name: 'Result' })
  const good = await ended(await begin('nothing', 'alice'))
  expect(good.end).toEqual({ kind: 'profile' })
  for (const fault of faultNames) {
    await test.step(fault, async () => {
      const { error, reason, check, status } = faultOutcomes[fault]
      const signIn = await ended(await begin(fault, 'alice', fault))
      expect(signIn.end).toMatchObject(error === null ? { kind: 'profile' } : { kind: 'error', error })
      expect(signIn.events).toMatchObject({ state: 'told', error: reason === null ? null : { code: reason } })
      expect(signIn.findings.filter(({ id }) => id === check).map((one) => one.status)).toContain(status)
      expect(verdict(signIn)?.status).toBe(error === null ? 'pass' : 'fail')
      await list.getByText(fault, { exact: true }).click()
      if (reason !== null) {
        await expect(result.getByRole('region', { name: 'What WorkOS says' })).toContainText(reason)
      }
      if (status === 'fail') {
        await expect(result.getByRole('region', { name: 'What Signpost says of the response' })).toContainText(check)
      }
    })
  }
  for (const fault of misbehaviourNames) {
    await test.step(fault, async () => {
      const { act, end, note, says } = onTheWay[fault]
      const underway = await begin(fault, 'alice', fault)
      await act(underway)
      const signIn = await ended(underway)
      expect(signIn.end).toMatchObject(end)
      expect(verdict(signIn)?.summary).toMatch(says)
      if (fault === 'posts-elsewhere') expect(failing(signIn)).toEqual(['response.destination', 'response.recipient'])
      expect(signIn.notes).toMatchObject(note ? [{ kind: note.kind, about: expect.stringMatching(note.about) }] : [])
    })
  }
  for (const kind of faultKinds) {
    await test.step(`WorkOS: ${kind}`, async () => {
      const { wish, page, untold, end, says } = atWorkos[kind]
      await tellLab(lab, 'fail', { kind, path: '/sso/saml/acs/*', ...wish })
      const underway = await begin(kind, 'alice')
      const posted = async () =>
        (await currentSignIn(window, underway.id)).hops.find((hop) => hop.kind === 'response')?.status
      if (page !== undefined) await expect.poll(posted, { intervals: [50] }).toBe(page)
      if (kind === 'hang') await expect.poll(posted, { intervals: [50] }).toBe(null)
      if (untold) {
        const phase = async () => (await currentSignIn(window, underway.id)).phase
        await expect.poll(phase, { intervals: [50] }).toBe('reading-events')
      }
      if (untold || end === cancelled) await cancel(underway)
      const signIn = await ended(underway)
      expect(signIn.end).toMatchObject(end)
      expect(verdict(signIn)?.summary).toMatch(says)
      await tellLab(lab, 'clear-faults', {})
    })
  }

  // Somebody mistypes, somebody may not come in, and a recording was made elsewhere.
  const wrong = await startSignIn(window, { selector: { connectionId } })
  const { guest } = await signInViews(app)
  await guest.getByLabel('User name').fill('alice')
  await guest.getByLabel('Password').fill('canary-mistyped')
  await guest.getByRole('button', { name: 'Sign in' }).click()
  await expect(guest.getByRole('alert')).toHaveText('Wrong user name or password.')
  await callBridge(window, 'signIn.cancel', { id: wrong })
  await endedSignIn(window, wrong)
  expect((await ended(await begin('eve', 'eve'))).end).toMatchObject({
    error: 'profile_not_allowed_outside_organization',
  })
  const har = await recordedElsewhere(connectionId)
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
  await window.getByRole('button', { name: 'New sign-in' }).click()
  await window.getByRole('button', { name: 'Open a HAR or SAML-tracer file' }).click()
  await expect(window.getByRole('heading', { name: 'alice@borealis.example', level: 2 })).toBeVisible()
  const again = await ended(await begin('the last', 'alice'))
  await callBridge(window, 'signIn.save', { id: again.id })

  const issued = z
    .object({ codes: z.array(z.string()), accessTokens: z.array(z.string()) })
    .parse(await tellLab(lab, 'issued-secrets', {}))
  expect(issued.codes.length).toBeGreaterThanOrEqual(10)
  expect(issued.accessTokens.length).toBeGreaterThanOrEqual(9)
  const planted = ['canary', lab.idp.password, lab.workos.staging.apiKey, ...issued.codes, ...issued.accessTokens]
  for (const secret of ['canary', lab.idp.password]) expect(har).toContain(secret)

  const [messages, heap] = [await messagesTo(app), await heapOf(window)]
  for (const text of [messages, heap]) expect(text).toContain('alice@borealis.example')
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toBeUndefined()
  // The strangers' pages are answered with the faults that were asked for.
  expect(pageErrors.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
  await app.close()
  const written = [{ path: saved, content: await readFile(saved) }, ...(await filesBelow(userData))]
  for (const secret of planted) {
    const start = secret.slice(0, 12)
    expect(messages.includes(secret), `a message holds ${start}`).toBe(false)
    expect(heap.includes(secret), `the page holds ${start}`).toBe(false)
    for (const { path, content } of written) expect(content.includes(secret), `${path} holds ${start}`).toBe(false)
  }
  expect(await readFile(saved, 'utf8')).toContain('SignatureValue>…<')
  await rm(folder, { recursive: true, force: true })
})

async function openTool(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: /Test sign-in/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Test sign-in')
}

/** A sign-in somebody made in a browser of their own, as that browser exports it: with everything in it. */
async function recordedElsewhere(connection: string): Promise<string> {
  const person = labBrowser({ user: 'alice', password: lab.idp.password })
  const watcher = { request: () => 'go' as const, answer() {}, failure() {}, pageSays() {}, note() {}, over() {} }
  const opened = await person.open(watcher)
  if (!opened.ok) throw new Error('no browser')
  const redirectUri = `${lab.workos.origin}/nowhere`
  await tellLab(lab, 'add-redirect-uri', { uri: redirectUri })
  const query = new URLSearchParams({
    ...{ client_id: lab.workos.staging.clientId, connection, response_type: 'code' },
    redirect_uri: redirectUri,
  })
  opened.value.go(`${lab.workos.origin}/sso/authorize?${query}`)
  await expect.poll(() => person.exchanges.some(({ url }) => url.includes('/nowhere?code='))).toBe(true)
  return harOf(person.exchanges)
}
