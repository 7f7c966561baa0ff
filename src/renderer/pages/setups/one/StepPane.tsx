import { Link } from 'wouter'
import type { SetupRail, StepView } from '../../../../shared/guidance/setup-steps'
import { placeTitle } from '../../../../shared/guidance/setup-steps'
import { SourceLink } from '../../../components/SourceLink'
import { Tag } from '../../../components/Tag'
import { Linked } from '../../catalog/guide/Linked'
import { Unconfirmed } from '../../catalog/guide/SourceRef'
import { AttributeTable } from './AttributeTable'
import { BlockedNote } from './BlockedNote'
import { MetadataReader } from './MetadataReader'
import styles from './one.module.css'
import { StepFoot } from './StepFoot'
import { useOpenSetup } from './setup-context'
import { ValueCard } from './ValueCard'

const metadataValues: readonly string[] = ['idp_metadata_url', 'idp_metadata_xml']

/** The step that is worked on: what to do, where, with which values, and what comes next. */
export function StepPane({ step, rail, onGo }: { step: StepView; rail: SetupRail; onGo: (step: number) => void }) {
  const { setup, row } = useOpenSetup()
  const readsMetadata = step.values.some(({ name }) => metadataValues.includes(name))
  const checksState = step.place === 'app'
  return (
    <div className={styles.pane}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs something to focus */}
      <section className={styles.paneBody} tabIndex={0} aria-label="What to do">
        <header className={styles.stepHead}>
          <p className={styles.stepPlace}>
            <span>
              Step {step.index + 1} of {rail.steps.length}
            </span>
            <span className={styles.placeName} data-place={step.place}>
              {placeTitle(row, step.place)}
            </span>
            {step.optional && <Tag>Not always needed</Tag>}
            {step.source === 'unconfirmed' && <Unconfirmed />}
            {step.source.startsWith('https://') && <SourceLink url={step.source}>Source</SourceLink>}
          </p>
          <h2 className={styles.stepDo}>
            <Linked text={step.do} />
          </h2>
        </header>
        {step.mark === 'blocked' && <BlockedNote step={step} />}
        {step.values.length > 0 && (
          <div className={styles.cards}>
            {step.values.map((value) => (
              <ValueCard key={value.name} value={value} place={step.place} />
            ))}
          </div>
        )}
        {readsMetadata && <MetadataReader />}
        {step.attributes.length > 0 && <AttributeTable rows={step.attributes} />}
        {checksState && (
          <p className={styles.aside}>
            Signpost can look for itself: <Link to={`/setups/${setup.id}/verify`}>open the verification</Link>.
          </p>
        )}
      </section>
      <StepFoot step={step} rail={rail} onGo={onGo} />
    </div>
  )
}
