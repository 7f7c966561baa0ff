import type { FileTicket } from '../../../../shared/contract'
import type { ResponseInspectInput } from '../../../../shared/runs/response'
import type { Setup } from '../../../../shared/setup'
import { certificatesIn, momentFrom, wholeNumber } from '../../diagnose/given'
import { type HeldDocument, noDocument, sourceOf } from '../document-source'

/** What a response is held against, as the form has it. An empty text is a field nobody filled in. */
export interface ExpectedSide {
  /** The set-up the values were taken from; empty for none. */
  setupId: string
  acs: string
  audience: string
  requestId: string
  metadata: HeldDocument
  /** One or more, PEM or base64, one after the other. */
  certificates: string
  certificateFile: FileTicket | null
  /** ISO 8601, or a date and time of this machine's clock. */
  moment: string
  skewSeconds: string
  /** Main keeps the key; here are its ticket and the name of its file. */
  key: { ticket: string; name: string } | null
}

export const nothingExpected: ExpectedSide = {
  setupId: '',
  acs: '',
  audience: '',
  requestId: '',
  metadata: noDocument,
  certificates: '',
  certificateFile: null,
  moment: '',
  skewSeconds: '',
  key: null,
}

/** What cannot be sent, by field, as a sentence that says what to do. */
export type Refusals = Partial<Record<keyof ExpectedSide, string>>

type Expected = Omit<ResponseInspectInput, 'source' | 'message'>

/** The expected side of a run; or what is wrong in which field. */
export function expectedFrom(side: ExpectedSide): { ok: true; expected: Expected } | { ok: false; refusals: Refusals } {
  const refusals: Refusals = {}
  const text = (name: 'acs' | 'audience' | 'requestId') => side[name].trim() || undefined
  const skewSeconds = wholeNumber(side.skewSeconds)
  if (skewSeconds === null || (skewSeconds ?? 0) > 86_400) refusals.skewSeconds = 'Give whole seconds, at most a day.'
  const now = momentFrom(side.moment)
  if (now === null) refusals.moment = 'This is no date and time. Write it like 2026-03-01 14:05.'
  const certificates = certificatesIn(side.certificates)
  if (certificates === null)
    refusals.certificates = 'No certificate is in this text. Paste it with its BEGIN and END lines.'
  const metadata = sourceOf(side.metadata)
  if (metadata?.kind === 'url' && !/^https?:\/\/[^\s]+$/i.test(metadata.url))
    refusals.metadata = 'This is no http or https address.'
  if (Object.keys(refusals).length > 0) return { ok: false, refusals }
  return {
    ok: true,
    expected: {
      acs: text('acs'),
      audience: text('audience'),
      requestId: text('requestId'),
      metadata: metadata ?? undefined,
      certificates: certificates && certificates.length > 0 ? certificates : undefined,
      certificateFiles: side.certificateFile
        ? [{ kind: 'file', ticket: side.certificateFile.ticket, name: side.certificateFile.name }]
        : undefined,
      now: now ?? undefined,
      skewSeconds: skewSeconds ?? undefined,
      decryptionKey: side.key ? { kind: 'held', ticket: side.key.ticket } : undefined,
    },
  }
}

/** The values of a set-up in place of those that describe another connection. The moment and the key stay. */
export function takenFrom(setup: Setup | null, side: ExpectedSide): ExpectedSide {
  const own = (name: string): string => {
    const value = setup?.values[name]
    return value?.kind === 'plain' ? value.text.trim() : ''
  }
  const xml = own('idp_metadata_xml')
  return {
    ...side,
    setupId: setup?.id ?? '',
    acs: own('acs_url'),
    audience: own('sp_entity_id'),
    metadata: {
      url: own('idp_metadata_url'),
      // The name of a file that was read may stand there instead of its text.
      document: xml.startsWith('<') ? { kind: 'text', text: xml } : null,
    },
    certificates: own('x509_certificate'),
    certificateFile: null,
  }
}

/** What is given, in the words of its fields. */
export function givenNames(side: ExpectedSide): string[] {
  const names: ReadonlyArray<readonly [boolean, string]> = [
    [side.acs.trim() !== '', 'ACS URL'],
    [side.audience.trim() !== '', 'SP entity ID'],
    [sourceOf(side.metadata) !== null, 'IdP metadata'],
    [side.certificates.trim() !== '' || side.certificateFile !== null, 'signing certificate'],
    [side.requestId.trim() !== '', 'request ID'],
    [side.moment.trim() !== '', 'moment'],
    [side.skewSeconds.trim() !== '', 'clock tolerance'],
    [side.key !== null, 'decryption key'],
  ]
  return names.flatMap(([given, name]) => (given ? [name] : []))
}
