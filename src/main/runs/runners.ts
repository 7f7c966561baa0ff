import type { RunKind } from '../../shared/runs/table'
import { checkOAuth } from '../oauth/run'
import type { Runner } from './run'

/**
 * What carries out each kind of run: the explicit list. The code of a kind is read when the first run of it starts, so that
 * the window does not wait for it.
 */
export const runners: { [K in RunKind]: Runner<K> } = {
  'metadata.inspect': onStart(async () => (await import('../metadata/run')).inspectMetadata),
  'metadata.compare': onStart(async () => (await import('../metadata/run')).compareMetadata),
  'response.inspect': onStart(async () => (await import('./response')).inspectResponse),
  'document.page': onStart(async () => (await import('./page')).readDocumentPage),
  'network.reach': onStart(async () => (await import('../network/run')).reachNetwork),
  'clock.check': onStart(async () => (await import('../clock/run')).runClockCheck),
  'network.profile': onStart(async () => (await import('../network/profiles/run')).profileNetwork),
  'network.sweep': onStart(async () => (await import('../network/run')).sweepNetwork),
  'oauth.check': checkOAuth,
  'oauth.sign-in': onStart(async () => (await import('../oauth/sign-in/run')).signInAtProvider),
  'scim.check': onStart(async () => (await import('../scim/run')).checkScim),
  'workos.check': onStart(async () => (await import('../workos/check/run')).checkWorkos),
  'workos.domain': onStart(async () => (await import('../workos/check/run-domain')).checkDomain),
  'workos.token': onStart(async () => (await import('../workos/check/run-token')).checkToken),
  'workos.authorize': onStart(async () => (await import('../workos/check/run')).probeAuthorize),
  'watch.sweep': onStart(async () => (await import('../watch/sweep')).sweepWatched),
  diagnose: onStart(async () => (await import('../diagnosis/run')).runDiagnosis),
}

function onStart<K extends RunKind>(load: () => Promise<Runner<K>>): Runner<K> {
  return async function* (input, context) {
    const run = await load()
    return yield* run(input, context)
  }
}
