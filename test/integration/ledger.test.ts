import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliveries, run } from '../support/deliveries.js'
import { createLedger } from '../support/ledger.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { mailbox, clear } = createDeliveries(world)
const { list, ledger, command, reject, choose } = createLedger(world)

let organization = ''
beforeAll(async () => {
  organization = await world.organizationId()
})
beforeEach(async () => {
  await clear()
})

describe('the ledger of a ticket', () => {
  it('says of each notification by each channel how far it is', async () => {
    const { state, activities } = mailbox()
    const { id } = await world.file()
    const intended = ['ticket_received', 'mail', 'intended']
    expect(await ledger(id, 'Rosa')).toEqual([intended])
    expect(await ledger(id, 'Mona')).toEqual([
      ['ticket_submitted', 'inApp', 'delivered'],
      ['ticket_submitted', 'mail', 'intended'],
    ])
    state.refuses = () => true
    const [letter = ''] = (await run(activities.deliverDue, organization)).failed
    const [attempted] = await list(id).then((all) =>
      all.filter(({ to }) => to.name.startsWith('Rosa')),
    )
    expect(attempted).toMatchObject({ status: 'attempted', attempts: 1, reason: '450 4.2.0' })
    state.isFinal = true
    await run(activities.deliverOne, organization, letter)
    expect(await ledger(id, 'Rosa')).toEqual([['ticket_received', 'mail', 'failed', '450 4.2.0']])
    expect((await list(id)).find(({ id: one }) => one === attempted?.id)?.attempts).toBe(2)
  })
  it('keeps the ids of a moderator’s digest from its intention to its arrival', async () => {
    const { activities } = mailbox()
    const { id } = await world.file()
    const ids = async () => (await list(id)).map((one) => one.id).sort()
    const before = await ids()
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
    )
    await run(activities.deliverDue, organization)
    expect(await ids()).toEqual(before)
    expect(await ledger(id, 'Mona')).toContainEqual(['ticket_submitted', 'mail', 'delivered'])
  })
  it('is newest first, in pages, for moderators and admins alone', async () => {
    const { id } = await world.file()
    const whole = await list(id)
    const ids = whole.map((one) => one.id)
    expect(ids).toEqual([...ids].sort().reverse())
    const page = await world.call('admin', 'GET', `/tickets/${id}/deliveries?limit=2&count=true`)
    expect(page.body.items).toEqual(whole.slice(0, 2))
    expect(page.body.total).toBe(whole.length)
    const next = `/tickets/${id}/deliveries?limit=200&cursor=${page.body.nextCursor}`
    expect((await world.call('admin', 'GET', next)).body.items).toEqual(whole.slice(2))
    expect((await world.call('requester', 'GET', `/tickets/${id}/deliveries`)).status).toBe(403)
    expect((await world.call('requester2', 'GET', `/tickets/${id}/deliveries`)).status).toBe(404)
  })
})

