import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificateAuthority } from './ca'
import { controlPath, type HttpsHost, startHttpsHost } from './https-host'
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
  /** Kestrel Air's PingFederate, whose server has a certificate that nobody trusts. */
  untrustedIdp: LabIdp
  /** The certificate of the lab's own authority, which nobody trusts unless told to. */
  caPem: string
  /** The same as a file, for NODE_EXTRA_CA_CERTS and the like. Gone after `close`. */
  caPath: string
  /** Stops every server and removes every file. */
  close(): Promise<void>
}

export interface LabOptions {
  workos?: Omit<WorkosOptions, 'adfs' | 'idps'>
}

/**
 * Starts the whole lab. Acme's AD FS connection points to the lab's own HTTPS host, Borealis's Okta connection to an identity
 * provider one can sign in at.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const authority = await makeCertificateAuthority()
  const stranger = await makeCertificateAuthority('An authority nobody trusts')
  const [https, idp, untrustedIdp] = await Promise.all([
    startHttpsHost(authority),
    startLabIdp({ vendor: 'okta', people: labPeople('borealis.example'), practice: true }),
    startLabIdp({ vendor: 'pingfederate', tls: await stranger.issue({ names: ['127.0.0.1'] }) }),
  ])
  const detailsOf = ({ entityId, ssoUrl, key }: LabIdp) => ({
    idpEntityId: entityId,
    ssoUrl,
    signingCertificates: [key.certificateBase64],
  })
  const workos = await startWorkos({
    ...options.workos,
    adfs: {
      idpEntityId: https.adfs.entityId,
      ssoUrl: `${https.origin}/adfs/ls/`,
      signingCertificates: [...https.adfs.signingCertificates],
    },
    idps: { OktaSAML: detailsOf(idp), PingFederateSAML: detailsOf(untrustedIdp) },
  })
  const folder = await mkdtemp(join(tmpdir(), 'signpost-lab-'))
  const caPath = join(folder, 'lab-ca.pem')
  await writeFile(caPath, authority.certificatePem)
  return {
    workos,
    https,
    idp,
    untrustedIdp,
    caPem: authority.certificatePem,
    caPath,
    close: async () => {
      await Promise.all([workos.close(), https.close(), idp.close(), untrustedIdp.close()])
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
      control: `${lab.https.origin}${controlPath}`,
    },
    idp: { origin: lab.idp.origin, metadata: lab.idp.metadataUrl, user: labUser.user, password: labUser.password },
    caPath: lab.caPath,
  }
}
