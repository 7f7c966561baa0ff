import type { CheckId } from '../../src/shared/checks'
import type { FaultName } from './idp/faults'

/** What a test sign-in comes to. */
export interface FaultOutcome {
  /** The error that comes back to the application; null: WorkOS takes the response all the same. */
  error: 'server_error' | 'access_denied' | null
  /** The reason WorkOS's events tell; null where it has none. */
  reason: string | null
  /** The check of Signpost's own that names the fault, and what it says of it. */
  check: CheckId
  status: 'fail' | 'warn' | 'info'
}

const refused = (reason: string, check: CheckId, status: FaultOutcome['status'] = 'fail'): FaultOutcome => ({
  error: 'server_error',
  reason,
  check,
  status,
})
const taken = (check: CheckId, status: FaultOutcome['status']): FaultOutcome => ({
  error: null,
  reason: null,
  check,
  status,
})

/** What a test sign-in at the lab comes to with each fault of the response. A fault nobody wrote this down for does not compile. */
export const faultOutcomes: Readonly<Record<FaultName, FaultOutcome>> = {
  'status-authn-failed': refused('saml_status_not_success', 'response.status'),
  'status-invalid-nameid-policy': refused('saml_status_not_success', 'response.status'),
  'status-responder': refused('saml_status_not_success', 'response.status'),
  'status-request-denied': { ...refused('saml_status_not_success', 'response.status'), error: 'access_denied' },
  'version-1': taken('response.version', 'fail'),
  'issuer-other': refused('saml_issuer_mismatch', 'response.issuer'),
  'issuer-missing-in-assertion': refused('saml_issuer_mismatch', 'response.issuer'),
  'destination-other': refused('saml_destination_mismatch', 'response.destination'),
  'destination-missing': taken('response.destination', 'fail'),
  'recipient-other': refused('saml_recipient_mismatch', 'response.recipient'),
  'recipient-missing': refused('saml_recipient_mismatch', 'response.recipient'),
  'audience-other': refused('saml_audience_mismatch', 'response.audience'),
  'audience-missing': refused('saml_audience_mismatch', 'response.audience'),
  'audience-second-restriction': refused('saml_audience_mismatch', 'response.audience'),
  'clock-ahead': refused('saml_assertion_not_yet_valid', 'response.not-before'),
  'clock-behind': refused('saml_assertion_expired', 'response.not-on-or-after'),
  'expired-confirmation': refused('saml_assertion_expired', 'response.not-on-or-after'),
  'confirmation-without-limit': refused('saml_response_invalid', 'response.not-on-or-after'),
  'confirmation-not-before': taken('response.not-before', 'fail'),
  'confirmation-sender-vouches': refused('saml_subject_not_confirmed', 'response.recipient'),
  'session-over': taken('response.not-on-or-after', 'fail'),
  'in-response-to-other': refused('saml_in_response_to_mismatch', 'response.in-response-to'),
  'in-response-to-missing': refused('saml_in_response_to_mismatch', 'response.in-response-to'),
  'nameid-missing': refused('saml_name_id_missing', 'response.nameid'),
  'nameid-empty': refused('saml_name_id_missing', 'response.nameid'),
  'nameid-transient': taken('response.nameid', 'info'),
  'no-attributes': refused('saml_attribute_missing', 'response.attributes', 'warn'),
  'email-missing': refused('saml_attribute_missing', 'response.attributes', 'warn'),
  'email-empty': refused('saml_attribute_missing', 'response.attributes'),
  'group-overage': taken('response.attributes', 'warn'),
  unsigned: refused('saml_signature_missing', 'response.signature'),
  'response-signed-only': refused('saml_signature_invalid', 'response.signature-coverage'),
  'signed-by-another-key': refused('saml_signature_invalid', 'response.signature'),
  'tampered-nameid': refused('saml_signature_invalid', 'response.signature'),
  'pretty-printed': refused('saml_signature_invalid', 'response.signature'),
  'rsa-sha1': taken('response.signature-algorithm', 'warn'),
}
