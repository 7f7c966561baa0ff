import type { Fix } from '../../../shared/finding'
import type { EndpointRole } from '../../../shared/runs/network'

export interface ProductEndpoint {
  role: EndpointRole
  /** As the product's documentation calls it. */
  name: string
  /** Where it lies, the usual place first. `REALM` stands for a Keycloak realm. */
  paths: readonly string[]
  /** On a port or by a scheme of its own. */
  port?: number
  scheme?: 'http'
  /** What to do when it is switched off, missing or closed. */
  fix: Fix
  /** What its page shows while it is switched off. */
  whileOff?: RegExp
}

/** A product that people run themselves: where it has its endpoints, what gives it away, and where its names are set. */
export interface Product {
  name: string
  /** Where it listens when the host names no port, the usual one first. */
  ports: readonly number[]
  endpoints: readonly ProductEndpoint[]
  /** What gives it away in headers and pages. */
  marks: RegExp
  /** The entity IDs it has unless somebody chose another. */
  entityIds: (host: string, realm: string) => readonly string[]
  /** Where the names it publishes in its metadata are set. */
  names: Fix
}

/** A fix in a file or a field of the product. */
export const inFile = (action: string, where: string, command?: string): Fix => ({
  action,
  where,
  ...(command === undefined ? {} : { command }),
  owner: 'idp-admin',
})
