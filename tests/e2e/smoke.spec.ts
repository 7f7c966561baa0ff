import { expect, test } from './electron-app'

test('the window opens and says what it is, without an error', async ({ launch }) => {
  const { window, pageErrors } = await launch()
  await expect(window).toHaveTitle(/Signpost$/)
  await expect(window.locator('#root')).not.toBeEmpty()
  expect(pageErrors).toEqual([])
})

test('the page is cut off from Node and from every address but its own', async ({ launch }) => {
  const { window } = await launch()
  const reach = await window.evaluate(async () => {
    const blocked = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
    })
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    )
    return {
      origin: location.origin,
      fetched,
      blockedBy: await blocked,
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    }
  })
  expect(reach).toEqual({ origin: 'app://signpost', fetched: false, blockedBy: 'connect-src', node: [] })
})

test('everything it keeps goes into the folder it was given', async ({ launch }) => {
  const { app, userData } = await launch()
  expect(await app.evaluate(({ app }) => app.getPath('userData'))).toBe(userData)
})
