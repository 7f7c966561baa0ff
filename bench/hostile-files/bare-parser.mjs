import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'

/** Answers as the inspector does, but only parses: XML with saxes, anything else as JSON. What is neither is a problem. */
process.on('message', ({ job, path }) => {
  if (path === undefined) return process.send({ type: 'broken', job })
  const text = readFileSync(path, 'utf8')
  try {
    if (text.startsWith('<')) new SaxesParser({ xmlns: true }).write(text).close()
    else JSON.parse(text)
    process.send({ type: 'done', job })
  } catch {
    process.send({ type: 'problem', job })
  }
})
process.on('disconnect', () => process.exit(0))
