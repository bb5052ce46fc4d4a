import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import { openMessengers } from '../../activities/delivery/open-messengers.js'
import { run, untilDue } from '../support/deliveries.js'
import { createLedger } from '../support/ledger.js'
import { type SmsGateway, startSmsGateway } from '../support/sms-gateway.js'
import { useWorld } from '../support/world.js'

let gateway: SmsGateway
const world = useWorld({
  worker: false,
  env: { PUBLIC_URL: 'https://help.example' },
  prepare: async () => {
    gateway = await startSmsGateway()
    return gateway
  },
})
const { ledger, reject, choose } = createLedger(world)

let organization = ''
let activities: ReturnType<typeof deliveryActivities>
let close: () => Promise<void>
beforeAll(async () => {
  organization = await world.organizationId()
  const { close: end, ...messengers } = openMessengers(world.config.outbound)
  close = end
  activities = deliveryActivities({
    ...{ db: world.db, mailer: { send: async () => {} }, ...messengers },
    publicUrl: world.config.publicUrl,
    linkSecret: Buffer.alloc(32),
    giveSurveyUrl: () => 'https://help.example/survey',
  })
})
afterAll(() => close())
beforeEach(async () => {
  await world.owner.query('DELETE FROM outbox')
  gateway.passedOn.clear()
  Object.assign(gateway.state, { status: 202, calls: 0 })
  await world.call('requester', 'PATCH', '/users/me', { phone: '+49 (30) 123-456' })
  await choose('requester', { sms: { ticket_rejected: true } })
})

const deliver = () => run(activities.deliverDue, organization, 'sms' as const)
const texts = async (id: string) =>
  (await ledger(id, 'Rosa')).filter(([, channel]) => channel === 'sms')
const rejected = async () => {
  const ticket = await world.file()
  await reject(ticket.id)
  await untilDue(world, 'sms')
  return ticket
}

describe('a text message', () => {
  it('is short, signed, and of what its reader has asked for alone', async () => {
    const { id, number } = await rejected()
    expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'intended']])
    await deliver()
    expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'delivered']])
    expect([...gateway.passedOn.values()]).toEqual([
      {
        id: expect.any(String),
        to: '+4930123456',
        text: `[${number}] Your ticket was rejected: https://help.example/tickets/${number}`,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ])
  })
  it('is asked for with a number that has its country’s code', async () => {
    const ask = (patch: object) =>
      world.call('requester2', 'PATCH', '/users/me', {
        ...{ notificationChoices: { sms: { ticket_closed: true } }, ...patch },
      })
    expect((await ask({})).body.code).toBe('validation_failed')
    expect((await ask({ phone: '030 123456' })).body.code).toBe('validation_failed')
    expect((await ask({ phone: '0049 30 123456' })).status).toBe(200)
    expect((await ask({})).status).toBe(200)
    const wrong = await choose('requester2', { sms: { progress_updated: true } })
    expect(wrong.body.code).toBe('validation_failed')
  })
  it('is suppressed where its reader has no such number any more', async () => {
    const { id } = await rejected()
    await world.call('requester', 'PATCH', '/users/me', { phone: null })
    await deliver()
    expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'suppressed', 'no_number']])
    expect(gateway.state.calls).toBe(0)
  })
  it('is suppressed where its reader wants none any more', async () => {
    const { id } = await rejected()
    await choose('requester', {})
    await world.until(async () => {
      await deliver()
      return (await texts(id))[0]?.[2] !== 'intended'
    })
    expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'suppressed', 'choice']])
  })
})

describe('a gateway', () => {
  it.each([[0], [500], [503]])(
    'that is away (%i) is tried again by the batch, and nothing counts',
    async (status) => {
      gateway.state.status = status
      const { id } = await rejected()
      await expect(deliver()).rejects.toThrow('leaves by this channel')
      expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'intended']])
      gateway.state.status = 200
      await deliver()
      expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'delivered']])
    },
  )
  it('that takes one not now is asked again, with the same id; one that never will is not', async () => {
    gateway.state.status = 429
    const { id } = await rejected()
    const [letter = ''] = (await deliver()).failed
    expect(await run(activities.deliverOne, organization, letter)).not.toBeNull()
    expect(await texts(id)).toEqual([['ticket_rejected', 'sms', 'attempted', 'sms_429']])
    gateway.state.status = 201
    expect(await run(activities.deliverOne, organization, letter)).toBeNull()
    expect([...gateway.passedOn.keys()]).toEqual([letter])
    gateway.state.status = 422
    const other = await rejected()
    const [never = ''] = (await deliver()).failed
    expect(await run(activities.deliverOne, organization, never)).toBeNull()
    expect(await texts(other.id)).toEqual([['ticket_rejected', 'sms', 'failed', 'sms_422']])
  })
})
