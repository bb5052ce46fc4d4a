import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { createUploads } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { request, send, upload } = createUploads(world)

const draft = (over: object) => world.newTicket({ isDraft: true, ...over })
const patch = (id: string, body: object, who = 'requester') =>
  world.call(who, 'PATCH', `/tickets/${id}`, body)
const read = async (who: string, id: string) =>
  (await world.call(who, 'GET', `/attachments/${id}`)).status
const keysOf = ({ attachments }: Pick<TicketView, 'attachments'>) => attachments.map(({ id }) => id)

async function inProgress(body: Record<string, unknown> = {}): Promise<string> {
  const { id } = await world.file('requester', body)
  await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
  await world.call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
  return id
}

describe('a file of one’s own', () => {
  it('is attached by its key, and shown with the ticket', async () => {
    const key = await upload('requester')
    const ticket = await world.file('requester', { attachments: [key] })
    expect(ticket.attachments).toMatchObject([
      { id: key, fileName: 'note.txt', size: 5, ticketId: ticket.id },
    ])
    const read = await world.call('moderator', 'GET', `/tickets/${ticket.id}`)
    expect(read.body.attachments).toMatchObject([{ id: key }])
  })

  it('is attached once, whatever it was attached to', async () => {
    const key = await upload('requester')
    const attach = async () =>
      (
        await world.call(
          'requester',
          'POST',
          '/tickets',
          await world.newTicket({ attachments: [key, key] }),
        )
      ).body
    expect((await attach()).attachments).toHaveLength(1)
    expect(await attach()).toMatchObject({ status: 404, code: 'attachment_not_found' })
  })

  it.each(['requester2', 'moderator', 'requester@other.test'])(
    'is not %s’s to attach',
    async (who) => {
      const key = await upload('requester')
      const body = await world.newTicket({ attachments: [key] })
      if (who.includes('@')) body.departmentId = undefined
      const answer = await world.call(who, 'POST', '/tickets', { ...body, isDraft: true })
      expect(answer.body).toMatchObject({ status: 404, code: 'attachment_not_found' })
    },
  )
})

describe('a file whose bytes are not all in', () => {
  it('is attached to a draft alone, which is handed in when they are', async () => {
    const target = await request('requester', 'hello')
    const attachments = [target.key]
    const filed = await world.call(
      'requester',
      'POST',
      '/tickets',
      await world.newTicket({ attachments }),
    )
    expect(filed.body).toMatchObject({ status: 409, code: 'upload_incomplete' })
    const saved = await world.call<TicketView>(
      'requester',
      'POST',
      '/tickets',
      await draft({ attachments }),
    )
    expect(saved.body.attachments).toMatchObject([{ id: target.key, status: 'uploading' }])
    const { id } = saved.body
    expect((await patch(id, { isDraft: false })).body).toMatchObject({ code: 'upload_incomplete' })
    expect((await patch(id, { attachments, isDraft: false })).body).toMatchObject({
      code: 'upload_incomplete',
    })
    await send(target, 'hello')
    expect((await patch(id, { isDraft: false })).body).toMatchObject({ status: 'submitted' })
  })

  it('is refused by messages, reports and completions', async () => {
    const id = await inProgress()
    const { key } = await request('it.head', 'hello')
    const attachments = [key]
    const bodies: [string, string, object][] = [
      ['POST', `/tickets/${id}/messages`, { body: 'x', attachments }],
      ['PATCH', `/tickets/${id}/progress`, { attachments }],
      ['PATCH', `/tickets/${id}/status`, { status: 'completed', notes: 'x', attachments }],
    ]
    for (const [method, path, body] of bodies) {
      const answer = await world.call('it.head', method, path, body)
      expect(answer.body, path).toMatchObject({ status: 409, code: 'upload_incomplete' })
    }
  })
})

