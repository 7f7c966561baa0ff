import { TextField } from '@radix-ui/themes'
import { oauthProviders, providerNamed } from '../../../../shared/guidance/oauth/providers'
import { Field } from '../../../components/Field'
import { Select } from '../../../components/Select'
import type { KeptSecret } from '../../diagnose/given'
import { SecretField } from '../../diagnose/inputs/SecretField'
import { type ClientForm, placesOf, type Refused } from './form'
import styles from './oauth.module.css'

/** Asks for the provider and for the client, in the words of the provider's own console. */
export function ClientFields({
  form,
  secret,
  refused,
  onChange,
  onSecret,
}: {
  form: ClientForm
  secret: KeptSecret | null
  refused: Refused
  onChange: (part: Partial<ClientForm>) => void
  onSecret: (secret: KeptSecret | null) => void
}) {
  const provider = form.provider === '' ? null : providerNamed(form.provider)
  const places = placesOf(provider)
  const at = provider?.console
  const line = (
    name: keyof ClientForm,
    label: string,
    { hint, placeholder }: { hint?: string | undefined; placeholder?: string | undefined } = {},
  ) => (
    <Field label={label} hint={hint} error={refused[name]}>
      {(control) => (
        <TextField.Root
          {...control}
          className={styles.mono}
          value={form[name]}
          placeholder={placeholder}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  const wantsKey = provider?.authentication === 'private_key_jwt' || provider?.authentication === 'signed_secret'
  return (
    <>
      <Field label="Provider">
        {(control) => (
          <Select {...control} value={form.provider} onChange={(event) => onChange({ provider: event.target.value })}>
            <option value="">Any OpenID Connect provider, by its issuer</option>
            {oauthProviders.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {provider === null && line('issuer', 'Issuer or discovery address', { placeholder: 'https://idp.example.com' })}
      {(places.host !== null || places.tenant !== null) && (
        <div className={styles.pair}>
          {places.host !== null && line('host', 'Host', { placeholder: provider?.defaults.host })}
          {places.tenant !== null && line('tenant', 'Tenant', { placeholder: provider?.defaults.tenant })}
        </div>
      )}
      {line('clientId', 'Client ID', { hint: at?.clientId })}
      <SecretField
        field={{
          kind: 'secret',
          name: 'oauthClientSecret',
          label: wantsKey ? 'Private key' : 'Client secret',
          fromFile: wantsKey,
          ...(at === undefined
            ? {}
            : { hint: `${at.clientSecret}. Kept in memory until Signpost ends; never shown again.` }),
        }}
        value={secret}
        error={undefined}
        onChange={onSecret}
      />
      {provider?.authentication === 'signed_secret' && (
        <div className={styles.pair}>
          {line('teamId', 'Team ID')}
          {line('keyId', 'Key ID')}
        </div>
      )}
      {line('redirectUri', 'Redirect URI that WorkOS shows', { hint: at?.redirectUri })}
      {line('scopes', 'Scopes', {
        hint: at?.scopes,
        placeholder: (provider?.scopes ?? ['openid', 'profile', 'email']).join(' '),
      })}
      {line('callback', 'Address a failed sign-in ended at', {
        hint: 'Copied from the browser: an error stands in it.',
      })}
    </>
  )
}
