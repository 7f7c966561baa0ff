import { Button, TextArea, TextField } from '@radix-ui/themes'
import { FileKey2, FolderOpen, KeyRound } from 'lucide-react'
import { useId } from 'react'
import { useAction } from '../../../bridge/use-action'
import { useAllSetups } from '../../../bridge/use-all-setups'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { Select } from '../../../components/Select'
import { DocumentField, Taken } from '../DocumentField'
import { type ExpectedSide, givenNames, type Refusals, takenFrom } from './expected-side'
import styles from './response.module.css'

/** What the response is held against. Everything is optional: what is left empty is not judged, unless a capture tells it. */
export function ExpectedForm({
  side,
  refusals,
  open,
  onOpen,
  onChange,
}: {
  side: ExpectedSide
  refusals: Refusals
  open: boolean
  onOpen: (open: boolean) => void
  onChange: (side: ExpectedSide) => void
}) {
  const { setups } = useAllSetups()
  const saml = (setups ?? []).filter(({ values }) => 'acs_url' in values || 'sp_entity_id' in values)
  const given = givenNames(side)
  const change = (part: Partial<ExpectedSide>) => onChange({ ...side, ...part })
  return (
    <details
      className={styles.expected}
      open={open}
      onToggle={(event) => event.currentTarget.open !== open && onOpen(event.currentTarget.open)}
    >
      <summary className={styles.expectedHead}>
        <span className={styles.expectedTitle}>Judge it against</span>
        <span className={styles.expectedGiven}>
          {given.length === 0 ? 'nothing yet: only what the response says of itself' : given.join(', ')}
        </span>
      </summary>
      <div className={styles.expectedBody}>
        {saml.length > 0 && (
          <Field label="Values of a set-up" hint="Fills in what the set-up knows; every value can be changed below.">
            {(control) => (
              <Select
                {...control}
                value={side.setupId}
                onChange={(event) => {
                  const { value } = event.target
                  onChange(takenFrom(saml.find(({ id }) => id === value) ?? null, side))
                }}
              >
                <option value="">None</option>
                {saml.map(({ id, name, organization }) => (
                  <option key={id} value={id}>
                    {name} · {organization}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <div className={styles.columns}>
          <Line
            label="ACS URL"
            value={side.acs}
            error={refusals.acs}
            hint="Destination and Recipient must be this, to the letter."
            onChange={(acs) => change({ acs })}
          />
          <Line
            label="SP entity ID"
            value={side.audience}
            error={refusals.audience}
            hint="The Audience must be this, to the letter."
            onChange={(audience) => change({ audience })}
          />
        </div>
        <DocumentField
          label="IdP metadata"
          hint="Its entity ID and signing certificates are what the response must come from."
          error={refusals.metadata}
          open={{ title: 'Open the metadata of the identity provider', extensions: ['xml'] }}
          value={side.metadata}
          onChange={(metadata) => change({ metadata })}
        />
        <CertificateField side={side} error={refusals.certificates} change={change} />
        <div className={styles.columns}>
          <Line
            label="ID of the request"
            value={side.requestId}
            hint="InResponseTo must name it. A capture tells it itself."
            onChange={(requestId) => change({ requestId })}
          />
          <KeyField side={side} change={change} />
          <Line
            label="Moment to judge for"
            value={side.moment}
            error={refusals.moment}
            placeholder="now, or when the capture was made"
            hint="When the response arrived, like 2026-03-01 14:05 or 2026-03-01T13:05:00Z."
            onChange={(moment) => change({ moment })}
          />
          <Line
            label="Clock tolerance in seconds"
            value={side.skewSeconds}
            error={refusals.skewSeconds}
            placeholder="180"
            onChange={(skewSeconds) => change({ skewSeconds })}
          />
        </div>
      </div>
    </details>
  )
}

function Line({
  label,
  value,
  hint,
  error,
  placeholder,
  onChange,
}: {
  label: string
  value: string
  hint?: string
  error?: string
  placeholder?: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextField.Root
          {...control}
          className={styles.value}
          value={value}
          placeholder={placeholder}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

type Change = (part: Partial<ExpectedSide>) => void

function CertificateField({ side, error, change }: { side: ExpectedSide; error?: string; change: Change }) {
  const open = useAction('files.open')
  const choose = async () => {
    const chosen = await open.run({ title: 'Open a signing certificate', extensions: ['pem', 'crt', 'cer', 'der'] })
    if (chosen.ok && chosen.value) change({ certificateFile: chosen.value })
  }
  return (
    <Field
      label="Signing certificate"
      hint="Where there is no metadata, or to try another one. Several may stand one after the other."
      error={error}
    >
      {(control) => (
        <>
          <div className={styles.line}>
            <TextArea
              {...control}
              className={styles.pem}
              rows={2}
              value={side.certificates}
              placeholder="-----BEGIN CERTIFICATE-----"
              spellCheck={false}
              onChange={(event) => change({ certificates: event.target.value.slice(0, 200_000) })}
            />
            <Button type="button" variant="soft" color="gray" onClick={choose}>
              <FolderOpen aria-hidden size={14} />
              Open a file
            </Button>
          </div>
          {side.certificateFile && (
            <Taken
              Icon={<FileKey2 aria-hidden size={14} />}
              name={side.certificateFile.name}
              onRemove={() => change({ certificateFile: null })}
            />
          )}
          {open.problem && <ProblemNote problem={open.problem} />}
        </>
      )}
    </Field>
  )
}

/** The private key goes from its file to main; the page learns the name of the file. */
function KeyField({ side, change }: { side: ExpectedSide; change: Change }) {
  const labelled = useId()
  const open = useAction('files.open')
  const hold = useAction('secrets.holdFile')
  const forget = useAction('secrets.forget')
  const choose = async () => {
    const chosen = await open.run({ title: 'Open the decryption key', extensions: ['pem', 'key'] })
    if (!chosen.ok || !chosen.value) return
    const held = await hold.run({ ticket: chosen.value.ticket })
    if (held.ok) change({ key: { ticket: held.value.ticket, name: chosen.value.name } })
  }
  const remove = () => {
    if (side.key) void forget.run({ ticket: side.key.ticket })
    change({ key: null })
  }
  const problem = open.problem ?? hold.problem
  return (
    <fieldset className={styles.keyField} aria-labelledby={labelled}>
      <span id={labelled} className={styles.keyLabel}>
        Decryption key
      </span>
      {side.key ? (
        <Taken Icon={<KeyRound aria-hidden size={14} />} name={side.key.name} onRemove={remove} />
      ) : (
        <Button type="button" variant="soft" color="gray" onClick={choose} loading={hold.running}>
          <FolderOpen aria-hidden size={14} />
          Open a file
        </Button>
      )}
      <span className={styles.keyHint}>
        The private key of the service provider, for encrypted assertions. It is held in memory, and never shown.
      </span>
      {problem && <ProblemNote problem={problem} />}
    </fieldset>
  )
}
