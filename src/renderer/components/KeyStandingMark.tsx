import type { EnvironmentView } from '../../shared/environment'
import { StatusMark } from './StatusMark'
import { When } from './When'

/** What became of an environment's key: missing, not used yet, accepted or refused by WorkOS. */
export function KeyStandingMark({ environment: { apiKey, keyStanding } }: { environment: EnvironmentView }) {
  if (apiKey === null) return <StatusMark status="warn" word="No API key" />
  if (keyStanding === null) return <StatusMark status="skipped" word="Not used yet" />
  return (
    <span title={keyStanding.at}>
      <StatusMark
        status={keyStanding.accepted ? 'pass' : 'fail'}
        word={keyStanding.accepted ? 'Accepted by WorkOS' : 'Refused by WorkOS'}
      />
      {!keyStanding.accepted && (
        <>
          {' '}
          <When at={keyStanding.at} />
        </>
      )}
    </span>
  )
}
