import { compareValues, nameCharacter } from '../../../shared/compare'
import type { Finding, Fix } from '../../../shared/finding'
import { isDuration, readDateTime } from '../../xml/date-time'
import { clipped, dayOf, daysAgo, finding, inDays, inLine } from '../finding'
import { namespaces } from '../names'
import type {
  DocumentFacts,
  EntityFacts,
  MetadataObservation,
  RoleFacts,
  Selection,
  ValidityFacts,
} from '../observation'
import { hasRole, identityProviderRoles } from '../roles'

/** SAML core 8.3.6: an entity identifier is a URI of at most 1024 characters. */
const longestEntityId = 1024

const day = 86_400_000

const wrongDocument: Fix = {
  action: 'Download the metadata of the identity provider, not that of the service provider, and give it here.',
  owner: 'idp-admin',
}

/** Judges whether an entity is an identity provider that speaks SAML 2.0. */
export function judgeRole(entity: EntityFacts, document: string, label: string): Finding[] {
  const roles = entity.roles.filter(({ name }) => name === 'IDPSSODescriptor')
  const first = roles[0]
  if (!first) return [roleMissing(entity, document, label)]
  const place = first.place
  const usable = identityProviderRoles(entity)[0]
  const evidence = [
    { label: 'Protocols', value: first.protocols?.join(' ') ?? 'not named', from: inLine(document, place) },
  ]
  if (!usable) {
    return [
      finding(
        'role',
        'fail',
        `${label}The identity provider does not offer SAML 2.0 (IDPSSODescriptor names other protocols only).`,
        {
          evidence,
          place,
          fix: {
            action: 'Switch SAML 2.0 on at the identity provider and download the metadata again.',
            owner: 'idp-admin',
          },
        },
      ),
    ]
  }
  const unnamed = usable.protocols === null || usable.protocols.length === 0
  const found = unnamed
    ? finding(
        'role',
        'warn',
        `${label}IDPSSODescriptor is there, but protocolSupportEnumeration, which must name SAML 2.0, is missing.`,
        {
          evidence,
          place,
          fix: {
            action: `Add protocolSupportEnumeration="${namespaces.protocol}" to IDPSSODescriptor.`,
            owner: 'idp-admin',
          },
        },
      )
    : finding('role', 'pass', `${label}The entity is an identity provider for SAML 2.0.`, {
        evidence,
        place: usable.place,
      })
  return usable.wantsSignedRequests ? [found, signedRequests(usable, document, label)] : [found]
}

function signedRequests(role: RoleFacts, document: string, label: string): Finding {
  return finding(
    'role',
    'info',
    `${label}The identity provider asks for signed sign-in requests (WantAuthnRequestsSigned).`,
    {
      evidence: [{ label: 'WantAuthnRequestsSigned', value: 'true', from: inLine(document, role.place) }],
      place: role.place,
      fix: {
        action:
          'If sign-in fails with an invalid request, have request signing switched on for the connection at WorkOS, or the demand switched off at the identity provider (Keycloak: Clients > the client > Keys > Client signature required).',
        owner: 'workos-admin',
        source: 'https://workos.com/docs/sso/saml-security',
      },
    },
  )
}

function roleMissing(entity: EntityFacts, document: string, label: string): Finding {
  const { place, roles } = entity
  const names = [...new Set(roles.map(({ name, type }) => (type === null ? name : `${name} (${type})`)))]
  const evidence = [{ label: 'Roles found', value: names.join(', ') || 'none', from: inLine(document, place) }]
  const fail = (summary: string, fix: Fix) => finding('role', 'fail', `${label}${summary}`, { evidence, place, fix })
  if (hasRole(entity, 'SPSSODescriptor')) {
    return fail(
      'This is the metadata of a service provider (SPSSODescriptor); the identity provider’s is needed.',
      wrongDocument,
    )
  }
  if (roles.some(({ type }) => type === 'SecurityTokenServiceType' || type === 'ApplicationServiceType')) {
    return fail('This is WS-Federation metadata only: it has no IDPSSODescriptor for SAML 2.0.', {
      action:
        'Take the federation metadata of the application (Entra ID: App Federation Metadata Url, with ?appid=), or switch SAML on at the identity provider.',
      owner: 'idp-admin',
    })
  }
  if (roles.length === 0) return fail('The entity has no role at all.', wrongDocument)
  return fail(`The entity has no identity provider role (IDPSSODescriptor), only ${names.join(', ')}.`, wrongDocument)
}

