import { beforeAll, describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, split, read } = createDriver(world)

/** By id: what each person, department and category of the organization is called. */
const names = new Map<string, string>()
let ticketId = ''
let parentId = ''
let financeId = ''

beforeAll(async () => {
  const rows = await world.db.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM app_user
     UNION ALL SELECT id, name FROM department UNION ALL SELECT id, name FROM category`,
  )
  for (const { id, name } of rows) names.set(id, name)
  ticketId = await liveThrough()
  const parent = await begin('in_progress')
  parentId = parent.id
  await split(parentId, ['HR', 'FIN'])
  const { id } = await begin('assigned')
  await call('it.head', 'POST', '/subticket-requests', {
    ticketId: id,
    departmentId: await world.departmentId('HR'),
    title: 'Contract',
    description: 'A copy',
  })
  financeId = await askForApproval()
})

/** A ticket that many have touched. */
async function liveThrough(): Promise<string> {
  const [{ id: categoryId } = { id: '' }] = await world.db.query<{ id: string }>(
    `SELECT id FROM category WHERE code = 'HARDWARE' AND organization_id = $1`,
    [await world.organizationId()],
  )
  const { id } = await world.file('requester', { categoryId })
  const agent = await world.userId('it.agent')
  await moderate(id, 'clarify', { question: 'Which one?' })
  await call('requester', 'POST', `/tickets/${id}/clarification`, { answer: 'That one.' })
  await moderate(id, 'assign')
  await call('it.head', 'POST', `/tickets/${id}/team-members`, { userIds: [agent] })
  await call('it.agent', 'PATCH', `/tickets/${id}/acknowledge`)
  await call('it.head', 'PATCH', `/tickets/${id}/acknowledge`)
  const outsider = { userId: await world.userId('requester2') }
  await call('moderator', 'POST', `/tickets/${id}/participants/add`, outsider)
  await call('requester', 'POST', `/tickets/${id}/messages`, { body: 'Hello?' })
  await call('it.head', 'POST', `/tickets/${id}/postpone-request`, { reason: 'No parts.' })
  await call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
  return id
}

async function askForApproval(): Promise<string> {
  const { id } = await world.file('requester', { departmentId: await world.departmentId('FIN') })
  await moderate(id, 'assign')
  await call('finance.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
  await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'A new server' })
  return id
}

/** These are ids by contract: nobody reads them alone. */
const BARE = ['groupId']

const QUEUES = ['/moderator/queue', '/moderator/requests', '/moderator/chats']

/** Where an id of somebody or something stands in an answer without the name beside it. */
function findNameless(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => findNameless(one, `${path}[${at}]`))
  if (typeof value !== 'object' || value === null) return []
  const members: Record<string, unknown> = { ...value }
  return Object.entries(members).flatMap(([key, member]) => {
    const here = `${path}.${key}`
    if (BARE.includes(key)) return []
    if (Array.isArray(member)) {
      const bare = member.filter((one) => typeof one === 'string' && names.has(one))
      return [...bare.map(() => here), ...findNameless(member, here)]
    }
    const name = typeof member === 'string' ? names.get(member) : undefined
    if (name === undefined) return findNameless(member, here)
    return nameBeside(members, key) === name ? [] : [here]
  })
}

/** `id` and `userId` have `name` beside them, `assigneeId` has `assignee`. */
function nameBeside(members: Record<string, unknown>, key: string): unknown {
  if (key === 'userId' || key === 'id') return members.name
  const whole: unknown = members[key === 'createdById' ? 'createdBy' : key.replace(/Id$/, '')]
  const isNamed = typeof whole === 'object' && whole !== null && 'id' in whole && 'name' in whole
  return isNamed && whole.id === members[key] ? whole.name : undefined
}

describe('whose an id is', () => {
  it('stands beside it, whoever asks, in every answer about tickets', async () => {
    const about = (id: string) =>
      ['', '?include=participants,children', '/messages'].map((rest) => `/tickets/${id}${rest}`)
    const paths = {
      moderator: [...about(ticketId), ...about(parentId), ...about(financeId), ...QUEUES],
      admin: ['/departments', '/categories', '/users?limit=200'],
      'it.head': [...about(ticketId), `/tickets/${parentId}/sub-tickets`, '/tickets', '/requests'],
      requester: [...about(ticketId), `/tickets/${parentId}/sub-tickets`, '/users/me/tickets'],
      ceo: [`/tickets/${financeId}?include=approvals`, '/approvals?mine=true'],
    }
    for (const [who, list] of Object.entries(paths)) {
      for (const path of list) {
        expect(findNameless(await call(who, 'GET', path)), `${who} ${path}`).toEqual([])
      }
    }
  })

  it('is told to those who may not look people up', async () => {
    const seen = await call('requester', 'GET', `/tickets/${ticketId}`)
    expect(seen).toMatchObject({
      requester: { name: 'Rosa Requester' },
      createdBy: { name: 'Rosa Requester' },
      assignee: { name: 'Iris Head' },
      department: { name: 'Information technology', code: 'IT' },
      category: { name: 'Hardware', code: 'HARDWARE' },
      acknowledgements: [{ name: 'Ian Agent' }, { name: 'Iris Head' }],
      teamMembers: [{ name: 'Ian Agent' }],
    })
    expect((await world.call('requester', 'GET', '/users')).status).toBe(403)
  })

  it('comes with a ticket that was just filed, and its files with it', async () => {
    const filed = await world.file('requester2')
    expect(filed).toMatchObject({
      requester: { id: filed.requesterId, name: 'Rolf Requester' },
      assignee: null,
      department: { code: 'IT' },
      category: null,
    })
    const draft = await call('requester2', 'POST', '/tickets', { isDraft: true })
    expect(draft).toMatchObject({ department: null, createdBy: { name: 'Rolf Requester' } })
  })
})

describe('what an organization is furnished with', () => {
  it.each(['/departments', '/categories', '/sla_templates'])(
    '%s comes by name, page by page',
    async (path) => {
      const all: string[] = []
      for (let cursor = ''; ; ) {
        const page = await call('admin', 'GET', `${path}?limit=1${cursor}`)
        all.push(...page.items.map(({ name }: { name: string }) => name))
        if (page.nextCursor === null) break
        cursor = `&cursor=${page.nextCursor}`
      }
      expect(all).toEqual([...all].sort((a, b) => a.localeCompare(b)))
      expect((await call('admin', 'GET', `${path}?limit=200`)).items).toHaveLength(all.length)
    },
  )

  it('is told to everybody as far as their screens need it', async () => {
    const me = await call('requester', 'GET', '/users/me')
    expect(me.organization).toEqual({
      id: await world.organizationId(),
      slug: `demo-${world.suffix}`,
      name: 'Demo Ltd',
      maxMessageLength: 10_000,
      closurePolicy: 'moderator',
    })
  })
})

describe('what a ticket is shown with', () => {
  it('has each member of the contract, also those that nothing sets yet', async () => {
    expect(await read(ticketId)).toMatchObject({
      autoAssign: true,
      legalHold: false,
      external: null,
      customerId: null,
      undoUntil: null,
    })
  })

  it('says until when an action may be taken back to those alone who may', async () => {
    const { id } = await begin('assigned')
    const until = async (who: string) => (await call(who, 'GET', `/tickets/${id}`)).undoUntil
    expect(Date.parse(await until('moderator'))).toBeGreaterThan(Date.now())
    expect(await until('it.head')).toBeNull()
    await call('it.head', 'PATCH', `/tickets/${id}/acknowledge`)
    expect(await until('moderator')).toBeNull()
  })
})
