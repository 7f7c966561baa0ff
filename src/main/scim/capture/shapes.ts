/** The shapes in which changes come, by the names the tally counts them under. */
export const changeShapes = {
  put: 'PUT of the whole user',
  'patch-path': 'PATCH with a path',
  'patch-value-filter': 'PATCH with a value filter',
  'patch-no-path': 'PATCH without a path',
} as const
export type ChangeShape = keyof typeof changeShapes

/** The shapes in which a user is made inactive or active again. */
export const activeShapes = {
  'patch-path-boolean': 'PATCH with a path (replace active)',
  'patch-no-path-boolean': 'PATCH without a path (replace { active })',
  'patch-path-text': 'PATCH with a path, “active” as text in place of a boolean',
  'patch-no-path-text': 'PATCH without a path, “active” as text in place of a boolean',
  put: 'PUT of the whole user',
  'put-text': 'PUT of the whole user, “active” as text in place of a boolean',
  delete: 'DELETE of the user',
} as const
export type ActiveShape = keyof typeof activeShapes

/** The shapes in which members come and go. */
export const memberShapes = {
  'add-members': 'PATCH add members',
  'remove-by-filter': 'PATCH remove members[value eq "…"]',
  'remove-by-value': 'PATCH remove members with the members as its value',
  'remove-all': 'PATCH remove members',
  'replace-members': 'PATCH replace members',
  put: 'PUT of the whole group',
  create: 'POST of the group with its members',
} as const
export type MemberShape = keyof typeof memberShapes

/** Who is known to send a shape; products as their makers call them. Source: the guides of the catalog. */
export const textSenders = 'Microsoft Entra ID, unless ?aadOptscim062020 stands at its Tenant URL'
