import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/**
 * Writes the first screen into the built index.html, so that it is painted before any script has run. `entry` exports
 * `firstScreen`, which returns its markup. `__APPEARANCE__` is what main replaces by light or dark when it serves the page.
 */
export function prerender(entry) {
  return {
    name: 'prerender',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle, path }) {
        if (path !== '/index.html') return html
        const markup = (await firstScreenOf(entry)).replace('radix-themes light', 'radix-themes __APPEARANCE__')
        if (!markup.includes('__APPEARANCE__')) throw new Error('The first screen has no theme to write into')
        if (/ style=/.test(markup))
          throw new Error('The first screen has style attributes, which the content policy refuses')
        const font = Object.keys(bundle).find((file) => /inter-latin-wght.*\.woff2$/.test(file))
        return {
          html: html.replace('<div id="root"></div>', () => `<div id="root">${markup}</div>`),
          tags: [
            {
              tag: 'link',
              attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${font}` },
              injectTo: 'head-prepend',
            },
          ],
        }
      },
    },
  }
}

async function firstScreenOf(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-prerender-'))
  try {
    await build({
      configFile: false,
      root: resolve(entry, '..'),
      logLevel: 'error',
      plugins: [react()],
      ssr: { noExternal: true },
      build: {
        ssr: resolve(entry),
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { output: { entryFileNames: 'entry.mjs', chunkFileNames: '[name]-[hash].mjs' } },
      },
    })
    // The shortcuts are written as on the system that builds, which packages are made on.
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      value: { userAgent: process.platform === 'darwin' ? 'Mac' : '' },
    })
    const { firstScreen } = await import(pathToFileURL(join(folder, 'entry.mjs')).href)
    return firstScreen()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
