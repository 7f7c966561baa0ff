// Starts the practice lab: the real servers of tests/lab on loopback. It prints one JSON line with their addresses and
// runs until it is told to end.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
await runnerImport(`${root}tests/lab/main.ts`, {
  configFile: false,
  root,
  logLevel: 'error',
  // The module runner leaves the language as it is, and Node.js 20 does not know all of it.
  oxc: { target: 'node20' },
})
