import { Button, TextArea, TextField } from '@radix-ui/themes'
import { FolderOpen, X } from 'lucide-react'
import type { DocumentSource } from '../../../../shared/runs/document'
import { useKept } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { fileSource } from '../document-source'
import styles from './clock.module.css'

/** A captured response whose times are compared as well: opened, dropped or pasted, and when it arrived. */
export function CapturedResponse({ refused, onChange }: { refused: string | null; onChange: () => void }) {
  const [file, setFile] = useKept<DocumentSource | null>('clock.response', null)
  const [text, setText] = useKept('clock.text', '')
  const [arrived, setArrived] = useKept('clock.arrived', '')
  const open = useAction('files.open')

  const choose = async () => {
    const chosen = await open.run({
      title: 'Open a captured response',
      extensions: ['har', 'json', 'xml', 'txt'],
    })
    if (chosen.ok && chosen.value) setFile(fileSource(chosen.value))
  }

  return (
    <div className={styles.captured}>
      {file?.kind === 'file' ? (
        <div className={styles.file}>
          <code>{file.name}</code>
          <Button type="button" size="1" variant="soft" color="gray" onClick={() => setFile(null)}>
            <X aria-hidden size={12} />
            Remove
          </Button>
        </div>
      ) : (
        <>
          <Field
            label="Captured response"
            hint="Its XML, base64, a form body, a HAR or a SAML-tracer export. It stays on this machine."
          >
            {(control) => (
              <TextArea
                {...control}
                className={styles.mono}
                rows={4}
                value={text}
                spellCheck={false}
                placeholder="SAMLResponse=…"
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button type="button" variant="soft" color="gray" onClick={choose}>
              <FolderOpen aria-hidden size={14} />
              Open a file
            </Button>
          </div>
        </>
      )}
      {open.problem && <ProblemNote problem={open.problem} />}
      <Field
        label="When it arrived"
        hint="Only where the capture does not say so itself, as a HAR does. With its time zone: 2026-11-27T09:30:00+01:00."
        error={refused}
      >
        {(control) => (
          <TextField.Root
            {...control}
            className={styles.mono}
            value={arrived}
            placeholder="2026-11-27T09:30:00Z"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setArrived(event.target.value)
              onChange()
            }}
          />
        )}
      </Field>
    </div>
  )
}
