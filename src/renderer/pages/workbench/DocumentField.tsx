import { Button, TextArea, TextField } from '@radix-ui/themes'
import { ClipboardPaste, FileCode2, FolderOpen, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useAction } from '../../bridge/use-action'
import { Field } from '../../components/Field'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './document-form.module.css'
import { type HeldDocument, sizeOf } from './document-source'

/** Takes a document beside others in a form: an address, a file, or pasted text. */
export function DocumentField({
  label,
  hint,
  error,
  open: { title, extensions },
  value,
  onChange,
}: {
  label: string
  hint?: ReactNode
  error?: string | null
  /** Title and file extensions of the system's dialog. */
  open: { title: string; extensions: string[] }
  value: HeldDocument
  onChange: (value: HeldDocument) => void
}) {
  const [pasting, setPasting] = useState(false)
  const open = useAction('files.open')
  const choose = async () => {
    const chosen = await open.run({ title, extensions })
    if (!chosen.ok || !chosen.value) return
    const { ticket, name } = chosen.value
    onChange({ ...value, document: { kind: 'file', ticket, name } })
  }
  const take = (text: string) => {
    if (text.trim() === '') return
    onChange({ ...value, document: { kind: 'text', text } })
    setPasting(false)
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <>
          {value.document ? (
            <Taken
              id={control.id}
              Icon={<FileCode2 aria-hidden size={14} />}
              name={
                value.document.kind === 'file'
                  ? value.document.name
                  : `Pasted text, ${sizeOf(value.document.text.length)}`
              }
              onRemove={() => onChange({ ...value, document: null })}
            />
          ) : pasting ? (
            <div className={styles.line}>
              {/* What is pasted is taken at once and shown by its size: a field full of it would stall the window. */}
              <TextArea
                {...control}
                className={styles.short}
                rows={2}
                value=""
                placeholder="Paste the document here"
                spellCheck={false}
                autoFocus
                onPaste={(event) => {
                  event.preventDefault()
                  take(event.clipboardData.getData('text'))
                }}
                onChange={(event) => take(event.target.value)}
              />
              <Button type="button" variant="soft" color="gray" onClick={() => setPasting(false)}>
                Cancel
              </Button>
            </div>
          ) : (
            <div className={styles.line}>
              <TextField.Root
                {...control}
                className={styles.address}
                value={value.url}
                placeholder="https:// address, or"
                maxLength={4096}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ ...value, url: event.target.value })}
              />
              <Button type="button" variant="soft" color="gray" onClick={choose}>
                <FolderOpen aria-hidden size={14} />
                Open a file
              </Button>
              <Button type="button" variant="soft" color="gray" onClick={() => setPasting(true)}>
                <ClipboardPaste aria-hidden size={14} />
                Paste
              </Button>
            </div>
          )}
          {open.problem && <ProblemNote problem={open.problem} />}
        </>
      )}
    </Field>
  )
}

/** Something a field has taken, by name. */
export function Taken({
  id,
  Icon,
  name,
  onRemove,
}: {
  id?: string
  Icon: ReactNode
  name: string
  onRemove: () => void
}) {
  return (
    <div id={id} className={styles.taken}>
      {Icon}
      <span>{name}</span>
      <Button type="button" size="1" variant="soft" color="gray" onClick={onRemove}>
        <X aria-hidden size={12} />
        Remove
      </Button>
    </div>
  )
}
