import { beforeEach, describe, expect, it } from 'vitest'
import { createDeliveries, NO_MAIL, run } from '../support/deliveries.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { mailbox, clear, file, mails } = createDeliveries(world)

let organization = ''
beforeEach(async () => {
  await clear()
  organization = await world.organizationId()
})

describe('mails', () => {
  it('that were sent are not sent again when PostgreSQL is away for the statement that says so', async () => {
    const { sent, state, activities } = mailbox()
    await file(1)
    const rename = (from: string, to: string) =>
      world.owner.query(`ALTER TABLE outbox RENAME COLUMN ${from} TO ${to}`)
    state.beforeSending = async () => {
      await rename('done_at', 'done_later')
      setTimeout(() => void rename('done_later', 'done_at'), 1_500)
    }
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
    expect(sent).toHaveLength(1)
    expect(await mails()).toMatchObject([{ done: true, attempts: 1 }])
  })
  it('go out once, a moderator’s as one digest, with the ticket’s number and thread', async () => {
    const { sent, activities } = mailbox()
    const [one, two] = [
      await world.file(),
      await world.file('requester2', { title: '<b>bold</b>' }),
    ]
    const first = await run(activities.deliverDue, organization)
    expect(sent.map(({ to }) => to).sort()).toEqual(['requester2@demo.test', 'requester@demo.test'])
    expect(sent[0]?.subject).toBe(`[${one.number}] We have received your ticket`)
    expect(first.nextDueAt).not.toBeNull() // the moderators' digest, a minute after the first
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
    )
    await run(activities.deliverDue, organization)
    const digests = sent.filter(({ to }) => to.startsWith('moderator'))
    expect(digests.map(({ to }) => to).sort()).toEqual([
      'moderator2@demo.test',
      'moderator@demo.test',
    ])
    expect(digests[0]?.subject).toBe(
      `[${one.number}, ${two.number}] A new ticket waits for review (2)`,
    )
    expect(digests[0]?.html).toContain('&lt;b&gt;bold')
    expect(digests[0]?.html.match(/>A new ticket waits for review</g)).toHaveLength(2)
    const count = sent.length
    expect(await run(activities.deliverDue, organization)).toEqual({
      failed: [],
      isCutShort: false,
      nextDueAt: null,
    })
    expect(sent).toHaveLength(count)
  })
  it('that are more than a batch, or that the mail server left behind, are the next batch’s at once', async () => {
    const { sent, state, activities } = mailbox()
    const { id } = await world.file()
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
       SELECT uuidv7(), organization_id, kind, entity_id, payload, created_at, due_at
       FROM outbox, generate_series(1, 29) WHERE kind = 'mail' AND entity_id = $1`,
      [id],
    )
    expect((await run(activities.deliverDue, organization)).isCutShort).toBe(true)
    expect(sent).toHaveLength(25)
    state.beforeSending = async () => {
      state.isAway = sent.length === 27
    }
    expect(await run(activities.deliverDue, organization)).toMatchObject({
      failed: [expect.any(String)],
      isCutShort: true,
    })
    state.beforeSending = async () => {}
    state.isAway = false
    expect((await run(activities.deliverDue, organization)).isCutShort).toBe(false)
    expect(sent).toHaveLength(29)
  })
  it('that are refused are handed to a run of their own, which tries, with pauses, until they are sent', async () => {
    const { sent, state, activities } = mailbox()
    await file(1)
    state.refuses = () => true
    const [id = ''] = (await run(activities.deliverDue, organization)).failed
    const retryAt = await run(activities.deliverOne, organization, id)
    expect(Date.parse(retryAt ?? '') - Date.now()).toBeLessThanOrEqual(5_000)
    const later = await run(activities.deliverOne, organization, id)
    expect(Date.parse(later ?? '') - Date.now()).toBeGreaterThan(5_000)
    expect((await run(activities.deliverDue, organization)).failed).toEqual([]) // the run has it
    expect(await mails()).toMatchObject([{ error: '450 4.2.0', attempts: 3, done: false }])
    state.refuses = () => false
    expect(await run(activities.deliverOne, organization, id)).toBeNull()
    expect(await run(activities.deliverOne, organization, id)).toBeNull()
    expect(sent.filter((mail) => mail.id === id)).toHaveLength(1)
  })
  it('are given up at once where the server will never take them, else after a day; their row says so', async () => {
    const { state, activities } = mailbox()
    await file(2)
    state.refuses = () => true
    const [never = '', old = ''] = (await run(activities.deliverDue, organization)).failed
    await world.db.query(
      `UPDATE outbox SET created_at = created_at - interval '25 hours' WHERE id = $1`,
      [old],
    )
    expect(await run(activities.deliverOne, organization, old)).toBeNull()
    state.isFinal = true
    expect(await run(activities.deliverOne, organization, never)).toBeNull()
    expect(await mails()).toMatchObject(Array(2).fill({ error: '450 4.2.0', done: true }))
  })
  it('whose run was lost are found again, as what they were', async () => {
    const { sent, state, activities } = mailbox()
    await file(1)
    state.refuses = () => true
    const [id = ''] = (await run(activities.deliverDue, organization)).failed
    await run(activities.deliverOne, organization, id)
    await world.db.query(
      'UPDATE outbox SET leased_until = now() WHERE done_at IS NULL AND attempts > 0',
    )
    expect((await run(activities.deliverDue, organization)).failed).toEqual([id])
    state.refuses = () => false
    await run(activities.deliverOne, organization, id)
    expect(sent.map((mail) => mail.id)).toEqual([id])
  })
  it('stay digests when they are refused: what comes meanwhile waits, and is one mail too', async () => {
    const { sent, state, activities } = mailbox()
    const digestsAreDue = () =>
      world.db.query(
        `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest' AND done_at IS NULL`,
      )
    await file(3)
    await digestsAreDue()
    state.refuses = ({ to }) => to.startsWith('moderator@')
    const [id = '', ...more] = (await run(activities.deliverDue, organization)).failed
    expect(more).toEqual([])
    await run(activities.deliverOne, organization, id)
    await file(2)
    await digestsAreDue()
    const { nextDueAt } = await run(activities.deliverDue, organization)
    expect(Date.parse(nextDueAt ?? '')).toBeGreaterThan(Date.now()) // what is held does not keep it busy
    state.refuses = () => false
    await run(activities.deliverOne, organization, id)
    await run(activities.deliverDue, organization)
    const digests = sent.filter(({ to }) => to.startsWith('moderator@'))
    expect(digests.map(({ subject }) => subject.replace(/^.*\] /, ''))).toEqual([
      'A new ticket waits for review (3)',
      'A new ticket waits for review (2)',
    ])
  })
  it('of a reader who is refused keep back no other reader’s digest, and make none early', async () => {
    const { sent, state, activities } = mailbox()
    const isTo = (name: string) => sent.filter(({ to }) => to.startsWith(`${name}@`)).length
    state.refuses = ({ to }) => to.startsWith('moderator@')
    await file(1)
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
    )
    await run(activities.deliverDue, organization)
    expect(isTo('moderator2')).toBe(1)
    await file(1)
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest' AND done_at IS NULL`,
    )
    await run(activities.deliverDue, organization)
    expect(isTo('moderator2')).toBe(2)
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
       SELECT uuidv7(), organization_id, kind, entity_id, payload, now(), now() - interval '1 hour'
       FROM outbox, generate_series(1, 300) WHERE kind = 'digest' AND done_at IS NULL`,
    )
    await file(1)
    const { nextDueAt } = await run(activities.deliverDue, organization)
    expect(isTo('moderator2')).toBe(2) // it is not due yet, whatever of the other reader’s is
    expect(Date.parse(nextDueAt ?? '')).toBeGreaterThan(Date.now())
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest' AND jsonb_array_length(payload->'users') = 2`,
    )
    await run(activities.deliverDue, organization)
    expect(isTo('moderator2')).toBe(3)
  })
  it('of the pool go to nobody who is no moderator any more', async () => {
    const { sent, activities } = mailbox()
    await file(1)
    await world.db.query(
      `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest'`,
    )
    const setRoles = (roles: string) =>
      world.owner.query(`UPDATE app_user SET roles = $1 WHERE email = 'moderator2@demo.test'`, [
        roles,
      ])
    await setRoles('{requester}')
    await run(activities.deliverDue, organization)
    await setRoles('{moderator}')
    expect(sent.map(({ to }) => to)).toContain('moderator@demo.test')
    expect(sent.map(({ to }) => to)).not.toContain('moderator2@demo.test')
  })
  it('go to nobody who has lost access since', async () => {
    const { sent, activities } = mailbox()
    await file(1)
    await world.db.query(
      `UPDATE app_user SET helpdesk_authorized = false WHERE email = 'requester@demo.test'`,
    )
    await run(activities.deliverDue, organization)
    await world.db.query(
      `UPDATE app_user SET helpdesk_authorized = true WHERE email = 'requester@demo.test'`,
    )
    expect(sent).toEqual([])
    expect(await mails()).toMatchObject([{ error: 'suppressed', done: true }])
  })
})
