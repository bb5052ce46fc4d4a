import { describe, expect, it } from 'vitest'
import { createMacros } from '../support/macros.js'
import { useWorld } from '../support/world.js'
import { describeForWhom } from './macros/for-whom.js'

const macros = createMacros(useWorld())
const { world, begin, read, admin, make, apply } = macros
const THANK = {
  type: 'message',
  body: 'Dear {{requester.name}}, {{ticket.number}} is done. {{ ticket.title }}',
}

describe('a macro', () => {
  it('carries out its actions in order, as whoever applies it', async () => {
    const ticket = await begin('in_progress')
    const { id } = await make([
      { type: 'set_priority', priority: 'urgent' },
      { type: 'add_tags', tags: ['vip', 'done'] },
      { type: 'remove_tags', tags: ['vip'] },
      THANK,
      { type: 'close', reason: 'Said {{ticket.priority}}' },
    ])
    const applied = await apply('moderator', ticket.id, id)
    expect(applied.status).toBe(200)
    expect(applied.body.results.every(({ ok }: { ok: boolean }) => ok)).toBe(true)
    expect(applied.body.results).toHaveLength(5)
    const after = applied.body.ticket
    expect(after).toMatchObject({ status: 'closed', priority: 'urgent', tags: ['done'] })
    expect(applied.headers.get('etag')).toBe(`"${after.revision}"`)
    const history = (await world.call('moderator', 'GET', `/tickets/${ticket.id}/history`)).body
      .items
    const moderator = { id: await world.userId('moderator') }
    expect(history.slice(-4)).toMatchObject([
      { command: 'change_priority', by: 'macro', actor: moderator },
      { command: 'set_tags', by: 'macro', actor: moderator },
      { command: 'set_tags', by: 'macro', actor: moderator },
      { command: 'close', by: 'macro', actor: moderator, reason: 'Said urgent' },
    ])
    const audit = await world.call('admin', 'GET', `/admin/audit?ticketId=${ticket.id}&limit=1`)
    expect(audit.body.items[0].actor).toMatchObject({ ...moderator, kind: 'user', by: 'macro' })
    const messages = (await world.call('moderator', 'GET', `/tickets/${ticket.id}/messages`)).body
      .items
    const said = messages.find(({ kind }: { kind: string }) => kind === 'message')
    expect(said.body).toBe(`Dear ${after.requester.name}, ${after.number} is done. ${after.title}`)
  })

  it('goes on after what is refused, with the rights of whoever applies it', async () => {
    const ticket = await begin('in_progress')
    const { id } = await make([
      { type: 'set_priority', priority: 'urgent' },
      { type: 'close', reason: 'Over' },
      { type: 'add_tags', tags: ['seen'] },
    ])
    const who = 'it.agent'
    const mine = ticket.assignee?.id === (await world.userId(who)) ? who : 'it.head'
    const { results } = (await apply(mine, ticket.id, id)).body
    expect(results).toEqual([
      { action: 'set_priority', ok: false, code: 'forbidden' },
      { action: 'close', ok: false, code: 'forbidden' },
      { action: 'add_tags', ok: true },
    ])
    expect(await read(ticket.id)).toMatchObject({ status: 'in_progress', tags: ['seen'] })
  })

  it('assigns what is nobody’s, and reassigns what is somebody’s', async () => {
    const assigneeId = await world.userId('it.head')
    const { id, name } = await make([{ type: 'assign', assigneeId }])
    for (const status of ['submitted', 'in_progress'] as const) {
      const ticket = await begin(status)
      const { body } = await apply('moderator', ticket.id, id)
      expect(body).toMatchObject({
        ticket: { status: 'assigned', assignee: { id: assigneeId } },
        results: [{ action: 'assign', ok: true }],
      })
      const { items } = (await world.call('moderator', 'GET', `/tickets/${ticket.id}/history`)).body
      if (status === 'in_progress') expect(items.at(-1)).toMatchObject({ reason: name })
    }
  })

  it('may hold others, and is told of as their whole', async () => {
    const inner = await make([
      { type: 'add_tags', tags: ['inner'] },
      { type: 'set_department', departmentId: await world.departmentId('HR') },
      { type: 'close', reason: 'Not yet' },
    ])
    const outer = await make([
      { type: 'macro', macroId: inner.id },
      { type: 'assign', mode: 'least_loaded' },
      { type: 'notify', to: 'assignee', text: 'Yours' },
    ])
    await admin('PATCH', `/${inner.id}`, {
      actions: [...inner.actions, { type: 'macro', macroId: outer.id }],
    })
    const ticket = await begin('submitted')
    const { body } = await apply('moderator', ticket.id, outer.id)
    expect(body.results).toEqual([
      {
        ...{ action: 'macro', ok: false, code: 'invalid_transition' },
        results: [
          { action: 'add_tags', ok: true },
          { action: 'set_department', ok: true },
          { action: 'close', ok: false, code: 'invalid_transition' },
          { action: 'macro', ok: false, code: 'macro_loop' },
        ],
      },
      { action: 'assign', ok: true },
      { action: 'notify', ok: true },
    ])
    const departmentId = await world.departmentId('HR')
    expect(body.ticket).toMatchObject({ status: 'assigned', tags: ['inner'], departmentId })
    const mine = await begin('in_progress')
    const head = await apply('it.head', mine.id, inner.id)
    expect(head.body.results[1]).toEqual({ action: 'set_department', ok: false, code: 'forbidden' })
  })

  it('does a hundred actions and no more, however many those in it have', async () => {
    const gone = await make([{ type: 'add_tags', tags: ['gone'] }])
    const tenOf = (ids: string[]) => ids.map((macroId) => ({ type: 'macro', macroId }))
    const inner: string[] = []
    for (let n = 0; n < 10; n += 1) {
      inner.push((await make(tenOf(Array.from({ length: 10 }, () => gone.id)))).id)
    }
    const outer = await make(tenOf(inner))
    await admin('DELETE', `/${gone.id}`)
    const ticket = await begin('submitted')
    const { results } = (await apply('moderator', ticket.id, outer.id)).body
    const codes = results.map(({ results: own }: { results: { code: string }[] }) =>
      own.map(({ code }) => code),
    )
    const all = (code: string) => Array.from({ length: 10 }, () => code)
    expect(codes[8]).toEqual(all('not_found'))
    expect(codes[9]).toEqual(all('macro_too_long'))
  })

  it('does nothing twice under one key', async () => {
    const ticket = await begin('submitted')
    const { id } = await make([
      { type: 'add_tags', tags: ['once'] },
      { type: 'message', body: 'Once' },
    ])
    const key = { 'Idempotency-Key': 'macro' }
    const [one, other] = [
      await apply('moderator', ticket.id, id, key),
      await apply('moderator', ticket.id, id, key),
    ]
    expect(other.body).toEqual(one.body)
    const messages = (await world.call('moderator', 'GET', `/tickets/${ticket.id}/messages`)).body
      .items
    expect(messages.filter(({ body }: { body: string }) => body === 'Once')).toHaveLength(1)
  })

  it('is refused whole where the ticket has moved since it was read', async () => {
    const ticket = await begin('submitted')
    const { id } = await make([{ type: 'add_tags', tags: ['late'] }])
    const refused = await apply('moderator', ticket.id, id, { 'If-Match': '"7"' })
    expect(refused.body).toMatchObject({ status: 412, code: 'revision_mismatch' })
    expect((await read(ticket.id)).tags).toEqual([])
  })

  it('of which there are too many tags is refused that', async () => {
    const ticket = await begin('submitted')
    const tags = (from: number) => Array.from({ length: 15 }, (_, n) => `t${from + n}`)
    const { id } = await make([
      { type: 'add_tags', tags: tags(0) },
      { type: 'add_tags', tags: tags(10) },
    ])
    const { results } = (await apply('moderator', ticket.id, id)).body
    expect(results[1]).toEqual({ action: 'add_tags', ok: false, code: 'validation_failed' })
  })
})

describeForWhom(macros)
