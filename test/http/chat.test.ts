import { describe, expect, it } from 'vitest'
import { createChat } from '../support/chat.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call, code, moderate, read } = driver
const { say, hear } = createChat(driver)

describe('the chat', () => {
  it('is read by the requester from the start, by an assignee from joining on', async () => {
    const { id } = await begin('submitted')
    const first = await say('requester', id, 'Hello?')
    expect(first).toMatchObject({
      ticketId: id,
      version: 1,
      kind: 'message',
      visibility: 'public',
      author: { name: 'Rosa Requester' },
      mentions: [],
      attachments: [],
    })
    await say('moderator', id, 'We are on it')
    await moderate(id, 'assign')
    await say('it.head', id, 'I am here')
    expect(await hear('requester', id)).toEqual(['Hello?', 'We are on it', 'I am here'])
    expect(await hear('it.head', id)).toEqual(['I am here'])
    expect(await hear('admin', id)).toHaveLength(3)
    expect(await code('it.agent', 'GET', `/tickets/${id}/messages`)).toBe('not_participant')
    expect(await code('it.agent', 'POST', `/tickets/${id}/messages`, { body: 'x' })).toBe(
      'not_participant',
    )
    expect((await world.call('requester2', 'GET', `/tickets/${id}/messages`)).status).toBe(404)
  })

  it('keeps internal words from the requester', async () => {
    const { id } = await begin('assigned')
    await say('it.head', id, 'between us', { visibility: 'internal' })
    expect(await hear('requester', id)).toEqual([])
    expect(await hear('moderator', id)).toEqual(['between us'])
    expect(
      await code('requester', 'POST', `/tickets/${id}/messages`, {
        body: 'x',
        visibility: 'internal',
      }),
    ).toBe('forbidden')
    expect((await read(id)).sla.firstResponseAt).toBeNull()
    await say('it.head', id, 'a word to you')
    const answered = await read(id)
    expect(answered.sla.firstResponseAt).not.toBeNull()
    await say('it.head', id, 'another')
    expect((await read(id)).sla.firstResponseAt).toBe(answered.sla.firstResponseAt)
    expect(answered.revision).toBe(2) // an internal event
  })

  it('lets everybody speak by where the ticket stands now, however often they have spoken before', async () => {
    const { id } = await begin('assigned')
    const userId = (await call('it.agent', 'GET', '/users/me')).id
    const path = `/tickets/${id}/messages`
    await say('requester', id, 'Is it broken?') // where it stands is known from here on
    await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
    await say('it.agent', id, 'Yes')
    await say('requester', id, 'Thanks')
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId })
    expect(await code('it.agent', 'POST', path, { body: 'And now?' })).toBe('not_participant')
    await say('requester', id, 'One more')
    await moderate(id, 'close', { reason: 'x' })
    expect(await code('requester', 'POST', path, { body: 'x' })).toBe('chat_closed')
    await moderate(id, 'undo')
    await say('requester', id, 'It is open again')
    expect(await hear('requester', id)).toHaveLength(5)
  })

  it('sends once what is sent twice, measures length in characters, and closes with the ticket', async () => {
    const { id } = await begin('assigned')
    const clientId = 'c-1'
    const one = await say('requester', id, 'once', { clientId })
    expect((await say('requester', id, 'once', { clientId })).id).toBe(one.id)
    expect(await hear('requester', id)).toEqual(['once'])
    await call('admin', 'PATCH', '/admin/settings', { maxMessageLength: 5 })
    const path = `/tickets/${id}/messages`
    expect((await world.call('requester', 'POST', path, { body: '😀😀😀😀😀' })).status).toBe(201)
    const long = await world.call('requester', 'POST', path, { body: '123456' })
    expect(long).toMatchObject({ status: 400, body: { code: 'too_long' } })
    await call('admin', 'PATCH', '/admin/settings', { maxMessageLength: 10_000 })
    expect(await code('requester', 'POST', path, { body: ' ' })).toBe('validation_failed')
    expect(await code('requester', 'POST', path, { body: 'x', attachments: ['y'] })).toBe(
      'attachment_not_found',
    )
    await moderate(id, 'close', { reason: 'x' })
    expect(await code('requester', 'POST', path, { body: 'x' })).toBe('chat_closed')
    expect(await hear('requester', id)).toHaveLength(2)
    const audit = await call('admin', 'GET', `/admin/audit?action=message.send&ticketId=${id}`)
    const outcomes = audit.items.map((entry: { outcome: string; after: { code?: string } }) =>
      entry.outcome === 'denied' ? entry.after.code : entry.outcome,
    )
    expect(outcomes).toEqual(['chat_closed', 'attachment_not_found', 'ok', 'ok']) // newest first
  })

  it('counts what is unread, and lists all rooms to moderators', async () => {
    const { id } = await begin('assigned')
    const first = await say('requester', id, 'one')
    await say('requester', id, 'two')
    const room = async () =>
      (await call('moderator', 'GET', '/moderator/chats?limit=200')).items.find(
        (chat: { ticketId: string }) => chat.ticketId === id,
      )
    const before = (await room()).unread
    const mark = await call('moderator', 'POST', `/tickets/${id}/messages/read`, {
      messageId: first.id,
    })
    expect(mark).toEqual({ messageId: first.id, unread: 1 })
    expect((await room()).unread).toBe(1)
    expect(before).toBeGreaterThan(1)
    expect((await world.call('requester', 'GET', '/moderator/chats')).status).toBe(403)
    const other = await begin('submitted')
    expect(
      await code('moderator', 'POST', `/tickets/${other.id}/messages/read`, {
        messageId: first.id,
      }),
    ).toBe('message_not_found')
  })
})

