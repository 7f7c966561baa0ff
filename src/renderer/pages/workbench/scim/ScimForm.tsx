import { Button, Checkbox, RadioGroup, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import type { ScimCheckInput } from '../../../../shared/runs/scim'
import { useKept } from '../../../app/kept'
import { Callout } from '../../../components/Callout'
import { Field } from '../../../components/Field'
import type { KeptSecret } from '../../diagnose/given'
import { SecretField } from '../../diagnose/inputs/SecretField'
import styles from './scim.module.css'

type Depth = 'look' | NonNullable<ScimCheckInput['rehearsal']>

const depths: ReadonlyArray<{ value: Depth; label: string; hint: string }> = [
  { value: 'look', label: 'Only look', hint: 'Reads; changes nothing.' },
  {
    value: 'full',
    label: 'Rehearse',
    hint: 'Creates one marked user and group, changes, deactivates and removes them, as identity providers do.',
  },
  {
    value: 'clean-up',
    label: 'Remove leftovers',
    hint: 'Removes what an interrupted rehearsal left, and nothing else.',
  },
]
const action: Readonly<Record<Depth, string>> = { look: 'Check', full: 'Rehearse', 'clean-up': 'Remove leftovers' }

/** Asks for the endpoint, the token, and how far to go. Nothing is written without the person’s word. */
export function ScimForm({ running, onCheck }: { running: boolean; onCheck: (input: ScimCheckInput) => void }) {
  const [url, setUrl] = useKept('scim.url', '')
  const [token, setToken] = useKept<KeptSecret | null>('scim.token', null)
  const [depth, setDepth] = useKept<Depth>('scim.depth', 'look')
  const [agreed, setAgreed] = useState(false)
  const [refused, setRefused] = useState<{ url?: string; token?: string; agreed?: string }>({})

  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const missing = {
      ...(url.trim() === '' ? { url: 'Paste the endpoint of the directory.' } : {}),
      ...(token === null ? { token: 'Enter the bearer token.' } : {}),
      ...(depth !== 'look' && !agreed ? { agreed: 'Say that it may write to this directory.' } : {}),
    }
    setRefused(missing)
    if (token === null || Object.keys(missing).length > 0) return
    onCheck({ url: url.trim(), token: token.source, ...(depth === 'look' ? {} : { rehearsal: depth }) })
    setAgreed(false)
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label="SCIM endpoint"
        hint="As it stands in the identity provider: Base URL, Tenant URL or SCIM URL."
        error={refused.url}
      >
        {(control) => (
          <TextField.Root
            {...control}
            className={styles.mono}
            value={url}
            placeholder="https://api.workos.com/scim/v2.0/…"
            maxLength={4096}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <SecretField
        field={{ kind: 'secret', name: 'scimToken', label: 'Bearer token', fromFile: false }}
        value={token}
        error={refused.token}
        onChange={setToken}
      />
      <RadioGroup.Root
        value={depth}
        className={styles.depths}
        aria-label="How far to go"
        onValueChange={(value) => {
          setDepth(depths.find((one) => one.value === value)?.value ?? 'look')
          setAgreed(false)
        }}
      >
        {depths.map(({ value, label, hint }) => (
          <RadioGroup.Item key={value} value={value}>
            <span className={styles.depth}>
              <span className={styles.depthName}>{label}</span>
              <span className={styles.quiet}>{hint}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {depth !== 'look' && (
        <Callout
          tone="warn"
          title={depth === 'full' ? 'This writes to the directory' : 'This removes from the directory'}
        >
          <p>
            Only users named <code>signpost-rehearsal-…@signpost.invalid</code> and groups named{' '}
            <code>Signpost rehearsal … (safe to delete)</code> are touched. Whoever listens to the directory hears of
            them: the application may receive events.
          </p>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control, and is in the label */}
          <label className={styles.agree}>
            <Checkbox checked={agreed} onCheckedChange={(value) => setAgreed(value === true)} />I may do that in this
            directory
          </label>
          {refused.agreed && <p className={styles.refused}>{refused.agreed}</p>}
        </Callout>
      )}
      <div>
        <Button type="submit" disabled={running}>
          {action[depth]}
        </Button>
      </div>
    </form>
  )
}
