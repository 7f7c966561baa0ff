import { describe, expect, test } from 'vitest'
import { readSymptom } from '../../../src/shared/guidance/symptoms/symptoms'
import type { CauseId } from '../../../src/shared/verdict'

/** What people write or paste, and the cause it has to point to. */
const described: ReadonlyArray<readonly [text: string, cause: CauseId]> = [
  ['Die Verbindung bleibt im Status Entwurf', 'draft.metadata-not-uploaded'],
  ['la connexion reste en brouillon', 'draft.metadata-not-uploaded'],
  ['Die Metadaten sind ungültig', 'draft.metadata-invalid'],
  ['metadata could not be parsed', 'draft.metadata-invalid'],
  ['could not retrieve federation metadata', 'draft.metadata-unreachable'],
  ['Das Zertifikat ist abgelaufen', 'validating.certificate-expired'],
  ['el certificado ha caducado', 'validating.certificate-expired'],
  ['証明書の有効期限が切れています', 'validating.certificate-expired'],
  ['signing cert expired', 'validating.certificate-expired'],
  ['Empfänger stimmt nicht überein', 'saml.recipient-mismatch'],
  ['Client not found', 'validating.entity-id-mismatch'],
  ['Zielgruppe ungültig', 'saml.audience-mismatch'],
  ['La firma non è valida', 'saml.signature-invalid'],
  ['digest mismatch', 'saml.signature-invalid'],
  ['Die Antwort ist abgelaufen', 'saml.response-expired'],
  ['Timing issues (please check your clock settings)', 'saml.response-expired'],
  ['users have no names', 'scim.attributes-missing'],
  ['renamed users keep the old name', 'scim.updates-disabled'],
  ['gekündigte Mitarbeiter sind noch aktiv', 'scim.deactivation-disabled'],
  ['leavers can still log in', 'scim.deactivation-disabled'],
  ['nicht autorisiert (401)', 'scim.unauthorized'],
  ['L’URI de redirection ne correspond pas', 'oauth.redirect-uri-mismatch'],
  ['Zugriff verweigert', 'oauth.access-denied'],
  ['Organisation nicht gefunden', 'organization.missing'],
  ['email domain not allowed', 'organization.domain-unverified'],
]

describe('a symptom in somebody’s own words', () => {
  test.each(described)('%s', (text, cause) => {
    expect(readSymptom(text).causes).toContain(cause)
  })

  test('that means nothing points nowhere', () => {
    expect(readSymptom('it is raining, and the coffee is cold').causes).toEqual([])
  })

  test('of hostile length is read in no time', () => {
    const long = `metadata ${'a '.repeat(200_000)}certificate ${'expired-'.repeat(10)}`
    const started = performance.now()
    readSymptom(long)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
