/** The certificates of a file, each as text with where it comes from: DER, base64, or PEM, which may hold several. */
export function certificatesInFile(bytes: Uint8Array, name: string): Array<{ text: string; from: string }> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content[0] === 0x30) return [{ text: content.toString('base64'), from: name }]
  const text = asciiOf(content)
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [text]
  return blocks.map((block, index) => ({
    text: block,
    from: blocks.length > 1 ? `${name}, certificate ${index + 1}` : name,
  }))
}

/** The text of a file that is ASCII by its nature. Windows PowerShell writes even that in UTF-16, with a byte-order mark. */
export function asciiOf(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2)
  if (first === 0xfe && second === 0xff && bytes.length % 2 === 0)
    return Buffer.from(bytes).swap16().toString('utf16le', 2)
  return bytes.toString('latin1')
}
