import { Button, SegmentedControl, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import type { Environment, EnvironmentView } from '../../../shared/environment'
import { useKept } from '../../app/kept'
import { useAction } from '../../bridge/use-action'
import { Field } from '../../components/Field'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './settings.module.css'

type Draft = Omit<Environment, 'id'> & { id?: string }

const blank: Draft = { name: '', kind: 'staging', clientId: '', baseUrl: 'https://api.workos.com' }

/** Adds or changes an environment. The draft is kept under `draftName` until it is saved or given up. */
export function EnvironmentForm({
  draftName,
  environment,
  onDone,
}: {
  draftName: string
  environment?: EnvironmentView
  onDone: () => void
}) {
  const [draft, setDraft] = useKept<Draft>(draftName, environment ? withoutKey(environment) : blank)
  const [apiKey, setApiKey] = useState('')
  const [nameMissing, setNameMissing] = useState(false)
  const save = useAction('environments.save')
  const setKey = useAction('environments.setKey')
  const isNew = environment === undefined

  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const close = () => {
    setDraft(environment ? withoutKey(environment) : blank)
    onDone()
  }

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const name = draft.name.trim()
    if (name === '') return setNameMissing(true)
    const saved = await save.run({ ...draft, name, clientId: draft.clientId.trim() })
    if (!saved.ok) return
    const key = apiKey.trim()
    if (key !== '') {
      // A second try changes the environment that exists by now instead of adding another.
      change({ id: saved.value.id })
      const kept = await setKey.run({ id: saved.value.id, apiKey: key })
      if (!kept.ok) return
    }
    setApiKey('')
    setDraft(isNew ? blank : withoutKey(saved.value))
    onDone()
  }

  const problem = save.problem ?? setKey.problem
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      noValidate
      aria-label={isNew ? 'Add an environment' : `Edit ${environment.name}`}
    >
      <div className={styles.formGrid}>
        <Field
          label="Name"
          hint="As you call it, for example Acme staging."
          error={nameMissing ? 'Type a name for this environment.' : null}
        >
          {(control) => (
            <TextField.Root
              {...control}
              value={draft.name}
              maxLength={100}
              autoFocus
              autoComplete="off"
              onChange={(event) => {
                change({ name: event.target.value })
                setNameMissing(false)
              }}
            />
          )}
        </Field>
        <div className={styles.kindField}>
          <span id={`${draftName}-kind`} className={styles.label}>
            Kind
          </span>
          <SegmentedControl.Root
            value={draft.kind}
            aria-labelledby={`${draftName}-kind`}
            onValueChange={(kind) => change({ kind: kind === 'production' ? 'production' : 'staging' })}
          >
            <SegmentedControl.Item value="staging">Staging</SegmentedControl.Item>
            <SegmentedControl.Item value="production">Production</SegmentedControl.Item>
          </SegmentedControl.Root>
          <span className={styles.hint}>Shown at the edge of the window, so that the two are not mixed up.</span>
        </div>
        <Field label="Client ID" hint="WorkOS Dashboard › API Keys. Begins with client_.">
          {(control) => (
            <TextField.Root
              {...control}
              value={draft.clientId}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              placeholder="client_…"
              onChange={(event) => change({ clientId: event.target.value })}
            />
          )}
        </Field>
        <Field label="Base URL" hint="Changes only where a custom API domain is in use.">
          {(control) => (
            <TextField.Root
              {...control}
              value={draft.baseUrl}
              maxLength={500}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change({ baseUrl: event.target.value })}
            />
          )}
        </Field>
        {isNew && (
          <Field label="API key" hint="WorkOS Dashboard › API Keys. Begins with sk_. May follow later.">
            {(control) => (
              <TextField.Root
                {...control}
                type="password"
                value={apiKey}
                maxLength={5000}
                autoComplete="off"
                spellCheck={false}
                placeholder="sk_…"
                onChange={(event) => setApiKey(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={save.running || setKey.running}>
          {isNew ? 'Add the environment' : 'Save'}
        </Button>
        <Button type="button" variant="soft" color="gray" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function withoutKey({ id, name, kind, clientId, baseUrl }: EnvironmentView): Draft {
  return { id, name, kind, clientId, baseUrl }
}
