import type { Finding } from '../../shared/finding'
import { providerNamed } from '../../shared/guidance/oauth/providers'
import { succeeded } from '../../shared/problem'
import type { DiagnoseInput } from '../../shared/runs/diagnose'
import { usualRealm } from '../network/profiles/target'
import type { ReachWay } from '../network/reach'
import type { RunContext, Runner } from '../runs/run'
import { diagnose } from './diagnose'
import { probeLimitMs } from './engine'
import { fitToKeep } from './fit-to-keep'
import { type DiagnosisInput, type Expectation, nothingGiven, type WorkosInput } from './input'
import { metadataAddresses } from './metadata-addresses'

const stepLimitMs = 10_000

/** Diagnoses for the page. What main keeps, keys and tokens, is fetched here; what cannot be had is said and left out. */
export const runDiagnosis: Runner<'diagnose'> = async function* (input, context) {
  const [workos, scim, oauth, key] = await Promise.all([
    workosFrom(input, context),
    scimFrom(input, context),
    oauthFrom(input, context),
    decryptionKeyFrom(input, context),
  ])
  const circumstances = {
    found: [...workos.findings, ...scim.findings, ...oauth.findings, ...key.findings],
    symptom: input.symptom?.trim() || null,
    idpEntityId: input.idpEntityId ?? null,
    idpSsoUrl: input.idpSsoUrl ?? null,
    again: input.again ?? null,
  }
  const given = {
    ...documentsFrom(input),
    decryptionKey: key.value,
    way: wayFrom(input, context),
    workos: workos.value,
    scim: scim.value,
    oauth: oauth.value,
  }
  const { result, observations } = yield* diagnose(given, circumstances, context, {
    limitMs: probeLimitMs,
    ...(context.progress ? { onProgress: context.progress } : {}),
  })
  // What was seen is kept with the diagnosis; the page gets the result alone.
  const kept = { ...result, seen: fitToKeep(observations, given) }
  return succeeded(kept)
}

function documentsFrom(input: DiagnoseInput): Omit<DiagnosisInput, 'way' | 'workos' | 'scim' | 'oauth'> {
  const expected = (value: string | undefined, from: string): Expectation | null =>
    value === undefined ? null : { value, from }
  return {
    ...nothingGiven,
    metadata: input.metadata ?? usualAddresses(input),
    entityId: input.entityId ?? null,
    response: input.response ?? null,
    message: input.message ?? null,
    certificates: (input.certificates ?? []).map((text, index) => ({ text, from: `certificate ${index + 1} given` })),
    acs: expected(input.acs, 'the ACS URL given'),
    audience: expected(input.audience, 'the SP entity ID given'),
    requestId: expected(input.requestId, 'the request ID given'),
    now: input.now === undefined ? null : Date.parse(input.now),
    skewSeconds: input.skewSeconds ?? nothingGiven.skewSeconds,
    urls: input.urls ?? [],
    timeServers: input.timeServers ?? [],
    product: input.profile ?? null,
    profile: profileFrom(input),
    signIn: input.signIn ?? null,
    brought: input.brought ?? [],
  }
}

function profileFrom({ profile, hostName }: DiagnoseInput): DiagnosisInput['profile'] {
  return profile === undefined || hostName === undefined
    ? null
    : { product: profile, host: hostName, realm: usualRealm }
}

function usualAddresses({ profile, hostName }: DiagnoseInput): DiagnosisInput['metadata'] {
  return profile === undefined || hostName === undefined ? null : metadataAddresses(profile, hostName)
}

function wayFrom({ publicResolvers }: DiagnoseInput, { proxyFor }: Pick<RunContext, 'proxyFor'>): ReachWay {
  return {
    proxyFor: proxyFor ?? (() => ({ proxy: null, chosenBy: 'this program was told of none' })),
    extraAuthorities: [],
    servers: { inside: null, outside: publicResolvers ?? [] },
    limitMs: stepLimitMs,
  }
}

/** A part of the input, or why it has to be left out. */
interface Had<T> {
  value: T | null
  findings: Finding[]
}

async function workosFrom({ workos }: DiagnoseInput, { credentials }: RunContext): Promise<Had<WorkosInput>> {
  if (workos === undefined) return { value: null, findings: [] }
  const found = await credentials(workos.environmentId)
  if (!found.ok) {
    const { title, detail, remedy } = found.problem
    const fix = { action: remedy, owner: 'workos-admin' as const }
    return {
      value: null,
      findings: [{ id: 'workos.api-key', status: 'skipped', summary: `${title} ${detail}`, evidence: [], fix }],
    }
  }
  const { apiKey, clientId, baseUrl, environmentKind } = found.value
  return {
    findings: [],
    value: {
      credentials: { apiKey, clientId, baseUrl },
      baseUrl,
      environment: environmentKind,
      organizationId: workos.organizationId ?? null,
      connectionId: workos.connectionId ?? null,
      directoryId: workos.directoryId ?? null,
      authorize: workos.redirectUri === undefined ? null : { clientId, redirectUri: workos.redirectUri },
    },
  }
}

async function scimFrom(
  { scim }: DiagnoseInput,
  { secret }: RunContext,
): Promise<Had<NonNullable<DiagnosisInput['scim']>>> {
  if (scim === undefined) return { value: null, findings: [] }
  const token = await secret(scim.token)
  if (!token.ok) {
    const { title, detail, remedy } = token.problem
    const fix = { action: remedy, owner: 'workos-admin' as const }
    return {
      value: { url: scim.url, token: '' },
      findings: [{ id: 'scim.token', status: 'skipped', summary: `${title} ${detail}`, evidence: [], fix }],
    }
  }
  return {
    findings: [],
    value: { url: scim.url, token: token.value, ...(scim.rehearse ? { rehearsal: 'full' as const } : {}) },
  }
}

async function decryptionKeyFrom(
  { decryptionKey }: DiagnoseInput,
  { secret }: Pick<RunContext, 'secret'>,
): Promise<Had<string>> {
  if (decryptionKey === undefined) return { value: null, findings: [] }
  const key = await secret(decryptionKey)
  if (key.ok) return { value: key.value, findings: [] }
  const { title, detail, remedy } = key.problem
  const fix = { action: remedy, owner: 'workos-admin' as const }
  return {
    value: null,
    findings: [{ id: 'response.encryption', status: 'skipped', summary: `${title} ${detail}`, evidence: [], fix }],
  }
}

async function oauthFrom(
  { oauth }: DiagnoseInput,
  { secret }: Pick<RunContext, 'secret'>,
): Promise<Had<NonNullable<DiagnosisInput['oauth']>>> {
  if (oauth === undefined) return { value: null, findings: [] }
  const { provider: name, clientSecret: source, ...rest } = oauth
  const skipped = (summary: string): Finding => ({ id: 'oauth.client', status: 'skipped', summary, evidence: [] })
  const provider = name === undefined ? null : providerNamed(name)
  if (name !== undefined && provider === null && rest.issuer === undefined) {
    return { value: null, findings: [skipped(`Signpost knows no provider called ${name}. Give its issuer instead.`)] }
  }
  const clientSecret = source === undefined ? null : await secret(source)
  const lost = clientSecret !== null && !clientSecret.ok ? clientSecret.problem : null
  return {
    value: {
      ...rest,
      ...(provider === null ? {} : { provider }),
      ...(clientSecret?.ok ? { clientSecret: clientSecret.value } : {}),
    },
    findings: lost === null ? [] : [skipped(`${lost.title} ${lost.detail} ${lost.remedy}`)],
  }
}