/** Judges the entity id: there, usable character by character, and the one asked for. */
export function judgeEntityId(entity: EntityFacts, document: string, label: string): Finding {
  const { entityId, place } = entity
  const from = inLine(document, place)
  const evidence = [{ label: 'entityID', value: clipped(entityId ?? '', 2000), from }]
  const result = (status: 'fail' | 'warn', summary: string, action: string) =>
    finding('entity-id', status, `${label}${summary}`, {
      evidence: entityId === null ? [] : evidence,
      place,
      fix: { action, owner: 'idp-admin' },
    })
  const setIt = 'Set the entity id at the identity provider and download the metadata again.'
  if (entityId === null) return result('fail', 'The EntityDescriptor has no entityID.', setIt)
  if (entityId.trim() === '') return result('fail', 'The entityID is empty.', setIt)
  if (entityId.length > longestEntityId) {
    return result('fail', `The entityID is ${entityId.length} characters long; SAML allows ${longestEntityId}.`, setIt)
  }
  const hidden = /[\s\p{Cc}\p{Cf}\u00a0]/u.exec(entityId)
  if (hidden) {
    return result(
      'warn',
      `The entityID holds ${nameCharacter(hidden[0])} at character ${hidden.index + 1}. It is compared character by character, so the Issuer of every response must hold it too.`,
      'Take the character out of the entity id at the identity provider.',
    )
  }
  if (!/^[a-z][a-z0-9+.-]*:./i.test(entityId)) {
    return result(
      'warn',
      'The entityID is not an absolute URI, as SAML wants it to be.',
      'Give the identity provider an entity id such as https://idp.example.com/metadata.',
    )
  }
  return finding('entity-id', 'pass', `${label}The entity id is ${clipped(entityId)}.`, { evidence, place })
}

/** Judges a look-up by entity id: there once, absent, or ambiguous. Null when the entity itself tells it all. */
export function judgeSelection(selection: Selection, facts: DocumentFacts, document: string): Finding | null {
  const { wanted, places, nearest } = selection
  if (places.length === 1) return null
  if (places.length > 1) {
    return finding(
      'entity-id',
      'fail',
      `${places.length} entities have the id ${clipped(wanted)}: which one holds is open.`,
      {
        evidence: places.map((place, index) => ({
          label: `Entity ${index + 1}`,
          value: `line ${place.line}`,
          from: document,
        })),
        ...(places[1] ? { place: places[1] } : {}),
        fix: { action: 'Take the entity out that is out of date.', owner: 'idp-admin' },
      },
    )
  }
  const best = nearest[0] ?? (facts.entities.length === 1 ? (facts.entities[0]?.entityId ?? null) : null)
  return finding('entity-id', 'fail', `No entity of the document has the id ${clipped(wanted)}.`, {
    evidence: nearest.map((id) => ({ label: 'Similar id', value: clipped(id, 300), from: document })),
    compared: compareValues(
      'Entity id',
      { value: wanted, from: 'asked for' },
      { value: best, from: best === null ? document : `${document}, the most similar` },
    ),
    fix: { action: 'Correct the entity id, or take the metadata that holds it.', owner: 'idp-admin' },
  })
}

