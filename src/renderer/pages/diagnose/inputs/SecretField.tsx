import { Button, TextField } from '@radix-ui/themes'
import { FolderOpen, KeyRound, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useAction } from '../../../bridge/use-action'
import { Field } from '../../../components/Field'
import type { KeptSecret } from '../given'
import type { FormField } from './fields'
import styles from './inputs.module.css'

/** A secret goes to main as soon as it is entered, and never comes back: the page knows only that it is there. */
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
  const hold = useAction('secrets.hold')
  const holdFile = useAction('secrets.holdFile')
  const open = useAction('files.open')
  const forget = useAction('secrets.forget')

  const keep = async () => {
    const secret = text.trim()
    if (secret === '') return
    const held = await hold.run({ text: secret })
    if (!held.ok) return
    setText('')
    const { ticket, lastFour } = held.value
    onChange({ source: { kind: 'held', ticket }, label: lastFour === '' ? 'entered' : `ends in ${lastFour}` })
  }
  const choose = async () => {
    const chosen = await open.run({ title: `Open: ${field.label}`, extensions: ['pem', 'key', 'p8'] })
    if (!chosen.ok || chosen.value === null) return
    const held = await holdFile.run({ ticket: chosen.value.ticket })
    if (held.ok) onChange({ source: { kind: 'held', ticket: held.value.ticket }, label: chosen.value.name })
  }
  const remove = () => {
    if (value?.source.kind === 'held') void forget.run({ ticket: value.source.ticket })
    onChange(null)
  }
  const problem = hold.problem ?? holdFile.problem ?? open.problem
  const hint = field.hint ?? 'Kept in memory until Signpost ends; never shown again and never written down.'
  return (
    <Field label={field.label} hint={value === null ? hint : undefined} error={error ?? problem?.title} aside={aside}>
      {(control) =>
        value === null ? (
          <div className={styles.secret}>
            <TextField.Root
              {...control}
              data-field={field.name}
              className={styles.mono}
              type="password"
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              onBlur={() => void keep()}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault()
                  void keep()
                }
              }}
            >
              <TextField.Slot>
                <KeyRound aria-hidden size={14} />
              </TextField.Slot>
            </TextField.Root>
            {field.fromFile && (
              <Button type="button" variant="soft" color="gray" onClick={choose}>
                <FolderOpen aria-hidden size={14} />
                Open a file
              </Button>
            )}
          </div>
        ) : (
          <div id={control.id} className={styles.held}>
            <KeyRound aria-hidden size={15} />
            <span className={styles.heldName}>{value.label}</span>
            <Button type="button" size="1" variant="soft" color="gray" data-field={field.name} onClick={remove}>
              <X aria-hidden size={12} />
              Remove
            </Button>
          </div>
        )
      }
    </Field>
  )
}
