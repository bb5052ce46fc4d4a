import { MockActivityEnvironment } from '@temporalio/testing'
import { expect } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import { CarrierAwayError, CarrierRefusedError, type Mail } from '../../activities/ports.js'
import type { World } from './world.js'

/** As a worker would run it: with heartbeats and a context. */
export async function run<A extends unknown[], R>(
  activity: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  return runAttempt(1, activity, ...args)
}
export async function runAttempt<A extends unknown[], R>(
  attempt: number,
  activity: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  const result: R = await new MockActivityEnvironment({ attempt }).run(activity, ...args)
  return result
}

/** What is meant for now is due, though the machine's clock has been set back since. */
export const untilDue = (world: World, kind: 'sms' | 'push') =>
  world.until(async () => {
    const early = `SELECT 1 FROM outbox WHERE kind = $1 AND done_at IS NULL AND due_at > now() AND due_at < now() + interval '3 seconds'`
    return (await world.owner.query(early, [kind])).length === 0
  })

export const NO_MAIL = { failed: [], isCutShort: false, nextDueAt: expect.anything() }

/** Mails of a world without a worker, which are sent by calling the activities. */
export function createDeliveries(world: World) {
  return {
    /** A mail server: `refuses` says of which mails, `isAway` that it can't be reached. */
    mailbox: () => {
      const sent: Mail[] = []
      const state = {
        isAway: false,
        isFinal: false,
        refuses: (_: Mail) => false,
        beforeSending: async (): Promise<void> => {},
      }
      const send = async (mail: Mail) => {
        await state.beforeSending()
        if (state.isAway) throw new CarrierAwayError('connection refused')
        if (state.refuses(mail)) throw new CarrierRefusedError('450 4.2.0', state.isFinal)
        sent.push(mail)
      }
      const deps = {
        db: world.db,
        mailer: { send },
        publicUrl: undefined,
        linkSecret: Buffer.alloc(32),
        giveSurveyUrl: () => 'https://help.example/survey',
      }
      return { sent, state, activities: deliveryActivities(deps) }
    },
    clear: () => world.db.query(`DELETE FROM outbox WHERE kind IN ('mail', 'digest')`),
    file: async (count: number) => {
      for (let n = 0; n < count; n += 1) await world.file()
    },
    /** Mails of requesters; moderators' digests are due a minute later. */
    mails: () =>
      world.db.query<{ id: string; attempts: number; error: string | null; done: boolean }>(
        `SELECT id, attempts, error, done_at IS NOT NULL AS done FROM outbox WHERE kind = 'mail' ORDER BY id`,
      ),
  }
}
