import { Button, TextArea } from '@radix-ui/themes'
import { FileText, FolderOpen, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type DocumentSource, mostCharacters } from '../../../../shared/runs/document'
import { useAction } from '../../../bridge/use-action'
import { DropArea } from '../../../components/DropArea'
import { Field } from '../../../components/Field'
import { fileSource, longPaste, sizeOf } from '../../workbench/document-source'
import type { FormField } from './fields'
import styles from './inputs.module.css'

/** A document: pasted, opened, dropped, or by its address where it can be fetched from one. */
export function DocumentField({
  field,
  value,
  aside,
  error,
  onChange,
}: {
  field: FormField & { kind: 'document' }
  value: DocumentSource | null
  aside?: ReactNode
  error: string | undefined
  onChange: (value: DocumentSource | null) => void
}) {
  const open = useAction('files.open')
  const [tooLong, setTooLong] = useState<string | null>(null)
  const choose = async () => {
    const chosen = await open.run({ title: `Open: ${field.label}`, extensions: field.extensions })
    if (chosen.ok && chosen.value) onChange(fileSource(chosen.value))
  }
  const take = (text: string) => {
    if (text.length > mostCharacters)
      return setTooLong(
        `The text has ${sizeOf(text.length)}; up to ${sizeOf(mostCharacters)} fit. Open it as a file instead.`,
      )
    setTooLong(null)
    onChange(sourceOf(text, field.fromAddress))
  }
  const held = heldAs(value)
  return (
    <DropArea onFile={(ticket) => onChange(fileSource(ticket))}>
      <Field label={field.label} hint={field.hint} error={error ?? tooLong ?? open.problem?.title} aside={aside}>
        {(control) =>
          held === null ? (
            <div className={styles.document}>
              <TextArea
                {...control}
                data-field={field.name}
                className={styles.mono}
                rows={2}
                value={value === null ? '' : value.kind === 'url' ? value.url : value.kind === 'text' ? value.text : ''}
                spellCheck={false}
                placeholder={
                  field.fromAddress ? 'https://… or paste it, or drop a file here' : 'Paste it, or drop a file here'
                }
                onPaste={(event) => {
                  const pasted = event.clipboardData.getData('text')
                  if (pasted.length < longPaste) return
                  event.preventDefault()
                  take(pasted)
                }}
                onChange={(event) => take(event.target.value)}
              />
              <Button type="button" variant="soft" color="gray" onClick={choose}>
                <FolderOpen aria-hidden size={14} />
                Open a file
              </Button>
            </div>
          ) : (
            <div id={control.id} className={styles.held}>
              <FileText aria-hidden size={15} />
              <span className={styles.heldName}>{held}</span>
              <Button
                type="button"
                size="1"
                variant="soft"
                color="gray"
                data-field={field.name}
                onClick={() => onChange(null)}
              >
                <X aria-hidden size={12} />
                Remove
              </Button>
            </div>
          )
        }
      </Field>
    </DropArea>
  )
}

/** What cannot be shown in the field itself, by name. */
function heldAs(value: DocumentSource | null): string | null {
  if (value?.kind === 'file') return value.name
  return value?.kind === 'text' && value.text.length >= longPaste ? `Pasted text, ${sizeOf(value.text.length)}` : null
}

function sourceOf(text: string, fromAddress: boolean): DocumentSource | null {
  if (text.trim() === '') return null
  return fromAddress && /^\s*https?:\S*\s*$/i.test(text) ? { kind: 'url', url: text.trim() } : { kind: 'text', text }
}
