import { Button } from '@radix-ui/themes'
import { Square } from 'lucide-react'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { SignInSelector } from '../../../../../shared/runs/workos'
import { useKept } from '../../../../app/kept'
import { useCall } from '../../../../bridge/use-call'
import { useRun } from '../../../../bridge/use-run'
import { FindingList } from '../../../../components/FindingList'
import { ProblemNote } from '../../../../components/ProblemNote'
import { RedirectField } from '../../sign-in/ReturnField'
import { concreteUri } from '../../sign-in/sign-in-form'
import styles from '../record/record.module.css'
import { AnswerValues } from './AnswerValues'

/**
 * The authorize probe: where WorkOS would send a sign-in, and with exactly which values. Needs the client ID of the environment
 * and no key. Asked only on command, because each question starts a sign-in session that times out and leaves an event.
 */
export function WhatWorkosSends({
  environment,
  selector,
}: {
  environment: EnvironmentView
  /** Whose sign-in it is; null while that is not known yet. */
  selector: SignInSelector | null
}) {
  const hasKey = environment.apiKey !== null
  const run = useRun('workos.authorize', `workos.${environment.id}.authorize.${JSON.stringify(selector)}`)
  const registered = useCall('signIn.redirectUris', hasKey ? { environmentId: environment.id } : 'off').value
    ?.registered
  const [typed, setTyped] = useKept<string | null>(`workos.${environment.id}.redirect-uri`, null)
  const redirectUri = (typed ?? (registered?.[0] ? concreteUri(registered[0].uri) : '')).trim()
  const { phase, findings, outcome } = run
  const running = phase === 'running'
  const answer = outcome?.ok ? outcome.value.answer : null

  const ask = (event: React.FormEvent) => {
    event.preventDefault()
    if (redirectUri === '' || selector === null) return
    run.start({ environmentId: environment.id, selector, redirectUri })
  }

  return (
    <>
      <p className={styles.quiet}>
        Asks WorkOS where it would send a browser to sign in, and goes nowhere: the answer holds the values it really
        uses, such as ACS URL, SP entity ID and NameID format, or client ID and scopes. Each question starts a sign-in
        that times out after five minutes and is listed among the events.
      </p>
      {environment.clientId === '' ? (
        <p className={styles.quiet}>The environment needs its client ID for this. Enter it in Settings.</p>
      ) : (
        <form onSubmit={ask} className={styles.ask}>
          <RedirectField
            environmentId={environment.id}
            hasKey={hasKey}
            value={typed ?? redirectUri}
            purpose="Nothing is sent there."
            onChange={setTyped}
          />
          {running ? (
            <Button type="button" variant="soft" color="gray" onClick={run.cancel}>
              <Square aria-hidden size={12} />
              Cancel
            </Button>
          ) : (
            <Button type="submit" variant="soft" disabled={redirectUri === '' || selector === null}>
              {phase === 'idle' ? 'Ask WorkOS' : 'Ask again'}
            </Button>
          )}
        </form>
      )}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
      {answer && (
        <AnswerValues
          environment={environment}
          connectionId={selector && 'connectionId' in selector ? selector.connectionId : null}
          answer={answer}
        />
      )}
      {answer && (answer.kind === 'error' || answer.kind === 'elsewhere') && <FindingList findings={findings} />}
    </>
  )
}
