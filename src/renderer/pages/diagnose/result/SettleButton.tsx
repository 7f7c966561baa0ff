import { Button } from '@radix-ui/themes'
import type { InputName } from '../../../../shared/verdict'
import { type Settle, settleWords } from './settle'

/** Gets the one input that would settle something. */
export function SettleButton({ input, settle }: { input: InputName; settle: Settle }) {
  return (
    <Button size="1" variant="soft" disabled={settle.running} onClick={() => settle.ask(input)}>
      {settleWords[input]}
    </Button>
  )
}
