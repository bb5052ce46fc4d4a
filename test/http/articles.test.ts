import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publishArticlesActivity } from '../../activities/kb/publish-articles.js'
import type { ArticleView } from '../../src/contracts/kb-articles.js'
import type { ArticleSearch, KeptSearch } from '../../src/contracts/kb-search.js'
import { createCommandPath } from '../support/command-path.js'
import { createFiles } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { give } = createCommandPath(world)
const send = (who: string, method: string, path: string, body?: unknown, headers = {}) =>
  world.call(who, method, `/kb${path}`, body, headers)
const makeCategory = async (over: object = {}): Promise<string> => {
  const made = await send('admin', 'POST', '/categories', {
    ...{ name: 'Printers', visibility: 'public', ...over },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
const write = async (categoryId: string, over: object = {}): Promise<ArticleView> => {
  const given = { title: 'Paper jam', body: 'Open **it**', categoryId, visibility: 'public' }
  const made = await send('moderator', 'POST', '/articles', { ...given, ...over })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body as ArticleView // conforms to the document
}
const publish = (id: string) => send('moderator', 'POST', `/articles/${id}/publish`, {})
const read = (who: string, id: string) => send(who, 'GET', `/articles/${id}`)

describe('a category of articles', () => {
  it('is moved with what is below it, never below itself, and not deeper than five', async () => {
    const path = [await makeCategory()]
    for (let n = 0; n < 4; n += 1) path.push(await makeCategory({ parentId: path.at(-1) }))
    const deeper = { name: 'x', visibility: 'public', parentId: path[4] }
    expect((await send('admin', 'POST', '/categories', deeper)).body.code).toBe('validation_failed')
    const below = await send('admin', 'PATCH', `/categories/${path[1]}`, { parentId: path[3] })
    expect([below.status, below.body.code]).toEqual([409, 'category_cycle'])
    const moved = await send('admin', 'PATCH', `/categories/${path[1]}`, { parentId: null })
    expect(moved.body).toMatchObject({ parentId: null, version: 2 })
    expect(moved.headers.get('etag')).toBe('"2"')
    const stale = { 'If-Match': '"1"' }
    const again = await send('admin', 'PATCH', `/categories/${path[1]}`, { order: 3 }, stale)
    expect(again.status).toBe(412)
    const listed = await send('requester', 'GET', `/categories?parentId=${path[1]}`)
    expect(listed.body.items.map(({ id }: ArticleView) => id)).toEqual([path[2]])
  })
  it('is deleted when nothing is in it, and restored', async () => {
    const above = await makeCategory()
    const id = await makeCategory({ parentId: above })
    const article = await write(id)
    for (const one of [above, id]) {
      const refused = await send('admin', 'DELETE', `/categories/${one}`)
      expect([refused.status, refused.body.code]).toEqual([409, 'category_in_use'])
    }
    expect((await send('admin', 'DELETE', `/articles/${article.id}`)).status).toBe(204)
    expect((await send('admin', 'DELETE', `/categories/${id}`)).status).toBe(204)
    const lost = await send('admin', 'POST', `/articles/${article.id}/restore`, {})
    expect(lost.body.code).toBe('category_not_found')
    expect((await send('admin', 'POST', `/categories/${id}/restore`, {})).status).toBe(200)
    const back = await send('admin', 'POST', `/articles/${article.id}/restore`, {})
    expect(back.body).toMatchObject({ id: article.id, deletedAt: null })
  })
})

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
    const did = ['publish', 'archive', 'publish', 'restore_version', 'publish', 'update', 'publish']
    expect(actions).toEqual([...did, 'create'])
  })
  it('is published at its time as it then is, by whoever has set that, unless it was taken back', async () => {
    const category = await makeCategory()
    const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
    const [due, moved, archived, early] = await Promise.all(
      [0, 1, 2, 3].map(() => write(category, { publishAt: inDays(1) })),
    ).then((made) => made.map(({ id }) => id))
    const edit = (id = '', over: object = {}) => send('moderator', 'PATCH', `/articles/${id}`, over)
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

describe('the files of an article', () => {
  it('are read with the version that has them, and kept as long as one does', async () => {
    const files = createFiles(world)
    const [first, second, bad, theirs] = [
      await files.upload('moderator', 'one'),
      await files.upload('moderator', 'two'),
      await files.upload('moderator', 'x'),
      await files.upload('requester', 'x'),
    ]
    await files.settle(first)
    await files.settle(bad, 'infected')
    const { id } = await write(await makeCategory(), { attachments: [first] })
    const edit = (over: object) => send('moderator', 'PATCH', `/articles/${id}`, over)
    const listFiles = async (who: string) =>
      (await read(who, id)).body.attachments.map((file: { id: string }) => file.id)
    const codes = [bad, theirs].map(async (key) => (await edit({ attachments: [key] })).body.code)
    expect(await Promise.all(codes)).toEqual(['gone', 'attachment_not_found'])
    const statuses = (key: string) =>
      Promise.all(['moderator', 'it.head', 'requester'].map((who) => files.read(who, key)))
    expect(await statuses(first)).toEqual([200, 404, 404])
    await publish(id)
    expect(await statuses(first)).toEqual([200, 200, 200])
    expect(await files.read('admin@other.test', first)).toBe(404)
    const next = await edit({ attachments: [second, first] })
    expect([next.status, next.body.hasDraft]).toEqual([200, true])
    expect([await listFiles('moderator'), await listFiles('requester')]).toEqual([
      ...[[second, first], [first]],
    ])
    expect(await statuses(second)).toEqual([200, 404, 404])
    await publish(id)
    expect(await listFiles('requester')).toEqual([first]) // the other is examined still
    await files.settle(second)
    expect(await listFiles('requester')).toEqual([second, first])

    const download = (key: string, org = `demo-${world.suffix}`) =>
      world.app.request(`/api/v1/public/${org}/kb/articles/${id}/attachments/${key}`)
    const had = await download(first)
    expect([had.status, await had.text()]).toEqual([200, 'one'])
    expect(had.headers.get('content-security-policy')).toBe('sandbox')
    expect((await files.row(first))?.download_count).toBe(1)
    expect((await download(theirs)).status).toBe(404)
    const shown = await world.call(null, 'GET', `/public/demo-${world.suffix}/kb/articles/${id}`)
    expect(shown.body.attachments[1]).toEqual({
      ...{ id: first, fileName: 'note.txt', size: 3, contentType: 'text/plain' },
      variants: ['original'],
    })

    const third = await files.upload('moderator', 'three')
    for (const attachments of [[third], []]) await edit({ attachments })
    expect(await files.row(third)).toMatchObject({ article_id: null })
    expect((await files.row(third))?.expires_at).not.toBeNull()
    expect((await publish(id)).body.attachments).toEqual([])
    expect(await statuses(first)).toEqual([200, 404, 404])
    expect((await download(first)).status).toBe(404)
    const versions = await send('moderator', 'GET', `/articles/${id}/versions/1`)
    expect(versions.body.attachments).toMatchObject([{ id: first, status: 'ok' }])
    await send('moderator', 'POST', `/articles/${id}/versions/2/restore`, {})
    await publish(id)
    await edit({ visibility: 'requesters' })
    expect(await statuses(second)).toEqual([200, 200, 200])
    expect((await download(second)).status).toBe(404)
    const other = await write(await makeCategory())
    const again = { attachments: [first] }
    const refused = await send('moderator', 'PATCH', `/articles/${other.id}`, again)
    expect(refused.body.code).toBe('attachment_not_found')
    expect((await world.call('moderator', 'DELETE', `/attachments/${second}`)).status).toBe(204)
    expect(await listFiles('requester')).toEqual([first])
  })
})

describe('a search of articles', () => {
  const find = async (who: string, query: string) => {
    const { status, body } = await send(who, 'GET', `/search?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body as ArticleSearch // conforms to the document
  }
  const titles = async (who: string, query: string) =>
    (await find(who, query)).items.map(({ title }) => title)
  it('finds what was published by its words, their beginnings and slips, within one’s reach', async () => {
    const category = await makeCategory()
    const below = await makeCategory({ parentId: category })
    const jam = { title: 'Papierstau im Drucker', language: 'de', keywords: ['Gerät klemmt'] }
    const made = [
      await write(category, { title: 'Zebra printers', body: 'Clean the "rollers" of it' }),
      await write(below, { title: 'Labels', body: 'For zebra printing', tags: ['labels'] }),
      await write(category, { title: 'Zebra keys', body: 'x', visibility: 'agents' }),
      await write(category, { ...jam, body: 'Klappe öffnen' }),
    ]
    expect(await titles('requester', 'q=zebra')).toEqual([])
    for (const { id } of made) await publish(id)
    expect(await titles('requester', 'q=zebra')).toEqual(['Zebra printers', 'Labels'])
    expect(await titles('it.agent', 'q=zebra')).toContain('Zebra keys')
    expect(await titles('requester', 'q=the print')).toEqual(['Zebra printers', 'Labels'])
    expect(await titles('requester', 'q=gerat')).toEqual([jam.title])
    expect(await titles('requester', 'q=klappen&language=de')).toEqual([jam.title])
    expect(await titles('requester', 'q=zebra&language=de')).toEqual([])
    expect(await titles('requester', `q=zebra&categoryId=${below}`)).toEqual(['Labels'])
    expect(await titles('requester', `q=zebra&categoryId=${category}&limit=1`)).toHaveLength(1)
    expect(await titles('requester', 'q=zebra&tag=labels')).toEqual(['Labels'])
    expect(await titles('requester', 'q=%3F!')).toEqual([])
    const slip = await find('requester', 'q=zbera rollers')
    expect(slip.didYouMean).toBe('zebra rollers')
    expect(slip.items).toMatchObject([
      { title: 'Zebra printers', snippet: 'Clean the &quot;<mark>rollers</mark>&quot; of it' },
    ])
    // of what one may not read not even the words are told
    await send('admin', 'PATCH', `/categories/${category}`, { visibility: 'agents' })
    expect(await find('requester', 'q=zbera')).toEqual({ items: [] })
    expect(await titles('it.agent', 'q=zebra')).toHaveLength(3)
    await send('admin', 'PATCH', `/categories/${category}`, { visibility: 'public' })
    await send('moderator', 'PATCH', `/articles/${made[0]?.id}`, { title: 'Okapi printers' })
    expect(await titles('requester', 'q=okapi')).toEqual([])
    await publish(made[0]?.id ?? '')
    expect(await titles('requester', 'q=okapi')).toEqual(['Okapi printers'])
    await send('moderator', 'POST', `/articles/${made[0]?.id}/archive`, {})
    await send('moderator', 'DELETE', `/articles/${made[1]?.id}`)
    expect(await titles('requester', 'q=zebra')).toEqual([])
    await send('moderator', 'POST', `/articles/${made[1]?.id}/restore`, {})
    expect(await titles('requester', 'q=zebra')).toEqual(['Labels'])
    const words = await world.owner.query(
      `SELECT 1 FROM kb_word WHERE word IN ('okapi', 'rollers')`,
    )
    expect(words).toEqual([])
  })
  it('that finds nothing is kept for those who write articles', async () => {
    for (const who of ['requester', 'requester2']) await find(who, 'q=Flux  Capacitor')
    const listed = async (empty: boolean) => {
      const { body } = await send('moderator', 'GET', `/searches?empty=${empty}`)
      return body.items.find(({ query }: KeptSearch) => query === 'flux capacitor')
    }
    await world.until(async () => (await listed(true))?.times === 2)
    const { id } = await write(await makeCategory(), { title: 'The flux capacitor' })
    await publish(id)
    await find('requester', 'q=flux capacitor')
    await world.until(async () => (await listed(false))?.found === 1)
    expect(await listed(true)).toBeUndefined()
    expect((await send('requester', 'GET', '/searches')).status).toBe(403)
  })
})

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
    const say = (who: string, given: object) => send(who, 'POST', `/articles/${id}/feedback`, given)
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
    const description = 'Since Monday the dugong in my office only gives black pages. Please help!'
    const { body } = await send('requester', 'POST', '/suggest', { title: 'Scanner', description })
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
