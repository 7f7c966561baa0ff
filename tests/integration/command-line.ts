import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** What a command left behind. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The command line as it ships: bundled, and run by Node in a process of its own. */
export interface CommandLine {
  /** The file to run with Node. */
  readonly path: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>, input?: string): Promise<Ended>
  /** Starts a command that goes on until it is told to stop. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess
  remove(): Promise<void>
}

/** Bundles the command line into a folder of its own below `node_modules`, where its dependencies are found. */
export async function bundleCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(import.meta.dirname, '../../node_modules/.command-line-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: {
        input: { cli: 'src/main/cli.ts', inspector: 'src/main/inspector.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return {
    path: join(folder, 'cli.js'),
    run: (args, env = {}, input) => execute([join(folder, 'cli.js'), ...args], env, input),
    start: (args, env = {}) => launch([join(folder, 'cli.js'), ...args], env),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Nothing of this process's environment but the path gets in, so that no ambient key or proxy matters. */
function launch(args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, args, { env: { PATH: process.env.PATH ?? '', ...env } })
}

function execute(args: readonly string[], env: Readonly<Record<string, string>>, input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = launch(args, env)
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => {
      ended.stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      ended.stderr += chunk
    })
    child.on('error', reject)
    child.stdin.end(input)
    child.on('close', (code) => resolve({ ...ended, code }))
  })
}
