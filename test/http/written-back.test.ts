import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

async function give(method: string, path: string, body?: unknown, who = 'admin') {
  const answer = await world.call(who, method, path, body)
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}
const count = async (action: string) =>
  (await give('GET', `/admin/audit?action=${action}&count=true`)).total

describe('what was read can be written back', () => {
  it('of a group with somebody who is deleted, and who is a member again once restored', async () => {
    const [gone, stays] = [await world.userId('requester2'), await world.userId('it.agent')]
    const members = [gone, stays].map((userId) => ({ userId, skills: [] }))
    const { id } = await give('POST', '/admin/groups', { name: 'Round', members })
    await give('DELETE', `/admin/users/${gone}`)
    const read = await give('GET', `/admin/groups/${id}`)
    expect(read.members.map(({ userId }: { userId: string }) => userId)).toEqual([stays])
    await give('PATCH', `/admin/groups/${id}`, {
      members: read.members.map(({ name: _name, ...member }: { name: string }) => member),
    })
    expect(await count('group.update')).toBe(0)
    await give('POST', `/admin/users/${gone}/restore`)
    expect((await give('GET', `/admin/groups/${id}`)).members).toHaveLength(2)
  })

  it('of a category whose groups are deleted', async () => {
    const group = await give('POST', '/admin/groups', { name: 'Routed' })
    const { id } = await give('POST', '/admin/categories', {
      ...{ name: 'R', code: 'RRR', departmentId: await world.departmentId('IT') },
      ...{ groupId: group.id, assignment: { mode: 'round_robin', groupId: group.id } },
    })
    await give('DELETE', `/admin/groups/${group.id}`)
    const { groupId, assignment } = await give('GET', `/admin/categories/${id}`)
    expect({ groupId, routed: assignment.groupId }).toEqual({ groupId: null, routed: null })
    await give('PATCH', `/admin/categories/${id}`, { groupId, assignment })
    expect(await count('category.update')).toBe(0)
  })
})

describe('one’s own profile', () => {
  it('is audited with what was before, and not where nothing changes', async () => {
    const patch = { firstName: 'Renamed', phone: null, language: 'en' }
    await give('PATCH', '/users/me', patch, 'requester')
    const query = `/admin/audit?action=user.update&entity=user&entityId=${await world.userId('requester')}`
    const { items } = await give('GET', query)
    expect(items).toMatchObject([
      { before: { firstName: expect.any(String) }, after: { firstName: 'Renamed' } },
    ])
    expect(items[0].before.firstName).not.toBe('Renamed')
    await give('PATCH', '/users/me', patch, 'requester')
    expect((await give('GET', query)).items).toHaveLength(1)
  })
})

describe('the audit log, for whoever is no admin', () => {
  it('names who acted, and says no more of people than a file of it would', async () => {
    const auditor = await world.userId('delegate')
    const grant = (permission: string) =>
      give('POST', `/admin/users/${auditor}/permissions`, { permission })
    await grant('audit.view')
    const read = async () =>
      (await give('GET', '/admin/audit?action=user.update', undefined, 'delegate')).items[0]
    const redacted = await read()
    expect(redacted).toMatchObject({
      actor: {
        kind: 'user',
        id: await world.userId('requester'),
        name: expect.stringMatching(/^Renamed /),
      },
      ...{
        ip: '[redacted]',
        before: { firstName: '[redacted]' },
        after: { firstName: '[redacted]' },
      },
    })
    for (const filter of ['q=Renamed', 'ip=127.0.0.1']) {
      const refused = await world.call('delegate', 'GET', `/admin/audit?${filter}`)
      expect(refused.body.code).toBe('forbidden')
      await give('GET', `/admin/audit?${filter}`)
    }
    const file = { format: 'csv', filters: { q: 'Renamed' } }
    expect((await world.call('delegate', 'POST', '/admin/audit/export', file)).status).toBe(403)
    await grant('audit.unredacted')
    expect(await read()).toMatchObject({ ip: '127.0.0.1', after: { firstName: 'Renamed' } })
  })
})
