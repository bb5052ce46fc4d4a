import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publishArticlesActivity } from '../../../activities/kb/publish-articles.js'
import type { ArticleView } from '../../../src/contracts/kb-articles.js'
import type { Articles } from '../../support/articles.js'

export function describeWriting({
  world,
  send,
  makeCategory,
  write,
  publish,
  read,
}: Articles): void {
  describe('an article', () => {
    it('is read as it was published last, while its writers go on', async () => {
      const { id, revision } = await write(await makeCategory())
      expect(revision).toBe(1)
      expect((await read('requester', id)).status).toBe(404)
      expect((await publish(id)).body).toMatchObject({ status: 'published', version: 1 })
      await send('admin', 'PATCH', `/articles/${id}`, { body: 'Close <script>x</script> it' })
      const published = (await read('requester', id)).body
      expect(published).toMatchObject({
        body: 'Open **it**',
        html: '<p>Open <strong>it</strong></p>\n',
      })
      const draft = (await read('moderator', id)).body
      expect(draft).toMatchObject({ html: '<p>Close  it</p>\n', hasDraft: true, version: 1 })
      await publish(id)
      expect((await publish(id)).body).toMatchObject({ version: 2, hasDraft: false })
      const versions = await send('moderator', 'GET', `/articles/${id}/versions`)
      expect(versions.body.items.map(({ version }: ArticleView) => version)).toEqual([2, 1])
      const first = await send('moderator', 'GET', `/articles/${id}/versions/1`)
      expect(first.body).toMatchObject({ version: 1, body: 'Open **it**' })
      const restored = await send('moderator', 'POST', `/articles/${id}/versions/1/restore`, {})
      expect(restored.body).toMatchObject({ body: 'Open **it**', hasDraft: true, version: 2 })
      expect((await read('requester', id)).body.body).toContain('Close')
      expect((await publish(id)).body).toMatchObject({ version: 3, hasDraft: false })
      expect((await read('requester', id)).body.body).toBe('Open **it**')
      await send('moderator', 'POST', `/articles/${id}/archive`, {})
      expect((await read('requester', id)).status).toBe(404)
      expect((await publish(id)).body).toMatchObject({ status: 'published', version: 3 })
      const query = `/admin/audit?entity=kb_article&entityId=${id}`
      const actions = (await world.call('admin', 'GET', query)).body.items.map(
        ({ action }: { action: string }) => action.replace('kb_article.', ''),
      )
      const did = [
        'publish',
        'archive',
        'publish',
        'restore_version',
        'publish',
        'update',
        'publish',
      ]
      expect(actions).toEqual([...did, 'create'])
    })
    it('is published at its time as it then is, by whoever has set that, unless it was taken back', async () => {
      const category = await makeCategory()
      const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
      const [due, moved, archived, early] = await Promise.all(
        [0, 1, 2, 3].map(() => write(category, { publishAt: inDays(1) })),
      ).then((made) => made.map(({ id }) => id))
      const edit = (id = '', over: object = {}) =>
        send('moderator', 'PATCH', `/articles/${id}`, over)
      expect((await edit(due, { title: 'Jammed' })).body.publishAt).not.toBeNull()
      await edit(moved, { publishAt: inDays(3) })
      expect(
        (await send('moderator', 'POST', `/articles/${archived}/archive`, {})).body,
      ).toMatchObject({ publishAt: null })
      expect((await publish(early ?? '')).body).toMatchObject({ version: 1, publishAt: null })
      expect((await read('requester', early ?? '')).body.publishAt).toBeNull()
      const run = publishArticlesActivity({
        ...{ db: world.db, newId: randomUUID, notifyCommitted: () => {} },
      })
      const publishDue = async (n: number) =>
        run({ organizationId: await world.organizationId(), at: inDays(n) })
      const done = {
        isCutShort: false,
        nextDueAt: (await read('moderator', moved ?? '')).body.publishAt,
      }
      for (let n = 0; n < 2; n += 1) expect(await publishDue(2)).toEqual(done)
      const shown = (await read('requester', due ?? '')).body
      expect(shown).toMatchObject({ title: 'Jammed', version: 1 })
      expect((await read('requester', moved ?? '')).status).toBe(404)
      const versions = await send('moderator', 'GET', `/articles/${due}/versions`)
      expect(versions.body.items[0].publishedBy.id).toBe(await world.userId('moderator'))
      await edit(moved, { publishAt: null })
      expect(await publishDue(9)).toEqual({ isCutShort: false, nextDueAt: null })
    })
    it('reminds whoever wrote it to look it over, once at its date, and the moderators where they may write no more', async () => {
      const category = await makeCategory()
      const agent = `/admin/users/${await world.userId('it.agent')}/permissions`
      await world.call('admin', 'POST', agent, { permission: 'kb.edit' })
      const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
      const make = async (who: string, title: string): Promise<string> => {
        const given = { title, body: 'x', categoryId: category, reviewAt: inDays(-1) }
        return (await send(who, 'POST', '/articles', given)).body.id
      }
      const listDue = async (who: string) => {
        const { body } = await send(who, 'GET', `/articles?reviewDue=true&categoryId=${category}`)
        return body.items.map(({ title }: ArticleView) => title)
      }
      const told = async (who: string) => {
        const { body } = await world.call(who, 'GET', '/notifications')
        const news = body.items.filter(({ type }: { type: string }) => type === 'article_review')
        return news.map((one: { body: string; articleId?: string }) => one.body.split('\n')[0])
      }
      const run = publishArticlesActivity({
        ...{ db: world.db, newId: randomUUID, notifyCommitted: () => {} },
      })
      const remindDue = async (n = 0) =>
        run({ organizationId: await world.organizationId(), at: inDays(n) })

      await make('it.agent', 'Rollers')
      const [moved, archived, deleted] = [
        await make('it.agent', 'Moved'),
        await make('it.agent', 'Archived'),
        await make('it.agent', 'Deleted'),
      ]
      const reviewAt = inDays(2)
      const edit = (over: object) => send('moderator', 'PATCH', `/articles/${moved}`, over)
      expect((await edit({ reviewAt })).body.reviewAt).toBe(reviewAt)
      expect(
        (await send('moderator', 'POST', `/articles/${archived}/archive`, {})).body,
      ).toMatchObject({ reviewAt: null })
      await send('moderator', 'DELETE', `/articles/${deleted}`)
      expect(await listDue('moderator')).toEqual(['Rollers'])
      const next = { isCutShort: false, nextDueAt: reviewAt }
      const activate = async (active: boolean) =>
        world.owner.query('UPDATE organization SET active = $1 WHERE id = $2', [
          ...[active, await world.organizationId()],
        ])
      await activate(false)
      expect(await remindDue()).toEqual({ isCutShort: false, nextDueAt: null })
      await activate(true)
      expect(await told('it.agent')).toEqual([])
      for (let n = 0; n < 2; n += 1) expect(await remindDue()).toEqual(next)
      await edit({ title: 'Later' })
      expect(await told('it.agent')).toEqual(['Rollers'])
      const mails = await world.db.query(
        `SELECT 1 FROM outbox WHERE kind = 'mail' AND payload->>'type' = 'article_review'`,
      )
      expect(mails).toHaveLength(1)
      await publish(moved)
      expect((await read('requester2', moved)).body.reviewAt ?? null).toBeNull()
      await world.call('admin', 'DELETE', `${agent}/kb.edit`)
      expect(await remindDue(3)).toEqual({ isCutShort: false, nextDueAt: null })
      expect([await told('moderator'), (await told('it.agent')).length]).toEqual([['Later'], 1])
      expect(await listDue('it.agent')).not.toContain('Rollers')
    })
    it('is read by no more than it and all categories above it allow', async () => {
      const above = await makeCategory({ visibility: 'requesters' })
      const category = await makeCategory({ parentId: above })
      const forAll = await write(category)
      const forAgents = await write(category, { visibility: 'agents' })
      for (const { id } of [forAll, forAgents]) await publish(id)
      const seen = async (who: string) => {
        const { body } = await send(who, 'GET', `/articles?categoryId=${category}&count=true`)
        const statuses = [forAll, forAgents].map(async ({ id }) => (await read(who, id)).status)
        return [body.total, ...(await Promise.all(statuses))]
      }
      expect(await seen('requester')).toEqual([1, 200, 404])
      expect(await seen('it.agent')).toEqual([2, 200, 200])
      await send('admin', 'PATCH', `/categories/${above}`, { visibility: 'agents' })
      expect(await seen('requester')).toEqual([0, 404, 404])
      expect((await send('requester', 'GET', `/categories/${category}`)).status).toBe(404)
      expect(await seen('it.agent')).toEqual([2, 200, 200])
    })
    it('is written by whoever of staff may, and by nobody who has read an older one', async () => {
      const { id, categoryId } = await write(await makeCategory())
      const mine = { title: 'x', body: 'x', categoryId }
      const grant = async (who: string) => {
        const path = `/admin/users/${await world.userId(who)}/permissions`
        await world.call('admin', 'POST', path, { permission: 'kb.edit' })
        return (await send(who, 'POST', '/articles', mine)).status
      }
      expect((await send('it.agent', 'POST', '/articles', mine)).status).toBe(403)
      expect(await grant('it.agent')).toBe(201)
      expect(await grant('requester2')).toBe(403)
      const title = { title: 'Paper jams' }
      const path = `/articles/${id}`
      const edited = await send('it.agent', 'PATCH', path, title, { 'If-Match': '"1"' })
      expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"'])
      expect((await send('it.agent', 'PATCH', path, title)).body.revision).toBe(2)
      const stale = await send('moderator', 'PATCH', path, { title: 'x' }, { 'If-Match': '"1"' })
      expect(stale.body).toMatchObject({ status: 412, details: { currentRevision: 2 } })
      const lost = { ...mine, categoryId: id }
      expect((await send('admin', 'POST', '/articles', lost)).body.code).toBe('category_not_found')
    })
  })
}