describe('what is suppressed says why', () => {
  it('its reader has turned it off, before or since', async () => {
    const { sent, activities } = mailbox()
    await choose('requester', {
      inApp: { ticket_rejected: false },
      mail: { ticket_rejected: false },
    })
    const { id } = await world.file()
    await reject(id)
    await choose('requester', { mail: { ticket_received: false } })
    await run(activities.deliverDue, organization)
    await choose('requester', {})
    expect(await ledger(id, 'Rosa')).toEqual([
      ['ticket_received', 'mail', 'suppressed', 'choice'],
      ['ticket_rejected', 'inApp', 'suppressed', 'choice'],
      ['ticket_rejected', 'mail', 'suppressed', 'choice'],
    ])
    expect(sent).toEqual([])
  })
  it('its reader may not sign in', async () => {
    const { activities } = mailbox()
    const { id } = await world.file('requester2')
    const authorize = (isAuthorized: boolean) =>
      world.owner.query(
        `UPDATE app_user SET helpdesk_authorized = $1 WHERE email = 'requester2@demo.test'`,
        [isAuthorized],
      )
    await authorize(false)
    await reject(id)
    await run(activities.deliverDue, organization)
    await authorize(true)
    expect(await ledger(id, 'Rolf')).toEqual([
      ['ticket_received', 'mail', 'suppressed', 'not_entitled'],
      ['ticket_rejected', 'inApp', 'suppressed', 'not_entitled'],
      ['ticket_rejected', 'mail', 'suppressed', 'not_entitled'],
    ])
  })
  it('its reader does not see the ticket any more; that it is theirs no more, they are told', async () => {
    const { sent, activities } = mailbox()
    const { id } = await world.file()
    const assigneeId = await world.userId('it.agent')
    await command('moderator', id, 'assign', { payload: { assigneeId } })
    const departmentId = await world.departmentId('HR')
    await command('moderator', id, 'reassign', {
      payload: { departmentId },
      texts: { reason: 'x' },
    })
    await run(activities.deliverDue, organization)
    expect(await ledger(id, 'Ian')).toEqual([
      ['ticket_assigned', 'inApp', 'delivered'],
      ['ticket_assigned', 'mail', 'suppressed', 'not_visible'],
      ['ticket_reassigned', 'inApp', 'delivered'],
      ['ticket_reassigned', 'mail', 'delivered'],
    ])
    const mail = sent.find(({ to }) => to === 'it.agent@demo.test')
    expect(mail?.text).toContain('It is not yours any more.')
    expect(mail?.text).not.toContain('Printer broken')
    const { body } = await world.call('it.agent', 'GET', '/notifications')
    for (const one of body.items) expect(one.body).not.toContain('Printer broken')
  })
})

describe('an undo', () => {
  it('suppresses what has not left, and corrects what has', async () => {
    const { sent, activities } = mailbox()
    const { id } = await world.file()
    await reject(id)
    await command('moderator', id, 'undo')
    await run(activities.deliverDue, organization)
    expect(await ledger(id, 'Rosa')).toEqual([
      ['action_undone', 'inApp', 'delivered'],
      ['action_undone', 'mail', 'delivered'],
      ['ticket_received', 'mail', 'delivered'],
      ['ticket_rejected', 'inApp', 'delivered'],
      ['ticket_rejected', 'mail', 'suppressed', 'undone'],
    ])
    expect(sent.map(({ subject }) => subject.replace(/^.*\] /, ''))).toEqual([
      'We have received your ticket',
      'What was done to a ticket was taken back',
    ])
  })
  it('corrects nothing of which its reader was told nothing', async () => {
    const { sent, activities } = mailbox()
    await choose('requester', { inApp: { ticket_rejected: false } })
    const { id } = await world.file()
    await reject(id)
    await command('moderator', id, 'undo')
    await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(1)
    const told = await ledger(id, 'Rosa')
    expect(told).toContainEqual(['action_undone', 'mail', 'suppressed', 'not_told'])
    await reject(id)
    await run(activities.deliverDue, organization)
    await command('moderator', id, 'undo')
    await run(activities.deliverDue, organization)
    await choose('requester', {})
    expect(await ledger(id, 'Rosa')).toContainEqual(['action_undone', 'mail', 'delivered'])
  })
  it('takes out of a digest what it took back', async () => {
    const { sent, activities } = mailbox()
    const { id } = await world.file()
    await command('moderator', id, 'assign')
    const departmentId = await world.departmentId('HR')
    await command('moderator', id, 'reassign', {
      payload: { departmentId },
      texts: { reason: 'x' },
    })
    await command('moderator', id, 'undo')
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
    )
    await run(activities.deliverDue, organization)
    const digest = sent.find(({ to }) => to === 'moderator2@demo.test')
    expect(digest?.subject).toContain('taken back')
    expect(digest?.subject).not.toContain('reassigned')
    expect(await ledger(id, 'Max')).toContainEqual([
      'ticket_reassigned',
      'mail',
      'suppressed',
      'undone',
    ])
  })
})
