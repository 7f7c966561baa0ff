import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { FaultName } from '../lab/idp/faults'
import { type Issued, type IssueOptions, issue, labWish } from '../lab/idp/issue'
import { labKey, type SigningKey } from '../lab/idp/keys'
import { expect, test } from './electron-app'

const moment = '2026-11-24T09:00:05Z'
let folder: string
let healthy: Issued
let reader: SigningKey

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-response-'))
  healthy = await issue('okta')
  reader = await labKey('reader')
  await writeFile(join(folder, 'metadata.xml'), healthy.metadata)
  await writeFile(join(folder, 'sp.key'), reader.privatePem)
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

const result = (page: Page) => page.getByRole('region', { name: 'Result' })

async function openTool(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: /SAML response/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SAML response')
}

/** Makes the system's dialog choose a file of the test's folder. */
async function choosing(app: ElectronApplication, name: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    },
    join(folder, name),
  )
}

/** Fills in what the lab expects of a response; the metadata comes from a file. */
async function fillExpected(app: ElectronApplication, page: Page): Promise<void> {
  await page.getByText('Judge it against', { exact: true }).click()
  await page.getByLabel('ACS URL').fill(labWish.acs)
  await page.getByLabel('SP entity ID').fill(labWish.audience)
  await page.getByLabel('ID of the request').fill(labWish.requestId ?? '')
  await page.getByLabel('Moment to judge for').fill(moment)
  await choosing(app, 'metadata.xml')
  await page.getByRole('button', { name: 'Open a file' }).first().click()
  await expect(page.getByText('metadata.xml', { exact: true })).toBeVisible()
}

async function judge(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Response', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Judge', exact: true }).click()
  await expect(result(page).getByRole('button', { name: 'Put away' })).toBeVisible()
}

test('a good response is taken, and what it says is shown with its times, attributes, certificate and XML', async ({
  launch,
}) => {
  const { app, window, pageErrors } = await launch()
  await openTool(window)
  await fillExpected(app, window)
  await judge(window, healthy.base64)
  await expect(result(window).getByText('A strict service provider takes this response.')).toBeVisible()
  await expect(result(window).getByText('Read from the signed bytes')).toBeVisible()
  await expect(result(window).getByRole('button', { name: 'Copy NameID' })).toBeVisible()
  await expect(result(window).getByText('The moment judged for lies inside the validity.')).toBeVisible()
  await expect(result(window).getByRole('row', { name: /groups/ })).toContainText('Wonderland')
  await expect(result(window).getByText(/Its key signed the Response and the Assertion/)).toBeVisible()
  await expect(result(window).getByRole('button', { name: 'Copy SHA-1 fingerprint' })).toBeVisible()

  const view = result(window).getByRole('region', { name: 'SAML response' })
  await expect(view.getByRole('treeitem', { name: /NameID/ })).toContainText('alice@example.test')
  await view.getByRole('textbox', { name: 'Find in the document' }).fill('wonderland')
  await expect(view.getByText('1 of 1')).toBeVisible()
  await view.getByRole('radio', { name: 'Source' }).click()
  await expect(view.getByRole('textbox', { name: /as it is written/ })).toContainText('saml2:NameID')
  expect(pageErrors).toEqual([])
})

const faults: ReadonlyArray<readonly [FaultName, check: string, sentence: RegExp]> = [
  ['recipient-other', 'response.recipient', /http/],
  ['audience-other', 'response.audience', /slash/],
  ['destination-other', 'response.destination', /slash/],
  ['clock-behind', 'response.not-on-or-after', /ended/],
  ['nameid-missing', 'response.nameid', /no NameID/],
  ['signed-by-another-key', 'response.signature', /another certificate/],
  ['response-signed-only', 'response.signature-coverage', /Only the Response is signed/],
  ['status-authn-failed', 'response.status', /AuthnFailed/],
]

test('each important fault is named first, and leads to its element and back', async ({ launch }) => {
  test.setTimeout(120_000)
  const { app, window, pageErrors } = await launch()
  await openTool(window)
  await fillExpected(app, window)
  for (const [fault, check, sentence] of faults) {
    const { base64 } = await issue('okta', { fault })
    await judge(window, base64)
    const verdict = result(window).getByText(/It stops first at/)
    await expect(verdict).toContainText(check)
    await expect(verdict).toContainText(sentence)
  }

  const { base64 } = await issue('okta', { fault: 'recipient-other' })
  await judge(window, base64)
  const card = result(window).getByRole('article').filter({ hasText: 'response.recipient' })
  await card.getByRole('button', { name: /^Line/ }).click()
  const row = result(window).getByRole('treeitem', { selected: true })
  await expect(row).toContainText('SubjectConfirmationData')
  await row.getByRole('button', { name: /Failed/ }).click()
  await expect(card).toBeFocused()
  expect(pageErrors).toEqual([])
})

