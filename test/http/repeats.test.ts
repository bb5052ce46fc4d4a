import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.js'
import { refuseTooOften } from '../../src/domain/repeats.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { SHORTEST_REPEAT: 'PT15M' } })
const { give } = createCommandPath(world)

const TOO_OFTEN = { status: 400, body: { code: 'validation_failed' } }

describe('what comes back too often', () => {
  it('is not postponed with, asked for, or granted', async () => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    await give('it.head', id, 'start')
    const body = { reason: 'x', reminderEvery: 'PT1S' }
    const postpone = await world.call(
      'moderator',
      'PATCH',
      `/moderator/tickets/${id}/postpone`,
      body,
    )
    expect(postpone).toMatchObject(TOO_OFTEN)
    expect(postpone.body.details).toEqual({ reminderEvery: ['must be PT15M or longer'] })
    const path = `/tickets/${id}/postpone-request`
    expect(await world.call('it.head', 'POST', path, body)).toMatchObject(TOO_OFTEN)
    await give('it.head', id, 'request_postponement', { texts: { reason: 'x' } })
    const { body: inbox } = await world.call('moderator', 'GET', '/moderator/requests')
    const grant = `/moderator/requests/${inbox.items[0].id}/grant`
    const granted = await world.call('moderator', 'POST', grant, { reminderEvery: 'PT1S' })
    expect(granted).toMatchObject(TOO_OFTEN)
  })
  it.each([{ postponeReminderEvery: 'PT1S' }, { subTicketReminderEvery: 'PT14M' }])(
    'is no setting: %j',
    async (patch) => {
      expect(await world.call('admin', 'PATCH', '/admin/settings', patch)).toMatchObject(TOO_OFTEN)
    },
  )
  it('has names by which every member of a request that repeats is known', async () => {
    const { body } = await world.call(null, 'GET', '/openapi.json')
    const names = new Set(JSON.stringify(body).match(/"\w*[eE]very"(?=:\{)/g) ?? [])
    expect(names.size).toBeGreaterThanOrEqual(4)
    for (const name of names) {
      const judged = () => refuseTooOften({ [JSON.parse(name)]: 'PT1S' }, 'PT15M')
      expect(judged, name).toThrow(DomainError)
    }
  })
})
