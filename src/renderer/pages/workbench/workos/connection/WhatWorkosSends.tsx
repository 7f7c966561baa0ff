import { Button, TextField } from '@radix-ui/themes'
import { Square } from 'lucide-react'
import { useId } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import { protocolOfType } from '../../../../../shared/guidance/workos-types'
import { useKept } from '../../../../app/kept'
import { useCall } from '../../../../bridge/use-call'
import { useRun } from '../../../../bridge/use-run'
import { Field } from '../../../../components/Field'
import { FindingList } from '../../../../components/FindingList'
import { ProblemNote } from '../../../../components/ProblemNote'
import styles from '../record/record.module.css'
import { Section } from '../record/Section'
import { AuthorizeAnswerValues } from './AuthorizeAnswerValues'

/**
 * The authorize probe: where WorkOS would send a sign-in through this connection, and with exactly which values. Asked only on
 * command, because each question starts a sign-in session that times out and leaves an event.
 */
export function WhatWorkosSends({
  environment,
  connectionId,
  type,
}: {
  environment: EnvironmentView
  connectionId: string
  type: string
}) {
  const run = useRun('workos.authorize', `workos.${environment.id}.authorize.${connectionId}`)
  const registered = useCall(
    'signIn.redirectUris',
    environment.apiKey === null ? 'off' : { environmentId: environment.id },
  ).value?.registered?.map(({ uri }) => uri)
  const [typed, setTyped] = useKept<string | null>(`workos.${environment.id}.redirect-uri`, null)
  const listId = useId()
  const redirectUri = typed ?? withAnyPort(registered?.[0]) ?? ''
  const { phase, findings, outcome } = run
  const running = phase === 'running'
  const answer = outcome?.ok ? outcome.value.answer : null
  const protocol = protocolOfType(type)
  const values = protocol === 'saml' ? 'ACS URL, SP entity ID and NameID format' : 'client ID, redirect URI and scopes'

  const ask = (event: React.FormEvent) => {
    event.preventDefault()
    if (redirectUri.trim() === '' || environment.clientId === '') return
    run.start({ environmentId: environment.id, selector: { connectionId }, redirectUri: redirectUri.trim() })
  }

  return (
    <Section title="What WorkOS sends">
      <p className={styles.quiet}>
        Asks WorkOS where it would send a browser to sign in, and goes nowhere: the answer holds the {values} it really
        uses. Each question starts a sign-in that times out after five minutes and is listed among the events.
      </p>
      {environment.clientId === '' ? (
        <p className={styles.quiet}>The environment needs its client ID for this. Enter it in Settings.</p>
      ) : (
        <form onSubmit={ask}>
          <Field
            label="Redirect URI"
            hint={
              registered
                ? 'One that is registered in the environment.'
                : 'One that is registered in the environment: WorkOS Dashboard, Redirects.'
            }
          >
            {(control) => (
              <div className={styles.line}>
                <TextField.Root
                  {...control}
                  value={redirectUri}
                  list={listId}
                  maxLength={2000}
                  placeholder="https://"
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => setTyped(event.target.value)}
                />
                <datalist id={listId}>
                  {registered?.map((uri) => (
                    <option key={uri} value={withAnyPort(uri)} />
                  ))}
                </datalist>
                {running ? (
                  <Button type="button" variant="soft" color="gray" onClick={run.cancel}>
                    <Square aria-hidden size={12} />
                    Cancel
                  </Button>
                ) : (
                  <Button type="submit" variant="soft" disabled={redirectUri.trim() === ''}>
                    {phase === 'idle' ? 'Ask WorkOS' : 'Ask again'}
                  </Button>
                )}
              </div>
            )}
          </Field>
        </form>
      )}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
      {answer && <AuthorizeAnswerValues environment={environment} connectionId={connectionId} answer={answer} />}
      {answer && (answer.kind === 'error' || answer.kind === 'elsewhere') && <FindingList findings={findings} />}
    </Section>
  )
}

/** A registered pattern with a port in the place of its `*`: any will do, because nothing is sent there. */
function withAnyPort(uri: string | undefined): string | undefined {
  return uri?.replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\*/, '$1:49152')
}
