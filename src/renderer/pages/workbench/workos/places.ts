import type { ListKind } from '../../../../shared/workos'

const base = '/workbench/workos'

/** The addresses of the tool's pages. Each names its environment, so that no page slips into another one. */
export const places = {
  overview: base,
  list: (environmentId: string, kind: ListKind) => `${base}/${encodeURIComponent(environmentId)}/${kind}`,
  signInAddress: (environmentId: string) => `${base}/${encodeURIComponent(environmentId)}/sign-in-address`,
  record: (environmentId: string, kind: ListKind, id: string) =>
    `${base}/${encodeURIComponent(environmentId)}/${kind}/${encodeURIComponent(id)}`,
}

/** What the lists are called. */
export const kindNames: Readonly<Record<ListKind, { one: string; many: string; title: string }>> = {
  connections: { one: 'connection', many: 'connections', title: 'Connections' },
  directories: { one: 'directory', many: 'directories', title: 'Directories' },
  organizations: { one: 'organization', many: 'organizations', title: 'Organizations' },
}
