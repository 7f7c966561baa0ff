import { Button } from '@radix-ui/themes'
import { History } from 'lucide-react'
import type { Finding } from '../../../../shared/finding'
import { Callout } from '../../../components/Callout'

const times: ReadonlySet<string> = new Set(['response.not-before', 'response.not-on-or-after'])

/**
 * What it comes to, in one sentence: whether a strict service provider takes this response, and where it stops first. A copy that
 * is only old can be judged for the time it was made: `onOwnTime`.
 */
export function ResponseVerdict({ findings, onOwnTime }: { findings: readonly Finding[]; onOwnTime?: () => void }) {
  const failed = findings.filter(({ status }) => status === 'fail')
  const [first] = failed
  const skipped = [
    ...new Set(findings.filter(({ status }) => status === 'skipped').map(({ id }) => id.replace('response.', ''))),
  ]
  const warned = findings.filter(({ status }) => status === 'warn').length
  const unjudged =
    skipped.length === 0 ? null : (
      <p>
        Not judged: {skipped.join(', ')}. What was missing stands beside each; most of it can be given under “Judge it
        against”.
      </p>
    )
  if (first) {
    const others = failed.length === 1 ? '' : ` ${failed.length - 1} more would follow.`
    return (
      <Callout
        tone="fail"
        title={
          first.id === 'response.decoding' ? 'This holds no response to judge.' : 'A sign-in with this response fails.'
        }
        actions={
          onOwnTime &&
          times.has(first.id) && (
            <Button size="1" variant="soft" color="gray" onClick={onOwnTime}>
              <History aria-hidden size={13} />
              Judge it for the time it was issued
            </Button>
          )
        }
      >
        <p>
          It stops first at <code>{first.id}</code>: {first.summary}
          {others}
        </p>
      </Callout>
    )
  }
  if (warned > 0) {
    return (
      <Callout
        tone="warn"
        title={`Nothing here has to fail, but ${warned === 1 ? 'one thing needs' : `${warned} things need`} a look.`}
      >
        {unjudged}
      </Callout>
    )
  }
  if (unjudged) {
    return (
      <Callout tone="info" title="Nothing speaks against this response, as far as it could be judged.">
        {unjudged}
      </Callout>
    )
  }
  return <Callout tone="pass" title="A strict service provider takes this response." />
}
