import { Checkbox } from '@radix-ui/themes'
import { scimProviders } from '../../../../shared/guidance/scim-providers'
import type { CaptureClaims, CaptureView } from '../../../../shared/runs/scim-capture'
import { useAction } from '../../../bridge/use-action'
import { Select } from '../../../components/Select'
import styles from './capture.module.css'

const claims: ReadonlyArray<{ name: keyof CaptureClaims; says: string }> = [
  { name: 'changed', says: 'A user who was pushed has been changed there since, and its push has run' },
  { name: 'deactivated', says: 'A user who was pushed has been deactivated there since, and its push has run' },
]

/** What the person knows and no request tells. That nothing came proves something only when something was done. */
export function Claims({ view }: { view: CaptureView }) {
  const say = useAction('scimCapture.say')
  return (
    <fieldset className={styles.claims}>
      <legend>What was done at the identity provider</legend>
      {claims.map(({ name, says }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control, and is in the label
        <label key={name} className={styles.claim}>
          <Checkbox
            checked={view.claims[name]}
            onCheckedChange={(value) =>
              void say.run({ claims: { ...view.claims, [name]: value === true }, provider: view.provider })
            }
          />
          {says}
        </label>
      ))}
      <div className={styles.claim}>
        <span id="capture-provider">The identity provider is</span>
        <Select
          aria-labelledby="capture-provider"
          value={view.provider ?? ''}
          onChange={(event) =>
            void say.run({ claims: view.claims, provider: event.target.value === '' ? null : event.target.value })
          }
        >
          <option value="">told by its requests</option>
          {scimProviders.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
    </fieldset>
  )
}
