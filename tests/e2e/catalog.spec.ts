import { readdirSync, readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './electron-app'

const folder = 'src/shared/catalog/integrations'
const guides = readdirSync(folder).map((file) => readGuide(file.replace('.json', '')))

function readGuide(slug: string): {
  slug: string
  name: string
  type: string
  steps: unknown[]
  pitfalls: unknown[]
  sources: unknown[]
} {
  return JSON.parse(readFileSync(`${folder}/${slug}.json`, 'utf8'))
}

const search = (page: Page) => page.getByRole('combobox', { name: 'Search the catalog' })
const rows = (page: Page) => page.getByRole('grid', { name: 'Integrations' }).getByRole('row')
const count = (page: Page) => page.getByRole('status').filter({ hasText: /integrations?\b/ })
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('the catalog shows every integration and keeps only the rows in sight', async ({ launch }) => {
  const { window, pageErrors } = await launch()
  await expect(heading(window)).toHaveText('Catalog')
  await expect(count(window)).toHaveText(`${guides.length} integrations`)
  await expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', String(guides.length))
  expect(await rows(window).count()).toBeLessThan(40)

  await window.getByRole('grid').focus()
  await window.keyboard.press('End')
  const last = rows(window).last()
  await expect(last).toHaveAttribute('aria-rowindex', String(guides.length))
  await expect(last).toHaveAttribute('aria-selected', 'true')
  await expect(last).toBeInViewport()
  expect(pageErrors).toEqual([])
})

test('the first screen stands before any script, and what is typed into it then is found', async ({ launch }) => {
  const { window, pageErrors } = await launch()
  await window.addInitScript(() => {
    const seen = new MutationObserver(() => {
      const input = document.querySelector<HTMLInputElement>('input[role=combobox]')
      if (!input || document.querySelectorAll('[role=row]').length < 5) return
      seen.disconnect()
      input.value = 'okat'
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      Reflect.set(globalThis, 'heard', Object.keys(input).length > 0)
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await window.reload()
  await expect(search(window)).toBeFocused()
  await expect(search(window)).toHaveValue('okat')
  await expect(rows(window).first()).toContainText('Okta')
  await expect(count(window)).toContainText('for okta')
  expect(
    await window.evaluate(() => Reflect.get(globalThis, 'heard')),
    'React marks the elements it has taken over',
  ).toBe(false)
  expect(pageErrors).toEqual([])
})

const searches = [
  { typed: 'adfs', first: 'Microsoft AD FS', marked: 'AD' },
  { typed: 'ad fs', first: 'Microsoft AD FS', marked: 'AD' },
  { typed: 'okat', first: 'Okta', marked: 'Okta', readAs: 'okta' },
  { typed: 'azuer', first: 'Entra ID (Azure AD)', marked: 'Azure', readAs: 'azure' },
  { typed: 'AADSTS50105', first: 'Entra ID (Azure AD)', marked: 'AADSTS50105' },
]
for (const { typed, first, marked, readAs } of searches) {
  test(`searching for “${typed}” finds ${first} first and shows why`, async ({ launch }) => {
    const { window } = await launch()
    await search(window).fill(typed)
    await expect(rows(window).first()).toContainText(first)
    await expect(rows(window).first().locator('mark').first()).toHaveText(new RegExp(marked, 'i'))
    if (readAs) await expect(count(window)).toContainText(`for ${readAs}`)
    else await expect(count(window)).not.toContainText(' for ')
  })
}

test('filters say beforehand how many rows they lead to, and add up', async ({ launch }) => {
  const { window } = await launch()
  const scim = guides.filter(({ type }) => type === 'SCIM').length
  const oidc = guides.filter(({ type }) => type === 'OIDC').length
  await window.getByRole('button', { name: `SCIM ${scim}` }).click()
  await expect(count(window)).toContainText(`${scim} integrations of ${guides.length}`)
  await window.getByRole('button', { name: `OIDC ${oidc}` }).click()
  await expect(count(window)).toContainText(`${scim + oidc} integrations`)
  await expect(window.getByRole('button', { name: `Sign-in ${oidc}` })).toBeVisible()
  await expect(window.getByRole('button', { name: `Provisioning ${scim}` })).toBeVisible()

  await search(window).fill('okta')
  await expect(rows(window)).toHaveCount(2)
  await window.getByRole('button', { name: 'Clear filters' }).click()
  await expect(rows(window)).not.toHaveCount(2)
})

test('a provider nobody lists leads to the generic rows and the chooser', async ({ launch }) => {
  const { window } = await launch()
  await search(window).fill('zzqqxx')
  await expect(window.getByRole('heading', { name: 'Nothing found for “zzqqxx”' })).toBeVisible()
  const region = window.getByRole('region', { name: 'Catalog' })
  for (const name of ['saml', 'oidc', 'scim']) await expect(region.locator(`a[href="#/catalog/${name}"]`)).toBeVisible()
  await region.getByRole('link', { name: 'Help me choose' }).last().click()
  await expect(heading(window)).toHaveText('Which type of connection?')
})

test('everything goes by keyboard: search, choose, open, find, come back to the same search', async ({ launch }) => {
  const { window } = await launch()
  await expect(search(window)).toBeFocused()
  await window.keyboard.type('okta')
  await window.keyboard.press('ArrowDown')
  await expect(rows(window).nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(search(window)).toHaveAttribute(
    'aria-activedescendant',
    (await rows(window).nth(1).getAttribute('id')) ?? '',
  )
  await window.keyboard.press('ArrowUp')
  await window.keyboard.press('Enter')
  await expect(heading(window)).toHaveText('Okta')

  await window.keyboard.press('Control+f')
  await window.keyboard.type('metadata')
  await expect(window.getByRole('status').filter({ hasText: /^1 of \d+$/ })).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('status').filter({ hasText: /^2 of \d+$/ })).toBeVisible()

  await window.keyboard.press('Alt+ArrowLeft')
  await expect(search(window)).toHaveValue('okta')
  await search(window).focus()
  await window.keyboard.press('Escape')
  await expect(search(window)).toHaveValue('')
})

test('every guide opens whole, with nothing but what the program carries', async ({ launch }) => {
  test.slow()
  const { window, pageErrors } = await launch()
  await expect(heading(window)).toHaveText('Catalog')
  for (const { slug, name, steps, pitfalls, sources } of guides) {
    await window.evaluate((to) => {
      location.hash = `#/catalog/${to}`
    }, slug)
    await expect(window.locator('#guide-steps')).toBeVisible()
    await expect(heading(window)).toHaveText(name)
    expect(
      await window.evaluate(() => ({
        steps: document.querySelectorAll('#guide-steps ol > li').length,
        pitfalls: document.querySelectorAll('#guide-pitfalls article').length,
        sources: document.querySelectorAll('#guide-sources ol > li').length,
      })),
      slug,
    ).toEqual({ steps: steps.length, pitfalls: pitfalls.length, sources: sources.length })
  }
  expect(pageErrors).toEqual([])
})

test('a guide names the field, the way to it, and copies both label and format', async ({ launch }) => {
  const { app, window } = await launch()
  await window.evaluate(() => {
    location.hash = '#/catalog/microsoft-ad-fs-saml'
  })
  const entityId = window.locator('#guide-value-sp_entity_id')
  await expect(entityId).toContainText('Relying party identifiers')
  await expect(entityId).toContainText('unconfirmed')
  await entityId.getByRole('button', { name: 'Copy field label Relying party identifiers' }).click()
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Relying party identifiers')
  await expect(window.getByRole('heading', { name: 'In the WorkOS Dashboard' }).first()).toBeVisible()
})

test('the chooser asks three questions at most and can be answered, taken back and begun again by keyboard', async ({
  launch,
}) => {
  const { window } = await launch()
  await window.getByRole('link', { name: 'Help me choose' }).click()
  await expect(window.getByText('Question 1')).toBeVisible()
  await window.keyboard.press('1')
  await expect(window.getByText('Question 2')).toBeVisible()
  await window.keyboard.press('1')
  await expect(window.getByText('Question 3')).toBeVisible()
  await window.keyboard.press('2')
  await expect(window.getByRole('heading', { level: 2, name: 'SAML' })).toBeVisible()
  await expect(window.locator('main a[href="#/catalog/saml"]')).toBeVisible()

  await window.keyboard.press('Backspace')
  await expect(window.getByText('Question 3')).toBeVisible()
  await window.getByRole('button', { name: 'Start again' }).click()
  await expect(window.getByText('Question 1')).toBeVisible()
})

test('the palette, the page keys and the sheet of shortcuts open and close one at a time', async ({ launch }) => {
  const { window } = await launch()
  await expect(search(window)).toBeFocused()
  await window.keyboard.press('Control+k')
  await window.keyboard.type('keyclaok')
  await expect(window.getByRole('option', { name: /Keycloak/ })).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(heading(window)).toHaveText('Keycloak')

  const pages = ['Catalog', 'Set-ups', 'Diagnose', 'Workbench', 'Watch']
  for (const [index, title] of pages.entries()) {
    await window.keyboard.press(`Control+${index + 1}`)
    await expect(heading(window)).toHaveText(title)
  }
  await window.keyboard.press('?')
  const sheet = window.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(heading(window)).toHaveText('Watch')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`list, guide, chooser and dialog hold to WCAG 2.2 AA in ${colorScheme}`, async ({ launch }) => {
    test.slow()
    const { window } = await launch()
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(window.locator('[data-is-root-theme=true]')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`))
    const judge = async (what: string, within = 'html') => {
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode()
        .include(within)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect(found, what).toEqual([])
    }
    await expect(count(window)).toBeVisible()
    await judge('list')
    await search(window).fill('okat')
    await judge('search')
    await window.keyboard.press('Control+k')
    await window.keyboard.type('okta')
    await expect(window.getByRole('option', { name: /Okta/ }).first()).toBeVisible()
    await judge('palette', '[role=dialog]')
    await window.keyboard.press('Escape')
    await window.getByRole('grid').focus()
    await window.keyboard.press('?')
    await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await judge('shortcuts', '[role=dialog]')
    await window.keyboard.press('Escape')
    await search(window).fill('zzqqxx')
    await judge('nothing found')
    await window.getByRole('link', { name: 'Help me choose' }).first().click()
    await window.keyboard.press('1')
    await judge('chooser')
    for (const slug of ['microsoft-ad-fs-saml', 'entra-id-scim', 'github-oauth']) {
      await window.evaluate((to) => {
        location.hash = `#/catalog/${to}`
      }, slug)
      await expect(window.locator('#guide-steps')).toBeVisible()
      await judge(slug)
    }
    await window.getByRole('button', { name: 'Start a set-up' }).click()
    await expect(window.getByRole('dialog')).toBeVisible()
    await judge('dialog', '[role=dialog]')
  })
}
