/** What a person would read of a page: no scripts, no styles, no tags, no fields. Each character is looked at once. */
export function visibleText(html: string): string {
  const lower = html.toLowerCase()
  let text = ''
  let at = 0
  while (at < html.length && text.length < 20_000) {
    const open = html.indexOf('<', at)
    text += html.slice(at, open === -1 ? html.length : open)
    if (open === -1) break
    const hidden = hiddenElements.find((name) => lower.startsWith(`<${name}`, open))
    const end = lower.startsWith('<!--', open) ? '-->' : hidden === undefined ? '>' : `</${hidden}`
    const close = lower.indexOf(end, open + 1)
    if (close === -1) break
    at = end === '>' ? close + 1 : close + end.length
    text += ' '
  }
  return text
    .replace(/&(amp|lt|gt|quot|#39|#x27|apos);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 20_000)
}

const hiddenElements = ['script', 'style', 'template', 'svg', 'noscript']

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  apos: "'",
}
