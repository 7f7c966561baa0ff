import { LinkTabs } from '../../../components/LinkTabs'
import { useOpenSetup } from './setup-context'

/** The parts of a set-up. */
export function SetupTabs({ view }: { view: string }) {
  const { setup, row, protocol } = useOpenSetup()
  const tabs: ReadonlyArray<readonly [view: string, label: string, shown: boolean]> = [
    ['step', 'Steps', true],
    ['values', 'Values', true],
    ['attributes', 'Attributes', row.attributeMapping.length > 0 || row.scim !== null],
    ['workos', 'WorkOS side', true],
    ['verify', 'Verification', true],
    ['handoff', 'Hand-off sheet', protocol !== 'framework' || row.workosGives.length > 0],
    ['journal', 'Journal', true],
  ]
  return (
    <LinkTabs
      label="Parts of the set-up"
      tabs={tabs.flatMap(([name, label, isShown]) =>
        isShown
          ? [
              {
                to: name === 'step' ? `/setups/${setup.id}` : `/setups/${setup.id}/${name}`,
                label,
                here: name === view,
              },
            ]
          : [],
      )}
    />
  )
}
