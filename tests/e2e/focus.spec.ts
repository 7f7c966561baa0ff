import type { Page } from '@playwright/test'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(async () => {
  await lab.close()
})

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('the focus is somewhere after every page, dialog and deletion, and the keyboard alone goes all the way', async ({
  launch,
}) => {
  const { window, pageErrors } = await launch({ env: lab.env })
  const press = async (...keys: string[]) => {
    for (const key of keys) await window.keyboard.press(key)
  }
  const menu = async (button: string | RegExp, item: RegExp) => {
    await window.getByRole('button', { name: button }).first().press('Enter')
    await window.getByRole('menuitem', { name: item }).press('Enter')
  }
  await expect(window).toHaveTitle(/ · Signpost$/)

  // From the catalog by its guide into a set-up.
  await window.keyboard.type('adfs')
  await press('Enter')
  await expect(heading(window)).toHaveText('Microsoft AD FS')
  await expect(heading(window)).toBeFocused()
  const start = window.getByRole('button', { name: 'Start a set-up' })
  await start.press('Enter')
  await expect(window.getByLabel('Customer organization')).toBeFocused()
  await press('Escape')
  await expect(start).toBeFocused()
  await press('Enter')
  await window.keyboard.type('Acme Ltd')
  await press('Enter')
  await expect(heading(window)).toContainText('Acme Ltd · ')
  await expect(heading(window)).toBeFocused()
  await press('Control+Enter')
  await expect(window.getByRole('heading', { name: /^Open Organizations/ })).toBeFocused()

  // A form that closes, a dialog opened from a menu, a row that is deleted and comes back.
  await window.getByRole('button', { name: 'Waits for…' }).press('Enter')
  await window.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(window.getByRole('heading', { name: /^Open Organizations/ })).toBeFocused()
  await menu('Actions for this set-up', /Rename/)
  await press('Escape')
  await expect(window.getByRole('button', { name: 'Actions for this set-up' })).toBeFocused()
  await press('Control+2')
  await expect(heading(window)).toBeFocused()
  await menu(/^Actions for/, /Delete/)
  await expect(heading(window)).toBeFocused()
  await window.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(window.getByRole('link', { name: /AD FS/ })).toBeVisible()
  await expect(heading(window)).toBeFocused()

  // A tool whose result is put away, and the layers that lie over every page.
  await press('Control+4')
  await window.getByRole('link', { name: /^IdP metadata/ }).press('Enter')
  await expect(heading(window)).toBeFocused()
  await window.getByLabel('Metadata URL').fill(lab.https.metadata)
  await press('Enter')
  await window.getByRole('button', { name: 'Put away' }).press('Enter')
  await expect(window.getByLabel('Metadata URL')).toBeFocused()
  await press('Control+k', 'Escape')
  await expect(window.getByLabel('Metadata URL')).toBeFocused()

  // Settings: a key about to be replaced, and an environment about to be removed.
  await press('Control+,')
  await expect(heading(window)).toBeFocused()
  await window.getByRole('button', { name: 'Replace' }).first().press('Enter')
  await expect(window.getByLabel('API key')).toBeFocused()
  await menu('Actions for Practice lab', /Remove/)
  await press('Escape')
  await expect(window.getByRole('button', { name: 'Actions for Practice lab' }).first()).toBeFocused()
  expect(pageErrors).toEqual([])
})
