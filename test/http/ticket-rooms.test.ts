import { describe, expect, it } from 'vitest'
import { createChat } from '../support/chat.js'
import { createDriver } from '../support/scenario-driver.js'
import { type Frame, useSockets } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, split } = createDriver(world)
const { say } = createChat({ call })
const { join } = useSockets(world)

describe('a split', () => {
  it('tells the parent’s chat of each sub-ticket, of whom it brings in, and why', async () => {
    const { id } = await begin('assigned')
    const requester = await join('requester')
    await requester.ask({ type: 'subscribe', room: `ticket:${id}` })
    const subTickets = await split(id, ['HR', 'FIN'])
    for (const [code, subTicket] of [
      ['hr.head', subTickets[0]],
      ['finance.head', subTickets[1]],
    ] as const) {
      const userId = await world.userId(code)
      const isOf = ({ data }: Frame) => data.userId === userId
      const joined = await requester.next('chat:participant_added', isOf)
      const added = await requester.next('chat_user_added', isOf)
      expect(added).toMatchObject({
        room: `ticket:${id}`,
        data: { userId, name: joined.data.name, subTicketId: subTicket?.id },
      })
      const isOne = ({ data }: Frame) => data.id === subTicket?.id
      expect((await requester.next('sub_ticket_created', isOne)).data.parentId).toBe(id)
    }
    expect(requester.all('chat_user_added')).toHaveLength(2)
  })
})

