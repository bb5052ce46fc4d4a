import { describe, expect, it } from 'vitest'
import { type Macros, NOBODY } from '../../support/macros.js'

export function describeForWhom({ world, begin, admin, make, apply }: Macros): void {
  describe('macros are for', () => {
    const TAG = [{ type: 'add_tags', tags: ['x'] }]
    const list = async (who: string) =>
      (await world.call(who, 'GET', '/macros?limit=200')).body.items.map(
        ({ id }: { id: string }) => id,
      )

    it('those of their roles and their department', async () => {
      const ticket = await begin('in_progress')
      const ofStaff = await make(TAG)
      const ofModerators = await make(TAG, { roles: ['moderator'] })
      const ofHr = await make(TAG, { departmentId: await world.departmentId('HR') })
      const ofAll = await make(TAG, { roles: ['requester', 'agent'] })
      const expected: Record<string, object[]> = {
        requester: [ofAll],
        'it.agent': [ofStaff, ofAll],
        'hr.head': [ofStaff, ofHr, ofAll],
        moderator: [ofStaff, ofModerators, ofHr],
      }
      for (const [who, its] of Object.entries(expected)) {
        const listed = await list(who)
        for (const one of [ofStaff, ofModerators, ofHr, ofAll]) {
          expect(listed.includes(one.id), `${who} ${one.name}`).toBe(its.includes(one))
        }
      }
      expect((await apply('requester', ticket.id, ofStaff.id)).body).toMatchObject({ status: 404 })
      expect((await apply('moderator', ticket.id, 'x')).body).toMatchObject({ status: 404 })
      await admin('DELETE', `/${ofStaff.id}`)
      expect((await apply('moderator', ticket.id, ofStaff.id)).body).toMatchObject({ status: 404 })
      expect(await list('moderator')).not.toContain(ofStaff.id)
    })

    it.each<[string, object[], string]>([
      ['an unknown action', [{ type: 'explode' }], 'actions.0.type'],
      ['two at once', [{ type: 'assign', mode: 'least_loaded', groupId: NOBODY }], 'actions.0'],
      ['none', [], 'actions'],
      [
        'too many',
        Array.from({ length: 11 }, () => ({ type: 'add_tags', tags: ['x'] })),
        'actions',
      ],
      ['an unknown placeholder', [{ type: 'message', body: '{{process.env}}' }], 'actions.0.body'],
      ['an unknown priority', [{ type: 'set_priority', priority: 'top' }], 'actions.0.priority'],
      ['no tags', [{ type: 'add_tags', tags: [] }], 'actions.0.tags'],
      ['more than it takes', [{ ...TAG[0], always: true }], 'actions.0.always'],
    ])('no %s', async (_what, actions, path) => {
      const refused = await admin('POST', '', { name: 'Wrong', actions })
      expect(refused.body).toMatchObject({ status: 400, code: 'validation_failed' })
      expect(Object.keys(refused.body.details)).toEqual([path])
    })

    it.each<[object, string]>([
      [{ type: 'assign', groupId: NOBODY }, 'group_not_found'],
      [{ type: 'set_category', categoryId: NOBODY }, 'category_not_found'],
      [{ type: 'set_department', departmentId: NOBODY }, 'department_not_found'],
      [{ type: 'macro', macroId: NOBODY }, 'macro_not_found'],
    ])('nothing that is not there: %j', async (action, code) => {
      const refused = await admin('POST', '', { name: 'X', actions: [action] })
      expect(refused.body).toMatchObject({ status: 404, code })
    })

    it('nobody who is not there', async () => {
      const assigneeId = NOBODY
      const refused = await admin('POST', '', {
        name: 'X',
        actions: [{ type: 'assign', assigneeId }],
      })
      expect(refused.body).toMatchObject({ status: 404, code: 'user_not_found' })
      const department = await admin('POST', '', {
        name: 'X',
        actions: TAG,
        departmentId: assigneeId,
      })
      expect(department.body).toMatchObject({ status: 404, code: 'department_not_found' })
    })
  })
}
