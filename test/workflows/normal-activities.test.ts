import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ env: { CARRY_OUT_ACTIVITY: 'normal' } })

describe('the switch to normal activities', () => {
  it('carries commands out alike, with each commit visible in history', async () => {
    const filed = await world.file()
    const assigned = await world.call<TicketView>(
      'moderator',
      'POST',
      `/moderator/tickets/${filed.id}/assign`,
      {},
    )
    expect(assigned.body).toMatchObject({ status: 'assigned', revision: 2 })
    const closed = await world.call<TicketView>(
      'moderator',
      'POST',
      `/moderator/tickets/${filed.id}/close`,
      { reason: 'x' },
    )
    expect(closed.body).toMatchObject({ status: 'closed', revision: 3 })
    const handle = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, filed.number))
    const types = ((await handle.fetchHistory()).events ?? []).flatMap((event) => {
      const name = event.activityTaskScheduledEventAttributes?.activityType?.name
      return name === undefined || name === null ? [] : [name]
    })
    expect(types.filter((name) => name === 'carryOut')).toHaveLength(2)
  })
})
