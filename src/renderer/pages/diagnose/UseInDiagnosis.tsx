import { Button } from '@radix-ui/themes'
import { Stethoscope } from 'lucide-react'
import { useLocation } from 'wouter'
import { useCall } from '../../bridge/use-call'
import { Menu } from '../../components/Menu'
import { addToCase, casePath, ownCase, type Typed, useCurrentCase } from './use-case'

/**
 * Takes what a tool looked at over into a diagnosis: `<UseInDiagnosis part={{ metadata: source }} />`. `part` names the fields of
 * `Given` that it fills in. When a set-up is being diagnosed, the person says whether it belongs there.
 */
export function UseInDiagnosis({ part, disabled = false }: { part: Typed; disabled?: boolean }) {
  const [, go] = useLocation()
  const [current] = useCurrentCase()
  const setups = useCall('setups.list').value?.setups
  const setup = setups?.find(({ id }) => id === current)

  const use = (id: string) => {
    addToCase(id, part)
    go(`${casePath(id)}/inputs`)
  }
  const button = (onClick?: () => void) => (
    <Button variant="soft" color="gray" disabled={disabled} onClick={onClick}>
      <Stethoscope aria-hidden size={14} />
      Use in diagnosis
    </Button>
  )
  if (!setup) return button(() => use(ownCase))
  return (
    <Menu
      label="Which diagnosis it is for"
      trigger={button()}
      entries={[
        { label: setup.name, hint: 'Set-up', run: () => use(setup.id) },
        { label: 'A diagnosis of its own', run: () => use(ownCase) },
      ]}
    />
  )
}
