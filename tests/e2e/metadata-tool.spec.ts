import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Agent, fetch } from 'undici'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

let lab: RunningLab
let document: string
let entityId: string
let folder: string
let file: string

test.beforeAll(async () => {
  lab = await startLabProgram()
  folder = await mkdtemp(join(tmpdir(), 'signpost-metadata-'))
  file = join(folder, 'adfs metadata.xml')
  const dispatcher = new Agent({ connect: { ca: await readFile(lab.caPath, 'utf8') } })
  document = await (await fetch(lab.https.metadata, { dispatcher })).text()
  entityId = /entityID="([^"]+)"/.exec(document)?.[1] ?? ''
  await writeFile(file, document)
})
test.afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

async function openTool(page: Page): Promise<void> {
  // The page takes keys from the same moment on that it names itself in the title.
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: /IdP metadata/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('IdP metadata')
}

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const entity = (page: Page) => result(page).getByRole('region', { name: entityId })
const inLab = () => ({ env: lab.env })

test('an address gives findings, the entity and its certificates; the result outlives a look at another page', async ({
  launch,
}) => {
  const { window, pageErrors } = await launch(inLab())
  await openTool(window)
  await window.getByLabel('Metadata URL').fill(lab.https.metadata)
  await window.keyboard.press('Enter')
  await expect(entity(window)).toBeVisible()
  await expect(result(window).getByRole('button', { name: 'Copy SHA-256 fingerprint' }).first()).toBeVisible()
  await expect(entity(window).getByText('Valid', { exact: true }).first()).toBeVisible()

  await window.keyboard.press('Control+1')
  await openTool(window)
  await expect(entity(window)).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a sign-in page in the place of metadata is named as what it is', async ({ launch }) => {
  const { window } = await launch(inLab())
  await openTool(window)
  await window.getByLabel('Metadata URL').fill(`${lab.https.origin}/sign-in`)
  await window.keyboard.press('Enter')
  await expect(result(window).getByText('Failed', { exact: true })).toBeVisible()
  await expect(
    result(window)
      .getByText(/sign-in page/)
      .first(),
  ).toBeVisible()
})

test('a slow address can be cancelled, and the tool is ready again', async ({ launch }) => {
  const { window } = await launch(inLab())
  await openTool(window)
  await window.getByLabel('Metadata URL').fill(`${lab.https.origin}/slow`)
  await window.keyboard.press('Enter')
  await result(window).getByRole('button', { name: 'Cancel' }).click()
  await expect(result(window).getByText('The check was cancelled.')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Inspect' })).toBeEnabled()
})

test('pasted text, an opened file and a dropped file come to the same entity', async ({ launch }) => {
  const { app, window } = await launch()
  await openTool(window)

  await window.getByRole('radio', { name: 'Pasted text' }).click()
  await window.getByLabel('Metadata document').fill(document)
  await window.getByRole('button', { name: 'Inspect' }).click()
  await expect(entity(window)).toBeVisible()
  await window.getByRole('button', { name: 'Put away' }).click()
  await expect(entity(window)).toBeHidden()

  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  await window.getByRole('radio', { name: 'File' }).click()
  await window.getByRole('button', { name: 'Open a file' }).click()
  await expect(entity(window)).toBeVisible()
  await expect(result(window).getByRole('heading', { name: 'adfs metadata.xml' })).toBeVisible()
  await window.getByRole('button', { name: 'Put away' }).click()

  const devtools = await window.context().newCDPSession(window)
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 300,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  await drag('dragEnter')
  await drag('dragOver')
  await drag('drop')
  await expect(entity(window)).toBeVisible()
})

test('a paste of twenty megabytes neither stalls the field nor gets lost', async ({ launch }) => {
  const { app, window } = await launch()
  await openTool(window)
  await window.getByRole('radio', { name: 'Pasted text' }).click()
  await app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(`${text}<!--${'x'.repeat(20 * 1024 * 1024)}-->`),
    document,
  )
  await window.getByLabel('Metadata document').focus()
  await window.keyboard.press('Control+v')
  await expect(window.getByText(/Pasted text, 20 MB/)).toBeVisible()
  await window.getByRole('button', { name: 'Inspect' }).click()
  await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible({ timeout: 30_000 })
  await expect(result(window).locator('article, [role=alert]').first()).toBeVisible()
})
