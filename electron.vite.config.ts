import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { prerender } from './build/prerender.mjs'
import { removeUnusedStyles } from './build/unused-styles.mjs'

// Oldest runtime the program has to run on; packages carry a newer one.
const oldest = { node: 'node20.18', chromium: 'chrome130' }

/** The window's icon, served beside the page so that the window and the packages show the same picture. */
function icon(): Plugin {
  return {
    name: 'icon',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'icon.png', source: readFileSync('build/icon.png') })
    },
  }
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: oldest.node,
      externalizeDeps: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: { index: 'src/main/index.ts', inspector: 'src/main/inspector.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: oldest.node,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    resolve: { alias: [{ find: /^zod$/, replacement: resolve('src/renderer/zod-without-eval.ts') }] },
    plugins: [react(), icon(), prerender('src/renderer/prerender.tsx'), removeUnusedStyles()],
    build: {
      outDir: 'out/renderer',
      target: oldest.chromium,
      minify: true,
      chunkSizeWarningLimit: 2_000,
      // The content policy admits fonts and scripts from the program's own address only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: 'src/renderer/index.html', 'sign-in-bar': 'src/renderer/sign-in-bar.html' },
        // What the window opens with in one file: each further one costs a way to main and back.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: /^(?!.*sign-in-bar)/ }] } },
      },
    },
  },
})
