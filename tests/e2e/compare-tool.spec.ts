import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { Agent, fetch } from 'undici'
import { adfsMetadata } from '../lab/documents/adfs'
import { browserEndpoints, type IdpMetadata } from '../lab/documents/metadata'
import { labKey } from '../lab/idp/keys'
import { expect, test } from './electron-app'
import { filesHolding } from './kept-on-disk'
import { type RunningLab, startLabProgram } from './lab'

let lab: RunningLab
let folder: string
let published: string
let adfs: Omit<IdpMetadata, 'signingCertificates'>
/** Nothing of a document is kept: this stands in one of them and nowhere else. */
const canary = 'canary-3f9d1c'

test.beforeAll(async () => {
  lab = await startLabProgram()
  folder = await mkdtemp(join(tmpdir(), 'signpost-compare-'))
  const dispatcher = new Agent({ connect: { ca: await readFile(lab.caPath, 'utf8') } })
  published = await (await fetch(lab.https.metadata, { dispatcher })).text()
  const [current, next, later] = await Promise.all([labKey('adfs now'), labKey('adfs next'), labKey('adfs later')])
  const base64 = (key: typeof current) => key.certificateBase64
  adfs = {
    entityId: 'http://adfs.compare.example/adfs/services/trust',
    sso: browserEndpoints('https://adfs.compare.example/adfs/ls/'),
  }
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write('settled.xml', adfsMetadata({ ...adfs, signingCertificates: [base64(current)] }, current))
  const both = { ...adfs, signingCertificates: [base64(current), base64(next)] }
  await write('rollover.xml', adfsMetadata(both, current))
  await write(
    'moved.xml',
    adfsMetadata({ ...both, entityId: `${adfs.entityId}/`, signingCertificates: [base64(later)] }),
  )
  await write('published.xml', published)
  await write('page.xml', `<!DOCTYPE html><html><head><title>Sign in ${canary}</title></head><body></body></html>`)
})
test.afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

async function openTool(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: /Compare metadata/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare metadata')
}

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const compare = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true }).click()

/** Makes the system's dialog choose a file of the test's folder, by the first “Open a file” that is still there. */
async function give(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    },
    join(folder, name),
  )
  await page.getByRole('button', { name: 'Open a file' }).first().click()
  await expect(page.getByText(name, { exact: true })).toBeVisible()
}

/** Lets a file fall onto a field. */
async function dropOn(page: Page, field: Locator, name: string): Promise<void> {
  const box = await field.boundingBox()
  if (!box) throw new Error('the field is not there')
  const devtools = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files: [join(folder, name)], dragOperationsMask: 1 },
    })
  }
  await expect(page.getByText(name, { exact: true })).toBeVisible()
}

test('a certificate published beside the old one has to reach WorkOS before the identity provider changes over', async ({
  launch,
}) => {
  const { app, window, pageErrors } = await launch()
  await openTool(window)
  await give(app, window, 'settled.xml')
  await give(app, window, 'rollover.xml')
  await compare(window)
  await expect(result(window)).toContainText(
    'WorkOS must be given the new metadata before the identity provider changes',
  )
  await expect(result(window)).toContainText('WorkOS must know it before the identity provider signs with it')
  const added = result(window).getByRole('article').filter({ hasText: 'CN=adfs next' })
  await expect(added.last()).toContainText('WorkOS does not know it yet.')
  for (const fingerprint of ['SHA-1', 'SHA-256']) {
    await expect(added.last().getByRole('button', { name: `Copy ${fingerprint} fingerprint` })).toBeVisible()
  }
  await expect(
    added
      .last()
      .getByText(/^Valid/)
      .first(),
  ).toBeVisible()
  await expect(result(window).getByText('Kept', { exact: true }).first()).toBeVisible()

  // The other way round nothing has to be given to WorkOS.
  await window.getByRole('button', { name: 'Swap' }).click()
  await compare(window)
  await expect(result(window)).toContainText('WorkOS need not be given the new metadata.')
  expect(pageErrors).toEqual([])
})

test('another entity ID and no former certificate left: WorkOS must be given it now, and the difference is marked', async ({
  launch,
}) => {
  const { window } = await launch()
  await openTool(window)
  await dropOn(window, window.getByLabel('Before'), 'settled.xml')
  await dropOn(window, window.getByLabel('Now', { exact: true }), 'moved.xml')
  await compare(window)
  await expect(result(window)).toContainText('WorkOS must be given the new metadata now.')
  await expect(result(window)).toContainText('None of the former signing certificates is left')
  const changed = result(window).getByRole('article').filter({ hasText: 'The entity id changed' })
  await expect(changed.getByRole('row', { name: /Now/ }).locator('mark')).toHaveText('/')
  await expect(changed.getByRole('row', { name: /Before/ }).locator('mark')).toHaveText('∎')
  await expect(changed.getByText('ends with a slash')).toHaveCount(1)
})

test('an address is compared with a file, and the same document is called the same', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  await openTool(window)
  await give(app, window, 'published.xml')
  await window.getByLabel('Now', { exact: true }).fill(lab.https.metadata)
  await window.keyboard.press('Enter')
  await expect(result(window)).toContainText('WorkOS need not be given the new metadata.')
  await expect(result(window)).toContainText('The certificates are the same.')
  await expect(result(window).getByText('Added', { exact: true })).toHaveCount(0)
})

test('what is no metadata is named, and nothing of it is kept on the disk', async ({ launch }) => {
  const { app, window, userData } = await launch()
  await openTool(window)
  await compare(window)
  await expect(window.getByText('Give an address, a file or the text.')).toBeVisible()
  await give(app, window, 'settled.xml')
  await give(app, window, 'page.xml')
  await compare(window)
  await expect(result(window).getByRole('alert')).toContainText('page.xml cannot be compared.')
  await expect(result(window).getByRole('alert')).toContainText(/web page|sign-in page/)

  await app.close()
  expect(await filesHolding(userData, [canary, adfs.entityId])).toEqual([])
})
