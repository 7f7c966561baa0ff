import { AppWindow, Building2, type LucideIcon, Signpost } from 'lucide-react'
import type { Integration, IntegrationStep } from '../../../../shared/catalog/schema'
import type { Place } from '../../../../shared/catalog/terms'
import { type ValueName, valueWord } from '../../../../shared/catalog/values'
import { valueId } from './GuideValues'
import styles from './guide.module.css'
import { Linked } from './Linked'
import { reveal } from './reveal'
import { Section } from './Section'
import { SourceRef } from './SourceRef'

const placeIcons: Record<Place, LucideIcon> = { workos: Signpost, provider: Building2, app: AppWindow }

/** The way from nothing to a working connection, with a new heading wherever the place of work changes. */
export function GuideSteps({ guide }: { guide: Integration }) {
  const where: Record<Place, string> = {
    workos: 'In the WorkOS Dashboard',
    provider: `In ${guide.consoleName ?? guide.name}`,
    app: 'In your application',
  }
  return (
    <Section id="steps" title="Steps">
      {stretches(guide.steps).map((stretch) => {
        const Icon = placeIcons[stretch.in]
        return (
          <div key={stretch.from} className={styles.stretch}>
            <h3 className={styles.place} data-place={stretch.in}>
              <Icon aria-hidden size={15} />
              {where[stretch.in]}
            </h3>
            <ol className={styles.steps} start={stretch.from + 1}>
              {stretch.steps.map((step, index) => (
                <li key={step.do} className={styles.step}>
                  <span className={styles.stepNumber} aria-hidden>
                    {stretch.from + index + 1}
                  </span>
                  <div className={styles.stepBody}>
                    <p className={styles.stepText}>
                      <Linked text={step.do} /> <SourceRef source={step.source} />
                    </p>
                    <StepUses step={step} />
                  </div>
                </li>
              ))}
            </ol>
          </div>
        )
      })}
    </Section>
  )
}

function StepUses({ step }: { step: IntegrationStep }) {
  if (step.values.length + step.attributes.length === 0) return null
  return (
    <div className={styles.uses}>
      {step.values.map((name: ValueName) => (
        <button key={name} type="button" className={styles.use} onClick={() => reveal(valueId(name))}>
          {valueWord(name).label}
        </button>
      ))}
      {step.attributes.map((name) => (
        <code key={name} className={styles.useAttribute}>
          {name}
        </code>
      ))}
    </div>
  )
}

type Stretch = { in: Place; from: number; steps: IntegrationStep[] }

/** Steps that follow each other in the same place, together. */
function stretches(steps: readonly IntegrationStep[]): Stretch[] {
  const found: Stretch[] = []
  for (const [index, step] of steps.entries()) {
    const last = found.at(-1)
    if (last?.in === step.in) last.steps.push(step)
    else found.push({ in: step.in, from: index, steps: [step] })
  }
  return found
}
