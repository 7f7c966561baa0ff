import { Button } from '@radix-ui/themes'
import { FileCheck } from 'lucide-react'
import type { StepValue } from '../../../../shared/guidance/setup-steps'
import { When } from '../../../components/When'
import frame from './frame.module.css'
import { useOpenSetup } from './setup-context'
import styles from './values.module.css'

/** A metadata file that was inspected: the set-up keeps its name, not what is in it. */
export function isReadFile({ name, value }: Pick<StepValue, 'name' | 'value'>): boolean {
  return name === 'idp_metadata_xml' && value?.kind === 'plain' && value.origin === 'metadata'
}

export function ReadFile({ value: { name, word, value } }: { value: StepValue }) {
  const { edit } = useOpenSetup()
  if (value?.kind !== 'plain') return null
  return (
    <div className={styles.secret}>
      <FileCheck aria-hidden size={16} className={styles.secretIcon} />
      <code>{value.text}</code>
      <span className={frame.quiet}>
        inspected <When at={value.at} />
      </span>
      <span className={frame.grow} />
      <Button
        size="1"
        variant="soft"
        color="gray"
        aria-label={`Paste the ${word.label} instead`}
        onClick={() => void edit({ do: 'clear-value', name })}
      >
        Paste it instead
      </Button>
    </div>
  )
}
