import { KeyRound } from 'lucide-react'
import type { Place } from '../../../../shared/catalog/terms'
import type { StepValue } from '../../../../shared/guidance/setup-steps'
import { CopyButton } from '../../../components/CopyButton'
import { MenuPath } from '../../../components/MenuPath'
import frame from './frame.module.css'
import { PasteBox } from './PasteBox'
import { isReadFile, ReadFile } from './ReadFile'
import { SecretBox } from './SecretBox'
import styles from './values.module.css'

/** A value of the set-up: its fields in the consoles by their exact labels, and the box that holds it. `place`: where the step is. */
export function ValueCard({ value, place }: { value: StepValue; place: Place | null }) {
  const { word, handovers } = value
  return (
    <article className={styles.card} id={`value-${value.name}`} aria-label={word.label}>
      <header className={styles.cardHead}>
        <h3 className={styles.cardTitle}>{word.label}</h3>
        {word.secret && (
          <span className={styles.secretTag}>
            <KeyRound aria-hidden size={12} />
            secret
          </span>
        )}
        <p className={styles.means}>{value.means}</p>
      </header>
      <dl className={styles.fields}>
        {handovers.map(({ field, where }) => (
          <div key={`${field} ${where}`}>
            <dt>{directionOf(value, place)}</dt>
            <dd>
              <span className={styles.fieldLabel}>
                <strong>{field}</strong>
                <CopyButton text={field} what={`field label ${field}`} iconOnly />
              </span>
              <span className={styles.where}>
                <MenuPath path={where} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {word.kind === 'consent' ? (
        <p className={frame.aside}>There is nothing to copy. Mark the step done once consent was given.</p>
      ) : word.secret ? (
        <SecretBox value={value} />
      ) : isReadFile(value) ? (
        <ReadFile value={value} />
      ) : (
        <PasteBox value={value} />
      )}
    </article>
  )
}

/** What to do with the field of the provider's console, seen from the place the step is in. */
function directionOf({ side, role }: StepValue, place: Place | null): string {
  if (side === 'environment') return 'Shown in'
  if (side === 'workos') return place === 'provider' && role === 'enter' ? 'Enter it in' : 'Goes into'
  return place === 'provider' && role === 'take' ? 'Copy it from' : 'Comes from'
}
