import { transform } from 'lightningcss'

/**
 * Takes out of the built style sheets what Radix Themes brings for parts that this window does not have: the library's sheet
 * is one for all of its components, and every start would parse it. A class of the library stays when a script names it, or
 * names the beginning it is put together from (`rt-variant`, to which `soft` is joined). Those that depend on the window's width go: the
 * window gives no property by width. The end-to-end tests fail when a class on the screen has been taken out.
 */
export function removeUnusedStyles() {
  return {
    name: 'unused-styles',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
        const scripts = files.filter(({ type }) => type === 'chunk').map(({ code }) => code)
        const words = new Set(scripts.join('\n').match(/[\w-]+/g))
        for (const file of files) {
          if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = withoutUnused(file, words)
        }
      },
    },
  }
}

function withoutUnused({ fileName, source }, words) {
  const code = Buffer.from(source)
  const unusedSymbols = [...libraryClasses(code)].filter((name) => isForSomeWidths.test(name) || !isNamed(name, words))
  return transform({ filename: fileName, code, minify: true, unusedSymbols }).code
}

/** Whether the scripts name a class, or a beginning of it that ends before a hyphen. */
function isNamed(name, words) {
  const parts = name.replace(/^-/, '').split('-')
  return parts.some((_, index) => index > 0 && words.has(parts.slice(0, index + 1).join('-')))
}

const isForSomeWidths = /^(xs|sm|md|lg|xl):/

/** The classes of Radix Themes that a style sheet has rules for. */
function libraryClasses(code) {
  const names = new Set()
  const collect = (selector) => {
    for (const { type, name, selectors = [] } of selector) {
      if (type === 'class' && /^([a-z]+:)?-?rt-/.test(name)) names.add(name)
      for (const inner of selectors ?? []) collect(inner)
    }
  }
  transform({ filename: 'all.css', code, visitor: { Selector: collect } })
  return names
}
