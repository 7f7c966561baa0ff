import { useEffect, useState } from 'react'

/**
 * Whole seconds until a moment that was just named, counted down while there are any; null without one. The wall clock is asked
 * once: one that jumps later changes nothing, as it does for the timer that is waited for.
 */
export function useSecondsUntil(moment: string | null): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    if (moment === null) return setLeft(null)
    const whole = Date.parse(moment) - Date.now()
    const begun = performance.now()
    const tick = () => setLeft(Math.max(0, Math.ceil((whole - (performance.now() - begun)) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [moment])
  return moment === null ? null : left
}
