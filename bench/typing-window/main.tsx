import '../../src/renderer/theme/theme.css'
import { Theme } from '@radix-ui/themes'
import { createRoot } from 'react-dom/client'
import { CatalogBrowser } from '../../src/renderer/pages/catalog/CatalogBrowser'
import { rows } from '../../src/shared/catalog/rows'
import { createCatalogSearch } from '../../src/shared/catalog/search'
import { searchEntry } from '../../src/shared/catalog/search-entry'

const syllables = [
  'ac',
  'bel',
  'cor',
  'den',
  'ev',
  'for',
  'gil',
  'hal',
  'in',
  'jun',
  'kel',
  'lor',
  'mon',
  'nor',
  'or',
  'pel',
  'quin',
  'rav',
  'sol',
  'tor',
]

/** A name that is the same for the same number, and another for another. */
function nameOf(index: number): string {
  const parts = [index % 20, Math.floor(index / 20) % 20, Math.floor(index / 400) % 20, (index * 7) % 20]
  const name = parts.map((part) => syllables[part]).join('')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

// Each with the labels and pitfalls of a real guide, so that common words stand in nearly all of them.
const real = rows.map(searchEntry)
const entries = Array.from({ length: 10_000 }, (_, index) => {
  const like = real[index % real.length]
  if (like === undefined) throw new Error('the catalog is empty')
  return index < real.length
    ? like
    : {
        ...like,
        slug: `made-up-${index}`,
        provider: nameOf(index),
        name: nameOf(index),
        aliases: [`${nameOf(index * 3)} ID`],
      }
})
const search = createCatalogSearch(entries)
Reflect.set(globalThis, 'searchOnly', (text: string) => {
  const before = performance.now()
  search.find(text)
  return performance.now() - before
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html lacks the element to draw into')
createRoot(root).render(
  <Theme accentColor="iris" grayColor="slate">
    <CatalogBrowser search={search} total={entries.length} onOpen={() => undefined} />
  </Theme>,
)
