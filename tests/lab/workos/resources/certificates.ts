import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { type Answer, created, message, notFound, ok } from '../answers'
import { type Call, type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import type { Connection, IdpCertificate } from '../records'

function showCertificate(certificate: IdpCertificate) {
  const { validFrom, validTo } = new X509Certificate(certificate.pem)
  return {
    object: 'saml_idp_signing_certificate',
    id: certificate.id,
    value: certificate.pem,
    not_before: new Date(validFrom).toISOString(),
    not_after: new Date(validTo).toISOString(),
    created_at: certificate.createdAt,
  }
}

/** Adds the next certificate; the earlier ones stay. Base64 DER or PEM. */
export function addCertificate(
  environment: Environment,
  connection: Connection,
  certificate: string,
  at = environment.now(),
): IdpCertificate {
  const pem = certificate.includes('-----BEGIN')
    ? certificate
    : `-----BEGIN CERTIFICATE-----\n${certificate.replace(/(.{64})/g, '$1\n').trimEnd()}\n-----END CERTIFICATE-----\n`
  return environment.certificates.add({ ...environment.begin('saml_x509_cert', at), connectionId: connection.id, pem })
}

export const listIdpCertificates: Handler = (call) =>
  ifEnabled(call, (connection) =>
    ok({
      object: 'list',
      data: call.environment.certificates
        .all()
        .filter(({ connectionId }) => connectionId === connection.id)
        .map(showCertificate),
      list_metadata: { before: null, after: null },
    }),
  )

export const createIdpCertificate: Handler = (call) =>
  ifEnabled(call, (connection) => {
    const parsed = parseBody(z.object({ value: z.string() }), call.body)
    if (!parsed.ok) return parsed.answer
    try {
      new X509Certificate(parsed.value.value)
    } catch {
      return message(422, 'The value is not an X.509 certificate.')
    }
    return created(showCertificate(addCertificate(call.environment, connection, parsed.value.value)))
  })

export const getSpCertificate: Handler = (call) =>
  ifEnabled(call, (connection) => {
    const signing = connection.saml?.requestSigning
    if (!signing) return message(404, `Connection ${connection.id} does not sign requests.`)
    const { validFrom, validTo } = new X509Certificate(signing.certificatePem)
    return ok({
      object: 'saml_sp_signing_certificate',
      id: `saml_party_trust_${connection.id.slice('conn_'.length)}`,
      value: signing.certificatePem,
      not_before: new Date(validFrom).toISOString(),
      not_after: new Date(validTo).toISOString(),
      created_at: connection.createdAt,
    })
  })

function ifEnabled(call: Call, answer: (connection: Connection) => Answer): Answer {
  if (!call.environment.features.has('saml-certificates')) {
    return message(404, 'This feature is not enabled for this environment.')
  }
  const id = call.params.id ?? ''
  const connection = call.environment.connections.get(id)
  return connection ? answer(connection) : notFound('Connection', id)
}
