import { type CheckId, checkIds } from '../../shared/checks'

/** The checks of a subject: what stands before the dot in their ids. */
export const checksOf = (subject: string): CheckId[] => checkIds.filter((id) => id.startsWith(`${subject}.`))
