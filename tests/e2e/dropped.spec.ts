import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './electron-app'

test('a file dropped anywhere on a tool’s page is taken, beside its form too', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-dropped-'))
  const file = join(folder, 'notes.txt')
  await writeFile(file, 'Nothing that any tool reads.')
  const { window } = await launch()
  await expect(window).toHaveTitle(/ · Signpost$/)
  const devtools = await window.context().newCDPSession(window)
  for (const [tool, said] of [
    ['Test sign-in', 'notes.txt holds no sign-in.'],
    ['SCIM capture', /notes\.txt/],
    ['IdP metadata', /^This is .*not metadata\.$/],
    ['SAML response', /No SAML message could be read/],
  ] as const) {
    await window.keyboard.press('Control+4')
    await window.getByRole('link', { name: new RegExp(`^${tool}`) }).click()
    await expect(window.getByRole('heading', { level: 1 })).toHaveText(tool)
    const page = await window.getByRole('main').boundingBox()
    if (!page) throw new Error('there is no page')
    const at = { x: page.x + page.width / 2, y: page.y + page.height - 20 }
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
    }
    await expect(window.getByRole('main').getByText(said).first(), tool).toBeVisible()
  }
  await rm(folder, { recursive: true })
})
