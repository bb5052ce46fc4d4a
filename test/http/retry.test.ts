import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

describe('safe retry', () => {
  it('answers the first answer again, and makes one ticket of twenty equal posts', async () => {
    const body = await world.newTicket({ title: 'Singular' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.call<TicketView>('requester', 'POST', '/tickets', body, { 'Idempotency-Key': 'k1' }),
      ),
    )
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    expect(answers.every((a) => a.status === 201)).toBe(true)
    expect(answers.filter((a) => a.headers.get('idempotency-replayed') === 'true')).toHaveLength(19)
    expect(answers[0]?.headers.get('location')).toBe(`/api/v1/tickets/${answers[0]?.body.id}`)
    const listed = await world.call('moderator', 'GET', '/tickets?q=Singular&count=true')
    expect(listed.body.total).toBe(1)
  })
  it('refuses the key for another request, or a key that is none', async () => {
    const answer = await world.call(
      'requester',
      'POST',
      '/tickets',
      await world.newTicket({ title: 'Other' }),
      { 'Idempotency-Key': 'k1' },
    )
    expect(answer.body).toMatchObject({ status: 409, code: 'idempotency_mismatch' })
    const bad = await world.call('requester', 'POST', '/tickets', await world.newTicket(), {
      'Idempotency-Key': 'x'.repeat(256),
    })
    expect(bad.body.code).toBe('validation_failed')
  })
  it('judges the shape of a body before its key', async () => {
    const answer = await world.call(
      'requester',
      'POST',
      '/tickets',
      { title: '' },
      { 'Idempotency-Key': 'k1' },
    )
    expect(answer.body).toMatchObject({ status: 400, code: 'validation_failed' })
  })
  it('is every writing route’s by its declaration, those without a body too', async () => {
    const draft = await world.newTicket({ isDraft: true })
    const { body: filed } = await world.call<TicketView>('requester', 'POST', '/tickets', draft)
    const remove = () =>
      world.call('requester', 'DELETE', `/tickets/${filed.id}`, undefined, {
        'Idempotency-Key': 'k7',
      })
    expect((await remove()).status).toBe(204)
    const again = await remove()
    expect(again.status).toBe(204)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })
  it('keeps a refusal, but not a body that was not valid', async () => {
    const filed = await world.file()
    const key = { 'Idempotency-Key': 'k2' }
    const path = `/moderator/tickets/${filed.id}/close`
    expect((await world.call('moderator', 'POST', path, {}, key)).body.code).toBe(
      'invalid_transition',
    )
    expect(
      (await world.call('moderator', 'POST', path, {}, key)).headers.get('idempotency-replayed'),
    ).toBe('true')
    const key3 = { 'Idempotency-Key': 'k3' }
    expect((await world.call('requester', 'POST', '/tickets', {}, key3)).status).toBe(400)
    expect(
      (await world.call('requester', 'POST', '/tickets', await world.newTicket(), key3)).status,
    ).toBe(201)
  })
  it('does not keep that somebody may not: the same key is judged anew once they may', async () => {
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const key = { 'Idempotency-Key': 'k5' }
    const change = () =>
      world.call('it.head', 'PATCH', `/tickets/${filed.id}`, { priority: 'high' }, key)
    expect((await change()).status).toBe(403)
    await world.db.query(
      `INSERT INTO user_permission (organization_id, user_id, permission)
       SELECT organization_id, id, 'ticket.priority' FROM app_user WHERE email = 'it.head@demo.test'`,
    )
    const allowed = await world.until(async () => {
      const answer = await change() // who calls is believed for a second
      return answer.status !== 403 && answer
    })
    expect(allowed.body).toMatchObject({ priority: 'high' })
    expect(allowed.headers.get('idempotency-replayed')).toBeNull()
  })
  it('keeps what the ticket’s own rules have against a body, too', async () => {
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const key = { 'Idempotency-Key': 'k6' }
    const close = (body: object) =>
      world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/close`, body, key)
    expect((await close({})).body).toMatchObject({ status: 400, code: 'validation_failed' })
    expect((await close({})).headers.get('idempotency-replayed')).toBe('true')
    const mended = await close({ reason: 'now with one' })
    expect(mended.body.code).toBe('idempotency_mismatch')
  })
  it('carries a command out once', async () => {
    const filed = await world.file()
    const approve = () =>
      world.call<TicketView>(
        'moderator',
        'POST',
        `/moderator/tickets/${filed.id}/approve`,
        {},
        { 'Idempotency-Key': 'k4' },
      )
    const [one, two] = [await approve(), await approve()]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(two.body.revision).toBe(2)
  })
})

describe('optimistic lock', () => {
  it('refuses a stale revision with the present one, and takes a fresh one', async () => {
    const filed = await world.file()
    const path = `/moderator/tickets/${filed.id}/approve`
    const stale = await world.call('moderator', 'POST', path, {}, { 'If-Match': '"7"' })
    expect(stale.body).toMatchObject({
      status: 412,
      code: 'revision_mismatch',
      details: { currentRevision: 1 },
    })
    expect((await world.call('moderator', 'POST', path, {}, { 'If-Match': 'seven' })).status).toBe(
      400,
    )
    expect((await world.call('moderator', 'POST', path, {}, { 'If-Match': '"1"' })).status).toBe(
      200,
    )
  })
  it('lets one of two racing ones with the same ETag win', async () => {
    const filed = await world.file()
    const race = await Promise.all(
      ['urgent', 'low'].map((priority) =>
        world.call(
          'moderator',
          'PATCH',
          `/tickets/${filed.id}`,
          { priority },
          { 'If-Match': '"1"' },
        ),
      ),
    )
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})
