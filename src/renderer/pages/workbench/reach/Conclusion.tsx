import type { Conclusion as Facts, Rung } from '../../../../shared/runs/network'
import { Callout, type Tone } from '../../../components/Callout'

const words: Record<Rung, { tone: Tone; title: string }> = {
  unusable: { tone: 'fail', title: 'Why WorkOS cannot see this: it is no address' },
  'proved-unreachable': { tone: 'fail', title: 'Why WorkOS cannot see this' },
  'not-checkable': { tone: 'warn', title: 'Whether WorkOS can see this cannot be told from here' },
  'not-seen': { tone: 'warn', title: 'It is not seen from here' },
  faulty: { tone: 'fail', title: 'Why WorkOS gets nothing it can use' },
  'likely-reachable': { tone: 'pass', title: 'WorkOS can most likely see this' },
}

export const conclusionTitle = (rung: Rung): string => words[rung].title

/** Why WorkOS can or cannot see an address: what was seen from this machine, how far it proves anything, and what would settle it. */
export function Conclusion({ conclusion: { rung, sentence, next } }: { conclusion: Facts }) {
  const { tone, title } = words[rung]
  return (
    <Callout tone={tone} title={title}>
      <p>{sentence}</p>
      {next !== null && (
        <p>
          <strong>Next:</strong> {next}
        </p>
      )}
    </Callout>
  )
}
