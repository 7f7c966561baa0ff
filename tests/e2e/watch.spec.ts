import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import ICAL from 'ical.js'
import { Agent, fetch as fetchFrom } from 'undici'
import { z } from 'zod'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const day = 86_400_000
const fromNow = (days: number) => new Date(Date.now() + days * day)

let lab: RunningLab
let folder: string
test.beforeAll(async () => {
  lab = await startLabProgram()
  folder = await mkdtemp(join(tmpdir(), 'signpost-watch-'))
})
test.afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

/** Lets the lab's metadata address answer as another page does. */
async function metadataBecomes(like: string): Promise<void> {
  const dispatcher = new Agent({ connect: { ca: await readFile(lab.caPath, 'utf8') } })
  const path = new URL(lab.https.metadata).pathname
  const answer = await fetchFrom(lab.https.control, {
    method: 'POST',
    body: JSON.stringify({ path, like }),
    dispatcher,
  })
  expect(answer.status).toBe(204)
}

async function connectionOf(organization: string): Promise<string> {
  const answer = await fetch(`${lab.workos.control}/find-connection`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ environment: 'staging', organization }),
  })
  return z.object({ id: z.string() }).parse(await answer.json()).id
}

/** A set-up as Signpost keeps it on disk. */
const setupFile = (id: string, slug: string, organization: string, provider: string, more: object) => ({
  schema: 1,
  id,
  slug,
  name: `${organization} · ${provider}`,
  organization,
  createdAt: fromNow(-30).toISOString(),
  updatedAt: fromNow(-1).toISOString(),
  values: {},
  steps: {},
  here: 0,
  link: null,
  sightings: [],
  confirmations: [],
  metadata: null,
  signIn: null,
  journal: [],
  ...more,
})
const typed = (text: string) => ({ kind: 'plain', text, origin: 'typed', at: fromNow(-1).toISOString() })

async function folderWith(setups: readonly { id: string }[]): Promise<string> {
  const userData = await mkdtemp(join(folder, 'data-'))
  await mkdir(join(userData, 'setups'))
  await Promise.all(setups.map((one) => writeFile(join(userData, 'setups', `${one.id}.json`), JSON.stringify(one))))
  return userData
}

async function openWatch(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+5')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Watch')
}

const tab = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of Watch' }).getByRole('link', { name })
const row = (page: Page, text: string | RegExp) => page.getByRole('article').filter({ hasText: text })

/** Notes in main what the system would show. */
async function catchNotifications(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ Notification }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(`${this.title}\n${this.body}`)
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
}

const saveTo = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
  }, filePath)

async function hasNoBarriers(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    what,
  ).toEqual([])
}

