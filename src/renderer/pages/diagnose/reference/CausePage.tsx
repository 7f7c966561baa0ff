import { FolderX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { branchOf, causeOf } from '../../../../shared/guidance/causes/causes'
import { type ProductId, products } from '../../../../shared/guidance/causes/products'
import { errorReference } from '../../../../shared/guidance/error-reference'
import { errorDictionary } from '../../../../shared/guidance/errors/dictionary'
import { type CauseId, causeIds } from '../../../../shared/verdict'
import { keep, useKept } from '../../../app/kept'
import { EmptyState } from '../../../components/EmptyState'
import { FixNote } from '../../../components/FindingCard'
import { Page } from '../../../components/Page'
import { Select } from '../../../components/Select'
import { SourceLink } from '../../../components/SourceLink'
import { settleWords } from '../result/settle'
import styles from './reference.module.css'

const back = { to: '/diagnose/causes', label: 'All known causes' }
const mostCodes = 24

/** One cause: what is seen of it, how it is proven and ruled out, what settles it, what looks like it, and its fix. */
export function CausePage({ id }: { id: string }) {
  const known = causeIds.find((one) => one === id)
  if (known === undefined)
    return (
      <Page title="Unknown cause" back={back}>
        <EmptyState
          Icon={FolderX}
          title="The tree has no such cause"
          actions={<Link to={back.to}>All known causes</Link>}
        />
      </Page>
    )
  return <OneCause id={known} />
}

function OneCause({ id }: { id: CauseId }) {
  const cause = causeOf(id)
  const errors = errorReference.filter(({ causes }) => causes.includes(id))
  const codes = errorDictionary.filter(({ causes }) => causes[0] === id).slice(0, mostCodes)
  return (
    <Page title={cause.title} lead={branchOf(id).title} back={back}>
      <div className={styles.cause}>
        <dl className={styles.about}>
          <About term="What people see">{cause.symptom}</About>
          <About term="The question">{cause.question}</About>
          <About term="Proven when">{cause.proven}</About>
          <About term="Ruled out when">{cause.ruledOut}</About>
          <About term="What settles it">
            <ul>
              {cause.needs.map(({ input, sentence }) => (
                <li key={sentence}>
                  <span className="visually-hidden">{settleWords[input]}: </span>
                  {sentence}
                </li>
              ))}
            </ul>
          </About>
          {cause.notToMistake.length > 0 && (
            <About term="Not to be mistaken">
              <ul>
                {cause.notToMistake.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </About>
          )}
          {cause.consequences.length > 0 && (
            <About term="Brings about">
              {cause.consequences.map((one) => (
                <Link key={one} to={`/diagnose/causes/${one}`}>
                  {causeOf(one).title}
                </Link>
              ))}
            </About>
          )}
        </dl>
        <Fixes id={id} />
        {(errors.length > 0 || codes.length > 0) && (
          <section className={styles.section} aria-labelledby="cause-errors">
            <h2 id="cause-errors" className={styles.title}>
              Errors that lead here
            </h2>
            <ul className={styles.codes}>
              {errors.map(({ id: error, title }) => (
                <li key={error}>
                  <ErrorLink text={title}>{title}</ErrorLink>
                </li>
              ))}
              {codes.map(({ product, code }) => (
                <li key={`${product} ${code}`}>
                  <ErrorLink text={code}>
                    {product}: <code>{code}</code>
                  </ErrorLink>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className={styles.section} aria-labelledby="cause-sources">
          <h2 id="cause-sources" className={styles.title}>
            Sources
          </h2>
          <ul className={styles.sources}>
            {cause.sources.map((url) => (
              <li key={url}>
                <SourceLink url={url} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  )
}

function Fixes({ id }: { id: CauseId }) {
  const { fix, fixes } = causeOf(id)
  const [chosen, setChosen] = useKept<'' | ProductId>('diagnose.fix-product', '')
  const known = (Object.keys(products) as ProductId[]).filter((product) => fixes[product] !== undefined)
  const own = chosen === '' ? undefined : fixes[chosen]
  return (
    <section className={styles.section} aria-labelledby="cause-fix">
      <header className={styles.fixHead}>
        <h2 id="cause-fix" className={styles.title}>
          How it is mended
        </h2>
        {known.length > 0 && (
          <Select
            aria-label="Product"
            value={own ? chosen : ''}
            onChange={(event) => setChosen(known.find((one) => one === event.target.value) ?? '')}
          >
            <option value="">In any product</option>
            {known.map((product) => (
              <option key={product} value={product}>
                {products[product]}
              </option>
            ))}
          </Select>
        )}
      </header>
      <FixNote fix={own ?? fix} />
    </section>
  )
}

function About({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Leads to the error reference, searched for this. */
function ErrorLink({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Link to="/diagnose/errors" onClick={() => keep('diagnose.errors.text', text)}>
      {children}
    </Link>
  )
}
