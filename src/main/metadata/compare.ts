import { createHash, X509Certificate } from 'node:crypto'
import { compareValues } from '../../shared/compare'
import type { Finding, Fix } from '../../shared/finding'
import type { Certificate, Endpoint, Entity, MetadataCompareResult } from '../../shared/runs/metadata'
import { clipped, dayOf, finding } from './finding'
import { bindingName, browserBindings } from './names'

/** What a comparison looks at of a certificate, and of an entity: what is kept of one is enough. */
type ComparedCertificate = Pick<Certificate, 'use' | 'subject' | 'sha256' | 'notBefore' | 'notAfter' | 'pem'>
interface ComparedEntity<C> extends Pick<Entity, 'entityId' | 'sso'> {
  certificates: readonly C[]
}

/** Two states of one entity, with the names of the documents they come from. */
export interface ComparedEntities<C extends ComparedCertificate = ComparedCertificate> {
  old: { entity: ComparedEntity<C>; from: string }
  new: { entity: ComparedEntity<C>; from: string }
}

interface Changes<C> extends Omit<MetadataCompareResult, 'certificates'> {
  certificates: { added: C[]; removed: C[]; kept: C[] }
}

/** What changed between two states of an entity, and whether WorkOS must be given the new one. */
export function compareEntities<C extends ComparedCertificate>(pair: ComparedEntities<C>): Changes<C> {
  const before = pair.old.entity
  const after = pair.new.entity
  const result = {
    entityId: { old: before.entityId, new: after.entityId, changed: before.entityId !== after.entityId },
    endpoints: changesOf(before.sso, after.sso, ({ binding, location }) => `${binding}\n${location}`),
    certificates: changesOf(
      before.certificates,
      after.certificates,
      (certificate) => `${certificate.sha256} ${signs(certificate)}`,
    ),
  }
  return { ...result, workos: workosNeeds(result) }
}

function changesOf<T>(before: readonly T[], after: readonly T[], identity: (item: T) => string) {
  const known = new Set(before.map(identity))
  const still = new Set(after.map(identity))
  return {
    added: after.filter((item) => !known.has(identity(item))),
    removed: before.filter((item) => !still.has(identity(item))),
    kept: after.filter((item) => known.has(identity(item))),
  }
}

const signs = ({ use }: ComparedCertificate) => use !== 'encryption'

/** The signing certificates that came, went and stayed, by fingerprint; `renewed` came for a key that is known already. */
function signingChanges({ added, removed, kept }: Changes<ComparedCertificate>['certificates']) {
  const old = [...removed, ...kept].filter(signs)
  const current = [...added, ...kept].filter(signs)
  const isAmong = (list: readonly ComparedCertificate[]) => {
    const known = new Set(list.map(({ sha256 }) => sha256))
    return ({ sha256 }: ComparedCertificate) => known.has(sha256)
  }
  const wasThere = isAmong(old)
  const isThere = isAmong(current)
  const came = current.filter((one) => !wasThere(one))
  const keys = came.length > 0 ? new Set(old.map(keyOf)) : new Set()
  const isRenewed = (one: ComparedCertificate) => one.pem !== undefined && keys.has(keyOf(one))
  const fingerprints = (list: readonly ComparedCertificate[]) => list.map(({ sha256 }) => sha256)
  return {
    added: fingerprints(came.filter((one) => !isRenewed(one))),
    renewed: fingerprints(came.filter(isRenewed)),
    removed: fingerprints(old.filter((one) => !isThere(one))),
    kept: fingerprints(current.filter(wasThere)),
  }
}

/** The public key of a certificate: renewed for the same key, its signatures still verify with the former one. */
function keyOf({ pem }: ComparedCertificate): string | null {
  if (pem === undefined) return null
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('hex')
}

/** Whether responses are signed with a key that was not published before. */
const isReplaced = ({ added, renewed, kept }: ReturnType<typeof signingChanges>) =>
  added.length > 0 && kept.length + renewed.length === 0

type Needs = MetadataCompareResult['workos']

function workosNeeds(result: Omit<Changes<ComparedCertificate>, 'workos'>): Needs {
  const signing = signingChanges(result.certificates)
  const redirect = result.endpoints.removed.some(({ binding }) => binding.trim() === browserBindings.redirect)
  const now = [
    result.entityId.changed ? 'The entity id changed: responses name an issuer WorkOS does not know.' : null,
    redirect ? 'The HTTP-Redirect address changed: WorkOS still sends people to the former one.' : null,
    isReplaced(signing)
      ? 'None of the former signing certificates is left: responses are signed with one WorkOS does not know.'
      : null,
  ].filter((reason) => reason !== null)
  if (now.length > 0) return { needed: 'now', reasons: now }
  if (signing.added.length > 0) {
    return {
      needed: 'before-rollover',
      reasons: ['A signing certificate was added: WorkOS must know it before the identity provider signs with it.'],
    }
  }
  if (signing.renewed.length > 0) {
    return {
      needed: 'before-rollover',
      reasons: [
        'The signing certificate was renewed for the same key: responses still verify with the one WorkOS holds, until that one expires.',
      ],
    }
  }
  const reasons =
    signing.removed.length > 0 ? ['A signing certificate was taken out; WorkOS may go on holding it.'] : []
  return { needed: 'no', reasons }
}

