import { Button, TextField } from '@radix-ui/themes'
import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { providerNamed } from '../../../../shared/guidance/oauth/providers'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { CopyValue } from '../../../components/CopyValue'
import { Field } from '../../../components/Field'
import { FindingList } from '../../../components/FindingList'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import type { KeptSecret } from '../../diagnose/given'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import { ClientFields } from './ClientFields'
import { type ClientForm, checkInputOf, emptyForm, type Refused, refusedBy, signInInputOf } from './form'
import styles from './oauth.module.css'
import { ProviderFacts, TokenFacts } from './ProviderFacts'

/** Checks a provider of OAuth or OpenID Connect and a client of it, and signs in once where that is wanted. */
export function OAuthTool() {
  const check = useRun('oauth.check', 'workbench.oauth')
  const signIn = useRun('oauth.sign-in', 'workbench.oauth-sign-in')
  const [form, setForm] = useKept<ClientForm>('oauth.form', emptyForm)
  const [secret, setSecret] = useKept<KeptSecret | null>('oauth.secret', null)
  const [refused, setRefused] = useState<Refused>({})
  const change = (part: Partial<ClientForm>) => setForm({ ...form, ...part })
  const busy = check.phase === 'running' || signIn.phase === 'running'

  const start = (forSignIn: boolean) => {
    const missing = refusedBy(form, forSignIn)
    setRefused(missing)
    if (Object.keys(missing).length > 0) return
    if (forSignIn) signIn.start(signInInputOf(form, secret))
    else check.start(checkInputOf(form, secret))
  }

  const title = providerNamed(form.provider)?.name ?? (form.issuer.trim() || 'Provider')
  const url = signIn.phase === 'running' ? (signIn.progress?.url ?? null) : null
  return (
    <Page
      title="OAuth and OpenID Connect"
      lead="Whether a provider and a client of it are set up rightly: discovery, keys, client, redirect URI, scopes, and what an ID token says."
      back={{ to: '/workbench', label: 'Workbench' }}
    >
      <div className={styles.tool}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            start(false)
          }}
        >
          <ClientFields form={form} secret={secret} refused={refused} onChange={change} onSecret={setSecret} />
          <div className={styles.actions}>
            <Button type="submit" disabled={busy}>
              Check
            </Button>
          </div>
          <section className={styles.trial} aria-labelledby="oauth-trial">
            <h2 id="oauth-trial">Sign in once</h2>
            <p className={styles.quiet}>
              The check asks without anybody signing in. A sign-in in your browser shows the rest: consent, and the ID
              token. The browser comes back to this machine, so this address has to be registered for the client, too.
            </p>
            <Field label="Redirect URI on this machine" error={refused.returnTo}>
              {(control) => (
                <TextField.Root
                  {...control}
                  className={styles.mono}
                  value={form.returnTo}
                  maxLength={500}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => change({ returnTo: event.target.value })}
                />
              )}
            </Field>
            <div>
              <Button type="button" variant="soft" disabled={busy} onClick={() => start(true)}>
                <LogIn aria-hidden size={14} />
                Sign in
              </Button>
            </div>
          </section>
        </form>

        <RunSection
          run={signIn}
          title={`Sign-in at ${title}`}
          working={url === null ? 'Asking…' : 'Waiting for the browser…'}
          onRetry={() => start(true)}
        >
          {url !== null && (
            <div className={styles.waiting}>
              <p>Sign in in the browser. If no window has opened, open this address yourself:</p>
              <CopyValue value={url} what="address to sign in at" />
            </div>
          )}
          {signIn.outcome?.ok && <TokenFacts result={signIn.outcome.value} />}
          {signIn.findings.length > 0 && <FindingList findings={signIn.findings} />}
        </RunSection>

        <RunSection run={check} title={title} working="Asking…" onRetry={() => start(false)}>
          {check.outcome?.ok && <ProviderFacts result={check.outcome.value} />}
          {check.findings.length > 0 && <FindingList findings={check.findings} />}
          {check.outcome?.ok && (
            <div>
              <UseInDiagnosis
                part={{
                  oauthProvider: form.provider,
                  oauthIssuer: form.issuer,
                  oauthHost: form.host,
                  oauthTenant: form.tenant,
                  oauthClientId: form.clientId,
                  oauthClientSecret: secret,
                  oauthRedirectUri: form.redirectUri,
                  oauthScopes: form.scopes,
                  oauthCallback: form.callback,
                }}
              />
            </div>
          )}
        </RunSection>
      </div>
    </Page>
  )
}
