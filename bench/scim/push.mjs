import { Client } from 'undici'

export const benchToken = 'bench-token-0123456789'

/** What an identity provider does for each user: it looks the name up, then creates. */
export async function push(origin, from, count, { token = benchToken, atOnce = 16 } = {}) {
  const clients = Array.from({ length: atOnce }, () => new Client(origin))
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  let next = from
  const work = async (client) => {
    while (next < from + count) {
      const n = next++
      const name = `user${n}@acme.example`
      const filter = encodeURIComponent(`userName eq "${name}"`)
      const found = await client.request({ path: `/scim/v2/Users?filter=${filter}`, method: 'GET', headers })
      await found.body.dump()
      const body = JSON.stringify(userOf(n, name))
      const made = await client.request({ path: '/scim/v2/Users', method: 'POST', headers, body })
      await made.body.dump()
      if (made.statusCode !== 201) throw new Error(`status ${made.statusCode}`)
    }
  }
  await Promise.all(clients.map(work))
  await Promise.all(clients.map((client) => client.close()))
}

const userOf = (n, name) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
  externalId: `00u${String(n).padStart(17, '0')}`,
  userName: name,
  name: { givenName: 'Anna', familyName: `Acme ${n}` },
  displayName: `Anna Acme ${n}`,
  title: 'Engineer',
  emails: [{ value: name, type: 'work', primary: true }],
  active: true,
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales', employeeNumber: String(n) },
})
