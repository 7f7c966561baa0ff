import { Button, TextArea } from '@radix-ui/themes'
import { useState } from 'react'
import { isHostPattern, type Settings } from '../../../shared/settings'
import { useAction } from '../../bridge/use-action'
import { useCall } from '../../bridge/use-call'
import { Field } from '../../components/Field'
import { notify } from '../../components/notices'
import { ProblemNote } from '../../components/ProblemNote'
import { SettingsSection } from './SettingsSection'
import styles from './settings.module.css'

/** How the program reaches the network, and where it may say who its person is. */
export function Network() {
  const settings = useCall('settings.get').value
  return (
    <SettingsSection
      title="Network"
      lead="Addresses are fetched as the system goes: its proxy, its PAC file, its certificates. No password and no cookie is sent."
    >
      {settings && <IntegratedHosts settings={settings} />}
    </SettingsSection>
  )
}

const listed = (text: string) => [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))]

function IntegratedHosts({ settings }: { settings: Settings }) {
  const kept = (settings.integratedHosts ?? []).join('\n')
  const [text, setText] = useState(kept)
  const [refused, setRefused] = useState<string | null>(null)
  const save = useAction('settings.set')

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const hosts = listed(text)
    const wrong = hosts.find((host) => !isHostPattern(host))
    if (wrong !== undefined) return setRefused(`${wrong} is not a host name. Leave out https:// and any path.`)
    setRefused(null)
    const saved = await save.run({ integratedHosts: hosts })
    if (!saved.ok) return
    setText(hosts.join('\n'))
    notify({ text: hosts.length === 0 ? 'No host is signed in to.' : 'The hosts are kept.' })
  }

  return (
    <form className={styles.network} onSubmit={submit} noValidate>
      <Field
        label="Hosts to sign in to with the account of this computer"
        hint="For hosts that want integrated authentication (Negotiate, NTLM) before they show their metadata. One a line; *.corp.example stands for all below it. None unless named here."
        error={refused}
      >
        {(control) => (
          <TextArea
            {...control}
            className={styles.hosts}
            rows={3}
            value={text}
            placeholder="adfs.corp.example"
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value)
              setRefused(null)
            }}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="soft" disabled={save.running || listed(text).join('\n') === kept}>
          Keep
        </Button>
      </div>
      {save.problem && <ProblemNote problem={save.problem} />}
    </form>
  )
}
