import { Button, Checkbox, SegmentedControl, TextField } from '@radix-ui/themes'
import { FolderOpen, KeyRound, LogIn } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useKept } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { EnvironmentKind } from '../../../components/EnvironmentMark'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { Select } from '../../../components/Select'
import { ConnectionField } from './ConnectionField'
import { LoopbackNote, RedirectField } from './ReturnField'
import styles from './sign-in.module.css'
import { concreteUri, emptyForm, formName, type Refusals, requestFrom, type SignInForm } from './sign-in-form'

/** Asks for what a sign-in needs, begins it, or opens one that was recorded elsewhere. */
export function SignInFormView({
  running,
  onBegun,
  onFile,
}: {
  running: boolean
  onBegun: (id: string) => void
  onFile: (ticket: string) => void
}) {
  const [form, setForm] = useKept<SignInForm>(formName, emptyForm)
  const [refusals, setRefusals] = useState<Refusals>({})
  const environments = useCall('environments.list').value ?? []
  const inUse = useCall('settings.get').value?.environmentId ?? null
  const start = useAction('signIn.start')
  const open = useAction('files.open')
  const environmentId = environments.some(({ id }) => id === form.environmentId)
    ? form.environmentId
    : (environments.find(({ id }) => id === inUse)?.id ?? environments[0]?.id ?? '')
  const environment = environments.find(({ id }) => id === environmentId)
  const hasKey = environment?.apiKey != null

  const change = (part: Partial<SignInForm>) => {
    setRefusals({})
    setForm({ ...form, ...part })
  }

  const uris = useCall('signIn.redirectUris', environmentId === '' || !hasKey ? 'off' : { environmentId })
  const usual = uris.value?.registered?.find(({ isDefault }) => isDefault)?.uri ?? uris.value?.registered?.[0]?.uri
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled in once the list is there, not after each key
  useEffect(() => {
    if (usual !== undefined && form.redirectUri === '') setForm({ ...form, redirectUri: concreteUri(usual) })
  }, [usual, environmentId])

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const made = requestFrom({ ...form, environmentId })
    if (!made.ok) return setRefusals(made.refusals)
    const begun = await start.run(made.request)
    if (begun.ok) onBegun(begun.value.id)
  }
  const choose = async () => {
    const chosen = await open.run({ title: 'Open a recorded sign-in', extensions: ['har', 'json'] })
    if (chosen.ok && chosen.value) onFile(chosen.value.ticket)
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Test sign-in">
      {environments.length === 0 ? (
        <Callout
          title="To sign in, Signpost needs to know a WorkOS environment"
          actions={
            <Button size="1" asChild>
              <Link to="/settings">Add one in Settings</Link>
            </Button>
          }
        >
          <p>Its client ID is enough. A sign-in that was recorded elsewhere can be opened without.</p>
        </Callout>
      ) : (
        <>
          <div className={styles.columns}>
            <Field
              label="Environment"
              error={refusals.environmentId}
              aside={
                environment && (
                  <span className={styles.kind}>
                    <EnvironmentKind kind={environment.kind} />
                  </span>
                )
              }
            >
              {(control) => (
                <Select
                  {...control}
                  value={environmentId}
                  onChange={(event) => change({ environmentId: event.target.value, connectionId: '', redirectUri: '' })}
                >
                  {environments.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <ConnectionField
              environmentId={hasKey ? environmentId : ''}
              value={form.connectionId}
              error={refusals.connectionId}
              onChange={(connectionId, label) => change({ connectionId, label, environmentId })}
            />
          </div>
          {!hasKey && (
            <Callout tone="info" title="Without an API key the sign-in works all the same">
              <p>
                <KeyRound aria-hidden size={12} /> WorkOS’s own reason for a failure cannot be read, though, and nothing
                can be listed: paste the connection ID and a registered redirect URI.
              </p>
            </Callout>
          )}
          <div className={styles.ways}>
            <Choice
              label="Sign in with"
              value={form.way}
              options={[
                ['window', 'A window of Signpost'],
                ['browser', 'The system browser'],
              ]}
              onChange={(way) => change({ way })}
            />
            <Choice
              label="It starts at"
              value={form.startsAt}
              options={[
                ['workos', 'The application'],
                ['idp', 'The identity provider'],
              ]}
              onChange={(startsAt) => change({ startsAt })}
            />
          </div>
          {form.startsAt === 'idp' && (
            <Field
              label="Address of the tile"
              error={refusals.idpUrl}
              hint={
                form.way === 'window'
                  ? 'What a click on the application at the identity provider opens, for example AD FS’s idpinitiatedsignon.aspx or an Okta embed link.'
                  : 'Optional: you can also go there by yourself. Put the RelayState that is shown then into the request, or the sign-in returns to your application.'
              }
            >
              {(control) => (
                <TextField.Root
                  {...control}
                  className={styles.mono}
                  value={form.idpUrl}
                  placeholder="https://"
                  maxLength={4096}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => change({ idpUrl: event.target.value })}
                />
              )}
            </Field>
          )}
          {form.way === 'window' ? (
            <RedirectField
              environmentId={environmentId}
              hasKey={hasKey}
              value={form.redirectUri}
              error={refusals.redirectUri}
              onChange={(redirectUri) => change({ redirectUri })}
            />
          ) : (
            <LoopbackNote environmentId={environmentId} hasKey={hasKey} />
          )}
          <Details form={form} error={refusals.metadataUrl} change={change} />
        </>
      )}
      <div className={styles.go}>
        <Button type="submit" disabled={running || environments.length === 0} loading={start.running}>
          <LogIn aria-hidden size={14} />
          Sign in
        </Button>
        <Button type="button" variant="soft" color="gray" onClick={choose} disabled={running}>
          <FolderOpen aria-hidden size={14} />
          Open a HAR or SAML-tracer file
        </Button>
        <span className={styles.quiet}>or drop one anywhere on this page</span>
      </div>
      {start.problem && <ProblemNote problem={start.problem} />}
      {open.problem && <ProblemNote problem={open.problem} />}
    </form>
  )
}

function Details({
  form,
  error,
  change,
}: {
  form: SignInForm
  error?: string
  change: (part: Partial<SignInForm>) => void
}) {
  return (
    <details className={styles.details} open={error !== undefined || undefined}>
      <summary>More: who, how, metadata</summary>
      <div className={styles.detailsBody}>
        <div className={styles.columns}>
          <Field
            label="Login hint"
            hint="Fills the user name in, where the provider takes it (Okta, Entra ID, Google)."
          >
            {(control) => (
              <TextField.Root
                {...control}
                value={form.loginHint}
                placeholder="person@example.com"
                maxLength={320}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => change({ loginHint: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Metadata of the identity provider"
            error={error}
            hint={
              form.metadata !== null
                ? `${form.metadata.kind === 'file' ? form.metadata.name : 'The metadata that is known'} is used unless an address stands here.`
                : 'Its certificates are what the signature is held against, besides those WorkOS shows.'
            }
          >
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.mono}
                value={form.metadataUrl}
                placeholder="https://"
                maxLength={4096}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => change({ metadataUrl: event.target.value })}
              />
            )}
          </Field>
        </div>
        <label className={styles.check} htmlFor="sign-in-again">
          <Checkbox
            id="sign-in-again"
            checked={form.again}
            onCheckedChange={(checked) => change({ again: checked === true })}
          />
          <span>
            Have the person sign in again, even where a session is open <code>prompt=login</code>
          </span>
        </label>
      </div>
    </details>
  )
}

function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: ReadonlyArray<readonly [value: T, label: string]>
  onChange: (value: T) => void
}) {
  return (
    <div className={styles.choice}>
      <span className={styles.choiceLabel}>{label}</span>
      <SegmentedControl.Root
        value={value}
        aria-label={label}
        onValueChange={(next) => {
          const found = options.find(([one]) => one === next)
          if (found) onChange(found[0])
        }}
      >
        {options.map(([one, text]) => (
          <SegmentedControl.Item key={one} value={one}>
            {text}
          </SegmentedControl.Item>
        ))}
      </SegmentedControl.Root>
    </div>
  )
}
