import { afterAll, beforeEach, expect } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import { openMessengers } from '../../activities/delivery/open-messengers.js'
import { run, untilDue } from './deliveries.js'
import { createLedger } from './ledger.js'
import { PUSH_KEYS } from './push-keys.js'
import { type PushService, startPushService } from './push-service.js'
import { useWorld } from './world.js'

/** An installation that pushes, without a worker, and the service of its devices. */
export function usePushes() {
  const service = {} as PushService // filled before the first test
  const world = useWorld({
    worker: false,
    env: { ...PUSH_KEYS, PUBLIC_URL: 'https://help.example' },
    prepare: async () => {
      Object.assign(service, await startPushService())
      return { env: {}, stop: service.stop }
    },
  })
  const people = createLedger(world)

  const closes: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of closes) await close()
  })
  function open(isSetUp = true) {
    const { close, ...messengers } = openMessengers(world.config.outbound)
    closes.push(close)
    return deliveryActivities({
      db: world.db,
      mailer: { send: async () => {} },
      ...(isSetUp ? messengers : {}),
      publicUrl: world.config.publicUrl,
      linkSecret: Buffer.alloc(32),
      giveSurveyUrl: () => 'https://help.example/survey',
    })
  }

  beforeEach(async () => {
    await world.owner.query('DELETE FROM outbox')
    await world.owner.query('DELETE FROM push_subscription')
    service.received.length = 0
    service.state.answer = () => 201
  })

  const subscribe = async (who: string, name: string): Promise<string> => {
    const asked = service.subscribe(name)
    const answer = await world.call(who, 'POST', '/users/me/push_subscriptions', asked)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id
  }
  const deliver = async (activities = open()) => {
    await untilDue(world, 'push')
    return run(activities.deliverDue, await world.organizationId(), 'push' as const)
  }
  const pushes = async (id: string, name: string) =>
    (await people.ledger(id, name)).filter(([, channel]) => channel === 'push')
  const titles = () => service.received.map(({ message }) => message.title)
  return { world, service, ...people, open, subscribe, deliver, pushes, titles }
}
