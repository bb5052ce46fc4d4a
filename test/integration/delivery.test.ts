import { MockActivityEnvironment } from '@temporalio/testing'
import { describe, expect, it } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import type { Mail } from '../../activities/ports.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** A mailbox that may be away. */
function mailbox() {
  const sent: Mail[] = []
  const state = { away: false }
  const send = async (mail: Mail) => {
    if (state.away) throw new Error('connection refused')
    sent.push(mail)
  }
  return { sent, state, mailer: { send } }
}

/** As a worker would run it: with heartbeats and a context. */
async function run<A extends unknown[], R>(
  activity: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  const result: R = await new MockActivityEnvironment().run(activity, ...args)
  return result
}
const organization = async () =>
  (await world.db.query<{ id: string }>(`SELECT id FROM organization WHERE slug LIKE 'demo-%'`))[0]
    ?.id ?? ''

describe('mails', () => {
  it('go out once, a moderator’s as one digest, with the ticket’s number and thread', async () => {
    const { sent, mailer } = mailbox()
    const activities = deliveryActivities({ db: world.db, mailer })
    const [one, two] = [
      await world.file(),
      await world.file('requester2', { title: '<b>bold</b>' }),
    ]
    const first = await run(activities.deliverDue, await organization())
    expect(sent.map(({ to }) => to).sort()).toEqual(['requester2@demo.test', 'requester@demo.test'])
    expect(sent[0]?.subject).toBe(`[${one.number}] We have received your ticket`)
    expect(first.nextDueAt).not.toBeNull() // the moderators' digest, a minute after the first
    await world.db.query(`UPDATE outbox SET due_at = now() WHERE kind = 'digest'`)
    await run(activities.deliverDue, await organization())
    const digests = sent.filter(({ to }) => to.startsWith('moderator'))
    expect(digests.map(({ to }) => to).sort()).toEqual([
      'moderator2@demo.test',
      'moderator@demo.test',
    ])
    expect(digests[0]?.subject).toBe(`[${one.number}, ${two.number}] 2 messages`)
    expect(digests[0]?.html).toContain('&lt;b&gt;bold')
    const count = sent.length
    expect(await run(activities.deliverDue, await organization())).toEqual({
      failed: [],
      nextDueAt: null,
    })
    expect(sent).toHaveLength(count)
  })
  it('that fail are handed to a run of their own, which sends or gives up, never silently', async () => {
    const { sent, state, mailer } = mailbox()
    const activities = deliveryActivities({ db: world.db, mailer })
    await world.file()
    state.away = true
    const { failed } = await run(activities.deliverDue, await organization())
    expect(failed).toHaveLength(1)
    const [id = ''] = failed
    await expect(run(activities.deliverOne, await organization(), id)).rejects.toThrow(
      'connection refused',
    )
    expect((await run(activities.deliverDue, await organization())).failed).toEqual([])
    state.away = false
    await run(activities.deliverOne, await organization(), id)
    await run(activities.deliverOne, await organization(), id)
    expect(sent.filter((mail) => mail.id === id)).toHaveLength(1)
    await world.file()
    state.away = true
    const [lost = ''] = (await run(activities.deliverDue, await organization())).failed
    await run(activities.giveUpDelivery, await organization(), lost, 'a day of refusals')
    const [row] = await world.db.query<{ error: string }>(
      'SELECT error FROM outbox WHERE id = $1',
      [lost],
    )
    expect(row?.error).toBe('a day of refusals')
  })
})
