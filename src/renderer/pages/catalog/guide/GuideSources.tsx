import type { Integration } from '../../../../shared/catalog/schema'
import { SourceLink } from '../../../components/SourceLink'
import { When } from '../../../components/When'
import { confidenceMeanings } from '../../../components/words'
import styles from './guide.module.css'
import { Section } from './Section'

/** Where the guide was read, when it was last held against that, and what nobody could confirm. */
export function GuideSources({ guide }: { guide: Integration }) {
  return (
    <Section
      id="sources"
      title="Sources"
      lead={
        <>
          {confidenceMeanings[guide.confidence]} Last held against its sources on <When at={guide.checkedOn} of="day" />
          .
        </>
      }
    >
      {guide.unconfirmed.length > 0 && (
        <div className={styles.openQuestions}>
          <h3 className={styles.smallTitle}>Nobody could confirm</h3>
          <ul className={styles.bullets}>
            {guide.unconfirmed.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <ol className={styles.sources}>
        {guide.sources.map((url) => (
          <li key={url}>
            <SourceLink url={url} />
          </li>
        ))}
      </ol>
    </Section>
  )
}
