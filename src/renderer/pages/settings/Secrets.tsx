import { useCall } from '../../bridge/use-call'
import { Callout } from '../../components/Callout'
import { SettingsSection } from './SettingsSection'

const vaults = {
  darwin: 'the macOS Keychain',
  win32: 'Windows data protection, bound to your Windows account',
  linux: 'the keyring of your desktop',
} as const

/** Where API keys, client secrets and tokens live on this machine. */
export function Secrets() {
  const info = useCall('app.info').value
  return (
    <SettingsSection title="Where secrets live" lead="API keys, client secrets and SCIM bearer tokens.">
      {info &&
        (info.secrets === 'vault' ? (
          <Callout tone="pass" title="Secrets are encrypted on this machine">
            <p>
              They are kept by {vaults[info.platform]} and survive closing Signpost. The window can set, replace and
              forget a secret; it can never read one back. Exports, reports and logs hold none.
            </p>
          </Callout>
        ) : (
          <Callout tone="warn" title="Secrets stay in memory until Signpost closes">
            <p>
              This system offers no encryption that deserves the name, so nothing secret is written to disk. Type
              secrets in again after a restart, or unlock a keyring (GNOME Keyring, KWallet) and restart Signpost to
              have them kept.
            </p>
          </Callout>
        ))}
    </SettingsSection>
  )
}