async function capture(name: string, messages: ReadonlyArray<readonly [sentTo: string, options: IssueOptions]>) {
  const entries = await Promise.all(
    messages.map(async ([url, options], index) => ({
      startedDateTime: `2026-11-24T09:0${index}:05Z`,
      request: {
        method: 'POST',
        url,
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: `SAMLResponse=${encodeURIComponent((await issue('okta', options)).base64)}`,
        },
      },
      response: { status: 302 },
    })),
  )
  await writeFile(join(folder, name), JSON.stringify({ log: { version: '1.2', entries } }))
}

test('of a capture with several responses another one can be chosen', async ({ launch }) => {
  const { app, window } = await launch()
  await capture('sign-in.har', [
    [labWish.acs, { fault: 'nameid-missing' }],
    [labWish.acs, {}],
  ])
  await openTool(window)
  await choosing(app, 'sign-in.har')
  await window.getByRole('radio', { name: 'File' }).click()
  await window.getByRole('button', { name: 'Open a file' }).first().click()
  const messages = result(window).getByRole('region', { name: 'Messages in the document' })
  await expect(messages.getByRole('listitem').nth(1)).toContainText('judged here')
  await messages.getByRole('listitem').nth(0).getByRole('button', { name: 'Judge this one' }).click()
  await expect(messages.getByRole('listitem').nth(0)).toContainText('judged here')
  await expect(result(window).getByText(/It stops first at/)).toContainText('The Subject has no NameID')
})

test('an encrypted assertion is opened with a key from a file, which the page never sees', async ({ launch }) => {
  const { app, window } = await launch()
  const { base64 } = await issue('shibboleth', { change: (plan) => ({ ...plan, encrypt: { to: reader } }) })
  await openTool(window)
  await judge(window, base64)
  await expect(
    result(window).getByText(/It is there, but cannot be read here without the decryption key/),
  ).toBeVisible()
  await window.getByText('Judge it against', { exact: true }).click()
  await choosing(app, 'sp.key')
  await window.getByRole('group', { name: 'Decryption key' }).getByRole('button', { name: 'Open a file' }).click()
  await expect(window.getByText('sp.key', { exact: true })).toBeVisible()
  await window.getByRole('button', { name: 'Judge again with these values' }).click()
  await expect(result(window).getByText('encrypted, decrypted here')).toBeVisible()
  const held = reader.privatePem.split('\n')[1] ?? ''
  expect(await window.evaluate((text) => document.documentElement.outerHTML.includes(text), held)).toBe(false)
})

test('when a document brings the inspector down the person is told, and the next one is judged', async ({ launch }) => {
  const { app, window } = await launch()
  await openTool(window)
  const filler = `<x:y xmlns:x="urn:x">${'<x:z a="b">text</x:z>'.repeat(40_000)}</x:y>`
  const slow = Array.from(
    { length: 60 },
    () => `SAMLResponse=${encodeURIComponent(Buffer.from(filler).toString('base64'))}`,
  )
  await writeFile(
    join(folder, 'large.har'),
    JSON.stringify({
      log: {
        entries: slow.map((text) => ({
          request: { method: 'POST', url: 'https://sp.example/acs', postData: { text } },
        })),
      },
    }),
  )
  await choosing(app, 'large.har')
  await window.getByRole('radio', { name: 'File' }).click()
  const killed = app.evaluate(async ({ app: program }) => {
    for (;;) {
      const inspector = program.getAppMetrics().find(({ name }) => name === 'Signpost inspector')
      if (inspector) return process.kill(inspector.pid, 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })
  await window.getByRole('button', { name: 'Open a file' }).first().click()
  expect(await killed).toBe(true)
  await expect(result(window).getByRole('alert')).toContainText('The inspector ended while it read the document')
  await window.getByRole('radio', { name: 'Pasted text' }).click()
  await judge(window, healthy.base64)
  await expect(result(window).getByText(/It stops first at/)).toContainText('response.not-on-or-after')
})
