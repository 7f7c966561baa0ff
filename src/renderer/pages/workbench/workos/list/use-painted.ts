import { useEffect, useState } from 'react'

/**
 * Whether something that is there has been painted: false from when it comes until the frame after it was drawn. `atOnce`:
 * what is there at the first rendering counts as painted.
 */
export function usePainted(isThere: boolean, atOnce = false): boolean {
  const [painted, setPainted] = useState(atOnce && isThere)
  useEffect(() => {
    if (!isThere) return
    // The next frame draws it; what waits for that begins with the one after.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true))
    })
    return () => cancelAnimationFrame(frame)
  }, [isThere])
  return painted
}
