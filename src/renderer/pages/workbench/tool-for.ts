import type { CheckId } from '../../../shared/checks'

/** The tool of the workbench that makes the checks of a subject. Kept apart from `tools.ts`, which brings the tools themselves. */
const tools: Readonly<Record<string, { path: string; title: string }>> = {
  metadata: { path: '/workbench/metadata', title: 'IdP metadata' },
  response: { path: '/workbench/response', title: 'SAML response' },
  network: { path: '/workbench/reachability', title: 'Reachability' },
  clock: { path: '/workbench/clocks', title: 'Clocks' },
  scim: { path: '/workbench/scim', title: 'SCIM endpoint' },
  workos: { path: '/workbench/workos', title: 'WorkOS environments' },
}

/** The tool that looks at what a check looked at; null where none does. */
export function toolFor(check: CheckId): { path: string; title: string } | null {
  return tools[check.slice(0, check.indexOf('.'))] ?? null
}
