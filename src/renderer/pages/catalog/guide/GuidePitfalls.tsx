import type { Integration } from '../../../../shared/catalog/schema'
import styles from './guide.module.css'
import { Linked } from './Linked'
import { Section } from './Section'
import { SourceRef } from './SourceRef'

/** What goes wrong with this provider: what is seen, why, and what to do. */
export function GuidePitfalls({ guide }: { guide: Integration }) {
  return (
    <Section id="pitfalls" title="Pitfalls">
      <div className={styles.pitfalls}>
        {guide.pitfalls.map((one) => (
          <article key={`${one.symptom} ${one.cause}`} className={styles.pitfall}>
            <h3 className={styles.symptom}>
              {one.symptom} <SourceRef source={one.source} />
            </h3>
            <dl className={styles.remedy}>
              <dt>Cause</dt>
              <dd>
                <Linked text={one.cause} />
              </dd>
              <dt>Fix</dt>
              <dd>
                <Linked text={one.fix} />
              </dd>
            </dl>
          </article>
        ))}
      </div>
    </Section>
  )
}
