import { describe, expect, inject, it } from 'vitest'
import { freePort } from '../../scripts/lib/ports.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { startDevServer } from '../../temporal/dev-server.js'
import { temporalOf, workflowIdOf } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

/** A server that suggests a new run very early. */
const world = useWorld({
  prepare: async () => {
    const server = await startDevServer({
      binary: inject('temporalBinary'),
      port: await freePort(),
      namespace: 'default',
      dynamicConfig: ['limit.historyCount.suggestContinueAsNew=30'],
    })
    return { env: { TEMPORAL_ADDRESS: server.address }, stop: server.stop }
  },
})

describe('a long life', () => {
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
    const handle = temporalOf(world).workflow.getHandle(workflowIdOf(world, filed.number))
    const events = (await handle.fetchHistory()).events ?? []
    expect(events.length).toBeLessThan(60)
    const begun = events[0]?.workflowExecutionStartedEventAttributes
    expect(begun?.continuedExecutionRunId).not.toBe('')
  })
})
