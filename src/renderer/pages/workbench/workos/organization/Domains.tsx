import { Button, TextField } from '@radix-ui/themes'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import { domainName, type Organization, type OrganizationDomain } from '../../../../../shared/workos'
import { useAction } from '../../../../bridge/use-action'
import { Field } from '../../../../components/Field'
import { ProblemNote } from '../../../../components/ProblemNote'
import styles from '../record/record.module.css'
import { Section } from '../record/Section'
import { DomainCard } from './DomainCard'

/** The domains of an organization, and the form that adds one. */
export function Domains({
  environment,
  organization,
  onChange,
}: {
  environment: EnvironmentView
  organization: Organization
  onChange: () => void
}) {
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  // What was just added or started again, until the organization is read anew.
  const [changed, setChanged] = useState<readonly OrganizationDomain[]>([])
  const add = useAction('workos.addDomain')
  const known = new Map([...organization.domains, ...changed].map((domain) => [domain.id, domain]))

  const take = (domain: OrganizationDomain) => {
    setChanged([...changed.filter(({ id }) => id !== domain.id), domain])
    onChange()
  }
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const judged = domainName.safeParse(typed)
    if (!judged.success) return setRefused('Type a domain such as acme.com, without https:// and without a path.')
    const outcome = await add.run({
      environmentId: environment.id,
      organizationId: organization.id,
      domain: judged.data,
    })
    if (!outcome.ok) return
    setTyped('')
    take(outcome.value)
  }

  return (
    <Section title="Domains">
      <p className={styles.quiet}>
        People sign in through the organization when the domain of their e-mail address is on this list. A new domain is
        pending until its owner has proven it with a TXT record.
      </p>
      {[...known.values()].map((domain) => (
        <DomainCard
          key={domain.id}
          environment={environment}
          domain={domain}
          onStarted={take}
          onDeleted={() => {
            setChanged(changed.filter(({ id }) => id !== domain.id))
            onChange()
          }}
        />
      ))}
      <form onSubmit={submit} noValidate>
        <Field label="Add a domain" error={refused}>
          {(control) => (
            <div className={styles.line}>
              <TextField.Root
                {...control}
                value={typed}
                maxLength={253}
                placeholder="acme.com"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setTyped(event.target.value)
                  setRefused(null)
                }}
              />
              <Button type="submit" variant="soft" loading={add.running} disabled={typed.trim() === ''}>
                <Plus aria-hidden size={14} />
                Add to {environment.kind === 'production' ? 'production' : 'staging'}
              </Button>
            </div>
          )}
        </Field>
      </form>
      {add.problem && <ProblemNote problem={add.problem} />}
    </Section>
  )
}
