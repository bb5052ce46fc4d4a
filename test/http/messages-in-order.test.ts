import { createHash, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { MessageView } from '../../src/contracts/messages.js'
import { createChat } from '../support/chat.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call } = driver
const { hear } = createChat(driver)

const say = (who: string, id: string, body: string) =>
  call<MessageView>(who, 'POST', `/tickets/${id}/messages`, { body })

/** An id as it was made so long ago. */
async function makeOldId(ago: string): Promise<string> {
  const [row] = await world.db.query<{ id: string }>('SELECT uuidv7(-$1::interval) AS id', [ago])
  return row?.id ?? ''
}

/** The first try has its key, and was cut off before it said anything. */
async function beginWork(who: string, path: string, body: object, ago: string): Promise<string> {
  const key = randomUUID()
  const request = `POST /api/v1${path}\n${JSON.stringify(body)}`
  await world.db.query(
    `INSERT INTO idempotency (organization_id, user_id, key, id, fingerprint, leased_until, expires_at)
     VALUES ($1, $2, $3, $4, $5, now(), now() + interval '1 day')`,
    [
      await world.organizationId(),
      await world.userId(who),
      key,
      await makeOldId(ago),
      createHash('sha256').update(request).digest('hex'),
    ],
  )
  return key
}

it('what is said by a second try comes after what was said meanwhile, and is unread by who has read that', async () => {
  const { id } = await begin('assigned')
  const path = `/tickets/${id}/messages`
  const body = { body: 'said at last' }
  await say('it.head', id, 'first')
  const key = await beginWork('it.head', path, body, '10 minutes')
  const meanwhile = await say('moderator', id, 'said meanwhile')
  await call('requester', 'POST', `${path}/read`, { messageId: meanwhile.id })
  const { nextCursor } = await call('requester', 'GET', `${path}?limit=1`)
  const sent = await world.call('it.head', 'POST', path, body, { 'Idempotency-Key': key })
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  expect(sent.body.id > meanwhile.id).toBe(true)
  expect(Date.parse(sent.body.at)).toBeGreaterThanOrEqual(Date.parse(meanwhile.at))
  expect(await hear('requester', id)).toEqual(['first', 'said meanwhile', 'said at last'])
  const [chat] = (await call('moderator', 'GET', '/moderator/chats')).items
  expect(chat).toMatchObject({ ticketId: id, unread: 1 })
  const mark = await call('requester', 'POST', `${path}/read`, { messageId: meanwhile.id })
  expect(mark).toEqual({ messageId: meanwhile.id, unread: 1 })
  const next = await call('requester', 'GET', `${path}?limit=5&cursor=${nextCursor}`)
  const bodies = next.items.map((one: MessageView) => one.body)
  expect(bodies.slice(-2)).toEqual(['said meanwhile', 'said at last'])
})

it('a try that was written is given again, also where the chat is closed by now', async () => {
  const { id } = await begin('submitted')
  const path = `/tickets/${id}/messages`
  const body = { body: 'said once' }
  const key = await beginWork('requester', path, body, '1 minute')
  const send = () =>
    world.call<MessageView>('requester', 'POST', path, body, { 'Idempotency-Key': key })
  const first = await send()
  await world.db.query(
    'UPDATE idempotency SET status = NULL, leased_until = now() WHERE key = $1',
    [key],
  )
  await call('moderator', 'POST', `/moderator/tickets/${id}/reject`, { reason: 'no' })
  const again = await send()
  expect(again.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(await hear('requester', id)).toEqual(['said once'])
})

it('a mark of their own that is ahead is not moved back by what somebody says', async () => {
  const { id } = await begin('submitted')
  const { id: mine } = await say('requester', id, 'one')
  const ahead = '0fffffff-ffff-7fff-bfff-ffffffffffff'
  await world.owner.query('UPDATE message_read SET message_id = $2 WHERE ticket_id = $1', [
    id,
    ahead,
  ])
  const said = await say('requester', id, 'two')
  expect(said.id > mine).toBe(true)
  const [row] = await world.db.query<{ message_id: string }>(
    'SELECT message_id FROM message_read WHERE ticket_id = $1',
    [id],
  )
  expect(row?.message_id).toBe(ahead)
})

it('a clock that was set back puts nothing before what was said', async () => {
  const { id } = await begin('submitted')
  const first = await say('requester', id, 'from tomorrow')
  await world.owner.query(
    `UPDATE message SET id = uuidv7(interval '1 day'), at = at + interval '1 day' WHERE id = $1`,
    [first.id],
  )
  const said = [await say('requester', id, 'one'), await say('moderator', id, 'two')]
  expect(await hear('requester', id)).toEqual(['from tomorrow', 'one', 'two'])
  const instants = said.map(({ at }) => Date.parse(at) - Date.parse(first.at))
  expect(instants).toEqual([86_400_000, 86_400_000])
})
