import type { Integration } from './schema'
import type { Protocol, Purpose } from './terms'

type Facts = Pick<Integration, 'type' | 'category' | 'workos'>

/**
 * What an administrator gets from the row. WorkOS's own types decide: a connection signs people in (socially, when the
 * provider is a social one), a directory provisions them. Frameworks carry WorkOS into another product; two of them exist
 * for one half of it alone.
 */
export function purposesOf({ type, category, workos }: Facts): Purpose[] {
  const found: Purpose[] = []
  if (type === 'Enterprise' || (workos.connectionType !== null && category !== 'social')) found.push('login')
  if (type === 'Directory' || workos.directoryType !== null) found.push('provisioning')
  if (category === 'social') found.push('social')
  if (category === 'framework') found.push('framework')
  return found
}

const connectionEndings: readonly (readonly [ending: RegExp, protocol: Protocol])[] = [
  [/SAML$/i, 'saml'],
  [/OIDC$/i, 'oidc'],
  [/OAuth$/i, 'oauth'],
]

/** How the row speaks: read from the connection or directory type WorkOS gives it; without one it is a framework guide. */
export function protocolOf({ workos: { connectionType, directoryType } }: Facts): Protocol {
  if (directoryType !== null) {
    if (directoryType.includes('scim')) return 'scim'
    return directoryType === 'sftp' ? 'sftp' : 'native-directory'
  }
  const match = connectionEndings.find(([ending]) => connectionType !== null && ending.test(connectionType))
  return match ? match[1] : 'framework'
}
