import { type RefObject, useEffect, useRef } from 'react'

/**
 * Brings the place of a result into sight when a run that was seen under way ends: what came of a press is. What an earlier visit
 * left behind is not.
 */
export function useBroughtIntoSight(phase: 'idle' | 'running' | 'ended'): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const wasRunning = useRef(false)
  useEffect(() => {
    if (phase === 'ended' && wasRunning.current) place.current?.scrollIntoView({ block: 'start' })
    wasRunning.current = phase === 'running'
  }, [phase])
  return place
}
