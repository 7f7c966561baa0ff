import { FileCode2, type LucideIcon, ServerCog } from 'lucide-react'
import type { ComponentType } from 'react'
import { MetadataTool } from './metadata/MetadataTool'
import { WorkosTool } from './workos/WorkosTool'

/** The tools that stand on their own, without a set-up, in the order they are shown. */
export const tools: ReadonlyArray<{
  path: string
  title: string
  does: string
  Icon: LucideIcon
  Tool: ComponentType
}> = [
  {
    path: '/workbench/metadata',
    title: 'IdP metadata',
    does: 'Reads SAML metadata from an address, a file or pasted text: entity ID, sign-on endpoints, every certificate with its expiry, and what is wrong with it.',
    Icon: FileCode2,
    Tool: MetadataTool,
  },
  {
    path: '/workbench/workos',
    title: 'WorkOS environments',
    does: 'Every connection, directory and organization of an environment: states, domains, certificates, the events that say why a sign-in failed, Admin Portal links.',
    Icon: ServerCog,
    Tool: WorkosTool,
  },
]
