import { Button, SegmentedControl } from '@radix-ui/themes'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import {
  type Audience,
  handoffMarkdown,
  handoffSheet,
  type SheetSection,
  sheetWord,
} from '../../../../shared/guidance/handoff'
import { recognise } from '../../../../shared/guidance/recognise/recognise'
import { allValues, placeTitle, plainValues } from '../../../../shared/guidance/setup-steps'
import { useAction } from '../../../bridge/use-action'
import { Callout } from '../../../components/Callout'
import { CopyButton } from '../../../components/CopyButton'
import { Menu } from '../../../components/Menu'
import { MenuPath } from '../../../components/MenuPath'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import frame from './frame.module.css'
import styles from './handoff.module.css'
import { isReadFile } from './ReadFile'
import { useOpenSetup } from './setup-context'
import tableStyles from './table.module.css'

const formats = [
  ['markdown', 'Markdown (.md)'],
  ['html', 'Web page (.html)'],
  ['pdf', 'PDF'],
] as const

/** The sheet for the administrator on the other side: seen first, then copied or saved. */
export function HandoffView() {
  const { setup, row, environment } = useOpenSetup()
  const [audience, setAudience] = useState<Audience>('provider')
  const save = useAction('setups.saveHandoff')
  const sheet = handoffSheet(row, setup, audience)
  const markdown = handoffMarkdown(sheet)
  const values = plainValues(setup)
  const doubtful = allValues(row, setup)
    .filter(({ name, side }) => (audience === 'provider') === (side !== 'provider') && values[name] !== undefined)
    .filter((value) => {
      if (isReadFile(value)) return false
      const { name } = value
      const seen = recognise(values[name] ?? '', { row, slot: name, values, environment: environment?.kind ?? null })
      return seen.verdict.as !== 'fits' || seen.notes.some(({ tone }) => tone === 'warn')
    })
    .map(({ word }) => word.label)

  return (
    <div className={frame.view}>
      <div className={styles.sheetBar}>
        <SegmentedControl.Root
          value={audience}
          onValueChange={(value) => setAudience(value === 'workos' ? 'workos' : 'provider')}
          aria-label="Whom the sheet is for"
        >
          <SegmentedControl.Item value="provider">For {placeTitle(row, 'provider')}</SegmentedControl.Item>
          <SegmentedControl.Item value="workos">For WorkOS</SegmentedControl.Item>
        </SegmentedControl.Root>
        <span className={frame.grow} />
        <CopyButton text={markdown} what="sheet as Markdown" />
        <Menu
          label="Save the sheet"
          trigger={
            <Button loading={save.running}>
              <FileDown aria-hidden size={14} />
              Save…
            </Button>
          }
          entries={formats.map(([format, label]) => ({
            label,
            run: async () => {
              const outcome = await save.run({ id: setup.id, format, title: sheet.title, body: markdown })
              if (outcome.ok && outcome.value.saved) notify({ text: 'The hand-off sheet was saved.' })
            },
          }))}
        />
      </div>
      {save.problem && <ProblemNote problem={save.problem} />}
      {sheet.missing.length > 0 && (
        <Callout tone="warn" title={`Still missing on the sheet: ${sheet.missing.join(', ')}`}>
          <p>It says “to follow” for them. Fill them in under Values first if you have them.</p>
        </Callout>
      )}
      {doubtful.length > 0 && (
        <Callout
          tone="warn"
          title={`Look at this before you send it: ${doubtful.join(', ')}`}
          actions={
            <Button size="1" variant="soft" color="gray" asChild>
              <Link to={`/setups/${setup.id}/values`}>Open the values</Link>
            </Button>
          }
        >
          <p>What stands there does not fit its field, or does not go with the other values.</p>
        </Callout>
      )}
      <article className={styles.sheet} aria-label="Preview of the sheet">
        <h2 className={styles.sheetTitle}>{sheet.title}</h2>
        <p className={styles.sheetLead}>{sheet.lead}</p>
        {sheet.sections.map((section) => (
          <section key={section.heading} className={styles.sheetSection}>
            <h3 className={styles.sheetHeading}>{section.heading}</h3>
            {section.lead !== '' && <p className={styles.sheetLead}>{section.lead}</p>}
            <SheetBody section={section} />
          </section>
        ))}
      </article>
    </div>
  )
}

function SheetBody({ section }: { section: SheetSection }) {
  switch (section.kind) {
    case 'list': {
      const List = section.ordered ? 'ol' : 'ul'
      return (
        <List className={frame.bullets}>
          {section.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </List>
      )
    }
    case 'mapping':
      return (
        <div className={tableStyles.tableFrame}>
          <table className={tableStyles.table}>
            <thead>
              <tr>
                <th scope="col">WorkOS attribute</th>
                <th scope="col">Comes from</th>
                <th scope="col">Send it as</th>
              </tr>
            </thead>
            <tbody>
              {section.rows.map(({ to, from, name }) => (
                <tr key={to}>
                  <th scope="row">{to}</th>
                  <td>{from}</td>
                  <td>{name !== '' && <code>{name}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'fields':
      return (
        <div className={tableStyles.tableFrame}>
          <table className={tableStyles.table}>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">{section.asks ? 'State' : 'Value'}</th>
              </tr>
            </thead>
            <tbody>
              {section.fields.map(({ field, where, value }) => (
                <tr key={`${field} ${where}`}>
                  <th scope="row">
                    {field}
                    <span className={styles.sheetWhere}>
                      <MenuPath path={where} />
                    </span>
                  </th>
                  <td data-kind={value.kind}>
                    {value.kind === 'text' ? (
                      <code className={styles.sheetValue}>{value.text}</code>
                    ) : (
                      <em className={styles.sheetWord} data-kind={value.kind}>
                        {sheetWord(value, section.asks)}
                      </em>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}
