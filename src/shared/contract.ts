import { z } from 'zod'
import type { CallName, EventName } from './call-names'
import { diagnosisSummarySchema, keptDiagnosisSchema, reportFormats } from './diagnosis'
import { environmentSchema, environmentViewSchema } from './environment'
import { findingSchema } from './finding'
import { problemSchema } from './problem'
import { recordedSignInSchema } from './recorded-sign-in'
import { openRehearsalSchema } from './rehearsal'
import { pieceCharacters, textStretchSchema } from './runs/document'
import { captureClaimsSchema, capturedRequestSchema, capturePageSchema, captureViewSchema } from './runs/scim-capture'
import { longestSecret } from './runs/secret'
import { settingsSchema } from './settings'
import { damagedFileSchema, setupSchema, setupSummarySchema } from './setup'
import { setupEditSchema } from './setup-edit'
import { redirectUrisSchema, signInRequestSchema, signInSummarySchema } from './sign-in/request'
import { messageTextSchema, signInSchema } from './sign-in/trace'
import { noteDraftSchema } from './watch/note'
import { watchOverviewSchema } from './watch/overview'
import { deletableKinds, domainName, listKinds, organizationDomainSchema, portalIntents } from './workos'
import { listedSchema, organizationRowSchema, rowsSchema } from './workos-rows'

const nothing = z.void()
const signInId = z.object({ id: z.string().max(64) })
const setupId = z.object({ id: z.string().max(64) })
const diagnosisId = z.object({ id: z.string().max(64) })

/** A file the person opened or dropped. The page gets a ticket, never a path. */
export const fileTicketSchema = z.object({ ticket: z.string(), name: z.string(), bytes: z.number() })
export type FileTicket = z.infer<typeof fileTicketSchema>

/** A secret that main holds for this session: the ticket runs name it by, and its end to tell it from others. */
export const heldSecretSchema = z.object({ ticket: z.string(), lastFour: z.string().max(4) })
export type HeldSecret = z.infer<typeof heldSecretSchema>

/** How the watch over a set-up's state at WorkOS is doing. */
export const watchSchema = z.object({
  setupId: z.string(),
  /** resting: the window is hidden or the watch was ended; waiting: until `nextAt`. */
  phase: z.enum(['reading', 'waiting', 'resting']),
  state: z.string().nullable(),
  readAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  problem: problemSchema.nullable(),
})
export type Watch = z.infer<typeof watchSchema>

