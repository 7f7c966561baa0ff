/** One request of an identity provider to a SCIM service. */
export interface PushedRequest {
  method: string
  path: string
  userAgent: string
  body?: unknown
}

/** How a service answered it. */
export interface PushedAnswer {
  status: number
  body: { id?: string } | null
}

export type Send = (request: PushedRequest) => Promise<PushedAnswer> | PushedAnswer

/** What somebody forgot to switch on, or mapped wrongly. */
export type PushFault =
  | 'no-names'
  | 'no-family-name'
  | 'empty-family-name'
  | 'no-emails'
  | 'no-emails-no-address'
  | 'no-external-id'
  | 'no-updates'
  | 'no-deactivation'
  | 'active-as-text'
  | 'created-inactive'
  | 'tests-only'

const user = 'urn:ietf:params:scim:schemas:core:2.0:User'
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The shapes one product sends. */
interface Habits {
  userAgent: string
  externalId: string
  update(user: object): { method: string; body: unknown }
  deactivate(user: object): { method: string; body?: unknown }
}

const patch = (...Operations: unknown[]) => ({ schemas: [patchOp], Operations })

const inactive = (body: object) => ({ method: 'PUT', body: { ...body, active: false } })

const habits: Readonly<
  Record<
    | 'okta'
    | 'entra'
    | 'entra-flag'
    | 'onelogin'
    | 'jumpcloud'
    | 'pingfederate'
    | 'cyberark'
    | 'rippling'
    | 'sailpoint'
    | 'unknown',
    Habits
  >
> = {
  okta: {
    userAgent: 'Okta SCIM Client 1.0.0',
    externalId: '00u1abcdefGHIJKLMN0x',
    update: (body) => ({ method: 'PUT', body }),
    deactivate: () => ({ method: 'PATCH', body: patch({ op: 'replace', value: { active: false } }) }),
  },
  entra: {
    userAgent: '',
    externalId: '58342554-38d6-4ec8-948c-50044d0a33fd',
    update: () => ({ method: 'PATCH', body: patch({ op: 'Replace', path: 'name.familyName', value: 'Baker' }) }),
    deactivate: () => ({ method: 'PATCH', body: patch({ op: 'Replace', path: 'active', value: 'False' }) }),
  },
  'entra-flag': {
    userAgent: '',
    externalId: '58342554-38d6-4ec8-948c-50044d0a33fd',
    update: () => ({ method: 'PATCH', body: patch({ op: 'replace', value: { 'name.familyName': 'Baker' } }) }),
    deactivate: () => ({ method: 'PATCH', body: patch({ op: 'replace', path: 'active', value: false }) }),
  },
  onelogin: {
    userAgent: 'OneLogin provisioning',
    externalId: '12345',
    update: (body) => ({ method: 'PUT', body }),
    deactivate: () => ({ method: 'DELETE' }),
  },
  jumpcloud: {
    userAgent: 'JumpCloud SCIM',
    externalId: '5f1b0c',
    update: (body) => ({ method: 'PUT', body }),
    deactivate: inactive,
  },
  pingfederate: {
    userAgent: 'PingFederate',
    externalId: 'uid=anna',
    update: (body) => ({ method: 'PUT', body }),
    deactivate: inactive,
  },
  cyberark: {
    userAgent: 'CyberArk Identity',
    externalId: 'c2c7bcc6-9560-44e0-8dff-5be221cd37ee',
    update: () => ({ method: 'PATCH', body: patch({ op: 'replace', value: { name: { familyName: 'Baker' } } }) }),
    deactivate: () => ({ method: 'PATCH', body: patch({ op: 'replace', value: { active: false } }) }),
  },
  rippling: {
    userAgent: 'Rippling',
    externalId: '60a1f2',
    update: () => ({ method: 'PATCH', body: patch({ op: 'replace', path: 'name.familyName', value: 'Baker' }) }),
    deactivate: () => ({ method: 'DELETE' }),
  },
  sailpoint: {
    userAgent: 'SailPoint SCIM 2.0',
    externalId: 'A-1001',
    update: () => ({ method: 'PATCH', body: patch({ op: 'replace', path: 'name', value: { familyName: 'Baker' } }) }),
    deactivate: () => ({ method: 'PATCH', body: patch({ op: 'replace', path: 'active', value: false }) }),
  },
  unknown: {
    userAgent: 'python-requests/2.32',
    externalId: 'e-1',
    update: (body) => ({ method: 'PUT', body }),
    deactivate: inactive,
  },
}
export type PushingProvider = keyof typeof habits

/** Lives through what an identity provider does to some users and a group. */
export async function push(
  provider: PushingProvider,
  send: Send,
  {
    faults = [],
    users = 2,
    withGroup = true,
  }: { faults?: readonly PushFault[]; users?: number; withGroup?: boolean } = {},
): Promise<void> {
  const { userAgent, externalId, update, deactivate } = habits[provider]
  const has = (fault: PushFault) => faults.includes(fault)
  const ask = (method: string, path: string, body?: unknown) =>
    send({ method, path, userAgent, ...(body === undefined ? {} : { body }) })
  await ask('GET', '/Users?startIndex=1&count=2')
  if (has('tests-only')) return
  const ids: string[] = []
  const bodies: object[] = []
  for (let n = 1; n <= users; n++) {
    const address = `user${n}@acme.example`
    const userName = has('no-emails-no-address') ? `user${n}` : address
    await ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}&startIndex=1&count=100`)
    const body = {
      schemas: [user, enterprise],
      userName,
      ...(has('no-external-id')
        ? {}
        : { externalId: users === 1 ? externalId : `${externalId.slice(0, -3)}${String(n).padStart(3, '0')}` }),
      ...(has('no-names')
        ? {}
        : {
            name: {
              givenName: 'Anna',
              ...(has('no-family-name') ? {} : { familyName: has('empty-family-name') ? '' : 'Acme' }),
            },
          }),
      ...(has('no-emails') || has('no-emails-no-address')
        ? {}
        : { emails: [{ value: address, type: 'work', primary: true }] }),
      active: has('active-as-text') ? 'True' : !has('created-inactive'),
      title: 'Engineer',
      [enterprise]: { department: 'Sales' },
      'urn:acme:custom:1.0:User': { shoe: 43 },
    }
    const created = await ask('POST', '/Users', body)
    const id = created.body?.id
    if (id === undefined) continue
    ids.push(id)
    bodies.push(body)
    const change = update({ ...body, name: { givenName: 'Anna', familyName: 'Baker' } })
    if (!has('no-updates')) await ask(change.method, `/Users/${id}`, change.body)
  }
  if (withGroup && ids.length > 0) {
    const made = await ask('POST', '/Groups', { schemas: [group], displayName: 'Sales', members: [] })
    const members = ids.map((value) => ({ value }))
    await ask('PATCH', `/Groups/${made.body?.id}`, patch({ op: 'add', path: 'members', value: members }))
  }
  const [first] = ids
  if (first === undefined || has('no-deactivation')) return
  const leave = deactivate(bodies[0] ?? {})
  await ask(leave.method, `/Users/${first}`, leave.body)
}
