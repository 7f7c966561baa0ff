import { app, type Session, session } from 'electron'
import { denyPermissions } from './hardening'

/** The session of everything the program fetches: no cookies kept, no cache, and names asked where the system asks them. */
export function openOutside(): Session {
  // DNS over HTTPS would look past the network the person is in, and tell strangers the names of its hosts.
  app.configureHostResolver({ secureDnsMode: 'off' })
  const outside = session.fromPartition('outside', { cache: false })
  denyPermissions(outside)
  return outside
}
