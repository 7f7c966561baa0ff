import { AlertDialog, Button, TextField } from '@radix-ui/themes'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { DeletableKind } from '../../../../../shared/workos'
import { readings } from '../../../../bridge/readings'
import { useAction } from '../../../../bridge/use-action'
import { EnvironmentMark } from '../../../../components/EnvironmentMark'
import { Field } from '../../../../components/Field'
import { notify } from '../../../../components/notices'
import { ProblemNote } from '../../../../components/ProblemNote'
import { places } from '../places'
import styles from './actions.module.css'

const consequences: Readonly<Record<DeletableKind, { noun: string; says: string }>> = {
  connections: {
    noun: 'connection',
    says: 'Everybody who signs in through it loses access at once. A new connection gets another ACS URL and entity ID, so the identity provider has to be set up anew. It cannot be brought back.',
  },
  directories: {
    noun: 'directory',
    says: 'Its users and groups go with it, and the provider’s SCIM endpoint and token stop working. A new directory gets other ones. It cannot be brought back.',
  },
  organizations: {
    noun: 'organization',
    says: 'Its connections, directories and domains are deleted with it, and everybody who signs in through it loses access at once. It cannot be brought back.',
  },
  domains: {
    noun: 'domain',
    says: 'People with an e-mail address of this domain may be refused from now on. If it is added again, it has to be verified again.',
  },
}

/** Deletes a record for good, once its name has been typed. Main compares it with the name WorkOS has at that moment. */
export function DeleteDialog({
  environment,
  kind,
  record,
  title,
  onClose,
  onDeleted,
}: {
  environment: EnvironmentView
  kind: DeletableKind
  record: { id: string; name: string }
  /** What the record is called on screen, such as its organization's name. */
  title: string
  onClose: () => void
  /** Default: back to the list it stood in. */
  onDeleted?: () => void
}) {
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const remove = useAction('workos.delete')
  const { noun, says } = consequences[kind]
  const name = record.name.trim() === '' ? record.id : record.name.trim()

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== name) return
    const outcome = await remove.run({ environmentId: environment.id, kind, id: record.id, typed })
    if (!outcome.ok) return
    if (kind !== 'domains') readings.drop(environment.id, kind, record.id)
    notify({ text: `The ${noun} “${title}” was deleted.` })
    onClose()
    if (onDeleted) onDeleted()
    else if (kind !== 'domains') go(places.list(environment.id, kind))
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Content
        maxWidth="520px"
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          input.current?.focus()
        }}
      >
        <form onSubmit={submit} className={styles.form}>
          <AlertDialog.Title size="4">
            Delete the {noun} “{title}”?
          </AlertDialog.Title>
          <EnvironmentMark environment={environment} />
          <AlertDialog.Description size="2">{says}</AlertDialog.Description>
          <Field label={`Type ${name === record.id ? 'its ID' : 'its name'} to confirm: ${name}`}>
            {(control) => (
              <TextField.Root
                {...control}
                ref={input}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                maxLength={2000}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          {remove.problem && <ProblemNote problem={remove.problem} />}
          <div className={styles.buttons}>
            <AlertDialog.Cancel>
              <Button type="button" variant="soft" color="gray">
                Keep it
              </Button>
            </AlertDialog.Cancel>
            <Button type="submit" color="red" disabled={typed.trim() !== name} loading={remove.running}>
              Delete for good
            </Button>
          </div>
        </form>
      </AlertDialog.Content>
    </AlertDialog.Root>
  )
}
