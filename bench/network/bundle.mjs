import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** Bundles the parts below `node_modules`, where their dependencies are found: `{ parts, path, remove }`. */
export async function bundleParts(root) {
  const folder = await mkdtemp(join(root, 'node_modules/.bench-network-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(root, 'bench/network/parts.mjs'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'parts.mjs' } },
    },
  })
  const path = join(folder, 'parts.mjs')
  return { path, parts: await import(pathToFileURL(path).href), remove: () => rm(folder, { recursive: true }) }
}

/** Runs a generator to its end and returns what it returns. */
export async function ending(run) {
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}
