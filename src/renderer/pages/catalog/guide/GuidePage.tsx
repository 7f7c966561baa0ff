import { Button } from '@radix-ui/themes'
import { BookX, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { loadGuide } from '../../../../shared/catalog/guides'
import { catalogEntry } from '../../../../shared/catalog/index'
import type { Integration } from '../../../../shared/catalog/schema'
import { EmptyState } from '../../../components/EmptyState'
import { FindInPage } from '../../../components/FindInPage'
import { Monogram } from '../../../components/Monogram'
import { Page } from '../../../components/Page'
import { SourceLink } from '../../../components/SourceLink'
import { Tag } from '../../../components/Tag'
import { When } from '../../../components/When'
import { categoryNames, confidenceNames, purposeNames } from '../../../components/words'
import { StartSetup } from '../StartSetup'
import { Confidence } from './Confidence'
import { GuideMapping } from './GuideMapping'
import { GuidePitfalls } from './GuidePitfalls'
import { GuideProtocol } from './GuideProtocol'
import { GuideSources } from './GuideSources'
import { GuideSteps } from './GuideSteps'
import { GuideValues } from './GuideValues'
import styles from './guide.module.css'
import { OnThisPage } from './OnThisPage'
import { Section } from './Section'
import { Sources } from './SourceRef'

const back = { to: '/catalog', label: 'Catalog' }

/** One integration as a complete guide. Everything on it is part of the program; only the links need a network. */
export function GuidePage({ slug }: { slug: string }) {
  const entry = catalogEntry(slug)
  const guide = useGuide(slug)
  const body = useRef<HTMLDivElement>(null)

  if (!entry) {
    return (
      <Page title="Not in the catalog" back={back}>
        <EmptyState
          Icon={BookX}
          title={`The catalog has no row “${slug}”`}
          actions={<Link to="/catalog">Go to the catalog</Link>}
        />
      </Page>
    )
  }

  return (
    <Page
      title={entry.name}
      back={back}
      wide
      mark={<Monogram name={entry.name} size="page" />}
      lead={
        <div className={styles.meta}>
          <Tag strong>{entry.type}</Tag>
          <span>{categoryNames[entry.category]}</span>
          <span>{entry.purposes.map((purpose) => purposeNames[purpose]).join(' and ')}</span>
          <Confidence confidence={entry.confidence} word={confidenceNames[entry.confidence]} />
          <span>
            checked <When at={entry.checkedOn} of="day" />
          </span>
        </div>
      }
      actions={
        <StartSetup
          entry={entry}
          trigger={
            <Button size="2">
              <Play aria-hidden size={14} />
              Start a set-up
            </Button>
          }
        />
      }
      toolbar={<FindInPage within={body} ready={guide !== undefined} label="Find in this guide" />}
    >
      {guide && (
        <Sources value={guide.sources}>
          <div className={styles.columns}>
            <div ref={body} className={styles.guide}>
              <Overview guide={guide} />
              <GuideValues guide={guide} />
              <GuideMapping guide={guide} />
              <GuideProtocol guide={guide} />
              <GuideSteps guide={guide} />
              <GuidePitfalls guide={guide} />
              <GuideSources guide={guide} />
            </div>
            <OnThisPage within={body} />
          </div>
        </Sources>
      )}
    </Page>
  )
}

function Overview({ guide }: { guide: Integration }) {
  const { workos } = guide
  const facts: ReadonlyArray<readonly [string, string | null]> = [
    ['Name in the WorkOS Dashboard', workos.dashboardName],
    ['Connection type in the API', workos.connectionType],
    ['Directory type in the API', workos.directoryType],
    ['Console', guide.consoleName],
  ]
  return (
    <Section id="before" title="Before you start">
      {guide.requirements.length > 0 && (
        <ul className={styles.bullets}>
          {guide.requirements.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <dl className={styles.plainFacts}>
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <div key={label} className={styles.fact}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {guide.consoleUrl && (
          <div className={styles.fact}>
            <dt>Console address</dt>
            <dd>
              {guide.consoleUrl.includes('{') ? <code>{guide.consoleUrl}</code> : <SourceLink url={guide.consoleUrl} />}
            </dd>
          </div>
        )}
        <div className={styles.fact}>
          <dt>WorkOS documentation</dt>
          <dd>
            <SourceLink url={guide.docUrl} />
          </dd>
        </div>
      </dl>
    </Section>
  )
}

function useGuide(slug: string): Integration | undefined {
  const [guide, setGuide] = useState<Integration>()
  useEffect(() => {
    let wanted = true
    void loadGuide(slug).then((loaded) => {
      if (wanted) setGuide(loaded)
    })
    return () => {
      wanted = false
    }
  }, [slug])
  return guide?.slug === slug ? guide : undefined
}
