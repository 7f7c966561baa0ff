// Loaded into the inspector in front of its entry: tells what its heap holds once everything that can go is gone.
process.on('message', (message) => {
  if (message.type !== 'heap?') return
  globalThis.gc()
  globalThis.gc()
  process.send({ type: 'heap', used: process.memoryUsage().heapUsed })
})
