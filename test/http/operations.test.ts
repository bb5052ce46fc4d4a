import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { carryOut, give } = createCommandPath(world)

interface Sent {
  who: string
  method: string
  path: string
  body?: object
}

/** Nobody carries it out at first, so that it is answered 202; then it is. */
async function sendLate({ who, method, path, body }: Sent, ticketId: string, name: CommandName) {
  const send = () =>
    world.call(who, method, path, body, { 'Idempotency-Key': `${name}/${ticketId}` })
  const first = await send()
  expect(first.body).toMatchObject({ status: 'pending' })
  const { operationId } = first.body
  expect(first.headers.get('location')).toBe(`/api/v1/operations/${operationId}`)
  await carryOut(ticketId, name, operationId)
  return { send, operationId }
}

/** And its maker asks again. */
async function answerLate(sent: Sent, ticketId: string, name: CommandName) {
  const { send, operationId } = await sendLate(sent, ticketId, name)
  const operation = (asker: string) => world.call(asker, 'GET', `/operations/${operationId}`)
  return {
    operation: await operation(sent.who),
    others: await operation('admin'),
    again: await send(),
  }
}

describe('a command that was answered late', () => {
  it('is applied, for its maker alone, and its replay gives the ticket after it', async () => {
    const { id } = await world.file()
    const path = `/moderator/tickets/${id}/approve`
    const late = await answerLate({ who: 'moderator', method: 'POST', path }, id, 'approve')
    expect(late.operation.body).toMatchObject({ status: 'applied', result: { id, status: 'open' } })
    expect(late.others.status).toBe(404)
    expect(late.again.body).toMatchObject({ id, status: 'open' })
  })
  it('is applied without a result where it deleted what it was about', async () => {
    const { id } = await world.file('requester', { isDraft: true })
    const remove = { who: 'requester', method: 'DELETE', path: `/tickets/${id}` }
    const { operation, again } = await answerLate(remove, id, 'delete_draft')
    expect(operation.body).toMatchObject({ status: 'applied' })
    expect(operation.body).not.toHaveProperty('result')
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([204, 'true'])
  })
  it('hands a draft in once, whatever its route does with what was handed in', async () => {
    const { id } = await world.file('requester', { isDraft: true })
    const body = { title: 'Changed', isDraft: false }
    const submit = { who: 'requester', method: 'PATCH', path: `/tickets/${id}`, body }
    const { again } = await answerLate(submit, id, 'submit')
    expect(again).toMatchObject({
      status: 200,
      body: { title: 'Changed', status: 'submitted', revision: 3 },
    })
  })
  it('shows no ticket that its maker does not see any more', async () => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    await give('it.head', id, 'start')
    const path = `/tickets/${id}/postpone-request`
    const asked = { who: 'it.head', method: 'POST', path, body: { reason: 'x' } }
    const { operation } = await answerLate(asked, id, 'request_postponement')
    expect(operation.body).toHaveProperty('result')
    const departmentId = await world.departmentId('HR')
    await give('moderator', id, 'reassign', { payload: { departmentId }, texts: { reason: 'x' } })
    const later = await world.call('it.head', 'GET', `/operations/${operation.body.operationId}`)
    expect(later.body).toMatchObject({ status: 'applied' })
    expect(later.body).not.toHaveProperty('result')
  })
  it.each([
    ['acknowledge', 'acknowledge', undefined],
    ['progress', 'progress', { percent: 40 }],
  ] as const)('%s repeated shows only what its maker may see now', async (route, name, body) => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    if (name === 'progress') await give('it.head', id, 'start')
    const sent = { who: 'it.head', method: 'PATCH', path: `/tickets/${id}/${route}` }
    const late = await sendLate(body === undefined ? sent : { ...sent, body }, id, name)
    const departmentId = await world.departmentId('HR')
    const texts = { reason: 'of HR alone' }
    await give('moderator', id, 'reassign', { payload: { departmentId }, texts })
    expect((await world.call('it.head', 'GET', `/tickets/${id}`)).status).toBe(404)
    for (let i = 0; i < 2; i += 1) {
      const again = await late.send()
      expect(again.status).toBe(202)
      expect(again.body).toEqual({ operationId: late.operationId, status: 'applied' })
      expect(again.headers.get('location')).toBe(`/api/v1/operations/${late.operationId}`)
      expect(again.headers.has('etag')).toBe(false)
    }
  })
  it('is kept without its text where that is long, and built again as its maker may see it', async () => {
    const { id } = await world.file('requester', { description: 'long '.repeat(13_000) })
    await give('moderator', id, 'assign')
    const path = `/tickets/${id}/acknowledge`
    const late = await sendLate({ who: 'it.head', method: 'PATCH', path }, id, 'acknowledge')
    const first = await late.send()
    expect(first.body).toMatchObject({ id, acknowledgements: [{ name: 'Iris Head' }] })
    const kept = await world.db.query<{ size: number }>(
      `SELECT coalesce(length(body), 0) AS size FROM idempotency WHERE key = $1`,
      [`acknowledge/${id}`],
    )
    expect(kept).toEqual([{ size: 0 }])
    const again = await late.send()
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const departmentId = await world.departmentId('HR')
    await give('moderator', id, 'reassign', { payload: { departmentId }, texts: { reason: 'x' } })
    expect((await late.send()).body).toEqual({ operationId: late.operationId, status: 'applied' })
  })
})
