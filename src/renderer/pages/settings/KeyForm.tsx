import { Button, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import { useAction } from '../../bridge/use-action'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './settings.module.css'

/** Takes an API key into the vault. The field empties once main has the key, and keeps it when main refuses. */
export function KeyForm({
  environmentId,
  onDone,
  onCancel,
}: {
  environmentId: string
  onDone: () => void
  onCancel?: () => void
}) {
  const [apiKey, setApiKey] = useState('')
  const save = useAction('environments.setKey')

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (apiKey.trim() === '') return
    const outcome = await save.run({ id: environmentId, apiKey: apiKey.trim() })
    if (!outcome.ok) return
    setApiKey('')
    onDone()
  }

  return (
    <form className={styles.keyForm} onSubmit={submit}>
      <div className={styles.keyRow}>
        <TextField.Root
          type="password"
          className={styles.keyInput}
          aria-label="API key"
          placeholder="sk_…"
          value={apiKey}
          autoComplete="off"
          spellCheck={false}
          maxLength={5000}
          // Asked for by a button, which it replaces.
          autoFocus={onCancel !== undefined}
          onChange={(event) => setApiKey(event.target.value)}
        />
        <Button type="submit" variant="soft" loading={save.running} disabled={apiKey.trim() === ''}>
          Keep the key
        </Button>
        {onCancel && (
          <Button type="button" variant="soft" color="gray" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      {save.problem && <ProblemNote problem={save.problem} />}
    </form>
  )
}
