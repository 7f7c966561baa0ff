/** The certificates of a file, each as text with where it comes from: DER, base64, or PEM, which may hold several. */
export function certificatesInFile(bytes: Uint8Array, name: string): Array<{ text: string; from: string }> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content[0] === 0x30) return [{ text: content.toString('base64'), from: name }]
  const text = content.toString('latin1')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [text]
  return blocks.map((block, index) => ({
    text: block,
    from: blocks.length > 1 ? `${name}, certificate ${index + 1}` : name,
  }))
}
