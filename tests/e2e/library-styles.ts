import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'

/** Notes in the page every class that is ever on the screen. */
function noteClasses() {
  const noted = globalThis as { classesOnScreen?: Set<string> }
  if (noted.classesOnScreen) return
  const seen = new Set<string>()
  noted.classesOnScreen = seen
  const note = (node: Node) => {
    if (!(node instanceof Element)) return
    for (const name of node.classList) seen.add(name)
    for (const child of node.children) note(child)
  }
  const changes = new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === 'attributes') note(target)
      for (const node of addedNodes) note(node)
    }
  })
  changes.observe(document, { subtree: true, childList: true, attributeFilter: ['class'] })
  if (document.documentElement) note(document.documentElement)
}

/** Watches a window from now on, also when it is loaded again. */
export async function watchStyles(window: Page): Promise<void> {
  await window.addInitScript(noteClasses)
  await window.evaluate(noteClasses)
}

/** The classes of Radix Themes that were on the screen and that the build took out of the style sheets; nothing of a window that is closed. */
export async function missingStyles(window: Page): Promise<string[]> {
  const seen = await window
    .evaluate(() => [...((globalThis as { classesOnScreen?: Set<string> }).classesOnScreen ?? [])])
    .catch(() => [])
  return seen.filter((name) => takenOut().has(name))
}

let known: ReadonlySet<string> | undefined

function takenOut(): ReadonlySet<string> {
  known ??= findTakenOut()
  return known
}

function findTakenOut(): ReadonlySet<string> {
  const library = createRequire(import.meta.url)
  const built = resolve('out/renderer/assets')
  const sheets = readdirSync(built).filter((file) => file.endsWith('.css'))
  const shipped = classesIn(sheets.map((file) => join(built, file)))
  const all = classesIn(['components', 'utilities'].map((part) => library.resolve(`@radix-ui/themes/${part}.css`)))
  return new Set([...all].filter((name) => !shipped.has(name)))
}

function classesIn(files: readonly string[]): Set<string> {
  const selectors = files.flatMap((file) => readFileSync(file, 'utf8').match(/\.-?[A-Za-z_](?:[\w-]|\\.)*/g) ?? [])
  return new Set(selectors.map((selector) => selector.slice(1).replaceAll('\\', '')))
}
