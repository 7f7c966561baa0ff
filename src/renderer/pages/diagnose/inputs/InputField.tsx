import { Button, Checkbox, TextArea, TextField } from '@radix-ui/themes'
import { RotateCcw } from 'lucide-react'
import { Link } from 'wouter'
import { products, profileIds } from '../../../../shared/guidance/causes/products'
import { oauthProviders } from '../../../../shared/guidance/oauth/providers'
import { useCall } from '../../../bridge/use-call'
import { Field } from '../../../components/Field'
import { Select } from '../../../components/Select'
import type { Given, GivenName } from '../given'
import type { Typed } from '../use-case'
import { DocumentField } from './DocumentField'
import type { FormField } from './fields'
import styles from './inputs.module.css'
import { SecretField } from './SecretField'

/** One field of the form. A value that a set-up gave says so, and comes back when it was typed over. */
export function InputField({
  field,
  given,
  base,
  typed,
  change,
  reset,
  refusal,
}: {
  field: FormField
  given: Given
  /** What the set-up says; nothing where there is no set-up. */
  base: Given
  typed: Typed
  change: (part: Typed) => void
  reset: (name: GivenName) => void
  refusal: string | undefined
}) {
  const { name, label, hint } = field
  const isGiven = isThere(base[name])
  const aside = !isGiven ? undefined : name in typed && typed[name] !== base[name] ? (
    <button type="button" className={styles.reset} onClick={() => reset(name)}>
      <RotateCcw aria-hidden size={12} />
      As in the set-up
    </button>
  ) : (
    <span className={styles.origin}>from the set-up</span>
  )

  if (field.kind === 'document')
    return (
      <DocumentField
        field={field}
        value={given[field.name]}
        aside={aside}
        error={refusal}
        onChange={(value) => change({ [name]: value })}
      />
    )
  if (field.kind === 'secret')
    return (
      <SecretField
        field={field}
        value={given[field.name]}
        aside={aside}
        error={refusal}
        onChange={(value) => change({ [name]: value })}
      />
    )
  if (field.kind === 'check')
    return (
      <div className={styles.check}>
        <Checkbox
          id={`given-${name}`}
          checked={given[field.name]}
          aria-describedby={hint ? `given-${name}-hint` : undefined}
          onCheckedChange={(checked) => change({ [name]: checked === true })}
        />
        <div>
          <label htmlFor={`given-${name}`} className={styles.checkLabel}>
            {label}
          </label>
          {hint && (
            <p id={`given-${name}-hint`} className={styles.checkHint}>
              {hint}
            </p>
          )}
        </div>
      </div>
    )
  return (
    <Field label={label} hint={hint} error={refusal} aside={aside}>
      {(control) => {
        const shared = {
          ...control,
          value: given[field.name],
          'data-field': name,
          spellCheck: false,
          autoComplete: 'off',
          onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
            change({ [name]: event.target.value }),
        }
        switch (field.kind) {
          case 'text':
            return (
              <TextField.Root
                {...shared}
                className={field.mono ? styles.mono : undefined}
                placeholder={field.placeholder}
              />
            )
          case 'lines':
            return (
              <TextArea
                {...shared}
                className={field.mono ? styles.mono : undefined}
                rows={field.rows ?? 3}
                placeholder={field.placeholder}
              />
            )
          case 'moment':
            return (
              <span className={styles.moment}>
                <TextField.Root {...shared} placeholder="2026-03-01 14:05" />
                <Button type="button" variant="soft" color="gray" onClick={() => change({ [name]: localNow() })}>
                  Now
                </Button>
              </span>
            )
          case 'environment':
            return <EnvironmentSelect {...shared} />
          case 'product':
            return (
              <Select {...shared}>
                <option value="">Not named</option>
                {profileIds.map((id) => (
                  <option key={id} value={id}>
                    {products[id]}
                  </option>
                ))}
              </Select>
            )
          case 'provider':
            return (
              <Select {...shared}>
                <option value="">None, or any other by its issuer</option>
                {oauthProviders.map(({ id, name: title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            )
        }
      }}
    </Field>
  )
}

function EnvironmentSelect(props: React.ComponentProps<typeof Select>) {
  const environments = useCall('environments.list').value ?? []
  if (environments.length === 0)
    return (
      <p className={styles.none}>
        There is no environment yet. <Link to="/settings">Add one in Settings</Link> with its API key.
      </p>
    )
  return (
    <Select {...props}>
      <option value="">None</option>
      {environments.map(({ id, name, kind }) => (
        <option key={id} value={id}>
          {name} ({kind})
        </option>
      ))}
    </Select>
  )
}

const isThere = (value: Given[GivenName]) => value !== '' && value !== null && value !== false && !Array.isArray(value)

function localNow(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`
}
