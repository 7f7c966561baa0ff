import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificateAuthority } from './ca'
import { type HttpsHost, startHttpsHost } from './https-host'
import { labPeople, labUser } from './idp/people'
import { type LabIdp, startLabIdp } from './idp/server'
import { startWorkos, type WorkosLab, type WorkosOptions } from './workos/server'

/** The practice lab: every server of it on 127.0.0.1, each on a port the system chose. */
export interface Lab {
  /** The stand-in for the WorkOS API. */
  workos: WorkosLab
  /** Metadata in good order, and everything that comes back in its place. */
  https: HttpsHost
  /** The identity provider that signs people in: Borealis's Okta. */
  idp: LabIdp
  /** The certificate of the lab's own authority, which nobody trusts unless told to. */
  caPem: string
  /** The same as a file, for NODE_EXTRA_CA_CERTS and the like. Gone after `close`. */
  caPath: string
  /** Stops every server and removes every file. */
  close(): Promise<void>
}

export interface LabOptions {
  workos?: Omit<WorkosOptions, 'adfs' | 'okta'>
}

/**
 * Starts the whole lab. Acme's AD FS connection points to the lab's own HTTPS host, Borealis's Okta connection to an identity
 * provider one can sign in at.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const authority = await makeCertificateAuthority()
  const [https, idp] = await Promise.all([
    startHttpsHost(authority),
    startLabIdp({ vendor: 'okta', people: labPeople('borealis.example'), practice: true }),
  ])
  const workos = await startWorkos({
    ...options.workos,
    adfs: {
      idpEntityId: https.adfs.entityId,
      ssoUrl: `${https.origin}/adfs/ls/`,
      signingCertificates: [...https.adfs.signingCertificates],
    },
    okta: {
      idpEntityId: idp.entityId,
      ssoUrl: idp.ssoUrl,
      signingCertificates: [idp.key.certificateBase64],
    },
  })
  const folder = await mkdtemp(join(tmpdir(), 'signpost-lab-'))
  const caPath = join(folder, 'lab-ca.pem')
  await writeFile(caPath, authority.certificatePem)
  return {
    workos,
    https,
    idp,
    caPem: authority.certificatePem,
    caPath,
    close: async () => {
      await Promise.all([workos.close(), https.close(), idp.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What somebody outside the process needs to use the lab. */
export function describeLab(lab: Lab) {
  const { staging, production, origin } = lab.workos
  return {
    workos: { origin, control: `${origin}/_lab`, staging, production },
    https: {
      origin: lab.https.origin,
      metadata: lab.https.url('/FederationMetadata/2007-06/FederationMetadata.xml'),
      pages: lab.https.paths,
    },
    idp: { origin: lab.idp.origin, metadata: lab.idp.metadataUrl, user: labUser.user, password: labUser.password },
    caPath: lab.caPath,
  }
}
