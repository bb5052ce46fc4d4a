import { expect, it } from 'vitest'
import { deliveriesWorkflowId } from '../../temporal/ids.js'
import { PUSH_KEYS } from '../support/push-keys.js'
import { type PushService, startPushService } from '../support/push-service.js'
import { type SmsGateway, startSmsGateway } from '../support/sms-gateway.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

let service: PushService
let gateway: SmsGateway
const world = useWorld({
  prepare: async () => {
    service = await startPushService()
    gateway = await startSmsGateway()
    const stop = () => Promise.all([service.stop(), gateway.stop()])
    // nobody listens there: no mail leaves
    return { env: { ...PUSH_KEYS, ...gateway.env, SMTP_URL: 'smtp://127.0.0.1:1' }, stop }
  },
})

it('people are told by push and by text message while no mail leaves; a device that fails has a run of its own', async () => {
  const phone = '+49 30 123456'
  const notificationChoices = { sms: { ticket_rejected: true } }
  await world.call('requester', 'PATCH', '/users/me', { phone, notificationChoices })
  for (const name of ['phone', 'laptop']) {
    const asked = service.subscribe(name)
    const { status } = await world.call('requester', 'POST', '/users/me/push_subscriptions', asked)
    expect(status).toBe(201)
  }
  let isAway = true
  service.state.answer = (device) => (device === 'laptop' && isAway ? 503 : 201)
  const { id } = await world.file()
  await world.call('moderator', 'POST', `/moderator/tickets/${id}/reject`, { reason: 'x' })
  await world.until(async () => service.received.length === 1 && gateway.passedOn.size === 1)
  isAway = false
  await world.until(async () => service.received.length === 2, 40_000)
  expect(service.received.map(({ device }) => device)).toEqual(['phone', 'laptop'])
  const told = async () => {
    const { body } = await world.call('moderator', 'GET', `/tickets/${id}/deliveries?limit=200`)
    return body.items
      .filter(({ type }: { type: string }) => type === 'ticket_rejected')
      .map(({ channel, status }: { channel: string; status: string }) => `${channel} ${status}`)
      .sort()
      .join(', ')
  }
  await world.until(
    async () => (await told()) === 'inApp delivered, mail intended, push delivered, sms delivered',
  )
  const { workflow } = connectTemporal(world)
  for (const channel of ['push', 'sms'] as const) {
    const run = workflow.getHandle(deliveriesWorkflowId(`demo-${world.suffix}`, channel))
    expect((await run.describe()).status.name).toBe('RUNNING')
    const history = JSON.stringify(await run.fetchHistory())
    expect(history).not.toContain('requester@demo.test')
  }
})
