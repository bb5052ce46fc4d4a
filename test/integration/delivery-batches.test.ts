import { MockActivityEnvironment } from '@temporalio/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDeliveries, NO_MAIL, run, runAttempt } from '../support/deliveries.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { mailbox, clear, file, mails } = createDeliveries(world)

let organization = ''
beforeEach(async () => {
  await clear()
  organization = await world.organizationId()
})

describe('a batch', () => {
  it('sends each mail once, however many run beside each other and however slow they are', async () => {
    const { sent, state, activities } = mailbox()
    await file(6)
    state.beforeSending = () => new Promise((resolve) => setTimeout(resolve, 100))
    const batches = [1, 2, 3].map(() => run(activities.deliverDue, organization))
    await world.db.query(`UPDATE outbox SET leased_until = now() WHERE done_at IS NULL`)
    await Promise.all(batches)
    expect(sent).toHaveLength(6)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(6)
  })
  it('is of 25 at most, and says that more is due', async () => {
    const { sent, activities } = mailbox()
    await file(27)
    const { nextDueAt } = await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(25)
    expect(Date.parse(nextDueAt ?? '')).toBeLessThanOrEqual(Date.now())
    await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(27)
  })
  it('stops when it is cancelled, and leaves the rest untouched', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    const environment = new MockActivityEnvironment()
    state.beforeSending = async () => environment.cancel()
    await environment.run(activities.deliverDue, organization)
    expect(sent).toHaveLength(1)
    expect((await mails()).map(({ attempts }) => attempts)).toEqual([1, 0, 0])
  })
  it('ends untouched while the mail server is away: nothing counted, nothing handed over', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    state.isAway = true
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(run(activities.deliverDue, organization)).rejects.toThrow(
        'leaves by this channel',
      )
    }
    expect((await mails()).map(({ attempts, error }) => [attempts, error])).toEqual(
      Array(3).fill([0, null]),
    )
    state.isAway = false
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
    expect(sent).toHaveLength(3)
  })
  it('ends when the server goes away on the way: one mail is handed over, the rest waits', async () => {
    const { sent, state, activities } = mailbox()
    await file(4)
    state.beforeSending = async () => {
      state.isAway = sent.length === 2
    }
    expect((await run(activities.deliverDue, organization)).failed).toHaveLength(1)
    expect((await mails()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 0])
  })
  it('is not kept back by a mail at which the server hangs up', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    const [poison] = await mails()
    state.beforeSending = async () => {
      const [claimed] = await world.db.query<{ id: string }>(
        'SELECT id FROM outbox WHERE leased_until > now() AND done_at IS NULL AND error IS NULL',
      )
      state.isAway = claimed?.id === poison?.id
    }
    await expect(run(activities.deliverDue, organization)).rejects.toThrow('leaves by this channel')
    const { failed } = await runAttempt(2, activities.deliverDue, organization)
    expect(sent).toHaveLength(2)
    expect(failed).toEqual([poison?.id])
  })
  it('hands over what a killed worker had claimed, once the claim has run out', async () => {
    const { sent, activities } = mailbox()
    await file(1)
    await world.db.query(
      `UPDATE outbox SET attempts = 1, leased_until = now() + interval '5 seconds' WHERE kind = 'mail' AND done_at IS NULL`,
    )
    const { failed, nextDueAt } = await run(activities.deliverDue, organization)
    expect(failed).toEqual([])
    expect(Date.parse(nextDueAt ?? '')).toBeLessThan(Date.now() + 6_000)
    await world.db.query(`UPDATE outbox SET leased_until = now() WHERE done_at IS NULL`)
    const later = await run(activities.deliverDue, organization)
    expect(later.failed).toHaveLength(1)
    await run(activities.deliverOne, organization, later.failed[0] ?? '')
    expect(sent).toHaveLength(1)
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
  })
})
