import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const card = (page: Page, name: string) => page.getByRole('article', { name })
const openSettings = async (page: Page) => {
  // The page takes keys from the same moment on that it names itself in the title.
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+,')
  await expect(heading(page)).toHaveText('Settings')
}

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(async () => {
  await lab.close()
})

test('an environment is added, refused with what was typed intact, mended, checked and forgotten', async ({
  launch,
}) => {
  const { window, pageErrors } = await launch()
  await openSettings(window)
  await expect(window.getByRole('heading', { name: 'No environment yet' })).toBeVisible()

  await window.getByRole('button', { name: 'Add an environment' }).click()
  const form = window.getByRole('form', { name: 'Add an environment' })
  await form.getByRole('button', { name: 'Add the environment' }).click()
  await expect(form.getByText('Type a name for this environment.')).toBeVisible()

  await form.getByLabel('Name').fill('Acme staging')
  await form.getByLabel('Client ID').fill(lab.workos.staging.clientId)
  await form.getByLabel('Base URL').fill('api.workos.com')
  await form.getByLabel('API key').fill(lab.workos.staging.apiKey)
  await form.getByRole('button', { name: 'Add the environment' }).click()
  await expect(form.getByRole('alert')).toContainText('It does not begin with https://')

  // Another page and back: a refused save loses nothing but the secret, which is not kept outside the vault.
  await expect(form.getByLabel('API key')).toHaveValue(lab.workos.staging.apiKey)
  await window.keyboard.press('Control+1')
  await openSettings(window)
  await expect(form.getByLabel('Name')).toHaveValue('Acme staging')
  await form.getByLabel('Base URL').fill(lab.workos.origin)
  await form.getByLabel('API key').fill(lab.workos.staging.apiKey)
  await form.getByRole('button', { name: 'Add the environment' }).click()

  const acme = card(window, 'Acme staging')
  await expect(acme).toContainText(`ends in ${lab.workos.staging.apiKey.slice(-4)}`)
  await expect(acme).toContainText('In use')
  await expect(window.getByRole('button', { name: /Staging.*Acme staging/ })).toBeVisible()

  await acme.getByRole('button', { name: 'Check key' }).click()
  await expect(acme.getByText('WorkOS accepts the API key.')).toBeVisible()

  await acme.getByRole('button', { name: 'Replace' }).click()
  await acme.getByLabel('API key').fill(`${lab.workos.staging.apiKey.slice(0, -4)}zzzz`)
  await acme.getByRole('button', { name: 'Keep the key' }).click()
  await expect(acme).toContainText('ends in zzzz')
  await expect(acme.getByText('WorkOS accepts the API key.')).toBeHidden()
  await acme.getByRole('button', { name: 'Check key' }).click()
  await expect(acme.getByRole('article').getByText('Failed')).toBeVisible()

  await acme.getByRole('button', { name: 'Actions for Acme staging' }).click()
  await window.getByRole('menuitem', { name: 'Forget the API key' }).click()
  await expect(acme.getByLabel('API key')).toBeVisible()

  await acme.getByRole('button', { name: 'Actions for Acme staging' }).click()
  await window.getByRole('menuitem', { name: 'Remove…' }).click()
  await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(window.getByRole('heading', { name: 'No environment yet' })).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('the window says where it works, and production looks like production', async ({ launch }) => {
  const { window } = await launch({ env: lab.env })
  await expect(window.getByRole('button', { name: /Staging.*Practice lab/ })).toBeVisible()
  await window.getByRole('button', { name: /Staging.*Practice lab/ }).click()
  await window.getByRole('menuitem', { name: /Production/ }).click()
  await expect(window.getByRole('button', { name: /Production.*Practice lab, production/ })).toBeVisible()
})

test('the chosen appearance holds at once and after a restart', async ({ launch }) => {
  const first = await launch()
  const theme = (page: Page) => page.locator('[data-is-root-theme=true]')
  await openSettings(first.window)
  await first.window.getByRole('radio', { name: 'Dark' }).click()
  await expect(theme(first.window)).toHaveClass(/\bdark\b/)
  await first.app.close()

  const second = await launch({ userData: first.userData })
  await expect(theme(second.window)).toHaveClass(/\bdark\b/)
  await openSettings(second.window)
  await second.window.getByRole('radio', { name: 'Light' }).click()
  await expect(theme(second.window)).toHaveClass(/\blight\b/)
})

test('in forced colours every field, box and switch keeps an edge', async ({ launch }) => {
  const { window } = await launch()
  await window.emulateMedia({ forcedColors: 'active' })
  await openSettings(window)
  await window.getByRole('button', { name: 'Add an environment' }).click()
  const withoutEdge = () =>
    window.evaluate(() => {
      const drawn = { '.rt-TextFieldRoot': '', '.rt-TextAreaRoot': '', '.rt-SegmentedControlRoot': '' }
      const drawnBefore = {
        '.rt-BaseCheckboxRoot': '::before',
        '.rt-BaseRadioRoot': '::before',
        '.rt-SwitchRoot': '::before',
      }
      const seen: string[] = []
      const bare: string[] = []
      for (const [selector, part] of Object.entries({ ...drawn, ...drawnBefore }))
        for (const element of document.querySelectorAll(selector)) {
          seen.push(selector)
          if (getComputedStyle(element, part).borderTopStyle === 'none') bare.push(selector)
        }
      return { seen: [...new Set(seen)].sort(), bare }
    })
  expect(await withoutEdge()).toEqual({
    seen: ['.rt-SegmentedControlRoot', '.rt-TextAreaRoot', '.rt-TextFieldRoot'],
    bare: [],
  })
  await window.keyboard.press('Control+4')
  await window.getByRole('link', { name: /^SCIM endpoint/ }).click()
  await window.getByRole('radio', { name: 'Rehearse' }).click()
  expect(await withoutEdge()).toEqual({
    seen: ['.rt-BaseCheckboxRoot', '.rt-BaseRadioRoot', '.rt-TextFieldRoot'],
    bare: [],
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Settings, Workbench, Diagnose and Watch hold to WCAG 2.2 AA in ${colorScheme}`, async ({ launch }) => {
    test.slow()
    const { window } = await launch({ env: lab.env })
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(window.locator('[data-is-root-theme=true]')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`))
    const judge = async (what: string) => {
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect(found, what).toEqual([])
    }
    await openSettings(window)
    await card(window, 'Practice lab').first().getByRole('button', { name: 'Check key' }).click()
    await expect(window.getByText('WorkOS accepts the API key.')).toBeVisible()
    await window.getByRole('button', { name: 'Add an environment' }).click()
    await judge('Settings')

    await window.keyboard.press('Control+4')
    await expect(heading(window)).toHaveText('Workbench')
    await judge('Workbench')
    await window.getByRole('link', { name: /IdP metadata/ }).click()
    await window.getByLabel('Metadata URL').fill(`${lab.https.origin}/expired.xml`)
    await window.keyboard.press('Enter')
    await expect(window.getByRole('button', { name: 'Put away' })).toBeVisible()
    await judge('metadata')

    for (const [keys, title] of [
      ['Control+3', 'Diagnose'],
      ['Control+5', 'Watch'],
    ] as const) {
      await window.keyboard.press(keys)
      await expect(heading(window)).toHaveText(title)
      await judge(title)
    }
  })
}
