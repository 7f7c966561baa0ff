import { useEffect, useRef } from 'react'
import { longestValue, recognise } from '../../../../shared/guidance/recognise/recognise'
import { plainValues, type StepView } from '../../../../shared/guidance/setup-steps'
import { announce } from '../../../components/announce'
import { type OpenSetup, useOpenSetup } from './setup-context'
import { typeInto } from './use-draft'

/** A paste outside every box goes to the empty box of the step that it fits. */
export function usePasteAnywhere(step: StepView): void {
  const open = useOpenSetup()
  const latest = useRef({ open, step })
  useEffect(() => {
    latest.current = { open, step }
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isBox(event.target)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() === '' || text.length > longestValue) return
      const fit = boxFor(text, latest.current)
      if (!fit) return
      event.preventDefault()
      typeInto(latest.current.open.setup.id, fit.name, text, { saved: '', keep: !fit.sensitive })
      const box = document.querySelector<HTMLTextAreaElement>(`textarea[data-value="${fit.name}"]`)
      box?.focus()
      announce(`Pasted into ${fit.label}`)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}

/** The empty box that takes the text; where none does, the first empty one, which then says what the text is. */
function boxFor(text: string, { open, step }: { open: OpenSetup; step: StepView }) {
  const { setup, row, environment } = open
  const values = plainValues(setup)
  const empty = step.values
    .filter(({ value, word }) => value === null && !word.secret && word.kind !== 'consent')
    .map(({ name, word }) => ({
      name,
      label: word.label,
      seen: recognise(text, { row, slot: name, values, environment: environment?.kind ?? null }),
    }))
  const fits =
    empty.find(({ seen }) => seen.verdict.as === 'fits') ?? empty.find(({ seen }) => seen.verdict.as === 'cleaned')
  const found = fits ?? empty[0]
  return found && { name: found.name, label: found.label, sensitive: found.seen.sensitive }
}

function isBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
