import { TextField } from '@radix-ui/themes'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { SignInSelector } from '../../../../../shared/runs/workos'
import { useKept } from '../../../../app/kept'
import { Field } from '../../../../components/Field'
import { Select } from '../../../../components/Select'
import { EnvironmentPage } from '../EnvironmentPage'
import styles from '../record/record.module.css'
import { WhatWorkosSends } from './WhatWorkosSends'

const kinds = {
  connectionId: { label: 'Connection', hint: 'Its ID begins with conn_.', example: 'conn_…' },
  organizationId: { label: 'Organization', hint: 'Its ID begins with org_.', example: 'org_…' },
  provider: {
    label: 'Social provider',
    hint: 'As WorkOS writes it: GoogleOAuth, MicrosoftOAuth, GitHubOAuth.',
    example: 'GoogleOAuth',
  },
} as const
type Kind = keyof typeof kinds

const isKind = (text: string): text is Kind => text in kinds

function selectorOf(kind: Kind, id: string): SignInSelector {
  switch (kind) {
    case 'connectionId':
      return { connectionId: id }
    case 'organizationId':
      return { organizationId: id }
    case 'provider':
      return { provider: id }
  }
}

/** Where a sign-in would go, for whoever knows the ID of a connection and has no key. */
export function SignInAddressPage({ environment }: { environment: EnvironmentView }) {
  const [kind, setKind] = useKept<Kind>(`workos.${environment.id}.ask-kind`, 'connectionId')
  const [id, setId] = useKept(`workos.${environment.id}.ask-id`, '')
  return (
    <EnvironmentPage environment={environment} part="sign-in-address" scrolls>
      <div className={styles.columns}>
        <div className={styles.selector}>
          <Field label="Whose sign-in">
            {(control) => (
              <Select
                {...control}
                value={kind}
                onChange={({ target }) => setKind(isKind(target.value) ? target.value : 'connectionId')}
              >
                {Object.entries(kinds).map(([one, { label }]) => (
                  <option key={one} value={one}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={kind === 'provider' ? 'Provider' : 'ID'} hint={kinds[kind].hint}>
            {(control) => (
              <TextField.Root
                {...control}
                value={id}
                maxLength={200}
                placeholder={kinds[kind].example}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setId(event.target.value)}
              />
            )}
          </Field>
        </div>
        <section className={styles.section} aria-label="What WorkOS sends">
          <WhatWorkosSends environment={environment} selector={id.trim() === '' ? null : selectorOf(kind, id.trim())} />
        </section>
      </div>
    </EnvironmentPage>
  )
}
