import { describe, expect, it } from 'vitest'
import { numberCommitted } from '../../src/database/sequence.js'
import { DOMAIN_EVENT_NAMES, type DomainEvent } from '../../src/domain/events/domain-event.js'
import type { Listener } from '../../src/write/listeners/listener.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { give } = createCommandPath(world)

/** Keeps what it was given, in the database and beside it: the two tell whether both went together. */
function record(name: string, refuses: (event: DomainEvent) => boolean = () => false) {
  const heard: DomainEvent[] = []
  const listener: Listener = {
    name,
    handle: async ({ query }, events) => {
      for (const { id, entityId } of events) {
        await query(
          `INSERT INTO dev_mail (id, organization_id, "to", subject, text, html, headers, at)
           VALUES (uuidv7(), $1, $2, $3, $4, '', '{}', now())`,
          [name, id, entityId],
        )
      }
      const refused = events.find(refuses)
      if (refused !== undefined) throw new Error(`no ${refused.name} today`)
      heard.push(...events)
    },
  }
  const written = async (entityId: string) =>
    (
      await world.db.query<{ id: string }>(
        `SELECT subject AS id FROM dev_mail WHERE "to" = $1 AND text = $2 ORDER BY id`,
        [name, entityId],
      )
    ).map(({ id }) => id)
  const of = (entityId: string) => heard.filter((event) => event.entityId === entityId)
  return { listener, written, of, names: (id: string) => of(id).map((event) => event.name) }
}

async function run(...listeners: Listener[]): Promise<unknown[]> {
  const errors: unknown[] = []
  while ((await numberCommitted(world.db, 1_000)).count > 0);
  const round = createListenerRounds({
    ...{ db: world.db, listeners },
    onError: (error) => errors.push(error),
  })
  while (await round());
  return errors
}

const due = (listener: string) =>
  world.db.query('UPDATE listener_failure SET next_try_at = now() WHERE listener = $1', [listener])
const tag = (id: string, ...tags: string[]) =>
  give('moderator', id, 'set_tags', { payload: { tags } })