describe('the chat by sockets', () => {
  it('raises what its assignee asks for by a flag, once, and nobody else’s', async () => {
    const { id } = await begin('in_progress')
    const room = `ticket:${id}`
    const [head, requester] = [await join('it.head'), await join('requester')]
    await requester.ask({ type: 'subscribe', room })
    const body = 'Finance should look at it'
    const frame = { type: 'chat:send', id: 'flag-1', room, body, flag: 'request_subticket' }
    const { message } = await head.ask(frame)
    expect(message).toMatchObject({ body, flag: 'request_subticket' })
    expect((await head.ask(frame)).message.id).toBe(message.id)
    const heard = await requester.next('chat:message', ({ data }) => data.id === message.id)
    expect(heard.data.flag).toBe('request_subticket')
    const later = { ...frame, id: 'flag-2', body: 'Parts are on order', flag: 'request_postpone' }
    expect(await head.ask(later)).toMatchObject({ type: 'ack' })
    expect(await requester.ask({ ...later, id: 'flag-3' })).toMatchObject({
      ...{ type: 'error', id: 'flag-3', code: 'forbidden' },
    })
    const { items } = await call('moderator', 'GET', '/moderator/requests')
    const raised = items.filter(({ ticketId }: { ticketId: string }) => ticketId === id)
    expect(raised).toMatchObject([
      { kind: 'postpone', reason: 'Parts are on order', by: { name: 'Iris Head' } },
      { kind: 'sub_ticket', reason: body, content: { description: body } },
    ])
  })

  it('stores before it acknowledges, once for each id, and tells it as the message that it is', async () => {
    const { id } = await begin('assigned')
    const [requester, head] = [await join('requester'), await join('it.head')]
    const room = `ticket:${id}`
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    const frame = { type: 'chat:send', id: 'mine-1', room, body: 'Is anybody there?' }
    const ack = await requester.ask(frame)
    const stored = (await call('requester', 'GET', `/tickets/${id}/messages?sort=-at`)).items[0]
    expect(ack).toMatchObject({ type: 'ack', id: 'mine-1', message: stored })
    const heard = await head.next('chat:message', ({ data }) => data.kind === 'message')
    expect(heard).toMatchObject({ room, data: stored, at: stored.at })
    expect((await requester.ask(frame)).message.id).toBe(stored.id)
    await say('requester', id, 'and now?')
    await head.next('chat:message', ({ data }) => data.body === 'and now?')
    expect(head.all('chat:message').filter(({ data }) => data.kind === 'message')).toHaveLength(2)
    const mark = await head.ask({ type: 'chat:read', room, messageId: stored.id })
    expect(mark).toMatchObject({ type: 'ack', messageId: stored.id, unread: 1 })
  })

  it('keeps the order of what one socket says', async () => {
    const { id } = await begin('assigned')
    const requester = await join('requester')
    const room = `ticket:${id}`
    const ids = Array.from({ length: 20 }, (_, n) => `word-${n}`)
    for (const one of ids) requester.send({ type: 'chat:send', id: one, room, body: one })
    await requester.next('ack', (frame) => frame.id === 'word-19')
    const { items } = await call('requester', 'GET', `/tickets/${id}/messages?limit=100`)
    const bodies = items.map(({ body }: { body: string }) => body)
    expect(bodies.filter((body: string) => body.startsWith('word'))).toEqual(ids)
  })

  it('keeps internal words, and what was said before joining, from whom they are kept by HTTP', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    await say('it.head', id, 'between us', { visibility: 'internal' })
    await say('it.head', id, 'to all')
    await head.next('chat:message', ({ data }) => data.body === 'to all')
    await requester.next('chat:message', ({ data }) => data.body === 'to all')
    expect(JSON.stringify(requester.frames)).not.toContain('between us')
    expect(JSON.stringify(head.frames)).toContain('between us')
    const refused = await requester.ask({
      ...{ type: 'chat:send', room, body: 'psst', visibility: 'internal' },
    })
    expect(refused).toMatchObject({ type: 'error', code: 'forbidden' })
  })

  it('tells who is typing, and keeps nothing of it', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    requester.send({ type: 'chat:typing', room })
    const typing = await head.next('chat:typing')
    expect(typing).toMatchObject({ room, data: { name: 'Rosa Requester', visibility: 'public' } })
    expect(typing.cursor).toBeUndefined()
    // who goes on writing is told of once in a while
    for (let n = 0; n < 5; n += 1) {
      expect(await requester.ask({ type: 'chat:typing', room })).toMatchObject({
        type: 'ack',
        room,
      })
    }
    head.send({ type: 'chat:typing', room, visibility: 'internal' })
    await say('it.head', id, 'done')
    await requester.next('chat:message', ({ data }) => data.body === 'done')
    expect(requester.all('chat:typing')).toEqual([])
    await head.next('chat:message', ({ data }) => data.body === 'done')
    expect(head.all('chat:typing')).toHaveLength(1)
    const stored = await world.db.query(`SELECT 1 FROM stream_event WHERE type = 'chat:typing'`)
    expect(stored).toEqual([])
  })

  it('ends for whom a moderator takes out, and goes on from joining when they are let in again', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const userId = await world.userId('requester')
    const [requester, head] = [await join('requester'), await join('it.head')]
    for (const one of [requester, head]) await one.ask({ type: 'subscribe', room })
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId })
    expect((await requester.next('chat:participant_removed')).data.userId).toBe(userId)
    await say('it.head', id, 'not for her')
    await head.next('chat:message', ({ data }) => data.body === 'not for her')
    expect(await requester.ask({ type: 'chat:send', room, body: 'x' })).toMatchObject({
      type: 'error',
      code: 'forbidden',
    })
    for (const frame of [{ type: 'subscribe' }, { type: 'subscribe', since: '0' }]) {
      const answer = await requester.ask({ ...frame, room })
      expect(answer).toMatchObject({ type: 'error', code: 'forbidden' })
    }
    expect(await requester.ask({ type: 'chat:typing', room })).toMatchObject({ code: 'forbidden' })
    await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
    await requester.ask({ type: 'subscribe', room, since: '0' })
    await say('it.head', id, 'welcome back')
    await requester.next('chat:message', ({ data }) => data.body === 'welcome back')
    expect(JSON.stringify(requester.frames)).not.toContain('not for her')
  })
})

describe('who looks at a ticket', () => {
  it('is shown to staff alone, and goes with the socket', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head, agent] = [
      await join('requester'),
      await join('it.head'),
      await join('it.agent'),
    ]
    await requester.ask({ type: 'subscribe', room })
    await head.ask({ type: 'subscribe', room })
    const names = ({ data }: Frame) => data.users.map(({ name }: { name: string }) => name).sort()
    expect(names(await head.next('ticket:viewers'))).toEqual(['Iris Head'])
    await agent.ask({ type: 'subscribe', room })
    const both = ['Ian Agent', 'Iris Head']
    for (const one of [head, agent]) {
      expect(names(await one.next('ticket:viewers'))).toEqual(both)
    }
    agent.close()
    expect(names(await head.next('ticket:viewers'))).toEqual(['Iris Head'])
    expect(requester.all('ticket:viewers')).toEqual([])
  })

  it('is told to who has just come alone where nobody new has, however many sockets they open', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const head = await join('it.head')
    await head.ask({ type: 'subscribe', room })
    const sockets = await Promise.all(Array.from({ length: 8 }, () => join('it.agent')))
    for (const one of sockets) await one.ask({ type: 'subscribe', room })
    for (const one of sockets) {
      await one.next('ticket:viewers', ({ data }) => data.users.length === 2)
    }
    expect(head.all('ticket:viewers').length).toBeLessThan(4)
  })
})
