import { Button, TextField } from '@radix-ui/themes'
import { useId } from 'react'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import styles from './sign-in.module.css'
import { concreteUri } from './sign-in-form'

/** Where the window lets the sign-in return to: any URI that is registered, for it is taken before the application sees it. */
export function RedirectField({
  environmentId,
  hasKey,
  value,
  error,
  purpose = 'The sign-in is taken here before your application sees it.',
  onChange,
}: {
  environmentId: string
  hasKey: boolean
  value: string
  /** What becomes of it, as a sentence. */
  purpose?: string
  error?: string
  onChange: (redirectUri: string) => void
}) {
  const list = useId()
  const uris = useCall('signIn.redirectUris', environmentId === '' || !hasKey ? 'off' : { environmentId })
  const registered = uris.value?.registered ?? []
  return (
    <Field
      label="Redirect URI"
      error={error}
      hint={
        registered.length > 0
          ? `One of those registered in the environment. ${purpose}`
          : `Must be registered in the environment. ${purpose}`
      }
    >
      {(control) => (
        <>
          <TextField.Root
            {...control}
            className={styles.mono}
            value={value}
            list={list}
            placeholder="https://app.example.com/callback"
            maxLength={2000}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
          />
          {registered.length > 0 && (
            <ul className={styles.uris} aria-label="Registered redirect URIs">
              {registered.map(({ id, uri, isDefault }) => (
                <li key={id}>
                  <button
                    type="button"
                    aria-pressed={concreteUri(uri) === value}
                    onClick={() => onChange(concreteUri(uri))}
                  >
                    {uri}
                    {isDefault && <span> default</span>}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Field>
  )
}

/** Whether the system browser can return to this machine, and how to see to it. */
export function LoopbackNote({ environmentId, hasKey }: { environmentId: string; hasKey: boolean }) {
  const uris = useCall('signIn.redirectUris', environmentId === '' || !hasKey ? 'off' : { environmentId })
  const register = useAction('signIn.registerLoopback')
  if (environmentId === '') return null
  const { value, problem } = uris
  const pattern = value?.pattern ?? 'http://127.0.0.1:*/callback'
  if (!hasKey || value?.loopback === null) {
    return (
      <Callout title="The browser returns to this machine">
        <p>
          Signpost cannot see which redirect URIs are registered. Make sure that <code>{pattern}</code> is among them:
          WorkOS Dashboard, Applications, the application, Redirects.
        </p>
      </Callout>
    )
  }
  if (problem) return <ProblemNote problem={problem} onRetry={uris.refresh} />
  if (!value) return null
  if (value.loopback) {
    return (
      <Callout tone="pass" title="The browser can return to this machine">
        <p>
          <code>{pattern}</code> is registered. Signpost sees how the sign-in ends, but not what passes through your
          browser.
        </p>
      </Callout>
    )
  }
  return (
    <>
      <Callout
        tone="warn"
        title="The browser could not return to this machine"
        actions={
          <Button
            type="button"
            size="1"
            loading={register.running}
            onClick={async () => {
              const made = await register.run({ environmentId })
              if (made.ok) uris.refresh()
            }}
          >
            Register it
          </Button>
        }
      >
        <p>
          WorkOS sends people only to redirect URIs that are registered. “Register it” adds <code>{pattern}</code> to
          the environment; it lets programs on a person’s own machine take sign-ins, and nobody else.
        </p>
      </Callout>
      {register.problem && <ProblemNote problem={register.problem} />}
    </>
  )
}
