import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { Agent, fetch } from 'undici'
import { expect, test } from './electron-app'
import { filesHolding } from './kept-on-disk'
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
/** Makes the system's dialog choose a file, and opens it. */
async function openFile(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
  await page.getByRole('radio', { name: 'File' }).click()
  await page.getByRole('button', { name: 'Open a file' }).click()
}
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
  // Nothing is held against an address that was not waited for.
  await expect(result(window).getByRole('article')).toHaveCount(0)
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

  await openFile(app, window, file)
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

test('a long document is turned page by page, and a finding or a search leads to the page it is on', async ({
  launch,
}) => {
  const { app, window, pageErrors } = await launch()
  const lines = Array.from({ length: 40_000 }, (_, index) => `<!-- line ${index + 1} is here to make it long -->\n`)
  const long = join(folder, 'long.xml')
  await writeFile(
    long,
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x">\n${lines.join('')}`,
  )
  await openTool(window)
  await openFile(app, window, long)
  const view = result(window).getByRole('region', { name: 'Metadata document' })
  const source = view.getByRole('textbox', { name: /as it is written/ })
  await expect(view.getByText('Page 1', { exact: true })).toBeVisible()
  await expect(view.getByRole('button', { name: 'Previous page' })).toBeDisabled()
  await view.getByRole('button', { name: 'Next page' }).click()
  await expect(view.getByText('Page 2 of 4')).toBeVisible()
  await expect(source).not.toContainText('EntityDescriptor')

  await result(window).getByRole('button', { name: 'Line 40002, column 1' }).first().click()
  await expect(view.getByText('Page 4 of 4')).toBeVisible()
  await expect(view.getByRole('button', { name: 'Next page' })).toBeDisabled()
  await expect(source).toContainText('line 40000 is')

  const search = view.getByRole('textbox', { name: 'Find in the document' })
  await search.fill('line 15000 is')
  await expect(view.getByText('Not on this page')).toBeVisible()
  await view.getByRole('button', { name: 'Previous match' }).click()
  await expect(view.getByText('1 of 1 on this page')).toBeVisible()
  await expect(view.getByText('Page 2 of 4')).toBeVisible()
  await expect(source).toContainText('line 15000 is')
  await search.fill('nowhere in it')
  await search.press('Enter')
  await expect(view.getByText('Not found')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('an address is asked once for what is looked at twice, and again when that is wanted', async ({ launch }) => {
  let asked = 0
  const described = (id: string) =>
    document.replace(/<\?xml[^>]*\?>/, '').replace(/ entityID="[^"]+"/, ` entityID="${id}"`)
  const server = createServer((_, answer) => {
    asked += 1
    answer.setHeader('content-type', 'application/samlmetadata+xml')
    answer.end(
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${described('urn:one')}${described('urn:two')}</EntitiesDescriptor>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { window } = await launch()
    await openTool(window)
    const { port } = server.address() as AddressInfo // a TCP listener has such an address
    await window.getByLabel('Metadata URL').fill(`http://127.0.0.1:${port}/metadata`)
    await window.keyboard.press('Enter')
    await expect(result(window).getByRole('region', { name: 'urn:one' })).toBeVisible()
    await result(window).getByLabel('Look at one entity').fill('urn:two')
    await window.keyboard.press('Enter')
    await expect(result(window).getByRole('region', { name: 'urn:two' })).toBeVisible()
    await expect(result(window).getByRole('region', { name: 'urn:one' })).toBeHidden()
    expect(asked).toBe(1)
    await result(window).getByRole('button', { name: 'Fetch again' }).click()
    await expect(result(window).getByRole('region', { name: 'urn:one' })).toBeVisible()
    expect(asked).toBe(2)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('what was looked at before is offered by its name, and nothing of it is written to the disk', async ({
  launch,
}) => {
  const { app, window, userData } = await launch()
  await openTool(window)
  await openFile(app, window, file)
  await expect(entity(window)).toBeVisible()
  await window.getByRole('radio', { name: 'Pasted text' }).click()
  await window
    .getByRole('textbox', { name: 'Metadata document' })
    .fill(document.replaceAll(entityId, 'urn:pasted-canary-71c2'))
  await window.getByRole('button', { name: 'Inspect' }).click()
  await expect(result(window).getByRole('region', { name: 'urn:pasted-canary-71c2' })).toBeVisible()
  const before = window.getByRole('button', { name: 'adfs metadata.xml' })
  await expect(before).toHaveCount(1)
  await before.click()
  await expect(entity(window)).toBeVisible()
  await app.close()
  const certificate = /<(?:\w+:)?X509Certificate>([^<]{60})/.exec(document)?.[1] ?? ''
  expect(certificate).not.toBe('')
  expect(await filesHolding(userData, [entityId, certificate, 'pasted-canary-71c2'])).toEqual([])
})
