/** How wide text may run: the terminal, but no wider than reads well. */
function textWidth(): number {
  return Math.max(40, Math.min(process.stdout.columns ?? 100, 110))
}

/** Breaks text at blanks. The first line begins with `lead`, the others are indented as far. */
export function wrap(text: string, lead = '', width = textWidth()): string {
  const indent = ' '.repeat(lead.length)
  const room = Math.max(20, width - lead.length)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((part, index) => `${index === 0 ? lead : indent}${part}`).join('\n')
}

/** Columns as wide as their widest cell, two blanks apart; the last one runs free. `style` is given each header cell padded. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  style: (cell: string) => string = (cell) => cell,
): string {
  const widths = header.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const padded = (cell: string, column: number) =>
    column === header.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)
  return [header.map((cell, column) => style(padded(cell, column))), ...rows.map((row) => row.map(padded))]
    .map((cells) => cells.join('  '))
    .join('\n')
}

const mostInLine = 20

/** Values on one line; of many the first, and how many more there are. */
export function inLine(values: readonly string[]): string {
  const shown = values.slice(0, mostInLine).join(', ')
  const more = values.length - mostInLine
  return more > 0 ? `${shown} … and ${more} more (--json has all)` : shown
}
