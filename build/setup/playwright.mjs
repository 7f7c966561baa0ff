import { bin, node } from './commands.mjs'
import { testPackage } from './package.mjs'

/** Runs Playwright's tests with the Electron and the display of `context`; `env` is added to theirs. */
export function playwright(args, { electron, display }, env = {}) {
  return node(bin('@playwright/test', 'playwright'), ['test', ...args], {
    env: {
      ...display.env,
      SIGNPOST_ELECTRON: electron.executable,
      SIGNPOST_PACKAGE: testPackage.shipping,
      SIGNPOST_PACKAGE_UNDER_TEST: testPackage.driven,
      ...env,
    },
  })
}
