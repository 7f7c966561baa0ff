/** UTF-16 with a byte order mark; the XML declaration, if any, is made to say so. */
export function utf16(text: string, order: 'little' | 'big' = 'little'): Buffer {
  const declared = text.replace(/^(<\?xml[^>]*encoding=")[^"]*(")/, '$1UTF-16$2')
  const bytes = Buffer.from(`\ufeff${declared}`, 'utf16le')
  return order === 'little' ? bytes : bytes.swap16()
}

export function withByteOrderMark(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf8')
}

/** The document cut off in the middle of its last third, as an interrupted download leaves it. */
export function truncated(text: string): string {
  return text.slice(0, Math.floor(text.length * 0.8))
}
