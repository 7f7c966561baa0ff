import { SegmentedControl } from '@radix-ui/themes'
import { Monitor, Moon, Sun } from 'lucide-react'
import type { Settings } from '../../../shared/settings'
import { useAction } from '../../bridge/use-action'
import { useCall } from '../../bridge/use-call'
import { ProblemNote } from '../../components/ProblemNote'
import { SettingsSection } from './SettingsSection'
import styles from './settings.module.css'

const choices = [
  { value: 'system', label: 'As the system', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const satisfies ReadonlyArray<{ value: Settings['appearance']; label: string; Icon: typeof Monitor }>

export function Appearance() {
  const settings = useCall('settings.get').value
  const save = useAction('settings.set')
  return (
    <SettingsSection
      title="Appearance"
      lead="High contrast, forced colours and reduced motion always follow the system."
    >
      {settings && (
        <SegmentedControl.Root
          value={settings.appearance}
          aria-label="Appearance"
          className={styles.appearance}
          onValueChange={(value) => {
            const chosen = choices.find((choice) => choice.value === value)
            if (chosen) void save.run({ appearance: chosen.value })
          }}
        >
          {choices.map(({ value, label, Icon }) => (
            <SegmentedControl.Item key={value} value={value}>
              <span className={styles.choice}>
                <Icon aria-hidden size={14} />
                {label}
              </span>
            </SegmentedControl.Item>
          ))}
        </SegmentedControl.Root>
      )}
      {save.problem && <ProblemNote problem={save.problem} />}
    </SettingsSection>
  )
}
