import type { Environment } from './environment'
import { finishDeletion } from './resources/directories'
import { setDomainState } from './resources/organization-domains'
import { tellSignIn } from './sso/outcome'

const patience = {
  /** How long a directory is seen as `deleting`. */
  deletion: 3_000,
  signIn: 5 * 60_000,
  domainVerification: 30 * 86_400_000,
} as const

/** What time does by itself in WorkOS. Runs before each request, by the lab's clock. */
export function age(environment: Environment): void {
  const now = environment.now()
  const isOver = (since: string, lasts: number) => now - Date.parse(since) >= lasts
  for (const directory of environment.directories.all()) {
    if (directory.deletingSince !== undefined && isOver(directory.deletingSince, patience.deletion)) {
      finishDeletion(environment, directory)
    }
  }
  for (const domain of environment.domains.all()) {
    if (domain.state === 'pending' && isOver(domain.pendingSince, patience.domainVerification)) {
      setDomainState(environment, domain, 'failed')
    }
  }
  for (const session of environment.sessions.all()) {
    if (!isOver(session.createdAt, patience.signIn)) continue
    environment.sessions.remove(session.id)
    const connection = environment.connections.get(session.connectionId)
    if (!connection) continue
    tellSignIn(environment, connection, session.id, {
      status: 'timed_out',
      email: null,
      error: { code: 'sso_timed_out', message: 'The sign-in was not finished within five minutes.' },
    })
  }
}
