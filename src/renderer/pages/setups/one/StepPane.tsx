import { Button } from '@radix-ui/themes'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { SetupRail, StepView } from '../../../../shared/guidance/setup-steps'
import { placeTitle } from '../../../../shared/guidance/setup-steps'
import { Callout } from '../../../components/Callout'
import { SourceLink } from '../../../components/SourceLink'
import { Tag } from '../../../components/Tag'
import { Linked } from '../../catalog/guide/Linked'
import { Unconfirmed } from '../../catalog/guide/SourceRef'
import { AttributeTable } from './AttributeTable'
import { BlockedNote } from './BlockedNote'
import frame from './frame.module.css'
import { MetadataReader } from './MetadataReader'
import { StepFoot } from './StepFoot'
import { useOpenSetup } from './setup-context'
import styles from './steps.module.css'
import { usePasteAnywhere } from './use-paste-anywhere'
import { ValueCard } from './ValueCard'
import valuesStyles from './values.module.css'

const metadataValues: readonly string[] = ['idp_metadata_url', 'idp_metadata_xml']
/** What WorkOS itself tells of a connection when it is asked where a sign-in would lead. */
const askable: readonly string[] = ['acs_url', 'sp_entity_id']

/** The step that is worked on: what to do, where, with which values, and what comes next. */
export function StepPane({
  step,
  rail,
  wasGoneTo,
  onGo,
}: {
  step: StepView
  rail: SetupRail
  /** False for the step a visit of the page begins with. */
  wasGoneTo: boolean
  onGo: (step: number) => void
}) {
  const { setup, row } = useOpenSetup()
  const heading = useRef<HTMLHeadingElement>(null)
  usePasteAnywhere(step)

  // A step that was gone to is read aloud; the one a visit begins with leaves the focus where it is.
  useEffect(() => {
    if (wasGoneTo) heading.current?.focus({ preventScroll: true })
  }, [wasGoneTo])
  const readsMetadata = step.values.some(({ name }) => metadataValues.includes(name))
  const checksState = step.place === 'app'
  const canBeAsked = setup.link?.connectionId != null && step.missing.some((name) => askable.includes(name))
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
          <h2 ref={heading} tabIndex={-1} className={styles.stepDo}>
            <Linked text={step.do} />
          </h2>
        </header>
        {rail.settled === rail.steps.length && (
          <Callout
            tone="pass"
            title="Every step is settled"
            actions={
              <Button size="1" variant="soft" asChild>
                <Link to={`/setups/${setup.id}/verify`}>Verify the set-up</Link>
              </Button>
            }
          />
        )}
        {step.mark === 'blocked' && <BlockedNote step={step} />}
        {step.index === 0 && row.requirements.length > 0 && (
          <section className={styles.before}>
            <h3 className={valuesStyles.cardTitle}>Have this ready</h3>
            <ul className={frame.bullets}>
              {row.requirements.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </section>
        )}
        {canBeAsked && (
          <p className={frame.aside}>
            WorkOS tells the ACS URL and the SP Entity ID itself:{' '}
            <Link to={`/setups/${setup.id}/workos`} className={frame.guideLink}>
              ask it under “What WorkOS sends”
            </Link>
            .
          </p>
        )}
        {step.values.length > 0 && (
          <div className={frame.cards}>
            {step.values.map((value) => (
              <ValueCard key={value.name} value={value} place={step.place} />
            ))}
          </div>
        )}
        {readsMetadata && <MetadataReader />}
        {step.attributes.length > 0 && <AttributeTable rows={step.attributes} />}
        {checksState && (
          <p className={frame.aside}>
            Signpost can look for itself:{' '}
            <Link to={`/setups/${setup.id}/verify`} className={frame.guideLink}>
              open the verification
            </Link>
            .
          </p>
        )}
      </section>
      <StepFoot step={step} rail={rail} onGo={onGo} />
    </div>
  )
}
