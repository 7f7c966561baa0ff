import { prepareSignIn } from '../workbench/sign-in/sign-in-form'
import { certificatesIn } from './given'
import type { OpenCase } from './use-open-case'

/** Fills the form of the test sign-in in with what the case was given. The tool is then at `signInPath`. */
export function prepareSignInFor({ given, setup }: Pick<OpenCase, 'given' | 'setup'>): void {
  prepareSignIn({
    environmentId: given.environmentId,
    connectionId: given.connectionId,
    label: setup?.organization ?? '',
    metadata: given.metadata,
    certificates: certificatesIn(given.certificates) ?? [],
    setupId: setup?.id ?? null,
  })
}
