// npm test [-- --only unit,e2e]: installs what is missing, then runs every check and test in order, the quick ones first.
// Stops at the first step that fails. The last line says how many tests passed and failed.
import { readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bin, CommandFailed, main, node, root, Stop, say } from './setup/commands.mjs'
import { installPackages } from './setup/dependencies.mjs'
import { virtualDisplay } from './setup/display.mjs'
import { getElectron } from './setup/electron.mjs'
import { packageForTests } from './setup/package.mjs'
import { playwright } from './setup/playwright.mjs'
import { buildProgramIfChanged } from './setup/program.mjs'
import { installSystemPackages } from './setup/system.mjs'

const results = join(root, 'test-results')
const context = { electron: null, display: { env: {}, close: () => {} } }

// Name, heading, work, and the names of the steps that must have run before it.
const steps = [
  ['lock', 'Lock file', () => node(join(root, 'build/complete-lock.mjs'), ['--check'])],
  ['lint', 'Lint', () => node(bin('@biomejs/biome', 'biome'), ['check', '--error-on-warnings'])],
  ['layout', 'Layout: who may import whom', () => node(bin('dependency-cruiser', 'depcruise'), ['src'])],
  ['types', 'Types', types],
  ['catalog', 'Catalog', () => node(join(root, 'build/catalog.mjs'), ['--check'])],
  ['build', 'Build', buildProgramIfChanged],
  ['unit', 'Unit tests', () => vitest('unit'), ['build']],
  ['hostile', 'Hostile input', () => vitest('hostile'), ['build']],
  ['integration', 'Integration tests', () => vitest('integration'), ['build']],
  ['e2e', 'End to end', () => endToEnd('electron'), ['build']],
  ['package', 'Package', async () => packageForTests(context.electron), ['build']],
  ['packaged', 'End to end on the package', () => endToEnd('packaged'), ['build', 'package']],
]

await main(async () => {
  const wanted = chosen()
  await installPackages()
  await installSystemPackages(['window', 'display', 'test'])
  context.electron = await getElectron()
  if (process.platform === 'linux') context.display = await virtualDisplay()
  await rm(results, { recursive: true, force: true })
  await mkdir(results, { recursive: true })

  const total = { passed: 0, failed: 0 }
  let failedStep = null
  for (const [name, heading, work] of steps) {
    if (!wanted.has(name)) continue
    say(`\n━━ ${heading}`)
    const { passed, failed, problem } = await attempt(work)
    total.passed += passed
    total.failed += failed
    if (problem) {
      failedStep = heading
      say(`\n${problem}`)
      break
    }
  }
  say(failedStep === null ? '\nAll steps passed.' : `\nFailed step: ${failedStep}`)
  say(`${total.passed} passed, ${total.failed} failed`)
  return failedStep === null ? 0 : 1
})

/** The names of the steps to run: all, or those of --only with what they need. */
function chosen() {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
  if (only === undefined) return new Set(steps.map(([name]) => name))
  const names = new Set()
  for (const name of only.split(',')) {
    const step = steps.find(([known]) => known === name)
    if (!step) throw new Stop(`There is no step "${name}". The steps: ${steps.map(([known]) => known).join(', ')}`)
    for (const needed of [...(step[3] ?? []), name]) names.add(needed)
  }
  return names
}

/** Runs a step. A step that fails without a failed test of its own counts as one failure. */
async function attempt(work) {
  try {
    return { passed: 0, failed: 0, ...(await work()) }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    const counts = error.counts ?? { passed: 0, failed: 0 }
    return { passed: counts.passed, failed: Math.max(1, counts.failed), problem: error.message }
  }
}

async function types() {
  for (const part of ['shared', 'node', 'web', 'e2e'])
    await node(bin('typescript', 'tsc'), ['-p', `tsconfig.${part}.json`])
}

function vitest(project) {
  const report = join(results, `${project}.json`)
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json']
  return counted(report, readVitest, () =>
    node(bin('vitest'), [...args, `--outputFile.json=${report}`], { env: context.display.env }),
  )
}

function endToEnd(project) {
  const report = join(results, `${project}.json`)
  return counted(report, readPlaywright, () =>
    playwright(['--project', project, '--reporter=list,json', '--pass-with-no-tests'], context, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    }),
  )
}

/** Runs a test runner and reads its counts, also when it fails. */
async function counted(report, read, work) {
  try {
    await work()
  } catch (error) {
    if (error instanceof CommandFailed) error.counts = counts(report, read)
    throw error
  }
  return counts(report, read)
}

function counts(report, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return { passed: 0, failed: 0 }
  }
}

function readVitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests }
}

function readPlaywright({ stats: { expected, unexpected, flaky } }) {
  return { passed: expected, failed: unexpected + flaky }
}
