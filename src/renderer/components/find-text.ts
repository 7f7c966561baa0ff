const mostRanges = 500

/** Every place below `root` where `text` stands, whatever its capitals, in the order of the document. */
export function findText(root: HTMLElement, text: string): Range[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found: Range[] = []
  while (walker.nextNode() && found.length < mostRanges) {
    const node = walker.currentNode
    if (node.parentElement?.closest('.visually-hidden')) continue
    const content = (node.nodeValue ?? '').toLowerCase()
    for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, Math.min(at + wanted.length, node.nodeValue?.length ?? 0))
      found.push(range)
    }
  }
  return found
}
