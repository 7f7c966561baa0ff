import { Button, TextField } from '@radix-ui/themes'
import { CircleCheck, Search } from 'lucide-react'
import { useId, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Field } from '../../../components/Field'
import { Monogram } from '../../../components/Monogram'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { Tag } from '../../../components/Tag'
import { purposeNames } from '../../../components/words'
import { useCatalogIndex } from '../../catalog/catalog-index'
import styles from './list.module.css'

/** For whom and with what: the two questions a set-up begins with. What was chosen stays when the page is left. */
export function NewSetup() {
  const [, go] = useLocation()
  const { search } = useCatalogIndex()
  const [organization, setOrganization] = useKept('setups.new.organization', '')
  const [text, setText] = useKept('setups.new.text', '')
  const [chosen, setChosen] = useKept<string | null>('setups.new.slug', null)
  const [tried, setTried] = useKept('setups.new.tried', false)
  const known = useCall('setups.list').value?.setups ?? []
  const create = useAction('setups.create')
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const organizationsId = useId()
  usePageFilter(input)

  const entries = search.find(text).hits.flatMap(({ slug }) => catalogEntry(slug) ?? [])
  const organizations = [...new Set(known.map((setup) => setup.organization))]
  const row = chosen === null ? undefined : catalogEntry(chosen)

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (organization.trim() === '' || !row) return
    const outcome = await create.run({ slug: row.slug, organization: organization.trim() })
    if (!outcome.ok) return
    setOrganization('')
    setText('')
    setChosen(null)
    setTried(false)
    go(`/setups/${outcome.value.id}`)
  }

  return (
    <Page
      title="New set-up"
      back={{ to: '/setups', label: 'Set-ups' }}
      lead={
        <>
          Not sure which one?{' '}
          <Link to="/catalog/choose" className={styles.link}>
            Answer three questions
          </Link>
          .
        </>
      }
    >
      <form className={styles.newForm} onSubmit={submit} noValidate>
        <Field
          label="Customer organization"
          hint="The name you know it by. It can be changed later."
          error={tried && organization.trim() === '' ? 'Type the name of the organization this set-up is for.' : null}
        >
          {(control) => (
            <>
              <TextField.Root
                {...control}
                value={organization}
                maxLength={200}
                list={organizationsId}
                autoFocus
                autoComplete="off"
                onChange={(event) => setOrganization(event.target.value)}
              />
              <datalist id={organizationsId}>
                {organizations.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>

        <Field label="Integration" error={tried && !row ? 'Choose the integration.' : null}>
          {(control) => (
            <TextField.Root
              {...control}
              ref={input}
              value={text}
              placeholder="Provider, protocol or field label"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && entries[0] && chosen === null) {
                  event.preventDefault()
                  setChosen(entries[0].slug)
                }
                if (event.key === 'ArrowDown') {
                  event.preventDefault()
                  document.querySelector<HTMLInputElement>(`#${CSS.escape(listId)} input`)?.focus()
                }
              }}
            >
              <TextField.Slot>
                <Search aria-hidden size={15} />
              </TextField.Slot>
            </TextField.Root>
          )}
        </Field>
        <fieldset id={listId} className={styles.choices}>
          <legend className="visually-hidden">Integrations found</legend>
          {entries.map((entry) => (
            <label key={entry.slug} className={styles.choice} data-chosen={entry.slug === chosen}>
              <input
                type="radio"
                name="integration"
                className="visually-hidden"
                checked={entry.slug === chosen}
                onChange={() => setChosen(entry.slug)}
              />
              <Monogram name={entry.name} />
              <span className={styles.choiceName}>{entry.name}</span>
              <Tag strong>{entry.type}</Tag>
              <span className={styles.choicePurpose}>
                {entry.purposes.map((purpose) => purposeNames[purpose]).join(', ')}
              </span>
              {entry.slug === chosen && <CircleCheck aria-hidden size={16} className={styles.choiceMark} />}
            </label>
          ))}
          {entries.length === 0 && (
            <p className={styles.none}>
              Nothing is called “{text.trim()}”. A provider that is not listed connects through its protocol: search for
              SAML, OpenID Connect or SCIM.
            </p>
          )}
        </fieldset>
        {create.problem && <ProblemNote problem={create.problem} />}
        <div className={styles.newFoot}>
          <Button type="submit" size="2" loading={create.running}>
            Start the set-up
          </Button>
          <span className={styles.quiet} role="status">
            {row
              ? `${row.name}, ${row.type}${organization.trim() === '' ? '' : `, for ${organization.trim()}`}`
              : 'No integration chosen yet'}
          </span>
        </div>
      </form>
    </Page>
  )
}
