import { beforeAll, expect, it } from 'vitest'
import { ENTERPRISE_URN, USER_URN } from '../../src/domain/scim/schema.js'
import { connectDirectory, type Directory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const THIEF = 'thief@evil.test'
let directory: Directory
let count = 0

beforeAll(async () => {
  directory = await connectDirectory(world)
})

function provision(userName: string, body: object = {}) {
  return directory.call('POST', '/Users', { schemas: [USER_URN], userName, ...body })
}

async function create(): Promise<{ id: string; userName: string }> {
  count += 1
  const made = await provision(`person${count}@demo.test`)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

function move(id: string, email: string) {
  return directory.call('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'emails[type eq "work"].value', value: email }],
  })
}

/** By every road that a directory has to an account's address and employee code. */
async function refuseRenames({ id, userName }: { id: string; userName: string }) {
  const forbidden = { status: 403, body: { status: '403' } }
  const code = { [ENTERPRISE_URN]: { employeeNumber: 'T1' } }
  const mail = { emails: [{ value: THIEF, type: 'work', primary: true }] }
  expect(await move(id, THIEF)).toMatchObject(forbidden)
  expect(await directory.call('PUT', `/Users/${id}`, { userName, ...code })).toMatchObject(
    forbidden,
  )
  expect((await directory.call('DELETE', `/Users/${id}`)).status).toBe(204)
  expect(await provision(userName, mail)).toMatchObject(forbidden)
  expect(await provision(userName, code)).toMatchObject(forbidden)
  const [before] = await world.db.query<{ employee_code: string }>(
    'SELECT employee_code FROM app_user WHERE id = $1',
    [id],
  )
  const employeeNumber = before?.employee_code
  const byCode = { [ENTERPRISE_URN]: { employeeNumber } }
  expect(await provision('another', { ...mail, ...byCode })).toMatchObject(forbidden)
  const again = await provision(userName)
  expect(again).toMatchObject({
    status: 201,
    body: { id, emails: [{ value: userName }], [ENTERPRISE_URN]: { employeeNumber } },
  })
}

it.each(['admin', 'moderator', 'manager', 'agent', 'approver'])(
  'whom an admin made %s keeps address and employee code, though deleted and sent again',
  async (role) => {
    const user = await create()
    await world.db.query('UPDATE app_user SET roles = roles || $2::text WHERE id = $1', [
      user.id,
      role,
    ])
    await refuseRenames(user)
  },
)

it.each([null, new Date(Date.now() + 3_600_000).toISOString()])(
  'who has a permission until %s keeps them as well',
  async (expiresAt) => {
    const user = await create()
    const body = { permission: 'ticket.viewAll', expiresAt }
    const given = await world.call('admin', 'POST', `/admin/users/${user.id}/permissions`, body)
    expect(given.status, JSON.stringify(given.body)).toBeLessThan(300)
    await refuseRenames(user)
  },
)

it('who has what the directory gives, and no more, is renamed', async () => {
  const { id, userName } = await create()
  expect((await move(id, 'married@demo.test')).status).toBe(200)
  await directory.call('DELETE', `/Users/${id}`)
  const again = await provision(userName, { emails: [{ value: 'again@demo.test' }] })
  expect(again).toMatchObject({ status: 201, body: { id, emails: [{ value: 'again@demo.test' }] } })
})
