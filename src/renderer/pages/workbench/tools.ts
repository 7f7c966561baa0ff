import {
  BookMarked,
  Clock,
  FileCheck2,
  FileCode2,
  FileDiff,
  KeyRound,
  ListChecks,
  LogIn,
  type LucideIcon,
  Radio,
  Server,
  ServerCog,
  UserRoundCog,
  Waypoints,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { CaptureTool } from './capture/CaptureTool'
import { ClockTool } from './clock/ClockTool'
import { CompareTool } from './compare/CompareTool'
import { ErrorCodes } from './errors/ErrorCodes'
import { MetadataTool } from './metadata/MetadataTool'
import { OAuthTool } from './oauth/OAuthTool'
import { ProductTool } from './product/ProductTool'
import { ReachTool } from './reach/ReachTool'
import { ResponseTool } from './response/ResponseTool'
import { ScimTool } from './scim/ScimTool'
import { SignInTool } from './sign-in/SignInTool'
import { SweepTool } from './sweep/SweepTool'
import { WorkosTool } from './workos/WorkosTool'

export type Tool = {
  path: string
  title: string
  does: string
  Icon: LucideIcon
  Tool: ComponentType
}

/** The tools that stand on their own, without a set-up, in the order they are shown. */
export const toolGroups: ReadonlyArray<{ title: string; tools: readonly Tool[] }> = [
  {
    title: 'SAML sign-in',
    tools: [
      {
        path: '/workbench/metadata',
        title: 'IdP metadata',
        does: 'Reads SAML metadata from an address, a file or pasted text: entity ID, sign-on endpoints, every certificate with its expiry, and what is wrong with it.',
        Icon: FileCode2,
        Tool: MetadataTool,
      },
      {
        path: '/workbench/compare',
        title: 'Compare metadata',
        does: 'What was added, removed and kept between two states of an identity provider’s metadata, and whether WorkOS must be given the new one.',
        Icon: FileDiff,
        Tool: CompareTool,
      },
      {
        path: '/workbench/response',
        title: 'SAML response',
        does: 'Judges a SAML response from XML, base64, a form body, a HAR or a SAML-tracer export: the one value that is wrong, what it should be, and who has to change it.',
        Icon: FileCheck2,
        Tool: ResponseTool,
      },
      {
        path: '/workbench/sign-in',
        title: 'Test sign-in',
        does: 'Signs in as users do and records every step between application, WorkOS and identity provider: what was asked, what was answered, the profile, and which side broke it.',
        Icon: LogIn,
        Tool: SignInTool,
      },
    ],
  },
  {
    title: 'Network and clocks',
    tools: [
      {
        path: '/workbench/reachability',
        title: 'Reachability',
        does: 'Follows an address from its name to the document behind it, layer by layer, and says why WorkOS can or cannot see it.',
        Icon: Waypoints,
        Tool: ReachTool,
      },
      {
        path: '/workbench/product',
        title: 'On-premises product',
        does: 'Finds what AD FS, Shibboleth, Keycloak, CAS, SimpleSAMLphp or PingFederate has on a host: endpoints, names, what is switched off or closed.',
        Icon: Server,
        Tool: ProductTool,
      },
      {
        path: '/workbench/addresses',
        title: 'Many addresses',
        does: 'Looks at hundreds of metadata addresses at once and shows which fail, and which certificates end next.',
        Icon: ListChecks,
        Tool: SweepTool,
      },
      {
        path: '/workbench/clocks',
        title: 'Clocks',
        does: 'Compares this machine with time servers, the identity provider and a captured response, and says which clock is off.',
        Icon: Clock,
        Tool: ClockTool,
      },
    ],
  },
  {
    title: 'Provisioning and social login',
    tools: [
      {
        path: '/workbench/scim',
        title: 'SCIM endpoint',
        does: 'Checks a directory’s endpoint and token as an identity provider would, and rehearses creating, changing, deactivating and removing a user.',
        Icon: UserRoundCog,
        Tool: ScimTool,
      },
      {
        path: '/workbench/scim-capture',
        title: 'SCIM capture',
        does: 'Listens as a SCIM service and shows what an identity provider really sends: attributes, changes, deactivations, groups, and the switch to turn.',
        Icon: Radio,
        Tool: CaptureTool,
      },
      {
        path: '/workbench/oauth',
        title: 'OAuth and OpenID Connect',
        does: 'Checks a provider and a client of it: discovery, keys, client, redirect URI, scopes. Signs in once with PKCE and judges the ID token.',
        Icon: KeyRound,
        Tool: OAuthTool,
      },
    ],
  },
  {
    title: 'WorkOS and look-up',
    tools: [
      {
        path: '/workbench/workos',
        title: 'WorkOS environments',
        does: 'Every connection, directory and organization of an environment: states, domains, certificates, the events that say why a sign-in failed, Admin Portal links.',
        Icon: ServerCog,
        Tool: WorkosTool,
      },
      {
        path: '/workbench/errors',
        title: 'Error codes',
        does: 'What a code or a message of Microsoft, AD FS, Google, Okta, WorkOS and others means, what it comes from, and what to do about it.',
        Icon: BookMarked,
        Tool: ErrorCodes,
      },
    ],
  },
]
