import { Button, Dialog } from '@radix-ui/themes'
import { useState } from 'react'
import { Link } from 'wouter'
import type { InputName } from '../../../../shared/verdict'
import { ConnectionField } from '../../workbench/sign-in/ConnectionField'
import { inputFrom } from '../given'
import { type FormField, fieldFor, formGroups } from '../inputs/fields'
import { InputField } from '../inputs/InputField'
import type { OpenCase } from '../use-open-case'
import { FromSignIn } from './FromSignIn'
import styles from './result.module.css'
import { settleWords } from './settle'

/** Fields that have to be filled in together with the one that is asked for. */
const together: Readonly<Partial<Record<InputName, readonly FormField['name'][]>>> = {
  'metadata-file': ['metadata'],
  connection: ['environmentId', 'connectionId'],
  organization: ['environmentId', 'organizationId'],
  directory: ['environmentId', 'directoryId'],
  'api-key': ['environmentId', 'connectionId'],
  authorize: ['environmentId', 'connectionId', 'askAuthorize', 'redirectUri'],
  'scim-endpoint': ['scimUrl', 'scimToken'],
  'scim-token': ['scimUrl', 'scimToken'],
  'scim-rehearsal': ['rehearse'],
  'oauth-provider': ['oauthProvider', 'oauthIssuer'],
  'oauth-client-id': ['oauthProvider', 'oauthIssuer', 'oauthClientId'],
  'oauth-client-secret': ['oauthProvider', 'oauthIssuer', 'oauthClientId', 'oauthClientSecret'],
  'oauth-redirect-uri': ['oauthProvider', 'oauthIssuer', 'oauthClientId', 'oauthRedirectUri'],
  'oauth-scopes': ['oauthProvider', 'oauthIssuer', 'oauthScopes'],
  'email-address': ['response'],
  'test-sign-in': ['response', 'oauthCallback'],
}

/** What a recorded sign-in gives. */
const bySignIn: ReadonlySet<InputName> = new Set(['response', 'test-sign-in', 'email-address'])

/** Asks for the one input that would settle something, and looks again with it. */
export function SettleDialog({
  input,
  sentence,
  open,
  onClose,
  onLook,
}: {
  input: InputName
  sentence: string
  open: OpenCase
  onClose: () => void
  onLook: () => void
}) {
  const names = together[input] ?? (fieldFor(input) ? [fieldFor(input)?.field.name] : [])
  const fields = formGroups.flatMap((group) =>
    group.fields.filter((field) => names.includes(field.name) && (field.when?.(open.given) ?? true)),
  )
  const [tried, setTried] = useState(false)
  const made = inputFrom(open.given)
  const refusals = made.ok || !tried ? {} : made.refusals
  const elsewhere = Object.entries(refusals).find(([name]) => !fields.some((field) => field.name === name))

  const look = () => {
    setTried(true)
    if (!made.ok) return
    onClose()
    onLook()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Content maxWidth="600px" aria-describedby="settle-lead">
        <Dialog.Title size="4">{settleWords[input]}</Dialog.Title>
        <p id="settle-lead" className={styles.dialogLead}>
          {sentence}
        </p>
        <form
          className={styles.settleForm}
          onSubmit={(event) => {
            event.preventDefault()
            look()
          }}
        >
          {bySignIn.has(input) && <FromSignIn open={open} onTaken={onClose} />}
          {fields.map((field) =>
            field.name === 'connectionId' ? (
              <ConnectionField
                key={field.name}
                environmentId={open.given.environmentId}
                value={open.given.connectionId}
                error={refusals.connectionId}
                onChange={(connectionId) => open.change({ connectionId })}
              />
            ) : (
              <InputField
                key={field.name}
                field={field}
                given={open.given}
                base={open.base}
                typed={open.typed}
                change={open.change}
                reset={open.reset}
                refusal={refusals[field.name]}
              />
            ),
          )}
          {elsewhere && (
            <p className={styles.refused}>Another field of the form has to be mended first: {elsewhere[1]}</p>
          )}
          <div className={styles.dialogFoot}>
            <Link to={`/diagnose/case/${open.id}/inputs`} className={styles.allInputs}>
              All inputs
            </Link>
            <Button type="button" variant="soft" color="gray" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Look again</Button>
          </div>
        </form>
      </Dialog.Content>
    </Dialog.Root>
  )
}
