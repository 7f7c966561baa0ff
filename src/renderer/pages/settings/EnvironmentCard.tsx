import { AlertDialog, Button, IconButton } from '@radix-ui/themes'
import { Ellipsis, FlaskConical, KeyRound, Pencil, ShieldAlert, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { EnvironmentView } from '../../../shared/environment'
import { useKept } from '../../app/kept'
import { useAction } from '../../bridge/use-action'
import { Menu } from '../../components/Menu'
import { ProblemNote } from '../../components/ProblemNote'
import { StatusMark } from '../../components/StatusMark'
import { EnvironmentForm } from './EnvironmentForm'
import { KeyCheck } from './KeyCheck'
import { KeyForm } from './KeyForm'
import styles from './settings.module.css'

/** One environment: what it is, whether its key is there, and what can be done with it. */
export function EnvironmentCard({ environment, inUse }: { environment: EnvironmentView; inUse: boolean }) {
  const { id, name, kind, clientId, baseUrl, apiKey } = environment
  const [editing, setEditing] = useKept(`settings.editing.${id}`, false)
  const [replacing, setReplacing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const use = useAction('settings.set')
  const remove = useAction('environments.remove')
  const forget = useAction('environments.forgetKey')
  const problem = use.problem ?? remove.problem ?? forget.problem

  if (editing) {
    return (
      <EnvironmentForm draftName={`settings.draft.${id}`} environment={environment} onDone={() => setEditing(false)} />
    )
  }

  const KindIcon = kind === 'production' ? ShieldAlert : FlaskConical
  return (
    <article className={styles.card} data-kind={kind} aria-label={name}>
      <header className={styles.cardHead}>
        <KindIcon aria-hidden size={17} className={styles.kindIcon} />
        <h3 className={styles.cardTitle}>{name}</h3>
        <span className={styles.kind}>{kind === 'production' ? 'Production' : 'Staging'}</span>
        <span className={styles.grow} />
        {inUse ? (
          <StatusMark status="pass" word="In use" />
        ) : (
          <Button size="1" variant="soft" color="gray" onClick={() => void use.run({ environmentId: id })}>
            Use this one
          </Button>
        )}
        <Menu
          label={`Actions for ${name}`}
          trigger={
            <IconButton variant="ghost" color="gray" aria-label={`Actions for ${name}`}>
              <Ellipsis aria-hidden size={16} />
            </IconButton>
          }
          entries={[
            { label: 'Edit', Icon: Pencil, run: () => setEditing(true) },
            ...(apiKey ? [{ label: 'Forget the API key', Icon: KeyRound, run: () => void forget.run({ id }) }] : []),
            'line',
            { label: 'Remove…', Icon: Trash2, danger: true, run: () => setRemoving(true) },
          ]}
        />
      </header>

      <dl className={styles.facts}>
        <div>
          <dt>Client ID</dt>
          <dd>{clientId === '' ? <span className={styles.quiet}>not set</span> : <code>{clientId}</code>}</dd>
        </div>
        <div>
          <dt>Base URL</dt>
          <dd>
            <code>{baseUrl}</code>
          </dd>
        </div>
        <div>
          <dt>API key</dt>
          <dd className={styles.key}>
            {apiKey && !replacing ? (
              <>
                <span>
                  ends in <code>{apiKey.lastFour}</code>
                  <span className={styles.quiet}>
                    {apiKey.kept === 'vault' ? ', encrypted on this machine' : ', in memory until Signpost closes'}
                  </span>
                </span>
                <Button size="1" variant="soft" color="gray" onClick={() => setReplacing(true)}>
                  Replace
                </Button>
              </>
            ) : (
              <KeyForm
                environmentId={id}
                onDone={() => setReplacing(false)}
                onCancel={apiKey ? () => setReplacing(false) : undefined}
              />
            )}
          </dd>
        </div>
      </dl>
      {problem && <ProblemNote problem={problem} />}
      {apiKey && !replacing && <KeyCheck environmentId={id} keyMark={apiKey.lastFour} />}

      <AlertDialog.Root open={removing} onOpenChange={setRemoving}>
        <AlertDialog.Content maxWidth="440px">
          <AlertDialog.Title size="4">Remove “{name}”?</AlertDialog.Title>
          <AlertDialog.Description size="2">
            Its API key is forgotten. Set-ups that are tied to it keep everything they hold and can be tied to another
            environment.
          </AlertDialog.Description>
          <div className={styles.dialogButtons}>
            <AlertDialog.Cancel>
              <Button variant="soft" color="gray">
                Keep it
              </Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action>
              <Button color="red" onClick={() => void remove.run({ id })}>
                Remove
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Root>
    </article>
  )
}
