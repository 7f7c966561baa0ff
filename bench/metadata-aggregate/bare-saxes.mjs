// The yardstick: saxes with namespaces over the same bytes, and nothing else. One pass for each message.
import { closeSync, openSync, readSync } from 'node:fs'
import { SaxesParser } from 'saxes'

process.on('message', ({ path }) => {
  if (path === undefined) return
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const buffer = Buffer.allocUnsafe(256 * 1024)
  const file = openSync(path, 'r')
  for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer)) {
    parser.write(decoder.decode(buffer.subarray(0, count), { stream: true }))
  }
  parser.close()
  closeSync(file)
  process.send({ type: 'done' })
})
