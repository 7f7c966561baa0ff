import { products } from '../../../../shared/guidance/causes/products'
import type { NetworkProfileInput } from '../../../../shared/runs/network'
import { keep, useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { Recent } from '../Recent'
import { Conclusion } from '../reach/Conclusion'
import { Ladder } from '../reach/Ladder'
import { Endpoints } from './Endpoints'
import { sortFindings } from './findings'
import { ProductForm } from './ProductForm'
import styles from './product.module.css'

const mostRecent = 6

const nameOf = ({ product, host, realm }: NetworkProfileInput) =>
  `${products[product]} on ${host}${realm === undefined ? '' : `, realm ${realm}`}`

/** Finds what a product people run themselves has on its host: metadata, sign-on, status; and what is off, closed or under another name. */
export function ProductTool() {
  const run = useRun('network.profile', 'workbench.product')
  const [looked, setLooked] = useKept<NetworkProfileInput | null>('product.looked', null)
  const [recent, setRecent] = useKept<readonly NetworkProfileInput[]>('product.recent', [])

  const look = (input: NetworkProfileInput) => {
    setLooked(input)
    setRecent([input, ...recent.filter((one) => nameOf(one) !== nameOf(input))].slice(0, mostRecent))
    run.start(input)
  }
  const again = (input: NetworkProfileInput) => {
    keep('product.id', input.product)
    keep('product.host', input.host)
    keep('product.realm', input.realm ?? '')
    look(input)
  }

  const { phase, findings, outcome, progress } = run
  const running = phase === 'running'
  const result = outcome?.ok ? outcome.value : null
  const { way, product } = sortFindings(findings)
  return (
    <Page
      title="On-premises product"
      lead="From the name of a host to every endpoint the product has there: what answers, what is off, and who it says it is."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.tool}>
        <ProductForm running={running} onLook={look}>
          <Recent
            names={recent.map(nameOf)}
            disabled={running}
            onUse={(index) => {
              const input = recent[index]
              if (input) again(input)
            }}
          />
        </ProductForm>
        <RunSection
          run={run}
          title={looked ? nameOf(looked) : 'Product'}
          working="Looking…"
          onRetry={looked ? () => look(looked) : undefined}
        >
          {result && <Conclusion conclusion={result.metadata.conclusion} />}
          {result && looked && (
            <div>
              <UseInDiagnosis part={{ profile: looked.product, hostName: looked.host }} />
            </div>
          )}
          <Endpoints endpoints={result?.endpoints ?? progress?.endpoints ?? []} />
          {product.length > 0 && (
            <section className={styles.section} aria-labelledby="product-shows">
              <h3 id="product-shows">What it shows</h3>
              <FindingList findings={product} />
            </section>
          )}
          {phase !== 'idle' && (findings.length > 0 || running) && (
            <section className={styles.section} aria-labelledby="product-way">
              <h3 id="product-way">The way to its metadata</h3>
              <Ladder
                findings={way}
                timings={result?.metadata.timings ?? progress?.timings ?? null}
                running={running}
              />
            </section>
          )}
        </RunSection>
      </div>
    </Page>
  )
}
