import { Button, Checkbox, Dialog, TextField } from '@radix-ui/themes'
import { useState } from 'react'
import { isValueName, valueWord } from '../../../../shared/catalog/values'
import { type NoteDraft, notedKinds } from '../../../../shared/watch/note'
import type { WatchOverview, WatchRow } from '../../../../shared/watch/overview'
import { kindNames } from '../../../../shared/watch/reminders'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { Select } from '../../../components/Select'
import styles from './dates.module.css'

type Kind = NoteDraft['kind']

/** Notes when something ends: of a row that is there, or of something new. */
export function NoteDialog({
  overview,
  row,
  onClose,
}: {
  overview: WatchOverview
  row: WatchRow | null
  onClose: () => void
}) {
  const [kind, setKind] = useState<Kind>(notedKinds.find((one) => one === row?.kind) ?? 'client-secret')
  const [label, setLabel] = useState(row === null ? '' : nameOf(row))
  const [setupId, setSetupId] = useState(row?.setup?.id ?? '')
  const [day, setDay] = useState(() => dayOf(row))
  const [endless, setEndless] = useState(row?.end.kind === 'never')
  const [tried, setTried] = useState(false)
  const setups = useCall('setups.list').value?.setups ?? []
  const note = useAction('watch.note')
  // A secret that is listed already gets its date, instead of being listed twice.
  const listed =
    row ?? overview.rows.find((one) => one.setup?.id === setupId && one.kind === kind && one.value !== null)
  const isFixed = row !== null && row.value !== null
  const isNamed = isFixed || label.trim() !== ''
  const isDated = endless || /^\d{4}-\d{2}-\d{2}$/.test(day)

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isNamed || !isDated) return
    const outcome = await note.run({
      id: row?.noteId ?? null,
      kind,
      label: label.trim(),
      setupId: setupId === '' ? null : setupId,
      value: listed?.value ?? null,
      end: endless ? { kind: 'never' } : { kind: 'day', day },
    })
    if (outcome.ok) onClose()
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="480px" aria-describedby={undefined}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <Dialog.Title size="4" mb="0">
            {isFixed ? `When does it end: ${nameOf(row)}` : 'Note a date'}
          </Dialog.Title>
          {isFixed ? (
            <p className={styles.of}>{row.setup?.name}</p>
          ) : (
            <>
              <Field label="What it is">
                {(control) => (
                  <Select
                    {...control}
                    value={kind}
                    onChange={(event) => setKind(notedKinds.find((one) => one === event.target.value) ?? 'other')}
                  >
                    {notedKinds.map((one) => (
                      <option key={one} value={one}>
                        {kindNames[one]}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Field
                label="Name"
                hint="What you know it by. Never the secret itself."
                error={tried && !isNamed ? 'Type a name.' : null}
              >
                {(control) => (
                  <TextField.Root
                    {...control}
                    value={label}
                    maxLength={200}
                    autoComplete="off"
                    onChange={(event) => setLabel(event.target.value)}
                  />
                )}
              </Field>
              <Field label="Set-up">
                {(control) => (
                  <Select {...control} value={setupId} onChange={(event) => setSetupId(event.target.value)}>
                    <option value="">None</option>
                    {setups.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            </>
          )}
          <Field
            label="Last day"
            hint={listed?.lifetime ?? 'As the console that made it shows it.'}
            error={tried && !isDated ? 'Choose the day, or say that it does not expire.' : null}
          >
            {(control) => (
              <div className={styles.dayLine}>
                <TextField.Root
                  {...control}
                  type="date"
                  value={endless ? '' : day}
                  disabled={endless}
                  max="9999-12-31"
                  onChange={(event) => setDay(event.target.value)}
                />
                {[6, 12, 24].map((months) => (
                  <Button
                    key={months}
                    type="button"
                    size="1"
                    variant="soft"
                    color="gray"
                    disabled={endless}
                    onClick={() => setDay(monthsFromNow(months))}
                  >
                    in {months} months
                  </Button>
                ))}
              </div>
            )}
          </Field>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox in it is one */}
          <label className={styles.endless}>
            <Checkbox checked={endless} onCheckedChange={(checked) => setEndless(checked === true)} />
            It does not expire
          </label>
          {note.problem && <ProblemNote problem={note.problem} />}
          <div className={styles.buttons}>
            <Button type="button" variant="soft" color="gray" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={note.running}>
              Note it
            </Button>
          </div>
        </form>
      </Dialog.Content>
    </Dialog.Root>
  )
}

const nameOf = ({ value, what }: WatchRow) => (value !== null && isValueName(value) ? valueWord(value).label : what)

function dayOf(row: WatchRow | null): string {
  if (row?.end.kind === 'day') return row.end.day
  return row?.noteId && row.end.kind === 'instant' ? localDay(new Date(row.end.at)) : ''
}

/** The same day of a later month, or the last one of it where that is shorter. */
function monthsFromNow(months: number): string {
  const date = new Date()
  const day = date.getDate()
  date.setMonth(date.getMonth() + months)
  if (date.getDate() !== day) date.setDate(0)
  return localDay(date)
}

function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
