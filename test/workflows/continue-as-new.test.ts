import { describe, expect, inject, it } from 'vitest'
import { freePort } from '../../scripts/lib/ports.js'
import { startDevServer } from '../../scripts/local/temporal-server.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import type { Position } from '../../src/domain/ticket/position.js'
import { createDriver } from '../support/scenario-driver.js'
import {
  connectTemporal,
  DAY,
  fastForward,
  readSearchAttributes,
  ticketWorkflowId,
} from '../support/temporal.js'
import { useWorld } from '../support/world.js'

/** A server that suggests a new run very early. */
const world = useWorld({
  prepare: async () => {
    const server = await startDevServer({
      binary: inject('temporalBinary'),
      port: await freePort(),
      namespace: 'default',
      dynamicConfig: [
        'limit.historyCount.suggestContinueAsNew=30',
        'frontend.WorkflowTimeSkippingEnabled=true',
      ],
    })
    return { env: { TEMPORAL_ADDRESS: server.address }, stop: server.stop }
  },
})

const { begin, call, moderate, read, notificationTypes } = createDriver(world)

describe('a ticket with a long history', () => {
  it('goes on in new runs under the same id, losing and doubling nothing', async () => {
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    await world.call('it.head', 'PATCH', `/tickets/${filed.id}/status`, { status: 'in_progress' })
    const key = { 'Idempotency-Key': 'kept' }
    const path = `/tickets/${filed.id}/progress`
    for (let percent = 1; percent <= 20; percent += 1) {
      const answer = await world.call(
        'it.head',
        'PATCH',
        path,
        { percent },
        percent === 1 ? key : {},
      )
      expect([200, 202], JSON.stringify(answer.body)).toContain(answer.status)
    }
    const last = await world.until(async () => {
      const { body } = await world.call<TicketView>('it.head', 'GET', `/tickets/${filed.id}`)
      return body.revision === 23 && body
    }, 30_000)
    expect(last.progressPercent).toBe(20)
    const repeated = await world.call('it.head', 'PATCH', path, { percent: 1 }, key)
    expect(repeated.headers.get('idempotency-replayed')).toBe('true')
    const handle = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, filed.number))
    const events = (await handle.fetchHistory()).events ?? []
    expect(events.length).toBeLessThan(60)
    const begun = events[0]?.workflowExecutionStartedEventAttributes
    expect(begun?.continuedExecutionRunId).not.toBe('')
  })

  it('of a parent and its sub-tickets keeps the count, with the last two closing at once', async () => {
    const parent = await begin('in_progress')
    const departmentId = await world.departmentId('HR')
    const subTickets = ['a', 'b'].map((title) => ({ title, departmentId }))
    const { items } = await call('moderator', 'POST', `/tickets/${parent.id}/split`, { subTickets })
    const ids: string[] = [parent.id, ...items.map(({ id }: { id: string }) => id)]
    for (let n = 0; n < 15; n += 1) {
      const tags = [`t${n}`]
      await Promise.all(
        ids.map((id) => world.call('moderator', 'PATCH', `/tickets/${id}`, { tags })),
      )
    }
    const runs = async (id: string) => {
      const events =
        (await connectTemporal(world).workflow.getHandle(id).fetchHistory()).events ?? []
      return events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? ''
    }
    await world.until(async () => (await runs(ticketWorkflowId(world, parent.number))) !== '')
    await world.until(
      async () => (await runs(ticketWorkflowId(world, `${parent.number}.1`))) !== '',
    )
    await world.until(async () => (await read(ids[2] ?? '')).tags.includes('t14'))
    const close = (id: string) => moderate(id, 'close', { reason: 'x' })
    await Promise.all(ids.slice(1).map(close))
    await world.until(async () => (await read(parent.id)).status === 'ready_for_closure')
    expect(await read(parent.id)).toMatchObject({ progressPercent: 100, tags: ['t14'] })
    await close(parent.id)
  })
})

describe('a reopening', () => {
  it('inside the undo window continues as a new run, which has the next version and its deadlines', async () => {
    const { id, number } = await begin('closed')
    const run = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    const { runId } = await run.describe()
    await moderate(id, 'reopen', { reason: 'x' })
    const next = await world.until(async () => {
      const now = await run.describe()
      return now.runId !== runId && now
    })
    const begun = (await run.fetchHistory()).events?.[0]?.workflowExecutionStartedEventAttributes
    expect(begun?.continuedExecutionRunId).toBe(runId)
    expect(next.status.name).toBe('RUNNING')
    expect(await readSearchAttributes(run)).toMatchObject({
      TicketVersion: 2,
      TicketStatus: 'reopened',
    })
    expect(await run.query<Position>('position')).toMatchObject({
      version: 2,
      endsAt: null,
      deadlines: expect.arrayContaining([expect.objectContaining({ kind: 'acknowledge' })]),
    })
    await fastForward(connectTemporal(world), ticketWorkflowId(world, number), DAY + 60)
    await world.until(async () =>
      (await notificationTypes('moderator2', id)).includes('ticket_unacknowledged'),
    )
  })
})
