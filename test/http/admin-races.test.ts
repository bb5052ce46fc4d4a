import { describe, expect, it } from 'vitest'
import { createSyncs } from '../support/syncs.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { endUnfinished } = createSyncs(world)

/** What takes an admin away. */
const WAYS: Record<string, (who: string, other: string) => Promise<{ status: number; body: any }>> =
  {
    deactivates: (who, id) => world.call(who, 'PATCH', `/admin/users/${id}`, { active: false }),
    demotes: (who, id) => world.call(who, 'PATCH', `/admin/users/${id}`, { roles: ['agent'] }),
    deletes: (who, id) => world.call(who, 'DELETE', `/admin/users/${id}`),
    erases: (who, id) => world.call(who, 'POST', `/admin/users/${id}/erase`, {}),
  }

const OTHER = 'moderator2'

async function makeTwoAdmins(): Promise<{ admin: string; other: string }> {
  const [admin, other] = [await world.userId('admin'), await world.userId(OTHER)]
  await world.owner.query(
    `UPDATE app_user SET roles = '{admin}', status = 'active', helpdesk_authorized = true, deleted_at = NULL
     WHERE id = ANY ($1)`,
    [[admin, other]],
  )
  await world.owner.query('UPDATE session SET revoked_at = NULL')
  return { admin, other }
}

const countAdmins = async () =>
  (
    await world.owner.query(
      `SELECT 1 FROM app_user WHERE organization_id = $1 AND roles @> '{admin}' AND status = 'active' AND helpdesk_authorized
         AND deleted_at IS NULL`,
      [await world.organizationId()],
    )
  ).length

describe('two admins at the same time', () => {
  it.each(Object.keys(WAYS).flatMap((one) => Object.keys(WAYS).map((two) => [one, two])))(
    'of whom one %s the other, who %s them: one stays',
    async (one = '', two = '') => {
      const { admin, other } = await makeTwoAdmins()
      await Promise.all([world.token('admin'), world.token(OTHER)])
      const answers = await Promise.all([WAYS[one]?.('admin', other), WAYS[two]?.(OTHER, admin)])
      expect(await countAdmins()).toBe(1)
      const refused = answers.filter((answer) => (answer?.status ?? 500) >= 400)
      expect(refused).toHaveLength(1)
      expect(refused[0]?.body.code).toMatch(/^(last_admin|unauthenticated)$/)
    },
  )
})

it('whoever is to be erased is out at once, with their sessions, and stays so where it is cancelled', async () => {
  await makeTwoAdmins()
  const id = await world.userId('requester2')
  expect((await world.call('requester2', 'GET', '/users/me')).status).toBe(200)
  const asked = await world.call('admin', 'POST', `/admin/users/${id}/erase`, {})
  expect(asked.status).toBe(202)
  expect((await world.call('requester2', 'GET', '/users/me')).status).toBe(401)
  const exported = await world.call('admin', 'POST', `/admin/users/${id}/export`, {})
  expect(exported.body.code).toBe('invalid_transition')
  const cancelled = await world.call(
    'admin',
    'POST',
    `/operations/${asked.body.operationId}/cancel`,
  )
  expect(cancelled.status).toBe(200)
  expect((await world.call('admin', 'GET', `/admin/users/${id}`)).status).toBe(404)
  const early = await world.call('admin', 'POST', `/admin/users/${id}/restore`)
  expect(early.body.code).toBe('invalid_transition')
  await endUnfinished(asked.body.operationId, 'cancelled')
  const restored = await world.call('admin', 'POST', `/admin/users/${id}/restore`)
  expect(restored.body).toMatchObject({ id, status: 'inactive' })
})
