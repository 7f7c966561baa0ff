import { useEffect, useState } from 'react'

/** Does something when the page is idle after its next frame. Only idle it is before the first one, too, which would wait. */
export function afterFrame(act: () => void): () => void {
  let cancel = () => cancelAnimationFrame(frame)
  const frame = requestAnimationFrame(() => {
    const idle = requestIdleCallback(act)
    cancel = () => cancelIdleCallback(idle)
  })
  return () => cancel()
}

/** True from when the page has come to rest for the first time. What it can open without waits for that. */
export function useRested(): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => afterFrame(() => setRested(true)), [])
  return rested
}
