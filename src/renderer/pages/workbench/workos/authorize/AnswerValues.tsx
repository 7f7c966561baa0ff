import { Button } from '@radix-ui/themes'
import { Check } from 'lucide-react'
import { type ValueName, valueWord } from '../../../../../shared/catalog/values'
import { compareValues } from '../../../../../shared/compare'
import type { EnvironmentView } from '../../../../../shared/environment'
import { handoversOf } from '../../../../../shared/guidance/handovers'
import { plainValues } from '../../../../../shared/guidance/setup-steps'
import type { AuthorizeAnswer } from '../../../../../shared/workos'
import { useAction } from '../../../../bridge/use-action'
import { CompareTable } from '../../../../components/CompareTable'
import { CopyValue } from '../../../../components/CopyValue'
import { UseInDiagnosis } from '../../../diagnose/UseInDiagnosis'
import { useGuides } from '../../../setups/list/use-guides'
import styles from '../record/record.module.css'
import { Fact, Facts } from '../record/Section'
import { useTiedSetups } from '../record/SetupLink'

/** One value of the answer. `name`: the value of a set-up it is; `given`: WorkOS is the side that gives it. */
interface Told {
  label: string
  value: string | null
  /** A word or two, which nobody copies. */
  short?: true
  name?: ValueName
  given?: boolean
}

function toldBy(answer: AuthorizeAnswer): Told[] {
  switch (answer.kind) {
    case 'saml': {
      const { request } = answer
      return [
        { label: 'ACS URL', value: request.acsUrl, name: 'acs_url', given: true },
        { label: 'SP Entity ID', value: request.spEntityId, name: 'sp_entity_id', given: true },
        { label: 'IdP SSO URL', value: answer.ssoUrl, name: 'idp_sso_url' },
        { label: 'Destination', value: request.destination },
        { label: 'NameID format', value: request.nameIdFormat },
        { label: 'Binding', value: answer.binding, short: true },
        { label: 'Request signed', value: request.signed ? 'yes' : 'no', short: true },
        { label: 'Forces a new sign-in', value: request.forceAuthn ? 'yes' : 'no', short: true },
      ]
    }
    case 'oauth':
      return [
        { label: 'Authorization endpoint', value: answer.authorizeUrl },
        { label: 'Redirect URI', value: answer.redirectUri, name: 'redirect_uri', given: true },
        { label: 'Client ID', value: answer.clientId, name: 'client_id' },
        { label: 'Scopes', value: answer.scopes.join(' ') || null },
        { label: 'PKCE', value: answer.pkce ? 'yes' : 'no', short: true },
      ]
    case 'error':
    case 'elsewhere':
      return []
  }
}

/** What WorkOS really sends, value by value, against the set-up that is tied to the connection. */
export function AnswerValues({
  environment,
  connectionId,
  answer,
}: {
  environment: EnvironmentView
  /** Null where the question named no connection. */
  connectionId: string | null
  answer: AuthorizeAnswer
}) {
  const [setup] = useTiedSetups(environment.id, connectionId ?? '')
  const row = useGuides()?.get(setup?.slug ?? '')
  const edit = useAction('setups.edit')
  const mine = setup ? plainValues(setup) : {}
  const told = toldBy(answer)
  if (told.length === 0) return null
  const belongs = (name: ValueName | undefined): name is ValueName =>
    name !== undefined && row !== undefined && handoversOf(row, name).length > 0
  const open = told.filter(({ name, value, given }) => belongs(name) && given && value !== null && mine[name] !== value)
  const takeAll = async () => {
    if (!setup) return
    for (const { name, value } of open) {
      if (name && value !== null)
        await edit.run({ id: setup.id, edit: { do: 'set-value', name, text: value, origin: 'workos' } })
    }
  }

  return (
    <div className={styles.values}>
      {told
        .filter(({ short }) => !short)
        .map(({ label, value, name, given }) => {
          const own = belongs(name) ? mine[name] : undefined
          return (
            <div key={label} className={styles.value}>
              <span className={styles.valueLabel}>{label}</span>
              {value === null ? <span className={styles.quiet}>none</span> : <CopyValue value={value} what={label} />}
              {own !== undefined && own === value && (
                <span className={styles.same}>
                  <Check aria-hidden size={13} />
                  the same as in the set-up
                </span>
              )}
              {own !== undefined && own !== value && (
                <CompareTable
                  comparison={compareValues(
                    label,
                    { value, from: given ? 'WorkOS, sent with every sign-in' : 'WorkOS, where it sends sign-ins' },
                    { value: own, from: `${name ? valueWord(name).label : label} of the set-up` },
                  )}
                />
              )}
            </div>
          )
        })}
      <Facts>
        {told
          .filter(({ short }) => short)
          .map(({ label, value }) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
      </Facts>
      <div className={styles.buttons}>
        {setup && open.length > 0 && (
          <Button size="1" variant="soft" onClick={() => void takeAll()} loading={edit.running}>
            Take over into the set-up
          </Button>
        )}
        {answer.kind === 'saml' && (
          <UseInDiagnosis
            part={{
              environmentId: environment.id,
              connectionId: connectionId ?? '',
              acs: answer.request.acsUrl ?? '',
              audience: answer.request.spEntityId ?? '',
              idpSsoUrl: answer.ssoUrl,
            }}
          />
        )}
      </div>
    </div>
  )
}
