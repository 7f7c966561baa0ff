import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { inTurn, median } from './median.mjs'

/** `signpost catalog list --json` against a Node that does nothing. */
export async function measure({ root }) {
  const took = (args) => () => {
    const before = performance.now()
    execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    return performance.now() - before
  }
  const list = took([join(root, 'out/cli/cli.js'), 'catalog', 'list', '--json'])
  const nothing = took(['-e', '0'])
  list()
  nothing()
  const [own, bare] = await inTurn(21, list, nothing)
  return [{ what: 'signpost catalog list --json', against: 'node -e 0', ratio: median(own) / median(bare), bar: 3 }]
}