describe('a listener', () => {
  it('hears all that happens, in order for each entity, once', async () => {
    const recorder = record('order')
    const { id } = await world.file()
    await tag(id, 'a')
    await give('moderator', id, 'approve')
    await world.call('requester', 'POST', `/tickets/${id}/messages`, { body: 'hello' })
    expect(await run(recorder.listener)).toEqual([])
    await run(recorder.listener)
    expect(recorder.names(id)).toEqual([
      ...['ticket.created', 'ticket.submitted', 'ticket.tags_set', 'ticket.updated'],
      ...['ticket.approved', 'ticket.opened', 'ticket.updated', 'message.created'],
    ])
    expect(await recorder.written(id)).toEqual(recorder.of(id).map((event) => event.id))
    const places = recorder.of(id).map(({ place }) => place)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })
  it('hears of people, departments, categories and groups, whoever writes them', async () => {
    const recorder = record('kept')
    const made = async (path: string, body: object) => {
      const answer = await world.call('admin', 'POST', path, body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      return answer.body.id as string
    }
    const departmentId = await made('/admin/departments', { name: 'Law', code: 'LAW' })
    const userId = await world.userId('it.agent@demo.test')
    const groupId = await made('/admin/groups', { name: 'G', members: [{ userId }] })
    const assignment = { mode: 'least_loaded', groupId }
    const category = { name: 'C', code: 'C', departmentId, assignment }
    const categoryId = await made('/admin/categories', category)
    await world.call('admin', 'PATCH', `/admin/groups/${groupId}`, { members: [] })
    await world.call('admin', 'PATCH', `/admin/categories/${categoryId}`, { assignment: null })
    await world.call('admin', 'DELETE', `/admin/categories/${categoryId}`)
    await world.call('admin', 'POST', `/admin/categories/${categoryId}/restore`, {})
    await world.call('admin', 'PATCH', `/admin/users/${userId}`, { firstName: 'Al' })
    await world.call('admin', 'PATCH', `/admin/users/${userId}`, { active: false })
    await run(recorder.listener)
    expect(recorder.names(departmentId)).toEqual(['department.created'])
    expect(recorder.names(categoryId)).toEqual(
      ['created', 'updated', 'deleted', 'created'].map((what) => `category.${what}`),
    )
    expect(recorder.names(groupId)).toEqual(['group.created', 'group.updated'])
    expect(recorder.names(userId).slice(-2)).toEqual(['user.updated', 'user.deactivated'])
    const stored = await world.db.query<{ name: string }>(
      `SELECT DISTINCT h->>'name' AS name FROM stream_event, jsonb_array_elements(event->'happened') h`,
    )
    for (const { name } of stored) expect(DOMAIN_EVENT_NAMES).toContain(name)
  })
  it('hears nothing of what changes nothing, nor of a password, a draft or an internal message', async () => {
    const recorder = record('silence')
    const userId = await world.userId('agent@other.test')
    const draft = await world.file('requester', await world.newTicket({ isDraft: true }))
    const { id } = await world.file()
    await world.call('moderator', 'POST', `/tickets/${id}/messages`, {
      ...{ body: 'hush', visibility: 'internal' },
    })
    await run(recorder.listener)
    const heard = recorder.of(userId).length
    await world.owner.query(
      `UPDATE app_user SET password_hash = 'x', first_name = first_name, updated_at = now() WHERE id = $1`,
      [userId],
    )
    await run(recorder.listener)
    expect(recorder.of(userId)).toHaveLength(heard)
    expect(recorder.names(draft.id)).toEqual([])
    expect(recorder.names(id)).not.toContain('message.created')
  })
})

describe('what a listener fails at', () => {
  it('keeps back its own entity, in order, and nothing else; its effect is undone', async () => {
    let isBroken = true
    const [bad, good] = [await world.file(), await world.file()]
    const recorder = record(
      'broken',
      ({ name, entityId }) => isBroken && entityId === bad.id && name === 'ticket.tags_set',
    )
    const other = record('sound')
    await tag(bad.id, 'a')
    const errors = await run(recorder.listener, other.listener)
    expect(errors.map(String)).toEqual(['Error: no ticket.tags_set today'])
    expect(recorder.names(good.id)).toContain('ticket.created')
    expect(other.names(bad.id)).toContain('ticket.tags_set')
    expect(await recorder.written(bad.id)).toEqual([])
    await give('moderator', bad.id, 'approve')
    await run(recorder.listener)
    expect(recorder.names(bad.id)).toEqual([])
    isBroken = false
    await due('broken')
    await run(recorder.listener)
    expect(recorder.names(bad.id)).toEqual([
      ...['ticket.created', 'ticket.submitted', 'ticket.tags_set', 'ticket.updated'],
      ...['ticket.approved', 'ticket.opened', 'ticket.updated'],
    ])
    await tag(bad.id, 'b')
    await run(recorder.listener)
    expect(recorder.names(bad.id).slice(-2)).toEqual(['ticket.tags_set', 'ticket.updated'])
  })
  it('is set aside after twenty attempts, listed, and tried again when an admin asks', async () => {
    let isBroken = true
    const { id } = await world.file()
    const recorder = record(
      'stubborn',
      ({ name, entityId }) => isBroken && entityId === id && name === 'ticket.tags_set',
    )
    await tag(id, 'a')
    for (let n = 0; n < 22; n += 1) {
      await run(recorder.listener)
      await due('stubborn')
    }
    const path = '/admin/listeners/failures'
    const { body } = await world.call('admin', 'GET', `${path}?listener=stubborn&setAside=true`)
    expect(body.items).toMatchObject([
      {
        ...{ listener: 'stubborn', entity: 'ticket', entityId: id, attempts: 20 },
        ...{ error: 'no ticket.tags_set today', nextTryAt: null },
      },
    ])
    const list = async () => (await world.call('admin', 'GET', '/admin/listeners')).body.items
    const own = async () => (await list()).find((one: { name: string }) => one.name === 'stubborn')
    expect(await own()).toMatchObject({ behind: 0, oldestAt: null, failing: 0, setAside: 1 })
    isBroken = false
    const failureId = body.items[0].id
    const foreign = await world.call('admin@other.test', 'POST', `${path}/${failureId}/retry`, {})
    expect(foreign.status).toBe(404)
    const retried = await world.call('admin', 'POST', `${path}/${failureId}/retry`, {})
    expect(retried).toMatchObject({ status: 202, body: { attempts: 0 } })
    const audit = await world.call('admin', 'GET', '/admin/audit?action=listener.retry')
    expect(audit.body.items[0]).toMatchObject({ entityId: failureId })
    await run(recorder.listener)
    expect(recorder.names(id)).toContain('ticket.tags_set')
    expect(await own()).toMatchObject({ failing: 0, setAside: 0 })
  })
})

describe('two processes', () => {
  it('handle nothing twice, and leave nothing out', async () => {
    const recorder = record('twins')
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.push((await world.file()).id)
    await Promise.all([1, 2, 3].map(() => run(recorder.listener)))
    await run(recorder.listener)
    for (const id of ids) {
      expect(recorder.names(id)).toEqual(['ticket.created', 'ticket.submitted'])
      expect(await recorder.written(id)).toHaveLength(2)
    }
  })
})
