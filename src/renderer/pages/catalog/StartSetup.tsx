import { Button, Dialog, TextField } from '@radix-ui/themes'
import { type ReactElement, useState } from 'react'
import { useLocation } from 'wouter'
import type { IntegrationSummary } from '../../../shared/catalog/summary'
import { useAction } from '../../bridge/use-action'
import { Field } from '../../components/Field'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './StartSetup.module.css'

/** Asks for whom, makes the set-up and opens it. What was typed stays when main refuses. */
export function StartSetup({
  entry,
  trigger,
}: {
  entry: Pick<IntegrationSummary, 'slug' | 'name' | 'type'>
  trigger: ReactElement
}) {
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const [organization, setOrganization] = useState('')
  const [missing, setMissing] = useState(false)
  const create = useAction('setups.create')

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (organization.trim() === '') return setMissing(true)
    const outcome = await create.run({ slug: entry.slug, organization: organization.trim() })
    if (outcome.ok) go(`/setups/${outcome.value.id}`)
  }

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>{trigger}</Dialog.Trigger>
      <Dialog.Content maxWidth="460px">
        <form className={styles.form} onSubmit={submit} noValidate>
          <Dialog.Title size="4" mb="0">
            Start a set-up
          </Dialog.Title>
          <Dialog.Description size="2" color="gray">
            {entry.name}, {entry.type}. The set-up keeps the values, the finished steps and what was observed, for one
            customer organization.
          </Dialog.Description>
          <Field
            label="Customer organization"
            hint="The name you know it by. It can be changed later."
            error={missing ? 'Type the name of the organization this set-up is for.' : null}
          >
            {(control) => (
              <TextField.Root
                {...control}
                value={organization}
                maxLength={200}
                autoFocus
                autoComplete="off"
                onChange={(event) => {
                  setOrganization(event.target.value)
                  setMissing(false)
                }}
              />
            )}
          </Field>
          {create.problem && <ProblemNote problem={create.problem} />}
          <div className={styles.buttons}>
            <Dialog.Close>
              <Button type="button" variant="soft" color="gray">
                Cancel
              </Button>
            </Dialog.Close>
            <Button type="submit" loading={create.running}>
              Start the set-up
            </Button>
          </div>
        </form>
      </Dialog.Content>
    </Dialog.Root>
  )
}
