import { useEffect, useState } from 'react'

/** True from when the page has come to rest for the first time. What it can open without waits for that. */
export function useRested(): boolean {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const waiting = requestIdleCallback(() => setRested(true))
    return () => cancelIdleCallback(waiting)
  }, [])
  return rested
}
