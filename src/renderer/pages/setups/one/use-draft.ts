import { useEffect, useSyncExternalStore } from 'react'
import { call } from '../../../bridge/bridge'
import { Drafts, type DraftView, shown } from './drafts'

const drafts = new Drafts((id, name, text) =>
  call('setups.edit', {
    id,
    edit: text === '' ? { do: 'clear-value', name } : { do: 'set-value', name, text, origin: 'typed' },
  }),
)

// A window that is closed or covered does not wait for the pause.
window.addEventListener('beforeunload', () => drafts.flushAll())
window.addEventListener('blur', () => drafts.flushAll())

/** Puts a text into a box that is not in use. */
export function typeInto(setupId: string, name: string, text: string, at: { saved: string; keep: boolean }): void {
  drafts.type(setupId, name, text, at)
}

export interface Draft extends DraftView {
  /** Shows the text and, unless it has to stay out of the file, saves it at the next pause. */
  type: (text: string, keep: boolean) => void
  /** Saves now, also again after a failure. */
  flush: () => void
  drop: () => void
}

/** The text of a value's box: what is being typed, saved by itself. `saved` is what the set-up holds. */
export function useDraft(setupId: string, name: string, saved: string): Draft {
  const draft = useSyncExternalStore(drafts.watch, () => drafts.find(setupId, name))
  useEffect(() => () => void drafts.flush(setupId, name), [setupId, name])
  return {
    ...shown(draft, saved),
    type: (text, keep) => drafts.type(setupId, name, text, { saved, keep }),
    flush: () => void drafts.flush(setupId, name),
    drop: () => drafts.drop(setupId, name),
  }
}
