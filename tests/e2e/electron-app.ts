import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test'
import { enterLabByHand } from './enter-lab'
import { missingStyles, watchStyles } from './library-styles'

export interface RunningSignpost {
  app: ElectronApplication
  /** The first window, loaded. */
  window: Page
  /** The folder of everything it keeps. */
  userData: string
  /** Errors the page printed or threw so far. */
  pageErrors: string[]
}

export interface LaunchOptions {
  /** A folder from an earlier run; default: a new empty one, removed after the test. */
  userData?: string
  env?: Record<string, string>
  args?: string[]
}

/**
 * Tests that start Signpost: `launch()` opens it, on the build or on the package as the project of the run says, and
 * closes it after the test. `SIGNPOST_LAB` in `env` connects it to the practice lab, on the package by way of Settings.
 */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<RunningSignpost> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  launch: async ({}, use, testInfo) => {
    const packaged = testInfo.project.name === 'packaged'
    const running: ElectronApplication[] = []
    const windows: Page[] = []
    const folders: string[] = []
    await use(async (options = {}) => {
      const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'signpost-test-')))
      if (options.userData === undefined) folders.push(userData)
      const app = await electron.launch({
        executablePath: fromRun(packaged ? 'SIGNPOST_PACKAGE_UNDER_TEST' : 'SIGNPOST_ELECTRON'),
        args: [...(packaged ? [] : [resolve('.')]), `--user-data-dir=${userData}`, ...(options.args ?? [])],
        env: { ...inherited(), ...options.env },
      })
      running.push(app)
      const pageErrors: string[] = []
      app.context().on('console', (message) => {
        if (message.type() === 'error' && !ofTheTest.test(message.text())) pageErrors.push(message.text())
      })
      app.context().on('weberror', (error) => pageErrors.push(String(error.error())))
      const window = await app.firstWindow()
      windows.push(window)
      await window.waitForLoadState('load')
      await watchStyles(window)
      const lab = options.env?.SIGNPOST_LAB
      if (packaged && lab !== undefined) await enterLabByHand(app, window, lab)
      return { app, window, userData, pageErrors }
    })
    // Of the build: the package is made from it.
    const unstyled = packaged ? [] : await Promise.all(windows.map(missingStyles))
    for (const app of running) await app.close().catch(() => {})
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
    expect(unstyled.flat(), 'classes on the screen that the build took out of the style sheets').toEqual([])
  },
})

/** The preview of a report runs no script, not even the one that notes the classes on the screen. */
const ofTheTest = /^Blocked script execution in 'app:\/\/signpost\/preview\//

export { expect } from '@playwright/test'

function fromRun(name: string): string {
  const value = process.env[name]
  if (value === undefined)
    throw new Error(`${name} is not set: start the end-to-end tests with npm run e2e or npm test`)
  return value
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
