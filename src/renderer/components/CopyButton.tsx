import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from './announce'
import styles from './CopyValue.module.css'

/** Copies `text`. `what` names it for a screen reader: "Copy ACS URL"; `named` says so on the button too, where several stand side by side. */
export function CopyButton({
  text,
  what,
  iconOnly = false,
  named = false,
}: {
  text: string
  what: string
  iconOnly?: boolean
  named?: boolean
}) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')

  useEffect(() => {
    if (state === 'ready') return
    const timer = setTimeout(() => setState('ready'), 1600)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setState(copied ? 'copied' : 'refused')
    announce(copied ? `${what} copied` : `${what} could not be copied: the system refused the clipboard`)
  }

  return (
    <button
      type="button"
      className={styles.copy}
      data-state={state}
      data-icon-only={iconOnly}
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={iconOnly ? `Copy ${what}` : undefined}
    >
      {state === 'copied' ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      {!iconOnly && (
        <span aria-hidden>
          {state === 'ready' ? (named ? `Copy ${what}` : 'Copy') : state === 'copied' ? 'Copied' : 'Refused'}
        </span>
      )}
    </button>
  )
}
