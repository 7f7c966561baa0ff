import { useEffect, useRef, useState } from 'react'
import type { Watch } from '../../../../shared/contract'
import { type StateSubject, stateMeaning } from '../../../../shared/guidance/workos/states'
import type { WorkosLink } from '../../../../shared/setup'
import { call } from '../../../bridge/bridge'
import { useEvent } from '../../../bridge/use-event'
import { announce } from '../../../components/announce'

/** Has main watch the state at WorkOS while the set-up is open. `null` while there is nothing to watch. */
export function useWatch(id: string, link: WorkosLink | null, subject: StateSubject): Watch | null {
  const [watch, setWatch] = useState<Watch | null>(null)
  const target = link === null ? null : (link.connectionId ?? link.directoryId)
  const environment = link?.environmentId ?? null
  const last = useRef<string | null>(null)

  const take = (next: Watch) => {
    setWatch(next)
    if (next.state === null) return
    if (last.current !== null && last.current !== next.state)
      announce(`The ${subject} is now ${stateMeaning(subject, next.state).label}`)
    last.current = next.state
  }
  useEvent('watch.changed', (next) => {
    if (next.setupId === id) take(next)
  })

  useEffect(() => {
    if (target === null || environment === null) return
    let wanted = true
    void call('setups.watch', { id }).then((outcome) => {
      if (!wanted) return
      if (outcome.ok) setWatch((before) => before ?? outcome.value)
      else
        setWatch({ setupId: id, phase: 'resting', state: null, readAt: null, nextAt: null, problem: outcome.problem })
    })
    return () => {
      wanted = false
      last.current = null
      setWatch(null)
      void call('setups.unwatch', { id })
    }
  }, [id, target, environment])

  return watch
}
