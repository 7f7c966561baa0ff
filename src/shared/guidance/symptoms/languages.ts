import type { SymptomRow } from './table'

/**
 * What people see of each cause in the languages that products are most often used in besides English: German, French, Spanish,
 * Italian, Dutch, Portuguese, Japanese.
 */
export const symptomsInOtherLanguages: readonly SymptomRow[] = [
  {
    pattern: /\b(entwurf|brouillon|borrador|bozza|concept|rascunho)\b|下書き/i,
    title: 'Stuck in Draft',
    meaning: 'WorkOS does not have usable metadata of the identity provider.',
    causes: ['draft.metadata-not-uploaded', 'draft.metadata-invalid', 'draft.metadata-unreachable'],
  },
  {
    pattern:
      /(metadaten|métadonnées|metadatos|metadati|metagegevens|metadados|メタデータ).{0,50}(ungültig|fehlerhaft|non valides?|invalides?|no válid|non valid|ongeldig|inválid|無効)/i,
    title: 'Metadata is not valid',
    meaning: 'What was given is not the metadata of an identity provider.',
    causes: ['draft.metadata-invalid'],
  },
  {
    pattern:
      /(metadaten|métadonnées|metadatos|metadati|metagegevens|metadados|メタデータ).{0,60}(nicht (erreich|geladen|abgerufen)|inaccessible|injoignable|no se (pued|pudo)|inaccesible|non raggiung|niet (bereik|opge)|inacess|取得できません)/i,
    title: 'Metadata cannot be fetched',
    meaning: 'WorkOS does not reach the metadata URL.',
    causes: ['draft.metadata-unreachable', 'draft.metadata-invalid'],
  },
  {
    pattern:
      /(zertifikat|certificat|certificado|certificato|証明書).{0,50}(abgelaufen|expiré|caducad|expirad|vencid|scadut|verlopen|期限切れ|有効期限)/i,
    title: 'Certificate expired',
    meaning: 'The signing certificate has ended.',
    causes: ['validating.certificate-expired'],
  },
  {
    pattern:
      /(empfänger|antwort-?url|destinataire|url de réponse|destinatario|url de respuesta|ontvanger|antwoord-url|destinatário|応答 ?url).{0,60}(stimm|falsch|ungültig|correspond|incorrect|invalid|non valide|no coincide|no válid|non corrisponde|komt niet|onjuist|não corresponde|inválid|一致しません)/i,
    title: 'Recipient, Destination or ACS URL',
    meaning: 'The response is addressed to another URL than the ACS URL.',
    causes: ['saml.recipient-mismatch', 'validating.acs-url-typo'],
  },
  {
    pattern:
      /(zielgruppe|audienz|audiencia|destinatari previsti|doelgroep|audiência|対象ユーザー).{0,50}(ungültig|falsch|stimm|invalid|no válid|non valid|ongeldig|inválid|無効|一致)|entitäts-?id|id d[’']entité|id\. de entidad|エンティティ ?id/i,
    title: 'Audience or entity ID',
    meaning: 'The assertion is made for another SP entity ID.',
    causes: ['saml.audience-mismatch', 'validating.entity-id-mismatch'],
  },
  {
    pattern: /\b(signatur|firma|handtekening|assinatura)\b|署名/i,
    title: 'Signature',
    meaning: 'The signature does not hold.',
    causes: ['saml.signature-invalid', 'validating.certificate-expired'],
  },
  {
    pattern:
      /(antwort|assertion|réponse|respuesta|risposta|antwoord|resposta|aserción|asserzione|応答|アサーション).{0,40}(abgelaufen|noch nicht gültig|expiré|pas encore valide|caducad|expirad|scadut|verlopen|期限切れ)/i,
    title: 'Response expired',
    meaning: 'The response arrived outside its time.',
    causes: ['saml.response-expired'],
  },
  {
    pattern:
      /(gekündigt|ausgeschieden|deaktiviert|gelöscht|désactivé|supprimé|desactivad|eliminad|disattivat|gedeactiveerd|desativad).{0,60}(aktiv|zugang|anmelden|actif|accès|activ|acceso|attiv|accesso|actief|toegang|ativ|acesso)/i,
    title: 'Users stay active',
    meaning: 'Deactivated users stay active in WorkOS.',
    causes: ['scim.deactivation-disabled'],
  },
  {
    pattern:
      /(nicht autorisiert|nicht berechtigt|ungültige anmelde|non autorisé|no autorizad|non autorizzat|niet geautoriseerd|não autorizad|権限がありません)/i,
    title: '401 Unauthorized',
    meaning: 'The SCIM endpoint does not accept the bearer token.',
    causes: ['scim.unauthorized'],
  },
  {
    pattern:
      /(zugriff verweigert|accès refusé|acceso denegado|accesso negato|toegang geweigerd|acesso negado|アクセスが拒否)/i,
    title: 'Access denied',
    meaning: 'The provider, or the person, declined.',
    causes: ['oauth.access-denied'],
  },
  {
    pattern:
      /(umleitungs-?uri|uri de redirection|uri de redireccionamiento|uri di reindirizzamento|omleidings-?uri|uri de redirecionamento|リダイレクト ?uri)/i,
    title: 'Redirect URI',
    meaning: 'The provider does not know the redirect URI.',
    causes: ['oauth.redirect-uri-mismatch'],
  },
  {
    pattern:
      /(organisation|organización|organizzazione|organisatie|organização|組織).{0,40}(nicht gefunden|introuvable|no (se )?encontr|non trovat|niet gevonden|não encontr|見つかりません)/i,
    title: 'Organization not found',
    meaning: 'WorkOS does not know the organization in this environment, or it has no usable connection.',
    causes: ['organization.missing', 'organization.connection-not-linked'],
  },
  {
    pattern:
      /(domäne|domain|domaine|dominio|domein|domínio|ドメイン).{0,40}(nicht (verifiziert|bestätigt)|non vérifié|no verificad|non verificat|niet geverifieerd|não verificad|確認されていません)/i,
    title: 'Domain not verified',
    meaning: 'The e-mail domain is not verified for the organization.',
    causes: ['organization.domain-unverified'],
  },
]