/** Judges ids that stand on several entities, whether asked for or not. */
export function judgeDuplicates(facts: DocumentFacts, document: string): Finding[] {
  return facts.duplicates
    .filter(({ entityId }) => entityId !== facts.selection?.wanted)
    .slice(0, 20)
    .map(({ entityId, places }) =>
      finding(
        'entity-id',
        'fail',
        `${places.length} entities have the id ${clipped(entityId)}: which one holds is open.`,
        {
          evidence: places.map((place, index) => ({
            label: `Entity ${index + 1}`,
            value: `line ${place.line}`,
            from: document,
          })),
          ...(places[1] ? { place: places[1] } : {}),
          fix: { action: 'Take the entity out that is out of date.', owner: 'idp-admin' },
        },
      ),
    )
}

/** Judges every validUntil that bears on an entity: its groups, itself, its role. One finding for each; one if there is none. */
export function judgeValidity(
  all: readonly ValidityFacts[],
  { now, skewMs, source }: MetadataObservation,
  label: string,
): Finding[] {
  const found = all.flatMap((validity) => judgeOne(validity, now, skewMs, source, label))
  if (found.length > 0) return found
  const durations = all.filter(({ cacheDuration }) => cacheDuration !== null)
  return [
    finding('validity', 'pass', `${label}The document names no end of its validity (validUntil).`, {
      evidence: durations.map(({ cacheDuration, on, place }) => ({
        label: `cacheDuration of ${on}`,
        value: clipped(cacheDuration ?? '', 60),
        from: inLine(source.name, place),
      })),
    }),
  ]
}

function judgeOne(
  { validUntil, cacheDuration, on, place }: ValidityFacts,
  now: number,
  skewMs: number,
  source: MetadataObservation['source'],
  label: string,
): Finding[] {
  const from = inLine(source.name, place)
  const found: Finding[] = []
  if (cacheDuration !== null && !isDuration(cacheDuration)) {
    found.push(
      finding(
        'validity',
        'warn',
        `${label}cacheDuration of ${on} is not a duration: “${clipped(cacheDuration, 60)}”.`,
        {
          evidence: [{ label: 'cacheDuration', value: clipped(cacheDuration, 60), from }],
          place,
          fix: { action: 'Write it as PT6H, or leave it out.', owner: 'idp-admin' },
        },
      ),
    )
  }
  if (validUntil === null) return found
  const evidence = [{ label: `validUntil of ${on}`, value: clipped(validUntil, 60), from }]
  const time = readDateTime(validUntil)
  const renew: Fix = {
    action: 'Have the identity provider publish its metadata anew and give that.',
    owner: 'idp-admin',
    source: 'SAML metadata 2.0, 2.3.1',
  }
  const add = (status: 'fail' | 'warn' | 'info' | 'pass', summary: string, fix?: Fix) => {
    found.push(finding('validity', status, `${label}${summary}`, { evidence, place, ...(fix ? { fix } : {}) }))
  }
  if (!time) {
    add('warn', `validUntil of ${on} is not a date and time: “${clipped(validUntil, 60)}”.`, renew)
    return found
  }
  const until = dayOf(time.ms)
  if (now > time.ms + skewMs) {
    add(
      'fail',
      `The metadata ended on ${until}, ${daysAgo(Math.floor((now - time.ms) / day))} (validUntil of ${on}); it must not be used any more.`,
      renew,
    )
    return found
  }
  if (!time.zoned) {
    add(
      'warn',
      `validUntil of ${on} names no time zone; SAML wants UTC, with a Z at the end. Read as UTC it ends on ${until}.`,
      renew,
    )
    return found
  }
  const left = Math.floor((time.ms - now) / day)
  const renewed = source.exchange !== null || on === 'EntitiesDescriptor'
  if (time.ms - now <= 30 * day && !renewed) {
    add(
      'warn',
      `The metadata ends ${inDays(left)}, on ${until} (validUntil of ${on}); a copy that is not renewed fails then.`,
      renew,
    )
  } else if (time.ms - now <= 30 * day) {
    add('info', `The metadata ends ${inDays(left)}, on ${until} (validUntil of ${on}); it has to be read again before.`)
  } else {
    add('pass', `The metadata holds until ${until} (validUntil of ${on}).`)
  }
  return found
}
