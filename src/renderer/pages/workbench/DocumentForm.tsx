import { Button, SegmentedControl, TextArea, TextField } from '@radix-ui/themes'
import { FolderOpen, X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { type DocumentSource, mostCharacters } from '../../../shared/runs/document'
import { useKept } from '../../app/kept'
import { usePageFilter } from '../../app/page-filter'
import { useAction } from '../../bridge/use-action'
import { Field } from '../../components/Field'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './document-form.module.css'
import { longPaste, nameOf, sizeOf } from './document-source'
import { Recent } from './Recent'

type Kind = DocumentSource['kind']

/** What a form calls its document. */
export type DocumentWords = {
  /** “Metadata document”: the label of the paste box. */
  document: string
  /** Label and hint of the address; left out where the document cannot be fetched from one. */
  address?: { label: string; hint: string }
  /** “Drop a metadata file anywhere on this page, or” */
  drop: string
  /** Title and file extensions of the system's dialog. */
  open: { title: string; extensions: string[] }
  placeholder: string
  action: string
}

/**
 * Takes a document: an address, a file that is opened or dropped, or pasted text. What was typed stays under `name` while the
 * program runs.
 */
export function DocumentForm({
  name,
  words,
  recent,
  running,
  onDocument,
  children,
}: {
  name: string
  words: DocumentWords
  recent: readonly DocumentSource[]
  running: boolean
  onDocument: (source: DocumentSource) => void
  /** What else the form asks for. */
  children?: ReactNode
}) {
  const [kind, setKind] = useKept<Kind>(`${name}.kind`, words.address ? 'url' : 'text')
  const [url, setUrl] = useKept(`${name}.url`, '')
  const [text, setText] = useKept(`${name}.text`, '')
  const [held, setHeld] = useKept<string | null>(`${name}.held`, null)
  const [refused, setRefused] = useState<string | null>(null)
  const open = useAction('files.open')
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (kind === 'url') {
      if (url.trim() === '') setRefused('Type or paste the address.')
      else onDocument({ kind: 'url', url: url.trim() })
    } else if (kind === 'text') {
      const document = held ?? text
      if (document === '') setRefused('Paste the document first.')
      else onDocument({ kind: 'text', text: document })
    }
  }

  const choose = async () => {
    const chosen = await open.run(words.open)
    if (chosen.ok && chosen.value) onDocument({ kind: 'file', ticket: chosen.value.ticket, name: chosen.value.name })
  }

  const paste = (event: React.ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (pasted.length < longPaste) return
    event.preventDefault()
    if (pasted.length > mostCharacters) {
      setRefused(
        `The pasted text has ${sizeOf(pasted.length)}; up to ${sizeOf(mostCharacters)} can be pasted. Open it as a file instead.`,
      )
    } else {
      setRefused(null)
      setHeld(pasted)
    }
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SegmentedControl.Root
        value={kind}
        aria-label="Where the document comes from"
        className={styles.kinds}
        onValueChange={(value) => {
          setRefused(null)
          setKind(value === 'file' || value === 'url' ? value : 'text')
        }}
      >
        {words.address && <SegmentedControl.Item value="url">Address</SegmentedControl.Item>}
        <SegmentedControl.Item value="file">File</SegmentedControl.Item>
        <SegmentedControl.Item value="text">Pasted text</SegmentedControl.Item>
      </SegmentedControl.Root>

      {kind === 'url' && words.address && (
        <Field label={words.address.label} hint={words.address.hint} error={refused}>
          {(control) => (
            <div className={styles.line}>
              <TextField.Root
                {...control}
                ref={input}
                className={styles.address}
                value={url}
                placeholder="https://"
                maxLength={4096}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setUrl(event.target.value)
                  setRefused(null)
                }}
              />
              <Button type="submit" disabled={running}>
                {words.action}
              </Button>
            </div>
          )}
        </Field>
      )}

      {kind === 'file' && (
        <div className={styles.dropZone}>
          <p>{words.drop}</p>
          <Button type="button" variant="soft" onClick={choose} disabled={running}>
            <FolderOpen aria-hidden size={14} />
            Open a file
          </Button>
        </div>
      )}

      {kind === 'text' && (
        <Field label={words.document} error={refused}>
          {(control) => (
            <div className={styles.pasteArea}>
              {held === null ? (
                <TextArea
                  {...control}
                  className={styles.text}
                  rows={8}
                  value={text}
                  spellCheck={false}
                  placeholder={words.placeholder}
                  onPaste={paste}
                  onChange={(event) => {
                    setText(event.target.value)
                    setRefused(null)
                  }}
                />
              ) : (
                <div className={styles.held} id={control.id}>
                  <span>
                    Pasted text, {sizeOf(held.length)}. It is too long to show in a field and is kept as it is.
                  </span>
                  <Button type="button" size="1" variant="soft" color="gray" onClick={() => setHeld(null)}>
                    <X aria-hidden size={12} />
                    Remove
                  </Button>
                </div>
              )}
              <Button type="submit" disabled={running}>
                {words.action}
              </Button>
            </div>
          )}
        </Field>
      )}

      {children}

      {open.problem && <ProblemNote problem={open.problem} />}

      <Recent
        names={recent.map((source) => nameOf(source) ?? '')}
        disabled={running}
        onUse={(index) => {
          const source = recent[index]
          if (source) onDocument(source)
        }}
      />
    </form>
  )
}
