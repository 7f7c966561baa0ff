import { useEffect, useRef } from 'react'
import type { EventName } from '../../shared/call-names'
import type { EventPayload } from '../../shared/contract'
import { listen } from './bridge'

/** Listens to an event of main while the component is on screen; always calls the listener of the latest render. */
export function useEvent<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => listen(name, (payload) => latest.current(payload)), [name])
}