/** What each call takes and gives. Every answer travels as an `Outcome`: expected failures are values. */
export const calls = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      /** True when the practice lab is connected. */
      lab: z.boolean(),
      /** vault: encrypted by the system. session: the system offers no encryption, secrets stay in memory. */
      secrets: z.enum(['vault', 'session']),
    }),
  },
  /** Opens an https address in the system browser; one not named by the catalog is shown to the person first. */
  'app.openLink': { input: z.object({ url: z.string().max(4096) }), output: nothing },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
  'environments.list': { input: nothing, output: z.array(environmentViewSchema) },
  'environments.save': { input: environmentSchema.partial({ id: true }), output: environmentViewSchema },
  'environments.remove': { input: z.object({ id: z.string() }), output: nothing },
  'environments.setKey': {
    input: z.object({ id: z.string(), apiKey: z.string().max(5000) }),
    output: environmentViewSchema,
  },
  'environments.forgetKey': { input: z.object({ id: z.string() }), output: environmentViewSchema },
  'setups.list': {
    input: nothing,
    output: z.object({ setups: z.array(setupSummarySchema), damaged: z.array(damagedFileSchema) }),
  },
  'setups.get': { input: setupId, output: setupSchema },
  'setups.create': {
    input: z.object({ slug: z.string(), organization: z.string().trim().min(1).max(200) }),
    output: setupSchema,
  },
  'setups.edit': { input: setupId.extend({ edit: setupEditSchema }), output: setupSchema },
  'setups.setSecret': {
    input: setupId.extend({ name: z.string(), text: z.string().min(1).max(20_000) }),
    output: setupSchema,
  },
  'setups.forgetSecret': { input: setupId.extend({ name: z.string() }), output: setupSchema },
  'setups.duplicate': { input: setupId, output: setupSchema },
  /** Moves the set-up to the bin, from where `setups.restore` brings it back. */
  'setups.remove': { input: setupId, output: nothing },
  'setups.restore': { input: setupId, output: setupSchema },
  /** Asks where to, then writes one JSON file without secrets. False: the person cancelled. */
  'setups.export': { input: setupId, output: z.object({ saved: z.boolean() }) },
  'setups.import': { input: z.object({ ticket: z.string() }), output: setupSchema },
  /** Reads the state at WorkOS now and then until `setups.unwatch`; progress comes as `watch.changed`. */
  'setups.watch': { input: setupId, output: watchSchema },
  'setups.unwatch': { input: setupId, output: nothing },
  'setups.saveHandoff': {
    input: setupId.extend({
      format: z.enum(['markdown', 'html', 'pdf']),
      title: z.string(),
      body: z.string().max(500_000),
    }),
    output: z.object({ saved: z.boolean() }),
  },
  /** The diagnoses that are kept, the last first: of one set-up, or all of them. `problem`: why one could not be read or kept. */
  'diagnoses.list': {
    input: z.object({ setupId: z.string().max(64).nullable() }),
    output: z.object({ items: z.array(diagnosisSummarySchema), problem: problemSchema.nullable() }),
  },
  'diagnoses.get': { input: diagnosisId, output: keptDiagnosisSchema },
  'diagnoses.remove': { input: diagnosisId, output: nothing },
  'diagnoses.restore': { input: diagnosisId, output: nothing },
  /** Takes in the evidence bundle that another Signpost, or its command line, wrote. */
  'diagnoses.open': { input: z.object({ ticket: z.string() }), output: diagnosisId },
  /** Makes the report of a diagnosis and shows it, byte for byte as `diagnoses.saveReport` writes it. */
  'diagnoses.report': {
    input: diagnosisId.extend({ format: z.enum(reportFormats), withPeople: z.boolean() }),
    output: z.object({
      ticket: z.string(),
      /** A page to be shown in a frame, or text. */
      seen: z.discriminatedUnion('as', [
        z.object({ as: z.literal('page'), url: z.string() }),
        z.object({ as: z.literal('text'), text: z.string() }),
      ]),
      /** What was taken out: secrets, and people who got a pseudonym. */
      removed: z.number().int(),
      pseudonyms: z.number().int(),
    }),
  },
  'diagnoses.saveReport': { input: z.object({ ticket: z.string() }), output: z.object({ saved: z.boolean() }) },
  /**
   * Hands main a secret for the runs to come. It stays in memory, and is gone when the program ends. The page chooses the
   * ticket, so that a run begun right after names it, too.
   */
  'secrets.hold': {
    input: z.object({ ticket: z.uuid(), text: z.string().min(1).max(longestSecret) }),
    output: heldSecretSchema,
  },
  /** The same for a secret that stands in a file the person opened, such as a private key: the page never sees it. */
  'secrets.holdFile': { input: z.object({ ticket: z.string() }), output: heldSecretSchema },
  'secrets.forget': { input: z.object({ ticket: z.string() }), output: nothing },
  /** Rehearsals that were cut off, whose users and groups may still be there. */
  'rehearsals.list': { input: nothing, output: z.array(openRehearsalSchema) },
  'rehearsals.forget': { input: openRehearsalSchema.pick({ url: true }), output: nothing },
  /** Begins a test sign-in; how it goes comes as `signIn.changed`. */
  'signIn.start': { input: signInRequestSchema, output: signInId },
  'signIn.cancel': { input: signInId, output: nothing },
  /** The sign-ins of this session, the last first. */
  'signIn.list': { input: nothing, output: z.array(signInSummarySchema) },
  'signIn.get': { input: signInId, output: signInSchema },
  /** The text of the SAML message of a hop. */
  'signIn.message': { input: signInId.extend({ hop: z.number().int().min(0) }), output: messageTextSchema.nullable() },
  /** What a diagnosis can use of it. */
  'signIn.recorded': { input: signInId, output: recordedSignInSchema },
  'signIn.forget': { input: signInId, output: nothing },
  'signIn.restore': { input: signInId, output: nothing },
  /** Asks where to, then writes the sign-in as one JSON file. False: the person cancelled. */
  'signIn.save': { input: signInId, output: z.object({ saved: z.boolean() }) },
  /** Takes in a HAR, a SAML-tracer export, or a sign-in that was saved. */
  'signIn.open': { input: z.object({ ticket: z.string() }), output: signInId },
  'signIn.redirectUris': { input: z.object({ environmentId: z.string() }), output: redirectUrisSchema },
  /** Registers the redirect URI with which the system browser returns to Signpost. */
  'signIn.registerLoopback': { input: z.object({ environmentId: z.string() }), output: redirectUrisSchema },
  'files.open': {
    input: z.object({ title: z.string(), extensions: z.array(z.string()) }),
    output: fileTicketSchema.nullable(),
  },
  'files.forget': { input: z.object({ ticket: z.string() }), output: nothing },
  /** Asks where to, then writes the text. False: the person cancelled. */
  'files.save': {
    input: z.object({
      title: z.string().max(200),
      extension: z.enum(['csv', 'txt']),
      text: z.string().max(20 * 1024 * 1024),
    }),
    output: z.object({ saved: z.boolean() }),
  },
  /** Takes a long text in pieces, so that no crossing holds a side up; a run names it by the ticket of its first piece, as a file. */
  'texts.hold': {
    input: z.object({ ticket: z.string().max(64).nullable(), piece: z.string().max(pieceCharacters) }),
    output: z.object({ ticket: z.string() }),
  },
  'texts.forget': { input: z.object({ ticket: z.string().max(64) }), output: nothing },
  /** The SCIM endpoint that listens for an identity provider; what comes is told by `scimCapture.changed`. */
  'scimCapture.view': { input: nothing, output: captureViewSchema },
  'scimCapture.start': {
    input: z.object({
      port: z.number().int().min(0).max(65_535),
      address: z.string().max(100).optional(),
      tls: z.object({ certTicket: z.string(), keyTicket: z.string() }).optional(),
      provider: z.string().max(40).nullable(),
    }),
    output: captureViewSchema,
  },
  'scimCapture.stop': { input: nothing, output: captureViewSchema },
  'scimCapture.clear': { input: nothing, output: captureViewSchema },
  /** Main puts the token on the clipboard; the page never holds it. */
  'scimCapture.copyToken': { input: nothing, output: nothing },
  'scimCapture.page': {
    input: z.object({ from: z.number().int().min(0), count: z.number().int().min(1).max(50) }),
    output: capturePageSchema,
  },
  'scimCapture.request': { input: z.object({ n: z.number().int().min(1) }), output: capturedRequestSchema.nullable() },
  /** What the person says happened at the identity provider, and which one it is. */
  'scimCapture.say': {
    input: z.object({ claims: captureClaimsSchema, provider: z.string().max(40).nullable() }),
    output: captureViewSchema,
  },
  'scimCapture.replay': { input: z.object({ ticket: z.string() }), output: captureViewSchema },
  'scimCapture.save': { input: nothing, output: z.object({ saved: z.boolean() }) },
  /** Starts a run of `shared/runs/table.ts`; the input is judged by the schema of its kind. */
  'runs.start': { input: z.object({ kind: z.string(), input: z.unknown() }), output: z.object({ runId: z.string() }) },
  'runs.cancel': { input: z.object({ runId: z.string() }), output: nothing },
  'workos.page': {
    input: z.object({
      environmentId: z.string(),
      kind: z.enum(listKinds),
      after: z.string().nullable(),
      organizationId: z.string().nullable(),
    }),
    output: z.object({ page: rowsSchema, after: z.string().nullable() }),
  },
  /** Reads a whole list; its rows come as `workos.rows`, its end as `workos.readingEnded`. `after`: goes on behind a cursor. */
  'workos.read': {
    input: z.object({ environmentId: z.string(), listed: listedSchema, after: z.string().nullable() }),
    output: z.object({ readingId: z.string() }),
  },
  'workos.stopReading': { input: z.object({ readingId: z.string() }), output: nothing },
  'workos.createOrganization': {
    input: z.object({
      environmentId: z.string(),
      name: z.string().trim().min(1).max(500),
      domains: z.array(domainName).max(20),
    }),
    output: organizationRowSchema,
  },
  'workos.addDomain': {
    input: z.object({ environmentId: z.string(), organizationId: z.string().max(200), domain: domainName }),
    output: organizationDomainSchema,
  },
  /** Makes WorkOS look for the TXT record, or look again after it has given up. */
  'workos.startVerification': {
    input: z.object({ environmentId: z.string(), domainId: z.string().max(200) }),
    output: organizationDomainSchema,
  },
  /** Deletes for good. `typed` must be the record's name as WorkOS has it, or its ID where it has no name. */
  'workos.delete': {
    input: z.object({
      environmentId: z.string(),
      kind: z.enum(deletableKinds),
      id: z.string().max(200),
      typed: z.string().max(2000),
    }),
    output: nothing,
  },
  /** Makes a link to the Admin Portal. Whoever has it can change the connection, so main keeps it and the page gets a ticket. */
  'workos.makePortalLink': {
    input: z.object({ environmentId: z.string(), organizationId: z.string().max(200), intent: z.enum(portalIntents) }),
    output: z.object({ ticket: z.string(), host: z.string(), lifetimeMs: z.number() }),
  },
  'workos.usePortalLink': { input: z.object({ ticket: z.string(), how: z.enum(['copy', 'open']) }), output: nothing },
  /** Everything that ends, what changed and what the clocks said, judged now. */
  'watch.overview': { input: nothing, output: watchOverviewSchema },
  /** Notes when something ends, or that it never does. */
  'watch.note': { input: noteDraftSchema, output: nothing },
  'watch.removeNote': { input: z.object({ id: z.string().max(64) }), output: nothing },
  /** Takes the metadata as it was read last as the new good state. */
  'watch.acceptMetadata': { input: z.object({ setupId: z.string().max(64) }), output: nothing },
  /** Asks where to, then writes a calendar file of what lies ahead, or of the rows named. */
  'watch.saveCalendar': {
    input: z.object({ rows: z.array(z.string().max(300)).max(20_000).nullable() }),
    output: z.object({ saved: z.boolean(), count: z.number().int() }),
  },
  /** Shows a notification of the system, to see whether they come. */
  'watch.tryNotification': { input: nothing, output: nothing },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>

