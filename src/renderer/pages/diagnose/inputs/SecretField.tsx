import { Button, TextField } from '@radix-ui/themes'
import { FolderOpen, KeyRound, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { longestSecret } from '../../../../shared/runs/secret'
import { useAction } from '../../../bridge/use-action'
import { Field } from '../../../components/Field'
import type { KeptSecret } from '../given'
import type { FormField } from './fields'
import styles from './inputs.module.css'

/**
 * A secret goes to main as soon as it is entered, and never comes back: the page knows only that it is there. It is taken,
 * and the field keeps its height, in the same moment: what is pressed next, below it, neither moves away nor goes without it.
 */
export function SecretField({
  field,
  value,
  aside,
  error,
  onChange,
}: {
  field: FormField & { kind: 'secret' }
  value: KeptSecret | null
  aside?: ReactNode
  error: string | undefined
  onChange: (value: KeptSecret | null) => void
}) {
  const [text, setText] = useState('')
  const [tooLong, setTooLong] = useState(false)
  const hold = useAction('secrets.hold')
  const holdFile = useAction('secrets.holdFile')
  const open = useAction('files.open')
  const forget = useAction('secrets.forget')
  const shown = useRef(value)
  const row = useRef<HTMLDivElement>(null)
  const goTo = useRef<'input' | 'line' | null>(null)

  const change = (next: KeptSecret | null) => {
    shown.current = next
    onChange(next)
  }
  const keep = async () => {
    const secret = text.trim()
    if (secret === '') return
    if (secret.length > longestSecret) return setTooLong(true)
    setText('')
    const source = { kind: 'held', ticket: crypto.randomUUID() } as const
    change({ source, label: 'entered' })
    const held = await hold.run({ ticket: source.ticket, text: secret })
    if (shown.current?.source !== source) return
    if (!held.ok) {
      setText(secret)
      return change(null)
    }
    if (held.value.lastFour !== '') change({ source, label: `ends in ${held.value.lastFour}` })
  }
  const choose = async () => {
    const chosen = await open.run({ title: `Open: ${field.label}`, extensions: ['pem', 'key', 'p8'] })
    if (!chosen.ok || chosen.value === null) return
    const held = await holdFile.run({ ticket: chosen.value.ticket })
    if (!held.ok) return
    putAway()
    change({ source: { kind: 'held', ticket: held.value.ticket }, label: chosen.value.name })
  }
  const putAway = () => {
    if (shown.current?.source.kind === 'held') void forget.run({ ticket: shown.current.source.ticket })
  }
  const remove = () => {
    putAway()
    goTo.current = 'input'
    change(null)
  }

  useEffect(() => {
    shown.current = value
  })

  // What had the focus is gone: it goes to what stands in its place.
  useEffect(() => {
    const place = value === null ? 'input' : 'line'
    if (goTo.current !== place) return
    goTo.current = null
    row.current?.querySelector<HTMLElement>(place === 'input' ? 'input' : '[tabindex="-1"]')?.focus()
  }, [value])

  // A page left by a shortcut leaves its field without a word.
  const last = useRef(keep)
  useEffect(() => {
    last.current = keep
  })
  useEffect(() => () => void last.current(), [])

  const problem = hold.problem ?? holdFile.problem ?? open.problem
  const hint = field.hint ?? 'Kept in memory until Signpost ends; never shown again and never written down.'
  return (
    <Field
      label={field.label}
      hint={value?.source.kind === 'setup' ? undefined : hint}
      error={tooLong ? 'That is far longer than any key or token. Paste only the secret.' : (error ?? problem?.title)}
      aside={aside}
    >
      {(control) => (
        <div ref={row} className={styles.secret}>
          {value === null ? (
            <TextField.Root
              {...control}
              data-field={field.name}
              className={styles.mono}
              type="password"
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setTooLong(false)
                setText(event.target.value)
              }}
              onPaste={(event) => {
                if (event.clipboardData.getData('text/plain').length <= longestSecret) return
                event.preventDefault()
                setTooLong(true)
              }}
              onBlur={() => void keep()}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                goTo.current = 'line'
                void keep()
              }}
            >
              <TextField.Slot>
                <KeyRound aria-hidden size={14} />
              </TextField.Slot>
            </TextField.Root>
          ) : (
            <div id={control.id} className={styles.held} tabIndex={-1}>
              <KeyRound aria-hidden size={15} />
              <span className={styles.heldName}>{value.label}</span>
              <Button type="button" size="1" variant="soft" color="gray" data-field={field.name} onClick={remove}>
                <X aria-hidden size={12} />
                Remove
              </Button>
            </div>
          )}
          {field.fromFile && (
            <Button type="button" variant="soft" color="gray" onClick={choose}>
              <FolderOpen aria-hidden size={14} />
              Open a file
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}
