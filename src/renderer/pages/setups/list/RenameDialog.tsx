import { Button, Dialog, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import { useAction } from '../../../bridge/use-action'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import styles from './list.module.css'

/** Asks for a new name and customer organization. */
export function RenameDialog({
  setup,
  onClose,
}: {
  setup: { id: string; name: string; organization: string }
  onClose: () => void
}) {
  const [name, setName] = useState(setup.name)
  const [organization, setOrganization] = useState(setup.organization)
  const edit = useAction('setups.edit')
  const isComplete = name.trim() !== '' && organization.trim() !== ''

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (!isComplete) return
    const outcome = await edit.run({
      id: setup.id,
      edit: { do: 'rename', name: name.trim(), organization: organization.trim() },
    })
    if (outcome.ok) onClose()
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="460px" aria-describedby={undefined}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <Dialog.Title size="4" mb="0">
            Rename the set-up
          </Dialog.Title>
          <Field label="Name" error={name.trim() === '' ? 'Type a name.' : null}>
            {(control) => (
              <TextField.Root
                {...control}
                value={name}
                maxLength={200}
                autoFocus
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="Customer organization"
            error={organization.trim() === '' ? 'Type the name of the organization.' : null}
          >
            {(control) => (
              <TextField.Root
                {...control}
                value={organization}
                maxLength={200}
                onChange={(event) => setOrganization(event.target.value)}
              />
            )}
          </Field>
          {edit.problem && <ProblemNote problem={edit.problem} />}
          <div className={styles.buttons}>
            <Button type="button" variant="soft" color="gray" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={edit.running} disabled={!isComplete}>
              Rename
            </Button>
          </div>
        </form>
      </Dialog.Content>
    </Dialog.Root>
  )
}
