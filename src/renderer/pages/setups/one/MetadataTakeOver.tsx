import { Button } from '@radix-ui/themes'
import { Check } from 'lucide-react'
import { valueWord } from '../../../../shared/catalog/values'
import { compareValues } from '../../../../shared/compare'
import { valuesOf } from '../../../../shared/guidance/handovers'
import type { MetadataInspectResult } from '../../../../shared/runs/metadata'
import { identityProvider } from '../../../../shared/watch/sighting'
import { CompareTable } from '../../../components/CompareTable'
import { When } from '../../../components/When'
import frame from './frame.module.css'
import styles from './metadata.module.css'
import { offeredValues } from './offered-values'
import { useOpenSetup } from './setup-context'
import valuesStyles from './values.module.css'

/** What the metadata says, beside what the set-up has: taken over with one press, compared where the two differ. */
export function MetadataTakeOver({ result }: { result: MetadataInspectResult }) {
  const { setup, row, edit } = useOpenSetup()
  const entity = identityProvider(result)
  if (!entity) return null
  const declared = new Set<string>(valuesOf(row))
  const offers = offeredValues(entity).map((offer) => {
    const there = setup.values[offer.name]
    return { ...offer, declared: declared.has(offer.name), there: there?.kind === 'plain' ? there.text : null }
  })
  const open = offers.filter((offer) => offer.declared && offer.there !== offer.text)
  const take = (name: string, text: string) => edit({ do: 'set-value', name, text, origin: 'metadata' })
  const takeAll = async () => {
    for (const { name, text } of open) await take(name, text)
  }

  return (
    <div className={styles.takeOver}>
      <header className={styles.takeHead}>
        <h4 className={styles.takeTitle}>In the document</h4>
        {open.length > 1 && (
          <Button size="1" onClick={() => void takeAll()}>
            Take all over
          </Button>
        )}
      </header>
      <dl className={styles.offers}>
        {offers.map(({ name, text, there, declared: isField }) => (
          <div key={name}>
            <dt>{valueWord(name).label}</dt>
            <dd>
              {there !== null && there !== text && isField ? (
                <CompareTable
                  comparison={compareValues(
                    valueWord(name).label,
                    { value: there, from: 'in this set-up' },
                    { value: text, from: 'in the metadata' },
                  )}
                />
              ) : (
                <code className={valuesStyles.offer}>{inShort(text)}</code>
              )}
              {!isField ? null : there === text ? (
                <span className={styles.taken}>
                  <Check aria-hidden size={13} />
                  in the set-up
                </span>
              ) : (
                <Button size="1" variant="soft" onClick={() => void take(name, text)}>
                  {there === null ? 'Take over' : 'Replace mine with it'}
                </Button>
              )}
            </dd>
          </div>
        ))}
        {entity.certificates.map((certificate) => (
          <div key={`${certificate.use} ${certificate.sha256}`}>
            <dt>{certificate.use === 'encryption' ? 'Encryption certificate' : 'Signing certificate'}</dt>
            <dd className={styles.certificate}>
              <span>{certificate.subject}</span>
              <span className={frame.quiet}>
                {certificate.key} · valid <When at={certificate.notBefore} of="day" /> to{' '}
                <When at={certificate.notAfter} of="day" />
              </span>
              <code className={styles.fingerprint}>SHA-256 {certificate.sha256}</code>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** A certificate is told by its subject and fingerprint below; its hundreds of characters tell nobody anything. */
function inShort(text: string): string {
  const count = text.split('-----BEGIN CERTIFICATE-----').length - 1
  if (count === 0) return text
  return count === 1 ? '1 certificate as PEM, listed below' : `${count} certificates as PEM, listed below`
}
