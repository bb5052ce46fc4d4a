import { beforeAll, describe, expect, it } from 'vitest'
import { addGroup } from '../support/groups.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { code, moderate, read } = createDriver(world)

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
