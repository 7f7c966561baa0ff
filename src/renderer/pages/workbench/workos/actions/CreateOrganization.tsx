import { Button, Dialog, TextArea, TextField } from '@radix-ui/themes'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { domainName } from '../../../../../shared/workos'
import { readings } from '../../../../bridge/readings'
import { useAction } from '../../../../bridge/use-action'
import { EnvironmentMark } from '../../../../components/EnvironmentMark'
import { Field } from '../../../../components/Field'
import { ProblemNote } from '../../../../components/ProblemNote'
import { places } from '../places'
import styles from './actions.module.css'

/** Creates an organization, with the domains its people sign in from. */
export function CreateOrganization({ environment }: { environment: EnvironmentView }) {
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [domains, setDomains] = useState('')
  const [tried, setTried] = useState(false)
  const create = useAction('workos.createOrganization')

  const wanted = domains.split(/[\s,;]+/).filter((domain) => domain !== '')
  const wrong = wanted.find((domain) => !domainName.safeParse(domain).success)
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || wrong !== undefined || wanted.length > 20) return
    const made = await create.run({ environmentId: environment.id, name, domains: wanted })
    if (!made.ok) return
    readings.put(environment.id, { kind: 'organizations', rows: [made.value] })
    setOpen(false)
    go(places.record(environment.id, 'organizations', made.value.id))
  }

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button>
          <Plus aria-hidden size={14} />
          New organization
        </Button>
      </Dialog.Trigger>
      <Dialog.Content maxWidth="520px">
        <form className={styles.form} onSubmit={submit} noValidate>
          <Dialog.Title size="4">New organization</Dialog.Title>
          <EnvironmentMark environment={environment} />
          <Dialog.Description size="2">
            A customer whose people sign in through a connection of their own. Its domains begin as pending: their owner
            proves each with a TXT record, which the organization’s page shows.
          </Dialog.Description>
          <Field label="Name" error={tried && name.trim() === '' ? 'Type the customer’s name.' : null}>
            {(control) => (
              <TextField.Root
                {...control}
                value={name}
                maxLength={500}
                autoFocus
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="Domains"
            hint="One or several, such as acme.com. They may follow later."
            error={
              tried && wrong !== undefined
                ? `“${wrong.slice(0, 80)}” is not a domain. Type it without https:// and without a path.`
                : tried && wanted.length > 20
                  ? 'At most 20 domains can be given at once.'
                  : null
            }
          >
            {(control) => (
              <TextArea
                {...control}
                value={domains}
                rows={2}
                maxLength={6000}
                spellCheck={false}
                onChange={(event) => setDomains(event.target.value)}
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
              Create in {environment.kind === 'production' ? 'production' : 'staging'}
            </Button>
          </div>
        </form>
      </Dialog.Content>
    </Dialog.Root>
  )
}