describe('a mention', () => {
  it('is stored with its name, and notifies in the app whoever reads the message', async () => {
    const { id } = await begin('assigned')
    const moderatorId = await world.userId('moderator')
    const headId = await world.userId('it.head')
    const said = await say(
      'requester',
      id,
      `@it.head and @[${moderatorId}], not @it.agent or @nobody; @requester`,
    )
    const named = [
      { id: headId, name: 'Iris Head' },
      { id: moderatorId, name: 'Mona Moderator' },
      { id: await world.userId('requester'), name: 'Rosa Requester' },
    ].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(said.mentions).toEqual(named)
    const [stored] = (await call('it.head', 'GET', `/tickets/${id}/messages?sort=-at`)).items
    expect(stored).toEqual(said)
    const mention = async (who: string) =>
      (await call(who, 'GET', '/notifications?limit=200')).items.filter(
        (one: { type: string; ticketId: string }) => one.type === 'mention' && one.ticketId === id,
      )
    const [told] = await mention('it.head')
    expect(told.body).toContain('Rosa Requester')
    expect(told.body).toContain('@nobody')
    for (const [who, count] of [
      ['moderator', 1],
      ['moderator2', 0],
      ['requester', 0],
      ['it.agent', 0],
    ] as const) {
      expect(await mention(who), who).toHaveLength(count)
    }
    const mails = await world.db.query(`SELECT 1 FROM outbox WHERE payload->>'type' = 'mention'`)
    expect(mails).toEqual([])
    const clientId = 'mention-1'
    const again = { clientId, visibility: 'internal' }
    await say('it.head', id, 'psst @moderator @requester', again)
    const twice = await say('it.head', id, 'psst @moderator @requester', again)
    expect(twice.mentions.map(({ name }: { name: string }) => name)).toEqual(['Mona Moderator'])
    expect(await mention('moderator')).toHaveLength(2)
    expect(await mention('requester')).toEqual([])
  })
})

describe('the chat in pages', () => {
  it.each(['at', '-at'])(
    'by %s gives each message once, also while more are said',
    async (sort) => {
      const { id } = await begin('submitted')
      for (let i = 0; i < 7; i += 1) await say('requester', id, `word ${i}`)
      const whole = (await call('requester', 'GET', `/tickets/${id}/messages?sort=${sort}`)).items
      expect(
        whole.map(({ body }: { body: string }) => body).filter((b: string) => b.startsWith('word')),
      ).toEqual(Array.from({ length: 7 }, (_, i) => `word ${sort === 'at' ? i : 6 - i}`))
      const bodies: string[] = []
      for (let cursor = ''; ; ) {
        const path = `/tickets/${id}/messages?sort=${sort}&limit=3${cursor}`
        const page = await call('requester', 'GET', path)
        bodies.push(...page.items.map(({ body }: { body: string }) => body))
        if (page.nextCursor === null) break
        cursor = `&cursor=${page.nextCursor}`
        if (bodies.length === 3) await say('requester', id, 'said meanwhile')
      }
      const seen = bodies.filter((body) => body !== 'said meanwhile')
      expect(seen).toEqual(whole.map(({ body }: { body: string }) => body))
      expect(bodies.includes('said meanwhile')).toBe(sort === 'at') // newest first it is on a page that was given
    },
  )
  it('refuses a cursor of the other direction', async () => {
    const { id } = await begin('submitted')
    for (let i = 0; i < 3; i += 1) await say('requester', id, `word ${i}`)
    const { nextCursor } = await call(
      'requester',
      'GET',
      `/tickets/${id}/messages?sort=-at&limit=1`,
    )
    const path = `/tickets/${id}/messages?limit=1&cursor=${nextCursor}`
    expect((await world.call('requester', 'GET', path)).body.code).toBe('validation_failed')
  })
})