describe('files come with', () => {
  it('a report and a completion', async () => {
    const id = await inProgress()
    const [first, second] = [await upload('it.head'), await upload('it.head')]
    const reported = await world.call<TicketView>('it.head', 'PATCH', `/tickets/${id}/progress`, {
      attachments: [first],
    })
    expect(keysOf(reported.body)).toEqual([first])
    const completed = await world.call<TicketView>('it.head', 'PATCH', `/tickets/${id}/status`, {
      ...{ status: 'completed', notes: 'x', attachments: [second] },
    })
    expect(keysOf(completed.body)).toEqual([first, second])
  })

  it('an answer to a question', async () => {
    const { id } = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${id}/clarify`, { question: 'x' })
    const key = await upload('requester')
    const answer = { answer: 'x', attachments: [key] }
    const { body } = await world.call<TicketView>(
      'requester',
      'POST',
      `/tickets/${id}/clarification`,
      answer,
    )
    expect(keysOf(body)).toEqual([key])
  })

  it('a message, which shows them, sent once or again', async () => {
    const { id } = await world.file()
    const key = await upload('requester')
    const body = { body: 'look', attachments: [key], clientId: 'm-files' }
    const send = () => world.call('requester', 'POST', `/tickets/${id}/messages`, body)
    const sent = await send()
    expect(sent.body).toMatchObject({ attachments: [{ id: key, messageId: sent.body.id }] })
    expect((await send()).body.id).toBe(sent.body.id)
    const list = await world.call('moderator', 'GET', `/tickets/${id}/messages`)
    expect(list.body.items.at(-1).attachments).toHaveLength(1)
    expect((await world.call('requester', 'GET', `/tickets/${id}`)).body.attachments).toEqual([])
  })

  it('a draft, whose list replaces the one before', async () => {
    const keys = [await upload('requester'), await upload('requester'), await upload('requester')]
    const [a, b, c] = keys
    const { id } = (
      await world.call('requester', 'POST', '/tickets', await draft({ attachments: [a, b] }))
    ).body
    const edited = await patch(id, { attachments: [b, c] })
    expect(keysOf(edited.body as TicketView)).toEqual([b, c])
    const other = await world.file('requester', { attachments: [a] }) // of no use any more, and so free
    expect(keysOf(other)).toEqual([a])
    expect((await patch(id, { attachments: [] })).body.attachments).toEqual([])
  })
})

it('a ticket has at most 20 files beside those of its chat', async () => {
  const many = await Promise.all(Array.from({ length: 20 }, () => upload('requester')))
  const id = await inProgress({ attachments: many })
  const one = await upload('it.head')
  const report = (attachments: string[]) =>
    world.call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 5, attachments })
  expect((await report([one])).body).toMatchObject({ status: 413, code: 'quota_exceeded' })
  expect((await report([])).status).toBe(200)
  const said = await world.call('it.head', 'POST', `/tickets/${id}/messages`, {
    body: 'x',
    attachments: [one],
  })
  expect(said.status).toBe(201)
  const tooMany = await world.newTicket({
    attachments: Array.from({ length: 21 }, (_, n) => `k${n}`),
  })
  expect((await world.call('requester', 'POST', '/tickets', tooMany)).body).toMatchObject({
    status: 400,
  })
})

it('who was taken out of the chat reads its files no more', async () => {
  const { id } = await world.file()
  const userId = await world.userId('requester2')
  const change = (verb: string) =>
    world.call('moderator', 'POST', `/tickets/${id}/participants/${verb}`, { userId })
  const say = async () => {
    const key = await upload('moderator')
    const message = { body: 'look', attachments: [key] }
    await world.call('moderator', 'POST', `/tickets/${id}/messages`, message)
    return key
  }
  const before = await say()
  await change('add')
  const key = await say()
  expect([await read('requester2', before), await read('requester2', key)]).toEqual([404, 200])
  await change('remove')
  expect(await read('requester2', key)).toBe(404)
})
