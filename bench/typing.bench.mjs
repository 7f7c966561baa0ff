import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { openElectronWindow } from './electron-window.mjs'
import { median } from './median.mjs'

const frameMs = 1000 / 60
const searchBarMs = 5
/** Typed into the box. */
const words = ['okta', 'azure', 'keyclok', 'shib', 'google', 'adfs', 'entra id', 'goggle']
/** Searched for without a box: names, mistyped names, words that every guide has, and what stands nowhere. */
const others = [
  ...['salesforce', 'pingone', 'jumpclod', 'rippling', 'workday', 'onelogin', 'acbel', 'quinrav'],
  ...[
    'user',
    'saml',
    'certificate',
    'metadata url',
    'client secret',
    'assertion consumer',
    'aadsts50011',
    'zzqqxx user',
  ],
  'the certificate of the user is not valid any more',
]

/** From a keystroke in the catalog's search box to its painted results, and the search by itself at ten thousand rows that carry guides. */
export async function measure({ electron, display, root, switches }) {
  await build({
    root: join(root, 'bench/typing-window'),
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    build: { outDir: join(root, 'out/bench/typing'), emptyOutDir: true, target: 'chrome130', modulePreload: false },
  })
  const open = (folder) =>
    openElectronWindow({
      executable: electron.executable,
      folder,
      env: display.env,
      switches,
      ready: () => document.querySelector('[role=row]') !== null,
    })

  const own = await open(root)
  const seventyOne = await own.evaluate(typed(words))
  await own.close()

  const made = await open(join(root, 'bench/typing-window'))
  const tenThousand = await made.evaluate(typed(words))
  const searches = await made.evaluate(`${JSON.stringify(prefixes(others))}.map((text) => searchOnly(text))`)
  await made.close()

  return [
    {
      what: 'keystroke to painted results, 71 rows',
      against: 'one frame',
      ratio: median(seventyOne) / frameMs,
      bar: 1,
    },
    {
      what: 'keystroke to painted results, 10,000 rows',
      against: 'one frame',
      ratio: median(tenThousand) / frameMs,
      bar: 1,
    },
    {
      what: 'the search alone, 10,000 rows with their guides',
      against: `${searchBarMs} ms`,
      ratio: median(searches) / searchBarMs,
      bar: 1,
    },
    {
      what: 'the same, the slowest of twenty',
      against: `${searchBarMs} ms`,
      ratio: slowestOfTwenty(searches) / searchBarMs,
      bar: 1,
    },
  ]
}

const slowestOfTwenty = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]

const prefixes = (texts) => texts.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)))

/**
 * Types the words letter by letter and measures each from the keystroke, which the browser delivers at the start of a
 * frame, until that frame has been painted.
 */
function typed(texts) {
  return `(async () => {
    const input = document.querySelector('input[role=combobox]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    const type = (text) => new Promise((resolve) => requestAnimationFrame(() => {
      const before = performance.now()
      set.call(input, text)
      input.dispatchEvent(new InputEvent('input', { bubbles: true, data: text.at(-1), inputType: 'insertText' }))
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve(performance.now() - before)
      channel.port2.postMessage(null)
    }))
    input.focus()
    const took = []
    for (const text of ${JSON.stringify(prefixes(texts))}) took.push(await type(text))
    return took
  })()`
}
