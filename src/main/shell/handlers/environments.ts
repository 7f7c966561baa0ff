import { randomUUID } from 'node:crypto'
import type { Environment, EnvironmentView } from '../../../shared/environment'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { Credentials } from '../../runs/run'
import { judgeApiKey, judgeClientId, parseBaseUrl } from '../../workos/credentials'
import type { Handlers } from '../ipc'
import type { KeyStandings } from '../key-standings'
import type { PreferenceStore } from '../store/preferences'
import type { Vault } from '../store/vault'

type EnvironmentCalls = Pick<
  Handlers,
  'environments.list' | 'environments.save' | 'environments.remove' | 'environments.setKey' | 'environments.forgetKey'
>

const keyName = (environmentId: string) => `environment:${environmentId}:api-key`

/**
 * The WorkOS environments and their keys. A key goes in and is never given back. `onKeyChange` is told of every environment
 * that gets another key or address, or loses its key.
 */
export function environmentHandlers(
  preferences: PreferenceStore,
  vault: Vault,
  standings: KeyStandings,
  onKeyChange: (environmentId: string) => void,
): EnvironmentCalls {
  const view = (environment: Environment): EnvironmentView => ({
    ...environment,
    apiKey: vault.see(keyName(environment.id)),
    keyStanding: standings.of(environment.id),
  })
  const keyChanged = (environmentId: string) => {
    standings.forget(environmentId)
    onKeyChange(environmentId)
  }
  const find = (id: string) => preferences.get().environments.find((environment) => environment.id === id)

  return {
    'environments.list': () => succeeded(preferences.get().environments.map(view)),

    'environments.save': async (draft) => {
      const base = parseBaseUrl(draft.baseUrl)
      if (!base.ok) return base
      const malformed = draft.clientId === '' ? null : judgeClientId(draft.clientId)
      if (malformed !== null) return failed(malformed)
      const before = draft.id === undefined ? undefined : find(draft.id)
      if (before !== undefined && before.baseUrl !== base.value.origin) {
        // A key is for one address: whoever changes the address must not be sent the old one's key.
        const forgotten = await vault.forget(keyName(before.id))
        if (!forgotten.ok) return forgotten
        keyChanged(before.id)
      }
      const environment: Environment = { ...draft, baseUrl: base.value.origin, id: draft.id ?? randomUUID() }
      const saved = await preferences.change((before) => ({
        ...before,
        environments: before.environments.some((one) => one.id === environment.id)
          ? before.environments.map((one) => (one.id === environment.id ? environment : one))
          : [...before.environments, environment],
        settings: { ...before.settings, environmentId: before.settings.environmentId ?? environment.id },
      }))
      return saved.ok ? succeeded(view(environment)) : saved
    },

    'environments.remove': async ({ id }) => {
      const forgotten = await vault.forget(keyName(id))
      if (!forgotten.ok) return forgotten
      keyChanged(id)
      return preferences.change((before) => ({
        ...before,
        environments: before.environments.filter((one) => one.id !== id),
        settings: {
          ...before.settings,
          environmentId: before.settings.environmentId === id ? null : before.settings.environmentId,
        },
      }))
    },

    'environments.setKey': async ({ id, apiKey }) => {
      const environment = find(id)
      if (!environment) return failed(unknownEnvironment)
      const malformed = judgeApiKey(apiKey)
      if (malformed !== null) return failed(malformed)
      const kept = await vault.set(keyName(id), apiKey)
      keyChanged(id)
      return kept.ok ? succeeded(view(environment)) : kept
    },

    'environments.forgetKey': async ({ id }) => {
      const environment = find(id)
      if (!environment) return failed(unknownEnvironment)
      const forgotten = await vault.forget(keyName(id))
      if (!forgotten.ok) return forgotten
      keyChanged(id)
      return succeeded(view(environment))
    },
  }
}

/** The environment without its key. */
export function readEnvironment(id: string, preferences: PreferenceStore): Outcome<Environment> {
  const environment = preferences.get().environments.find((one) => one.id === id)
  return environment ? succeeded(environment) : failed(unknownEnvironment)
}

/** The environment with its key, for calls to the API. The result never leaves main. */
export async function readCredentials(
  id: string,
  preferences: PreferenceStore,
  vault: Vault,
  standings: KeyStandings,
): Promise<Outcome<Credentials>> {
  const environment = readEnvironment(id, preferences)
  if (!environment.ok) return environment
  const apiKey = await vault.read(keyName(id))
  if (apiKey === null) return failed(vault.see(keyName(id)) === null ? noKey : keyLocked)
  const { name, kind, clientId, baseUrl } = environment.value
  const heard = standings.listener(id)
  return succeeded({
    environmentId: id,
    environmentName: name,
    environmentKind: kind,
    apiKey,
    clientId,
    baseUrl,
    heard,
  })
}

export const unknownEnvironment: Problem = {
  code: 'environment.unknown',
  title: 'This environment does not exist any more.',
  detail: 'It was removed in Settings.',
  remedy: 'Choose another environment, or add it again in Settings.',
}

const noKey: Problem = {
  code: 'environment.no-key',
  title: 'This environment has no API key.',
  detail: 'Without one WorkOS answers nothing about organizations, connections and directories.',
  remedy: 'Put the key in under Settings › Environments.',
}

const keyLocked: Problem = {
  code: 'environment.key-locked',
  title: 'The API key can no longer be opened.',
  detail: 'The system keyring is locked, or the profile was moved to another user or machine.',
  remedy: 'Unlock the keyring, or put the key in again under Settings › Environments.',
}
