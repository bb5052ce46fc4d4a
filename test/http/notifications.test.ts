import { expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ env: { PUBLIC_URL: 'https://help.example' } })

interface Listed {
  type: string
  title: string
  body: string
  ticketNumber: string
}

const act = async (who: string, path: string, body: unknown = {}, method = 'POST') => {
  const answer = await world.call(who, method, path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const told = async (who: string, number: string): Promise<Record<string, string[]>> => {
  const { body } = await world.call<{ items: Listed[] }>(who, 'GET', '/notifications?limit=200')
  const mine = body.items.filter(({ ticketNumber }) => ticketNumber === number)
  return Object.fromEntries(mine.map((one) => [one.type, one.body.split('\n')]))
}
const mailed = (to: string, number: string, subject: string) =>
  world.until(async () => {
    const answer = await world.app.request(`/dev/mails?limit=200&to=${to}@demo.test`)
    const { items } = (await answer.json()) as {
      items: { subject: string; text: string; html: string; headers: Record<string, string> }[]
    }
    return items.find((mail) => mail.subject === `[${number}] ${subject}`)
  })

it('says who did what, what they wrote, what is expected until when, and leads to the ticket', async () => {
  const { id, number } = await world.file('requester', { title: 'Printer\nbroken' })
  const link = `https://help.example/tickets/${number}`
  const ticket = `${number} · Printer broken`
  await act('moderator', `/moderator/tickets/${id}/clarify`, {
    question: 'Which one?\nThe big one?',
  })
  const asked = [
    ticket,
    'Mona Moderator asks you about it.',
    'Question: Which one? The big one?',
    'Please answer: your ticket waits until you do.',
    link,
  ]
  expect(await told('requester', number)).toEqual({ clarification_asked: asked })
  const mail = await mailed('requester', number, 'A moderator has a question about your ticket')
  expect(mail.text.split('\n')).toEqual([
    'Hello Rosa,',
    '',
    ...asked.slice(0, 2),
    'Question:',
    '> Which one?',
    '> The big one?',
    ...asked.slice(3),
    '',
    'Demo Ltd',
  ])
  expect(mail.html).toContain(`<a href="${link}"`)
  expect(mail.headers.References).toBe(`<ticket-${id}@perdure>`)
  await act('requester', `/tickets/${id}/clarification`, { answer: 'The small one.' })
  expect((await told('moderator2', number)).clarification_answered?.slice(1, 4)).toEqual([
    'Rosa Requester answered.',
    'Question: Which one? The big one?',
    'Answer: The small one.',
  ])
  await act('moderator', `/moderator/tickets/${id}/assign`)
  await act('it.head', `/tickets/${id}/status`, { status: 'in_progress' }, 'PATCH')
  await act('it.head', `/tickets/${id}/status`, { status: 'completed', notes: 'done' }, 'PATCH')
  expect((await told('requester', number)).ticket_completed?.[3]).toMatch(
    /^Please verify it by \d+ \w+ \d{4} at \d\d:\d\d UTC, or send it back/,
  )
})

it('says no more what was written with an action that was undone', async () => {
  const { id, number } = await world.file()
  await act('moderator', `/moderator/tickets/${id}/reject`, { reason: 'meant for another' })
  await act('moderator', `/tickets/${id}/undo`)
  const now = await told('requester', number)
  expect(now.action_undone?.[1]).toBe('Mona Moderator took back that it was rejected.')
  expect(now.ticket_rejected?.slice(1, 3)).toEqual([
    'Mona Moderator rejected it.',
    'This was taken back since.',
  ])
})

it('forges nothing by the name of whoever acts', async () => {
  await act(
    'requester2',
    '/users/me',
    { firstName: 'Ron\n\nYour ticket was closed', lastName: '\u202eR' },
    'PATCH',
  )
  const { id, number } = await world.file('requester2')
  expect((await told('moderator', number)).ticket_submitted?.[1]).toBe(
    'Ron Your ticket was closed R filed it.',
  )
  await act('moderator', `/tickets/${id}/participants/remove`, {
    userId: await world.userId('requester2'),
  })
  const { body } = await world.call('moderator', 'GET', `/tickets/${id}/messages`)
  expect(body.items.map((one: { body: string }) => one.body)).toEqual([
    'Ron Your ticket was closed R left the chat.',
  ])
})

it('of a mention quotes the message for as long as its reader has it in the chat', async () => {
  const { id, number } = await world.file()
  const userId = await world.userId('it.agent')
  await act('moderator', `/tickets/${id}/participants/add`, { userId })
  const said = await world.call('moderator', 'POST', `/tickets/${id}/messages`, {
    body: `Look, @[${userId.toUpperCase()}]!`,
  })
  const mentioned = [{ type: 'mention', users: [userId], inApp: true, mail: false }]
  for (let n = 0; n < 2; n += 1) {
    await world.db.query(
      `SELECT notify_recipients($1, $2, now(), $3, $4::jsonb, jsonb_build_object('messageId', $5::text))`,
      [
        await world.organizationId(),
        id,
        await world.userId('moderator'),
        JSON.stringify(mentioned),
        said.body.id,
      ],
    )
  }
  const { body } = await world.call('it.agent', 'GET', '/notifications?limit=200')
  expect(body.items.filter(({ type }: Listed) => type === 'mention')).toHaveLength(1)
  expect((await told('it.agent', number)).mention?.slice(1, 3)).toEqual([
    'Mona Moderator mentioned you in its chat.',
    'Message: Look, @Ian Agent!',
  ])
  await act('moderator', `/tickets/${id}/participants/remove`, { userId })
  expect((await told('it.agent', number)).mention).not.toContain('Message: Look, @Ian Agent!')
})

it('that comes often stands once for all of its ticket that are unread, and is read with them', async () => {
  const { id, number } = await world.file()
  await act('moderator', `/moderator/tickets/${id}/assign`)
  await act('it.head', `/tickets/${id}/status`, { status: 'in_progress' }, 'PATCH')
  await world.call('requester', 'POST', '/notifications/read-all')
  const list = async () => {
    const { body } = await world.call('requester', 'GET', '/notifications?limit=200&count=true')
    const mine = body.items.filter((one: Listed) => one.ticketNumber === number)
    return mine.filter(({ type }: Listed) => type === 'progress_updated')
  }
  const report = (percent: number) =>
    act('it.head', `/tickets/${id}/progress`, { percent }, 'PATCH')
  for (const percent of [10, 20, 30]) await report(percent)
  const [folded, ...more] = await list()
  expect(more).toEqual([])
  expect(folded.title).toBe('There is progress on a ticket (3)')
  expect(folded.body).toContain('30 %')
  const unread = async () =>
    (await world.call('requester', 'GET', '/notifications/unread-count')).body.count
  expect(await unread()).toBe(1)
  const path = `/notifications/${folded.id}/read`
  expect((await world.call('requester', 'POST', path)).status).toBe(204)
  expect(await unread()).toBe(0)
  await report(40)
  const titles = (await list()).map(({ title }: Listed) => title)
  expect(titles).toEqual(Array(4).fill('There is progress on a ticket'))
})

it('is in its reader’s language, as their mails are, with dates in their time zone', async () => {
  await act('requester2', '/users/me', { language: 'de-AT', timezone: 'Europe/Vienna' }, 'PATCH')
  const { id, number } = await world.file('requester2')
  await act('moderator', `/moderator/tickets/${id}/clarify`, { question: 'Which one?' })
  expect((await told('requester2', number)).clarification_asked).toEqual([
    `${number} · Printer broken`,
    'Mona Moderator hat eine Frage dazu.',
    'Frage: Which one?',
    'Bitte antworten Sie: Ihr Ticket wartet so lange.',
    `https://help.example/tickets/${number}`,
  ])
  const mail = await mailed('requester2', number, 'Es gibt eine Rückfrage zu Ihrem Ticket')
  expect(mail.text).toMatch(/^Guten Tag .+,\n/)
  expect(mail.html).toContain('<html lang="de">')
  expect(mail.html).toContain(`>${number} öffnen</a>`)
  expect(await mailed('requester2', number, 'Wir haben Ihr Ticket erhalten')).toBeTruthy()
  await act('requester2', '/users/me', { language: 'en', timezone: 'UTC' }, 'PATCH')
})

it('is one broadcast of an event to all whom it notifies of the same, each of whom reads it for themselves', async () => {
  const { id } = await world.file('requester')
  const notified = await world.db.query<{ id: string; user_id: string }>(
    `SELECT id, user_id FROM notification WHERE ticket_id = $1 AND type = 'ticket_submitted' ORDER BY user_id`,
    [id],
  )
  expect(notified.length).toBeGreaterThan(1)
  const broadcasts = await world.db.query<{ id: string; rooms: string[] }>(
    `SELECT data->>'id' AS id, rooms FROM stream_event WHERE type = 'notification:created' AND data->>'ticketId' = $1`,
    [id],
  )
  const rooms = notified.map(({ user_id }) => `user:${user_id}`)
  expect(broadcasts).toContainEqual({ id: notified[0]?.id, rooms })
  const [shared = { id: '' }] = notified
  await world.call('moderator', 'POST', `/notifications/${shared.id}/read`)
  const readAt = async (who: string) => {
    const { body } = await world.call(who, 'GET', '/notifications?limit=200')
    return body.items.find((one: { id: string }) => one.id === shared.id)?.readAt
  }
  expect(await readAt('moderator')).toEqual(expect.any(String))
  expect(await readAt('moderator2')).toBeNull()
})
