import { beforeAll, describe, expect, it } from 'vitest'
import { addGroup } from '../support/groups.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate, read } = createDriver(world)

/** Who is in the group of IT's categories and in no department of these tickets. */
const MEMBER = 'hr.head'
let categoryId = ''

beforeAll(async () => {
  categoryId = await addGroup(world, 'IT', MEMBER)
})

const claim = (id: string) => code(MEMBER, 'POST', `/tickets/${id}/claim`)
const sees = async (id: string) => {
  const { body } = await world.call<{ items: { id: string }[] }>(
    MEMBER,
    'GET',
    '/tickets?limit=200',
  )
  const one = await world.call(MEMBER, 'GET', `/tickets/${id}`)
  expect(body.items.some((item) => item.id === id)).toBe(one.status === 200)
  return one.status === 200
}

describe('a group', () => {
  it('sees and claims what goes to its category', async () => {
    const { id } = await world.file('requester', { categoryId })
    await moderate(id, 'approve')
    expect(await sees(id)).toBe(true)
    expect(await claim(id)).toBeUndefined()
  })

  it('is named to staff beside its id', async () => {
    const { id, groupId, group } = await world.file('requester', { categoryId })
    expect({ groupId, group }).toEqual({ groupId: expect.any(String), group: null })
    expect((await read(id)).group).toEqual({ id: groupId, name: expect.stringMatching(/./) })
    const listed = (await world.call('moderator', 'GET', `/tickets?limit=200`)).body
    for (const one of listed.items) expect(one.group?.id ?? null).toBe(one.groupId)
  })

  it.each(['approve', 'assign', 'reassign'])(
    'loses sight and claim of what goes to another department by %s, until that is taken back',
    async (verb) => {
      const { id } = await world.file('requester', { categoryId })
      if (verb !== 'approve') await moderate(id, 'approve')
      if (verb === 'reassign') await moderate(id, 'assign')
      const before = await read(id)
      expect(before.categoryId).toBe(categoryId)
      const departmentId = await world.departmentId('FIN')
      const reason = verb === 'reassign' ? { reason: 'theirs' } : {}
      await moderate(id, verb, { departmentId, ...reason })
      expect(await read(id)).toMatchObject({ departmentId, categoryId: null, groupId: null })
      expect(await sees(id)).toBe(false)
      expect(await claim(id)).toBe('not_found')
      await moderate(id, 'undo')
      const { categoryId: restored, groupId } = await read(id)
      expect({ categoryId: restored, groupId }).toEqual({ categoryId, groupId: before.groupId })
    },
  )
})

describe('a category of another department', () => {
  const FOREIGN = {
    status: 400,
    code: 'validation_failed',
    details: { categoryId: ["must be of the ticket's department"] },
  }
  const draft = (body: object) => call('requester', 'POST', '/tickets', { isDraft: true, ...body })
  const edit = async (id: string, body: object) =>
    (await world.call('requester', 'PATCH', `/tickets/${id}`, body)).body

  it('is refused when a ticket is filed, as a draft too', async () => {
    const departmentId = await world.departmentId('FIN')
    const body = await world.newTicket({ departmentId, categoryId })
    for (const isDraft of [true, false]) {
      const refused = await world.call('requester', 'POST', '/tickets', { ...body, isDraft })
      expect(refused.body).toMatchObject(FOREIGN)
    }
  })

  it('is refused in a draft, whichever of the two changes', async () => {
    const [it_, fin] = [await world.departmentId('IT'), await world.departmentId('FIN')]
    const { id } = await draft({ categoryId })
    expect(await edit(id, { departmentId: fin })).toMatchObject(FOREIGN)
    expect(await edit(id, { departmentId: it_ })).toMatchObject({ categoryId })
    expect(await edit(id, { departmentId: fin })).toMatchObject(FOREIGN)
    const moved = await edit(id, { departmentId: fin, categoryId: null })
    expect(moved).toMatchObject({ departmentId: fin, categoryId: null, groupId: null })
    expect(await edit(id, { categoryId })).toMatchObject(FOREIGN)
  })

  it('is refused in a draft though it was deleted since, with its group', async () => {
    const gone = await addGroup(world, 'HR', 'it.agent')
    const { id } = await draft({ categoryId: gone, departmentId: await world.departmentId('HR') })
    await world.db.query('UPDATE category SET deleted_at = now() WHERE id = $1', [gone])
    const departmentId = await world.departmentId('FIN')
    expect(await edit(id, { departmentId })).toMatchObject(FOREIGN)
  })

  it('is refused when a draft is handed in, where the category has moved meanwhile', async () => {
    const moving = await addGroup(world, 'FIN', MEMBER)
    const departmentId = await world.departmentId('FIN')
    const { id } = await draft(await world.newTicket({ categoryId: moving, departmentId }))
    await world.db.query('UPDATE category SET department_id = $2 WHERE id = $1', [
      moving,
      await world.departmentId('IT'),
    ])
    expect(await edit(id, { title: 'Saved' })).toMatchObject({ title: 'Saved' })
    expect(await edit(id, { isDraft: false })).toMatchObject(FOREIGN)
    expect(await edit(id, { title: 'Not saved', isDraft: false })).toMatchObject(FOREIGN)
    const whole = await edit(id, { categoryId: null, isDraft: false })
    expect(whole).toMatchObject({ status: 'submitted', title: 'Saved', groupId: null })
  })

  it('is refused for a sub-ticket, and says which', async () => {
    const parent = await begin('submitted')
    const [it_, hr] = [await world.departmentId('IT'), await world.departmentId('HR')]
    const part = (departmentId: string) => ({ title: 'Part', departmentId, categoryId })
    const path = `/tickets/${parent.id}/split`
    const subTickets = [part(it_), part(hr)]
    const refused = await world.call('moderator', 'POST', path, { subTickets })
    expect(refused.body).toMatchObject({
      ...FOREIGN,
      details: { ...FOREIGN.details, subTicket: 1 },
    })
    const { items } = await call('moderator', 'POST', path, { subTickets: [part(it_)] })
    expect(items).toMatchObject([{ categoryId, groupId: expect.any(String) }])
  })
})
