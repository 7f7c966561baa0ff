import { Button, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import { speaksScim } from '../../../../../shared/guidance/workos/addresses'
import type { Directory } from '../../../../../shared/workos'
import { useRun } from '../../../../bridge/use-run'
import { Field } from '../../../../components/Field'
import { FindingCard } from '../../../../components/FindingCard'
import { ProblemNote } from '../../../../components/ProblemNote'
import styles from '../record/record.module.css'
import { Section } from '../record/Section'
import { useTiedSetups } from '../record/SetupLink'

/** Whether a SCIM bearer token is the directory's current one, by the last characters that the events tell. */
export function TokenCheck({ environment, directory }: { environment: EnvironmentView; directory: Directory }) {
  const run = useRun('workos.token', `workos.${environment.id}.token.${directory.id}`)
  const [setup] = useTiedSetups(environment.id, directory.id)
  const [token, setToken] = useState('')
  if (!speaksScim(directory.type)) return null
  const kept = setup?.values.scim_bearer_token?.kind === 'secret'
  const { phase, findings, outcome } = run
  const running = phase === 'running'

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (token.trim() === '') return
    run.start({
      environmentId: environment.id,
      directoryId: directory.id,
      token: { kind: 'typed', text: token.trim() },
    })
    setToken('')
  }
  return (
    <Section title="Bearer token">
      <p className={styles.quiet}>
        WorkOS never shows a token again. Its events tell the last characters of those made and revoked in the last 30
        days; the token pasted here is held against them on this machine and goes nowhere.
      </p>
      <form onSubmit={submit}>
        <Field label="The token that stands in the provider’s console">
          {(control) => (
            <div className={styles.line}>
              <TextField.Root
                {...control}
                type="password"
                value={token}
                maxLength={20_000}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setToken(event.target.value)}
              />
              <Button type="submit" variant="soft" loading={running} disabled={token.trim() === ''}>
                Compare
              </Button>
              {kept && setup && (
                <Button
                  type="button"
                  variant="soft"
                  color="gray"
                  disabled={running}
                  onClick={() =>
                    run.start({
                      environmentId: environment.id,
                      directoryId: directory.id,
                      token: { kind: 'setup', setupId: setup.id, name: 'scim_bearer_token' },
                    })
                  }
                >
                  Compare the one of the set-up
                </Button>
              )}
            </div>
          )}
        </Field>
      </form>
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
      {findings.map((finding) => (
        <FindingCard key={finding.summary} finding={finding} />
      ))}
    </Section>
  )
}
