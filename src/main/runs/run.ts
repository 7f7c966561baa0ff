import type { Environment } from '../../shared/environment'
import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import type { DocumentSource, TextStretch } from '../../shared/runs/document'
import type { SecretSource } from '../../shared/runs/secret'
import type { RunInput, RunKind, RunProgress, RunResult } from '../../shared/runs/table'
import type { Host } from '../host/host'
import type { Inspector } from '../inspection/door'
import type { FetchedDocuments } from '../metadata/fetched'
import type { ProxyChoice } from '../network/gather-proxy'
import type { Watched } from '../watch/watched'

/** A document as main hands it on: fetched by main from an address, or opened by the inspector from a path. */
export type NamedDocument =
  | { kind: 'url'; url: string }
  | { kind: 'path'; path: string; name: string }
  | { kind: 'bytes'; bytes: Uint8Array; name: string }

/** An environment with its key, for main only. */
export interface Credentials {
  environmentId: string
  environmentName: string
  environmentKind: Environment['kind']
  apiKey: string
  clientId: string
  baseUrl: string
  /** Told after each answer whether WorkOS accepts the key. */
  heard?: (accepted: boolean) => void
}

/** What a run is given besides its input. */
export interface RunContext {
  host: Host
  /** A host that ends with another signal: for what has to be put in order after the run was cancelled. Absent outside the window. */
  hostFor?(signal: AbortSignal): Host
  inspector: Inspector
  /** What addresses gave before. Absent where nobody looks twice. */
  fetched?: FetchedDocuments
  document(source: DocumentSource): Outcome<NamedDocument>
  /** The environment without its key, for what needs none. */
  environment(environmentId: string): Outcome<Environment>
  credentials(environmentId: string): Promise<Outcome<Credentials>>
  secret(source: SecretSource): Promise<Outcome<string>>
  /** Takes the text of a document that was read, stretch by stretch. Absent where nobody looks at it. */
  onText?(stretch: TextStretch): void
  /** Shows a page to sign in at in the system’s browser. Absent where there is none. */
  browse?(url: string): Promise<void>
  /** The proxy the system names for an address (null: none), and where that choice comes from. Absent where nobody can tell. */
  proxyFor?(url: string): Promise<ProxyChoice>
  /** The set-ups, and what Watch keeps of them. Absent outside the window. */
  watched?: Watched
}

/** Where a kind of run that can tell how far it is does so: made at most once a frame, and not at all where nobody looks. */
export interface ProgressTold<K extends RunKind> {
  progress?: (make: () => RunProgress<K>) => void
}

/** Carries out one kind of run: yields findings as they are judged, returns the result or the problem that ended it. */
export type Runner<K extends RunKind> = (
  input: RunInput<K>,
  context: RunContext & ProgressTold<K>,
) => AsyncGenerator<Finding, Outcome<RunResult<K>>>