const giveWorkos: Fix = {
  action:
    'Give WorkOS the new metadata. With a metadata URL saved, WorkOS reads it again by itself; an uploaded file must be uploaded again.',
  where: 'Identity Provider Configuration > Edit Configuration',
  owner: 'workos-admin',
  source: 'https://workos.com/docs/sso/signing-certificates',
}

/** The findings of a comparison: one for the entity id, one for each address and each certificate that changed. */
export function judgeComparison(pair: ComparedEntities, result: Changes<ComparedCertificate>): Finding[] {
  return [judgeIds(pair, result), ...judgeAddresses(pair, result), ...judgeCertificates(pair, result)]
}

function judgeIds({ old, new: current }: ComparedEntities, { entityId }: Changes<ComparedCertificate>): Finding {
  if (!entityId.changed)
    return finding('entity-id', 'pass', `The entity id is the same: ${clipped(entityId.new ?? 'none')}.`)
  return finding('entity-id', 'warn', 'The entity id changed: responses name an issuer WorkOS does not know.', {
    compared: compareValues(
      'Entity id',
      { value: entityId.old, from: old.from },
      { value: entityId.new, from: current.from },
    ),
    fix: giveWorkos,
  })
}

function judgeAddresses(
  { old, new: current }: ComparedEntities,
  { endpoints }: Changes<ComparedCertificate>,
): Finding[] {
  const { added, removed } = endpoints
  if (added.length + removed.length === 0)
    return [finding('sso-endpoint', 'pass', 'The addresses for sign-on are the same.')]
  const bindings = [...new Set([...removed, ...added].map(({ binding }) => binding))]
  return bindings.flatMap((binding) => {
    const was = removed.filter((one) => one.binding === binding)
    const is = added.filter((one) => one.binding === binding)
    return Array.from({ length: Math.max(was.length, is.length) }, (_, index) =>
      judgeAddress(binding, was[index], is[index], old.from, current.from),
    )
  })
}

function judgeAddress(
  binding: string,
  was: Endpoint | undefined,
  is: Endpoint | undefined,
  from: string,
  to: string,
): Finding {
  const name = bindingName(binding.trim())
  const matters = binding.trim() === browserBindings.redirect && was !== undefined
  const verb = was === undefined ? 'was added' : is === undefined ? 'was taken out' : 'changed'
  return finding('sso-endpoint', matters ? 'warn' : 'info', `The address for sign-on by ${name} ${verb}.`, {
    compared: compareValues(
      `SingleSignOnService by ${name}`,
      { value: was?.location ?? null, from },
      { value: is?.location ?? null, from: to },
    ),
    ...(matters ? { fix: giveWorkos } : {}),
  })
}

function judgeCertificates(
  { old, new: current }: ComparedEntities,
  { certificates }: Changes<ComparedCertificate>,
): Finding[] {
  const signing = signingChanges(certificates)
  const { added, removed } = certificates
  if (added.length + removed.length === 0) {
    return [finding('signing-certificate', 'pass', 'The certificates are the same.')]
  }
  const tell = (certificate: ComparedCertificate, verb: string, from: string, matters: boolean, consequence: string) =>
    finding(
      'signing-certificate',
      matters ? 'warn' : 'info',
      `${signs(certificate) ? 'The signing certificate' : 'The encryption certificate'} ${certificate.subject} ${verb}.${consequence}`,
      {
        evidence: [
          { label: 'SHA-256', value: certificate.sha256, from },
          {
            label: 'Valid',
            value: `${dayOf(Date.parse(certificate.notBefore))} to ${dayOf(Date.parse(certificate.notAfter))}`,
            from,
          },
        ],
        ...(matters ? { fix: giveWorkos } : {}),
      },
    )
  const lost = signing.kept.length + signing.renewed.length === 0
  return [
    ...added.map((certificate) => {
      if (signing.renewed.includes(certificate.sha256)) {
        const until = ' Responses still verify with the former one; WorkOS must be given this one before that expires.'
        return tell(certificate, 'was renewed for the same key', current.from, true, until)
      }
      const isNew = signing.added.includes(certificate.sha256)
      const consequence = lost
        ? ' No former signing certificate is left: WorkOS must be given the new metadata now.'
        : ' WorkOS must be given it before the identity provider signs with it.'
      return tell(certificate, 'was added', current.from, isNew, isNew ? consequence : '')
    }),
    ...removed.map((certificate) => {
      const isGone = signing.removed.includes(certificate.sha256)
      return tell(
        certificate,
        'was taken out',
        old.from,
        isGone && lost,
        isGone && !lost ? ' WorkOS may go on holding it.' : '',
      )
    }),
  ]
}
