import { defineConfig } from '@playwright/test'

// `npm run e2e` starts these with the Electron, the package and the display they need.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each test drives whole programs: several at once on a small machine only make each other late.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  projects: [
    { name: 'electron', testIgnore: '**/packaged/**' },
    { name: 'packaged', testMatch: ['**/smoke.spec.ts', '**/setups.spec.ts', '**/packaged/**/*.spec.ts'] },
  ],
})
