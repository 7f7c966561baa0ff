import type { z } from 'zod'
import { clockCheckInput, clockCheckProgress, clockCheckResult } from './clock'
import { diagnoseInput, diagnoseProgress, diagnoseResult } from './diagnose'
import { documentPageInput, documentPageResult } from './document'
import { metadataCompareInput, metadataCompareResult, metadataInspectInput, metadataInspectResult } from './metadata'
import {
  networkProfileInput,
  networkProfileProgress,
  networkProfileResult,
  networkReachInput,
  networkReachProgress,
  networkReachResult,
  networkSweepInput,
  networkSweepResult,
} from './network'
import { oauthCheckInput, oauthCheckResult, oauthSignInInput, oauthSignInProgress, oauthSignInResult } from './oauth'
import { responseInspectInput, responseInspectResult } from './response'
import { scimCheckInput, scimCheckResult } from './scim'
import { watchSweepInput, watchSweepProgress, watchSweepResult } from './watch'
import {
  workosAuthorizeInput,
  workosAuthorizeResult,
  workosCheckInput,
  workosCheckResult,
  workosDomainInput,
  workosDomainResult,
  workosTokenInput,
  workosTokenResult,
} from './workos'

/**
 * Every long-running piece of work the page can start: its input and its result. Findings stream while it runs; where there is
 * more to show on the way, `progress` is what that looks like, and the latest counts.
 */
export const runTable = {
  'metadata.inspect': { input: metadataInspectInput, result: metadataInspectResult },
  'metadata.compare': { input: metadataCompareInput, result: metadataCompareResult },
  'response.inspect': { input: responseInspectInput, result: responseInspectResult },
  'document.page': { input: documentPageInput, result: documentPageResult },
  'network.reach': { input: networkReachInput, result: networkReachResult, progress: networkReachProgress },
  'clock.check': { input: clockCheckInput, result: clockCheckResult, progress: clockCheckProgress },
  'network.profile': { input: networkProfileInput, result: networkProfileResult, progress: networkProfileProgress },
  'network.sweep': { input: networkSweepInput, result: networkSweepResult },
  'oauth.check': { input: oauthCheckInput, result: oauthCheckResult },
  'oauth.sign-in': { input: oauthSignInInput, result: oauthSignInResult, progress: oauthSignInProgress },
  'scim.check': { input: scimCheckInput, result: scimCheckResult },
  'workos.check': { input: workosCheckInput, result: workosCheckResult, progress: workosCheckResult },
  'workos.domain': { input: workosDomainInput, result: workosDomainResult },
  'workos.token': { input: workosTokenInput, result: workosTokenResult },
  'workos.authorize': { input: workosAuthorizeInput, result: workosAuthorizeResult },
  'watch.sweep': { input: watchSweepInput, result: watchSweepResult, progress: watchSweepProgress },
  diagnose: { input: diagnoseInput, result: diagnoseResult, progress: diagnoseProgress },
} as const satisfies Record<string, { input: z.ZodType; result: z.ZodType; progress?: z.ZodType }>

export type RunKind = keyof typeof runTable
export type RunInput<K extends RunKind> = z.infer<(typeof runTable)[K]['input']>
/** `never` for a kind that tells nothing on the way but its findings. */
export type RunProgress<K extends RunKind> = (typeof runTable)[K] extends { progress: infer P extends z.ZodType }
  ? z.infer<P>
  : never
export type RunResult<K extends RunKind> = z.infer<(typeof runTable)[K]['result']>
