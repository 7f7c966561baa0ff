import type { Finding } from '../../../shared/finding'
import { vendorFields } from '../../../shared/saml/vendors'
import { contentCiphers, keyTransports } from '../decrypt/algorithms'
import type { EncryptionFacts, ResponseFacts } from '../observation'
import { issuerOf } from './envelope'
import { finding, seen } from './make'

/** `response.encryption`: what is encrypted and how, named before anything is tried. One finding per encrypted part. */
export function judgeEncryption(response: ResponseFacts): Finding[] {
  if (response.encryption.length === 0) {
    if (response.assertion === null) return []
    return [finding('response.encryption', 'pass', 'Nothing in the message is encrypted.')]
  }
  return response.encryption.map((one) => judgeOne(one, response))
}

function judgeOne(encryption: EncryptionFacts, response: ResponseFacts): Finding {
  const { what, place, content, keys, outcome } = encryption
  const fields = vendorFields(issuerOf(response))
  const evidence = [
    seen('Content encryption', content, 'EncryptionMethod', place),
    ...keys.map(({ algorithm }) => seen('Key encryption', algorithm, 'EncryptedKey', place)),
    ...keys.map(({ digest }) => seen('Digest of the key encryption', digest, 'EncryptedKey', place)),
    ...keys.map(({ mask }) => seen('Mask of the key encryption', mask, 'EncryptedKey', place)),
  ]
  const cipher = contentCiphers.get(content ?? '')
  const transport = keyTransports.get(keys[0]?.algorithm ?? '')
  const how = `${cipher?.name ?? content ?? 'an unnamed algorithm'}${keys.length > 0 ? `, its key with ${transport?.name ?? keys[0]?.algorithm ?? 'an unnamed algorithm'}` : ''}`
  const offFix = {
    action: `Switch encryption off at ${fields.name}; WorkOS decrypts assertions only after its support has switched that on.`,
    where: fields.encryption,
    owner: 'idp-admin',
    source: 'https://workos.com/docs/sso/saml-security',
  } as const
  const weaknesses = [cipher?.weakness, transport?.weakness].filter((one) => typeof one === 'string')
  const weak = weaknesses.length > 0 ? ` ${weaknesses.join('. ')}.` : ''
  if (what === 'attribute') {
    return finding(
      'response.encryption',
      'fail',
      `An attribute is encrypted (${how}). WorkOS does not read encrypted attributes.${weak}`,
      { evidence, fix: offFix },
    )
  }
  const subject = what === 'assertion' ? 'The assertion' : 'The NameID'
  if (outcome === null) {
    return finding(
      'response.encryption',
      'warn',
      `${subject} is encrypted with ${how}. It is there, but cannot be read here without the decryption key.${weak}`,
      { evidence, fix: offFix },
    )
  }
  if (!outcome.ok) {
    return finding(
      'response.encryption',
      'fail',
      `${subject} is encrypted with ${how}, and could not be decrypted: ${outcome.sentence}${weak}`,
      {
        evidence,
        fix: {
          action: `Give ${fields.name} the current encryption certificate of the WorkOS connection, or switch encryption off.`,
          where: fields.encryption,
          owner: 'idp-admin',
        },
      },
    )
  }
  if (weaknesses.length > 0) {
    return finding('response.encryption', 'warn', `${subject} was encrypted with ${how} and decrypted here.${weak}`, {
      evidence,
      fix: offFix,
    })
  }
  return finding('response.encryption', 'pass', `${subject} was encrypted with ${how} and decrypted here.`, {
    evidence,
  })
}
