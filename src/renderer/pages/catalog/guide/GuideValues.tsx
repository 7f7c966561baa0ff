import { ArrowRight } from 'lucide-react'
import type { Integration } from '../../../../shared/catalog/schema'
import type { Side } from '../../../../shared/catalog/terms'
import { type ValueName, valueMeaning, valueWord } from '../../../../shared/catalog/values'
import { CopyValue } from '../../../components/CopyValue'
import { MenuPath } from '../../../components/MenuPath'
import { Tag } from '../../../components/Tag'
import styles from './guide.module.css'
import { Section } from './Section'
import { SourceRef } from './SourceRef'

export const valueId = (name: ValueName) => `guide-value-${name}`

type Given = { value: ValueName; field: string; where: string; source: string; format?: string }

/** The values each side gives the other, with the exact label of the field each belongs into. */
export function GuideValues({ guide }: { guide: Integration }) {
  const console = guide.consoleName ?? guide.name
  const { workosGives, providerGives, environmentValues } = guide
  if (workosGives.length + providerGives.length + environmentValues.length === 0) return null
  return (
    <Section id="values" title="Values to hand over">
      {workosGives.length > 0 && (
        <Direction from="WorkOS" to={console}>
          {workosGives.map((given) => (
            <ValueRow key={`${given.value} ${given.field}`} given={given} side="workos" fieldIn="Goes into" />
          ))}
        </Direction>
      )}
      {providerGives.length > 0 && (
        <Direction from={console} to="WorkOS">
          {providerGives.map((given) => (
            <ValueRow key={given.value} given={given} side="provider" fieldIn="Is found as" />
          ))}
        </Direction>
      )}
      {environmentValues.length > 0 && (
        <Direction from="your WorkOS environment" to="the test sign-in">
          {environmentValues.map((name) => (
            <article key={name} id={valueId(name)} className={styles.value}>
              <ValueHead name={name} side="environment" />
            </article>
          ))}
        </Direction>
      )}
    </Section>
  )
}

function Direction({ from, to, children }: { from: string; to: string; children: React.ReactNode }) {
  return (
    <div className={styles.direction}>
      <h3 className={styles.directionTitle}>
        <span>From {from}</span>
        <ArrowRight aria-label="to" size={14} />
        <span>{to}</span>
      </h3>
      <div className={styles.values}>{children}</div>
    </div>
  )
}

function ValueHead({ name, side, source }: { name: ValueName; side: Side; source?: string }) {
  const word = valueWord(name)
  const meaning = valueMeaning(name, side)
  return (
    <div className={styles.valueHead}>
      <h4 className={styles.valueName}>
        {word.label}
        {word.secret && <Tag>secret</Tag>}
        <SourceRef source={source} />
      </h4>
      {meaning && <p className={styles.valueMeaning}>{meaning.means}</p>}
    </div>
  )
}

function ValueRow({ given, side, fieldIn }: { given: Given; side: Side; fieldIn: string }) {
  return (
    <article id={valueId(given.value)} className={styles.value}>
      <ValueHead name={given.value} side={side} source={given.source} />
      <dl className={styles.facts}>
        <dt>{fieldIn}</dt>
        <dd>
          <CopyValue value={given.field} what={`field label ${given.field}`} prose />
        </dd>
        <dt>Where</dt>
        <dd>
          <MenuPath path={given.where} />
        </dd>
        {given.format && (
          <>
            <dt>Looks like</dt>
            <dd>
              <CopyValue value={given.format} what={`format of ${given.field}`} />
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}
