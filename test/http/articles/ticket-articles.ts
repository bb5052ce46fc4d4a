import { describe, expect, it } from 'vitest'
import type { Articles } from '../../support/articles.js'

export function describeTicketArticles({
  world,
  give,
  send,
  makeCategory,
  write,
  publish,
}: Articles): void {
  describe('the articles of a ticket', () => {
    const call = (who: string, method: string, path: string, body?: unknown) =>
      world.call(who, method, `/tickets${path}`, body)
    const complete = async (title: string) => {
      const { id } = await world.file('requester', { title })
      await give('moderator', id, 'assign')
      await give('it.head', id, 'start')
      const notes = 'Quokka lamp of Rosa Requester replaced, ask it.head@demo.test'
      const { kind } = await give('it.head', id, 'complete', { texts: { notes } })
      expect(kind).toBe('done')
      return { id, notes }
    }
    it('are suggested with how tickets like it were completed, to staff who may see them', async () => {
      const { id: articleId } = await write(await makeCategory(), { title: 'Quokka lamps' })
      await publish(articleId)
      const { id, notes } = await complete('The quokka lamp is dark')
      await give('moderator', id, 'close', { texts: { reason: 'x' } })
      const { id: next } = await world.file('requester', { title: 'Another quokka lamp' })
      const { body } = await call('moderator', 'GET', `/${next}/suggestions`)
      expect(body.articles[0]).toMatchObject({ articleId })
      expect(body.tickets).toMatchObject([{ id, completionNotes: notes }])
      expect((await call('requester', 'GET', `/${next}/suggestions`)).status).toBe(403)
      expect((await call('hr.head', 'GET', `/${next}/suggestions`)).status).toBe(404)
      const { id: other } = await world.file('requester', { title: 'Of and the' })
      expect((await call('moderator', 'GET', `/${other}/suggestions`)).body.tickets).toEqual([])
    })
    it('belong to it, and are said in its chat where its reader may read them', async () => {
      const category = await makeCategory()
      const forAll = await write(category)
      const inside = await write(category, { visibility: 'agents', title: 'Inside' })
      for (const { id } of [forAll, inside]) await publish(id)
      const { id } = await world.file('requester')
      const link = (articleId: string, over: object = {}) =>
        call('moderator', 'POST', `/${id}/articles`, { articleId, ...over })
      const said = await link(forAll.id, { send: true })
      expect(said.body).toMatchObject({ articleId: forAll.id, message: { visibility: 'public' } })
      expect(said.body.message.body).toContain('Paper jam')
      const refused = await link(inside.id, { send: true })
      expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed'])
      for (let n = 0; n < 2; n += 1) expect((await link(inside.id)).status).toBe(201)
      expect((await link(category)).status).toBe(404)
      const listed = async (who: string) =>
        (await call(who, 'GET', `/${id}/articles`)).body.items.map(
          (one: { articleId: string }) => one.articleId,
        )
      expect(await listed('requester')).toEqual([forAll.id])
      expect(await listed('moderator')).toEqual([forAll.id, inside.id])
      for (let n = 0; n < 2; n += 1)
        expect((await call('moderator', 'DELETE', `/${id}/articles/${forAll.id}`)).status).toBe(204)
      expect(await listed('requester')).toEqual([])
      await give('moderator', id, 'assign')
      const payload = { userIds: [await world.userId('it.agent')] }
      expect((await give('it.head', id, 'add_team_members', { payload })).kind).toBe('done')
      for (const [method, path, body] of [
        ['POST', `/${id}/articles`, { articleId: forAll.id }],
        ['DELETE', `/${id}/articles/${inside.id}`, undefined],
      ] as const) {
        const readsAlong = await call('it.agent', method, path, body)
        expect([readsAlong.status, readsAlong.body.code]).toEqual([403, 'read_only'])
      }
      expect(await listed('it.agent')).toEqual([inside.id])
      const query = `/admin/audit?entity=ticket&entityId=${id}`
      const actions = (await world.call('admin', 'GET', query)).body.items.map(
        ({ action }: { action: string }) => action,
      )
      expect(actions.filter((action: string) => action.includes('article'))).toEqual([
        ...['ticket.unlink_article', 'ticket.link_article', 'ticket.link_article'],
      ])
    })
    it('may be drafted from it once it is completed, without who it was', async () => {
      const { id } = await complete('Lamp of Rosa Requester')
      const made = await send('moderator', 'POST', '/articles', { fromTicketId: id })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      expect(made.body.status).toBe('draft')
      expect(made.body.body).toContain('Quokka lamp of … replaced, ask …')
      const { id: open } = await world.file('requester')
      for (const [given, member] of [
        [{ fromTicketId: open }, 'fromTicketId'],
        [{ title: 'x' }, 'body'],
      ] as const) {
        const refused = await send('moderator', 'POST', '/articles', given)
        expect(Object.keys(refused.body.details ?? {})).toContain(member)
      }
    })
  })
}
