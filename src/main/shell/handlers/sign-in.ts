import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { RedirectUris } from '../../../shared/sign-in/request'
import type { Host } from '../../host/host'
import type { Credentials } from '../../runs/run'
import { coversRedirectUri, createRedirectUri, listRedirectUris } from '../../workos/redirect-uris'
import { loopbackPattern } from '../../workos/sign-in/loopback'
import type { OpenFiles } from '../files'
import type { Handlers } from '../ipc'
import { fileName, saveAs } from '../save-as'
import type { SignInDesk, SignInEnvironment } from '../sign-in/desk'
import type { PreferenceStore } from '../store/preferences'
import { unknownEnvironment } from './environments'

type SignInCalls = Pick<
  Handlers,
  | 'signIn.start'
  | 'signIn.cancel'
  | 'signIn.list'
  | 'signIn.get'
  | 'signIn.message'
  | 'signIn.recorded'
  | 'signIn.forget'
  | 'signIn.restore'
  | 'signIn.save'
  | 'signIn.open'
  | 'signIn.redirectUris'
  | 'signIn.registerLoopback'
>

/** Any port will do for the pattern. */
const somePort = loopbackPattern.replace('*', '49152')

export function signInHandlers(
  desk: SignInDesk,
  files: OpenFiles,
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
  hostFor: (signal: AbortSignal) => Host,
): SignInCalls {
  const clientFor = async (environmentId: string) => {
    const found = await credentials(environmentId)
    if (!found.ok) return found
    // The SDK is read when WorkOS is first asked, so that the window does not wait for it.
    const { createWorkosClient } = await import('../../workos/client')
    return createWorkosClient(found.value, hostFor(new AbortController().signal))
  }
  const redirectUris = async (environmentId: string): Promise<Outcome<RedirectUris>> => {
    const client = await clientFor(environmentId)
    if (!client.ok) return client
    const listed = await listRedirectUris(client.value)
    if (!listed.ok) return failed(listed.problem)
    const registered = listed.value
    const loopback = registered && coversRedirectUri(registered, somePort)
    return succeeded({ registered, loopback, pattern: loopbackPattern })
  }

  return {
    'signIn.start': (request, window) => desk.start(request, window),
    'signIn.cancel': ({ id }) => {
      desk.cancel(id)
      return succeeded(undefined)
    },
    'signIn.list': () => succeeded(desk.list()),
    'signIn.get': ({ id }) => desk.get(id),
    'signIn.message': ({ id, hop }) => desk.message(id, hop),
    'signIn.recorded': ({ id }) => desk.recorded(id),
    'signIn.forget': ({ id }) => desk.forget(id),
    'signIn.restore': ({ id }) => desk.restore(id),
    'signIn.save': ({ id }, window) => {
      const saved = desk.saved(id, new Date())
      if (!saved.ok) return saved
      const { label, startedAt } = saved.value.signIn
      const name = fileName(`${label || 'test sign-in'} ${startedAt.slice(0, 10)}`)
      return saveAs(window, `${name}.sign-in.json`, 'json', `${JSON.stringify(saved.value, null, 2)}\n`)
    },
    'signIn.open': ({ ticket }) => {
      const file = files.path(ticket)
      return file.ok ? desk.open({ kind: 'path', ...file.value }) : file
    },
    'signIn.redirectUris': ({ environmentId }) => redirectUris(environmentId),
    'signIn.registerLoopback': async ({ environmentId }) => {
      const client = await clientFor(environmentId)
      if (!client.ok) return client
      const made = await createRedirectUri(client.value, loopbackPattern)
      const after = await redirectUris(environmentId)
      // Somebody else may have registered it meanwhile.
      return made.ok || (after.ok && after.value.loopback) ? after : failed(made.problem)
    },
  }
}

/** The environment a sign-in is for. Without an API key it can be made all the same: PKCE proves who asks. */
export async function readSignInEnvironment(
  id: string,
  preferences: PreferenceStore,
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
): Promise<Outcome<SignInEnvironment>> {
  const environment = preferences.get().environments.find((one) => one.id === id)
  const found = await credentials(id)
  if (!environment) return found.ok ? failed(unknownEnvironment) : found
  const { name, kind, clientId, baseUrl } = environment
  return succeeded({
    subject: { environmentId: id, environmentName: name, environmentKind: kind },
    credentials: found.ok ? found.value : { apiKey: '', clientId, baseUrl },
  })
}
