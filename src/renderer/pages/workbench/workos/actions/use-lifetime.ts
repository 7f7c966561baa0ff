import { useEffect, useState } from 'react'

/**
 * How much is left of something that lives for a time, milliseconds, counted down while it is shown; 0 when it is over. Told by
 * whichever clock has gone further: the wall clock also runs while the machine sleeps, the other one cannot be set back.
 */
export function leftOf(
  lifetimeMs: number,
  start: { wall: number; monotonic: number },
  now: { wall: number; monotonic: number },
): number {
  const elapsed = Math.max(now.wall - start.wall, now.monotonic - start.monotonic)
  return Math.max(0, lifetimeMs - elapsed)
}

const clocks = () => ({ wall: Date.now(), monotonic: performance.now() })

/** What is left of the thing given; each new thing starts afresh. */
export function useLifetime(thing: { lifetimeMs: number } | null): number {
  const [left, setLeft] = useState(thing?.lifetimeMs ?? 0)
  useEffect(() => {
    if (thing === null) return
    const start = clocks()
    const tick = () => setLeft(leftOf(thing.lifetimeMs, start, clocks()))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [thing])
  return thing === null ? 0 : left
}

/** Minutes and seconds: 4:59. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