test('set-ups are checked, drift is told and accepted, a date is noted, and all of it is there after a restart', async ({
  launch,
}) => {
  test.slow()
  const link = { environmentId: 'lab-staging', organizationId: null, directoryId: null }
  const userData = await folderWith([
    setupFile('acme-adfs', 'microsoft-ad-fs-saml', 'Acme Ltd', 'Microsoft AD FS SAML', {
      values: { idp_metadata_url: typed(lab.https.metadata) },
      link: { ...link, connectionId: await connectionOf('Acme Ltd') },
    }),
    setupFile('borealis-entra', 'entra-id-saml', 'Borealis GmbH', 'Entra ID SAML', {
      values: { idp_metadata_url: typed(`${lab.https.origin}/expired.xml`) },
    }),
    setupFile('cobalt-oidc', 'entra-id-oidc', 'Cobalt', 'Entra ID OIDC', {
      values: { client_secret: { kind: 'secret', lastFour: 'wxyz', origin: 'typed', at: fromNow(-1).toISOString() } },
    }),
  ])
  const { app, window, pageErrors } = await launch({ env: lab.env, userData })
  const notifications = await catchNotifications(app)
  await openWatch(window)

  // Before anything was read: the secret, whose end nobody knows.
  await expect(row(window, 'Client secret that ends in wxyz')).toContainText('No date known')

  // The check of all.
  await window.getByRole('button', { name: 'Check all set-ups' }).click()
  await expect(window.getByText('In order')).toBeVisible({ timeout: 30_000 })
  const swept = window.getByRole('region', { name: 'Watch' })
  await swept.getByText('In order').click()
  await expect(swept.getByText('The metadata was read for the first time')).toHaveCount(1)
  await expect(swept).toContainText('The signing certificate of the metadata: expired 30 days ago.')
  await expect(swept).toContainText('The connection is in the state')
  await expect(swept).toContainText('The certificate of the web server 127.0.0.1')
  await hasNoBarriers(window, 'the last check')

  await tab(window, /^Dates/).click()
  const expired = row(window, 'Borealis GmbH · Entra ID SAML').filter({ hasText: 'Signing certificate' })
  await expect(expired).toContainText('Expired 30 days ago')
  await expired.getByRole('button', { name: /^Details of/ }).click()
  await expect(expired).toContainText(
    'Single sign-on > SAML Certificates > Token signing certificate > Edit > New Certificate',
  )
  await expect(row(window, 'Acme Ltd · Microsoft AD FS SAML').filter({ hasText: 'Signing certificate' })).toContainText(
    'Valid',
  )
  await expect(row(window, 'Web server certificate')).toHaveCount(1)
  await hasNoBarriers(window, 'the dates')
  await expired.getByRole('link', { name: 'Open in workbench: IdP metadata' }).click()
  await expect(window.getByLabel('Metadata URL')).toHaveValue(`${lab.https.origin}/expired.xml`)
  await openWatch(window)

  // The list of set-ups says so, too, and leads here.
  await window.keyboard.press('Control+2')
  const due = window
    .getByRole('listitem')
    .filter({ hasText: 'Borealis GmbH' })
    .getByRole('link', { name: /expired 30 days ago/ })
  await expect(window.getByRole('link', { name: /expire/ })).toHaveCount(1)
  await due.click()
  await expect(expired).toBeVisible()

  // A secret's last day, as its console showed it.
  const secret = row(window, 'Client secret that ends in wxyz')
  await secret.getByRole('button', { name: 'Note its date…' }).click()
  const dialog = window.getByRole('dialog')
  await expect(dialog).toContainText('A client secret ends after at most 24 months.')
  await dialog.getByRole('button', { name: 'Note it' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Choose the day')
  const inTenDays = await window.evaluate(() => {
    const date = new Date()
    date.setDate(date.getDate() + 10)
    const two = (number: number) => String(number).padStart(2, '0')
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  })
  await dialog.getByLabel('Last day').fill(inTenDays)
  await dialog.getByRole('button', { name: 'Note it' }).click()
  await expect(secret).toContainText('Expires in 10 days')

  // The set-up says it where the secret is kept.
  await secret.getByRole('link', { name: 'Cobalt · Entra ID OIDC' }).click()
  await window.getByRole('navigation', { name: 'Parts of the set-up' }).getByRole('link', { name: 'Values' }).click()
  await expect(window.getByText('Expires in 10 days (noted by you).')).toBeVisible()
  await openWatch(window)

  // The identity provider publishes a second certificate.
  await metadataBecomes('/rollover.xml')
  await tab(window, /^Metadata/).click()
  await expect(window.getByRole('region', { name: 'As they were' })).toContainText('Acme Ltd')
  await window.getByRole('button', { name: 'Look at all again' }).click()
  const changed = window.getByRole('article', { name: 'Acme Ltd · Microsoft AD FS SAML' })
  await expect(changed).toContainText(
    'WorkOS must be given the new metadata before the identity provider changes over.',
  )
  await expect(changed).toContainText(/The signing certificate .* was added\./)
  await expect(tab(window, /^Metadata/)).toContainText('1 changed')
  await window.getByRole('switch', { name: /Look again by itself/ }).click()
  await expect(window.getByText('Every six hours; less often where nobody answers.')).toBeVisible()
  await hasNoBarriers(window, 'changed metadata')

  // Told by the system, once each, and never with a secret.
  await tab(window, /^Reminders/).click()
  expect(await notifications()).toEqual([])
  await window.getByRole('switch', { name: /Remind me/ }).click()
  await expect.poll(notifications, { timeout: 10_000 }).toHaveLength(1)
  const [told] = await notifications()
  expect(told).toContain('4 things need a look\n')
  expect(told).toContain('Client secret: expires in 10 days')
  await window.getByRole('button', { name: 'Show one now' }).click()
  await expect.poll(notifications).toHaveLength(2)
  await hasNoBarriers(window, 'reminders')

  // A calendar, read by an independent reader.
  const calendarFile = join(folder, 'dates.ics')
  await saveTo(app, calendarFile)
  await window.getByRole('button', { name: 'Save a calendar file…' }).click()
  await expect(window.getByText(/dates were saved\.$/)).toBeVisible()
  const calendar = new ICAL.Component(ICAL.parse(await readFile(calendarFile, 'utf8')))
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  const ofSecret = events.find(({ uid }) => uid === 'cobalt-oidc.client_secret@signpost')
  expect(ofSecret?.startDate.toString()).toBe(inTenDays)
  expect(ofSecret?.description).toContain('Certificates & secrets')
  expect(events.map(({ summary }) => summary)).toContain('Signing certificate ends: Acme Ltd · Microsoft AD FS SAML')

  // Accepted: the new state is the good one.
  await tab(window, /^Metadata/).click()
  await changed.getByRole('button', { name: 'Take it as the new good state' }).click()
  await expect(changed).toBeHidden()
  await app.close()

  // Another start: what was seen, noted and told is known.
  const again = await launch({ env: lab.env, userData })
  const later = await catchNotifications(again.app)
  await openWatch(again.window)
  await expect(row(again.window, 'Client secret that ends in wxyz')).toContainText('Expires in 10 days')
  const signing = row(again.window, 'Acme Ltd · Microsoft AD FS SAML').filter({ hasText: 'Signing certificate' })
  await expect(signing).toHaveCount(2)
  await expect(signing.filter({ hasText: 'next' })).toHaveCount(1)
  await tab(again.window, /^Last check/).click()
  await again.window.getByText('In order').click()
  await expect(again.window.getByText('The connection is in the state')).toBeVisible()
  await tab(again.window, /^Reminders/).click()
  await expect(again.window.getByRole('switch')).toBeChecked()
  await again.window.getByRole('button', { name: 'Show one now' }).click()
  await expect.poll(later).toHaveLength(1)

  // The note is removed, and brought back.
  await tab(again.window, /^Dates/).click()
  await again.window.getByRole('button', { name: 'Actions for Client secret that ends in wxyz' }).click()
  await again.window.getByRole('menuitem', { name: 'Remove the note' }).click()
  await expect(row(again.window, 'Client secret that ends in wxyz')).toContainText('No date known')
  await again.window.getByRole('button', { name: 'Undo' }).click()
  await expect(row(again.window, 'Client secret that ends in wxyz')).toContainText('Expires in 10 days')
  expect(await later()).toHaveLength(1)
  expect([...pageErrors, ...again.pageErrors]).toEqual([])
})

test('a thousand set-ups are one list of few rows, and a check of them can be cancelled', async ({ launch }) => {
  const certificate = (index: number) => ({
    use: 'signing',
    subject: `CN=idp-${index}`,
    sha256: String(index).padStart(64, '0'),
    notBefore: fromNow(-300).toISOString(),
    notAfter: fromNow(index - 20).toISOString(),
  })
  const userData = await folderWith(
    Array.from({ length: 1000 }, (_, index) =>
      setupFile(`customer-${index}`, 'okta-saml', `Customer ${index}`, 'Okta SAML', {
        metadata: {
          at: fromNow(-2).toISOString(),
          // The slow page: nobody answers before the check is cancelled.
          from: `${lab.https.origin}/stalled?of=${index}`,
          entityId: `urn:idp:${index}`,
          validUntil: null,
          certificates: [certificate(index)],
        },
      }),
    ),
  )
  const { window, pageErrors } = await launch({ env: lab.env, userData })
  await openWatch(window)
  await expect(tab(window, /^Dates/)).toContainText('1000')
  expect(await window.getByRole('article').count()).toBeLessThan(40)
  await window.keyboard.press('Control+F')
  await window.keyboard.type('idp-977')
  await expect(window.getByRole('article')).toHaveCount(1)
  await expect(row(window, 'CN=idp-977')).toContainText('Expires in 957 days')
  await window.keyboard.press('Escape')
  await window.getByRole('button', { name: /^Under 30 days/ }).click()
  await expect(window.getByRole('heading', { name: /^Under 30 days/ })).toContainText('29')

  await window.getByRole('button', { name: 'Check all set-ups' }).click()
  await expect(window.getByText('0 of 1000 set-ups')).toBeVisible()
  await window.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByText('cancelled on the way')).toBeVisible()
  expect(pageErrors).toEqual([])
})