export type CallInput<K extends CallName> = z.input<(typeof calls)[K]['input']>
export type CallOutput<K extends CallName> = z.output<(typeof calls)[K]['output']>

/** What main tells the page unasked. */
export const events = {
  'run.findings': z.object({ runId: z.string(), findings: z.array(findingSchema) }),
  /** How far a run is, for kinds that tell; judged by the schema of its kind. Findings it rests on were sent before it. */
  'run.progress': z.object({ runId: z.string(), progress: z.unknown() }),
  /** A stretch of the text of the document a run has read. */
  'run.text': textStretchSchema.extend({ runId: z.string() }),
  'run.ended': z.object({
    runId: z.string(),
    outcome: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), problem: problemSchema }),
    ]),
  }),
  'setup.changed': z.object({ setup: setupSchema }),
  'watch.changed': watchSchema,
  /** `heard`: WorkOS accepts or refuses the key, which it did not before. `key`: there is another key or address, or none. */
  'environments.changed': z.object({ environmentId: z.string(), what: z.enum(['heard', 'key']) }),
  /** `unreadable`: records that came without what every record must have. */
  'workos.rows': z.intersection(rowsSchema, z.object({ readingId: z.string(), unreadable: z.number().int() })),
  /** `after`: the cursor behind which the rest begins, where a problem ended the reading. */
  'workos.readingEnded': z.object({
    readingId: z.string(),
    problem: problemSchema.nullable(),
    after: z.string().nullable(),
  }),
  'signIn.changed': z.object({ signIn: signInSchema }),
  'scimCapture.changed': z.object({ phase: captureViewSchema.shape.phase, requests: z.number().int() }),
  /** What `watch.overview` says is another now. */
  'watch.overviewChanged': z.object({}),
  /** An entry of the application menu that the page carries out. */
  'menu.command': z.object({
    command: z.enum([
      'catalog',
      'setups',
      'diagnose',
      'workbench',
      'watch',
      'settings',
      'palette',
      'filter',
      'shortcuts',
    ]),
  }),
} as const satisfies Record<EventName, z.ZodType>

export type EventPayload<K extends EventName> = z.output<(typeof events)[K]>
