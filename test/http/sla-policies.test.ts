import { expect, it } from 'vitest'
import { NOBODY } from '../support/refusals.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const PATH = '/admin/sla_policies'
const admin = (method: string, path: string, sent?: unknown) =>
  world.call('admin', method, path, sent)

it('judges each member, and says which; one of them is the default', async () => {
  const targets = [{ priority: 'low', resolution: 'P1D' }]
  let made = 0
  const create = (over: object) => {
    made += 1
    return admin('POST', PATH, { name: `Policy ${made}`, targets, ...over })
  }
  for (const [over, member] of [
    [{ targets: [] }, 'targets'],
    [{ targets: [{ priority: 'low' }] }, 'targets.0'],
    [{ targets: [...targets, ...targets] }, 'targets'],
    [{ targets: [{ priority: 'low', nextResponse: 'P1M' }] }, 'targets.0.nextResponse'],
    [{ warnAt: [100] }, 'warnAt.0'],
    [{ warnAt: [50, 50] }, 'warnAt'],
    [{ pauseIn: ['in_progress'] }, 'pauseIn.0'],
    [
      { conditions: { all: [{ field: 'status', op: 'eq', value: 'open' }] } },
      'conditions.all.0.field',
    ],
  ] as const) {
    const refused = await create(over)
    expect([refused.status, Object.keys(refused.body.details)]).toEqual([400, [member]])
  }
  const missing = await create({ calendarId: NOBODY })
  expect([missing.status, missing.body.code]).toEqual([404, 'calendar_not_found'])
  expect((await create({ escalationMatrixId: NOBODY })).body.code).toBe(
    'escalation_matrix_not_found',
  )
  const [first, second] = [await create({ isDefault: true }), await create({ warnAt: [90, 10] })]
  expect(second.body).toMatchObject({
    ...{ warnAt: [10, 90], order: 100, active: true, isDefault: false, conditions: {} },
    pauseIn: ['postponed', 'needs_clarification', 'awaiting_approval', 'completed'],
  })
  await admin('PATCH', `${PATH}/${second.body.id}`, { isDefault: true })
  expect((await admin('GET', `${PATH}/${first.body.id}`)).body).toMatchObject({
    ...{ isDefault: false, version: 2 },
  })
  const week = { name: 'Mondays', timezone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] } }
  const { id: calendarId } = (await admin('POST', '/admin/calendars', week)).body
  await admin('PATCH', `${PATH}/${first.body.id}`, { calendarId })
  expect((await admin('DELETE', `/admin/calendars/${calendarId}`)).body).toMatchObject({
    ...{ code: 'calendar_in_use', details: { slaPolicies: 1 } },
  })
})
