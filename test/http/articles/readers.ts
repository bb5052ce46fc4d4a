import { describe, expect, it } from 'vitest'
import type { ArticleView } from '../../../src/contracts/kb-articles.js'
import type { Articles } from '../../support/articles.js'

export function describeReaders({
  world,
  send,
  makeCategory,
  write,
  publish,
  read,
}: Articles): void {
  describe('the readers of an article', () => {
    const publicly = (path: string, headers = {}) =>
      world.call(null, 'GET', `/public/demo-${world.suffix}/kb${path}`, undefined, headers)
    it('are counted once a day, and say whether it has helped', async () => {
      const category = await makeCategory()
      const { id } = await write(category, { title: 'Quokka toner', body: 'Change the toner' })
      const other = await write(category, { title: 'Quokka toner shop', body: 'Where toner is' })
      for (const one of [id, other.id]) await publish(one)
      for (const who of ['requester', 'requester', 'it.head', 'moderator']) await read(who, id)
      for (let n = 0; n < 2; n += 1) await publicly(`/articles/${id}`)
      const found = await world.until(async () => {
        const { body } = await read('moderator', id)
        return body.viewCount === 3 && body
      })
      expect(found.related).toEqual([{ id: other.id, title: other.title }])
      const say = (who: string, given: object) =>
        send(who, 'POST', `/articles/${id}/feedback`, given)
      await say('requester', { helpful: true })
      await say('it.agent', { helpful: false, comment: 'Which one?' })
      const changed = await say('requester', { helpful: false })
      expect(changed.body).toMatchObject({ viewCount: 3, helpfulCount: 0, notHelpfulCount: 2 })
      const { body } = await send('moderator', 'GET', `/articles/${id}/feedback`)
      expect(body.items).toMatchObject([
        { comment: null, helpful: false },
        { comment: 'Which one?', by: { id: await world.userId('it.agent') } },
      ])
      await send('moderator', 'POST', `/articles/${id}/archive`, {})
      expect((await say('requester', { helpful: true })).status).toBe(404)
    })
    it('need not sign in for what is for everybody, and learn nothing of who writes', async () => {
      const category = await makeCategory({ name: 'Numbat' })
      const { id } = await write(category, { title: 'Numbat keys', tags: ['numbat'] })
      const inside = await write(category, { title: 'Numbat pay', visibility: 'requesters' })
      for (const one of [id, inside.id]) await publish(one)
      const shown = await publicly(`/articles/${id}`)
      expect(shown.headers.get('cache-control')).toBe('public, max-age=60')
      expect(shown.body).toMatchObject({ id, title: 'Numbat keys', viewCount: 0 })
      expect(Object.keys(shown.body)).not.toContain('author')
      expect((await publicly(`/articles/${inside.id}`)).status).toBe(404)
      const listed = await publicly(`/articles?categoryId=${category}&tag=numbat`)
      expect(listed.body.items.map((one: ArticleView) => one.id)).toEqual([id])
      const found = await publicly('/search?q=numbat')
      expect(found.body.items.map((one: { articleId: string }) => one.articleId)).toEqual([id])
      const categories = await publicly('/categories?limit=200')
      expect(categories.body.items).toContainEqual({
        ...{ id: category, name: 'Numbat', description: null, parentId: null, order: 0 },
      })
      expect((await world.call(null, 'GET', '/public/nobody/kb/articles')).status).toBe(404)
    })
    it('are shown what may help before they file a ticket', async () => {
      const { id } = await write(await makeCategory(), {
        ...{ title: 'Dugong scanner makes no picture', body: 'Clean the glass of the scanner' },
      })
      await publish(id)
      const description =
        'Since Monday the dugong in my office only gives black pages. Please help!'
      const { body } = await send('requester', 'POST', '/suggest', {
        title: 'Scanner',
        description,
      })
      expect(body.items[0]).toMatchObject({ articleId: id })
      const filing = await world.newTicket({ title: 'Scanner', suggestedArticleIds: [id] })
      const solved = { ...filing, solvedBy: id }
      const key = { 'Idempotency-Key': `solved ${id}` }
      for (let n = 0; n < 2; n += 1) {
        const answer = await world.call('requester', 'POST', '/tickets', solved, key)
        expect([answer.status, answer.body]).toEqual([200, { deflected: true }])
      }
      expect((await read('requester', id)).body.deflectedCount).toBe(1)
      expect((await world.call('requester', 'POST', '/tickets', filing)).status).toBe(201)
      const asked = { ...filing, solvedBy: await makeCategory() }
      expect((await world.call('requester', 'POST', '/tickets', asked)).status).toBe(404)
      const outcomes = await world.until(async () => {
        const kept = await world.owner.query<{ solved_by: string | null }>(
          'SELECT solved_by FROM kb_deflection WHERE $1 = ANY (suggested) ORDER BY at',
          [id],
        )
        return kept.length === 2 && kept
      })
      expect(outcomes.map((one) => one.solved_by)).toEqual([id, null])
      const report = await world.call('admin', 'GET', '/reports/deflection?groupBy=department')
      expect(report.body.items).toEqual([
        {
          ...{ from: expect.any(String), key: filing.departmentId, name: 'Information technology' },
          ...{ suggested: 2, deflected: 1, deflectionRate: 0.5 },
        },
      ])
      const none = await send('requester', 'POST', '/suggest', { title: '?!' })
      expect(none.body).toEqual({ items: [] })
      expect(
        (await send('requester', 'POST', '/suggest', { title: 'xylophony' })).body.items,
      ).toEqual([])
    })
  })
}
