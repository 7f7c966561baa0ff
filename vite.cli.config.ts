import { chmodSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

/** Lets `out/cli/cli.js` be started by its name. */
function executable(): Plugin {
  return { name: 'executable', writeBundle: () => chmodSync('out/cli/cli.js', 0o755) }
}

// The command line: plain Node, every dependency inside, one chunk for each command so that the quick ones stay quick.
export default defineConfig({
  plugins: [executable()],
  ssr: { noExternal: true, target: 'node' },
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'out/cli',
    emptyOutDir: true,
    target: 'node20.18',
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { cli: 'src/main/cli.ts', inspector: 'src/main/inspector.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
