import type { Page } from '@playwright/test'
import { expect, test } from './electron-app'

/** Loads the styles of every page, also of those that were not opened. */
async function loadAllStyles(window: Page, names: readonly string[]): Promise<void> {
  await window.evaluate(
    (files) =>
      Promise.all(
        files.map(
          (file) =>
            new Promise((resolve, reject) => {
              const link = document.createElement('link')
              link.rel = 'stylesheet'
              link.href = `/assets/${file}`
              link.onload = resolve
              link.onerror = reject
              document.head.append(link)
            }),
        ),
      ),
    names,
  )
}

/** Everything of the program that moves by a style, with how long it does, in seconds: an element of the classes of each such rule. */
function moving(window: Page): Promise<Array<readonly [selector: string, seconds: number]>> {
  return window.evaluate(() => {
    const rulesIn = (rules: CSSRuleList): CSSStyleRule[] =>
      [...rules].flatMap((rule) => [
        ...(rule instanceof CSSStyleRule ? [rule] : []),
        ...('cssRules' in rule && rule.cssRules instanceof CSSRuleList ? rulesIn(rule.cssRules) : []),
      ])
    const animated = [...document.styleSheets]
      .flatMap((sheet) => rulesIn(sheet.cssRules))
      .filter(({ style }) => style.animationName !== '' || style.transitionDuration !== '')
    const selectors = new Set(animated.flatMap(({ selectorText }) => selectorText.split(/,(?![^(]*\))/)))
    const lasting = (durations: string) => Math.max(...durations.split(',').map((one) => Number.parseFloat(one)))
    return [...selectors].flatMap((selector) => {
      const last =
        selector
          .trim()
          .split(/[\s>+~]+(?![^([]*[)\]])/)
          .at(-1) ?? ''
      const classes = [...last.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name = '']) => name.replace(/\\/g, ''))
      if (classes.length === 0) return []
      const element = document.createElement('div')
      element.className = classes.join(' ')
      for (const [, name = '', value = ''] of last.matchAll(/\[([\w-]+)(?:="?([^"\]]*)"?)?\]/g)) {
        element.setAttribute(name, value)
      }
      document.body.append(element)
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
      element.remove()
      const seconds = Math.max(animationName === 'none' ? 0 : lasting(animationDuration), lasting(transitionDuration))
      return seconds > 0 ? [[selector.trim(), seconds] as const] : []
    })
  })
}

test('nothing moves for a person who asked the system for less motion', async ({ launch }) => {
  const { app, window } = await launch()
  const styles = await app.evaluate(({ app: program }) =>
    process
      .getBuiltinModule('fs')
      .readdirSync(`${program.getAppPath()}/out/renderer/assets`)
      .filter((name) => name.endsWith('.css')),
  )
  await loadAllStyles(window, styles)
  await window.emulateMedia({ reducedMotion: 'no-preference' })
  const usual = (await moving(window)).filter(([, seconds]) => seconds > 0.01)
  expect(usual.length).toBeGreaterThan(12)
  await window.emulateMedia({ reducedMotion: 'reduce' })
  expect((await moving(window)).filter(([, seconds]) => seconds > 0.01)).toEqual([])
})
