import { describe, expect, it } from 'vitest'
import type { ArticleSearch, KeptSearch } from '../../../src/contracts/kb-search.js'
import type { Articles } from '../../support/articles.js'

export function describeSearch({ world, send, makeCategory, write, publish }: Articles): void {
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
      // two that stand together nowhere, of which one is mistyped: what was meant is found, as if it had been typed
      const meant = await find('requester', 'q=zebra gerat')
      expect(await find('requester', 'q=zebra geart')).toEqual({
        ...meant,
        didYouMean: 'zebra gerat',
      })
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
    it('finds what one may read, and what is asked for, behind any number of others that say more of the word', async () => {
      const category = await makeCategory()
      const given = { title: 'Where to go', body: 'To the wombat', language: 'de-AT' }
      const quiet = await write(category, given)
      await publish(quiet.id)
      // as many for all that have not the word, as there are for staff that have no other
      await world.owner.query(
        `WITH a AS (INSERT INTO kb_article (organization_id, id, category_id, author_id, status, visibility, title, body, html, words, language)
            SELECT organization_id, uuidv7(), category_id, author_id, 'published', (ARRAY['agents', 'public'])[1 + n % 2], 'x', 'x', 'x', 'x', 'en'
            FROM kb_article, generate_series(1, 1400) n WHERE id = $1 RETURNING organization_id, id, category_id, language, visibility),
          s AS (INSERT INTO kb_searchable (organization_id, article_id, version, reach, category_id, language)
            SELECT organization_id, id, 1, CASE visibility WHEN 'agents' THEN 2 ELSE 0 END, category_id, language FROM a)
        INSERT INTO kb_posting (organization_id, article_id, lexeme, impact)
          SELECT organization_id, id, 'wombat', 9 FROM a WHERE visibility = 'agents'`,
        [quiet.id],
      )
      expect(await titles('requester', 'q=wombat')).toEqual([quiet.title])
      expect(await titles('it.agent', 'q=wombat&language=de')).toEqual([quiet.title])
      const listed = await send('requester', 'GET', `/articles?language=de&categoryId=${category}`)
      expect(listed.body.items).toMatchObject([{ id: quiet.id }])
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
      const organizationId = await world.organizationId()
      await world.owner.query(
        `INSERT INTO kb_search (organization_id, id, query, first_at, last_at)
         SELECT $1, uuidv7(), 'made up ' || n, now(), now() - interval '1 day' FROM generate_series(1, 10010) n`,
        [organizationId],
      )
      await find('requester', 'q=xyzzy plugh')
      const kept = () =>
        world.owner.query<{ query: string }>(
          `SELECT query FROM kb_search WHERE organization_id = $1 ORDER BY last_at DESC, id DESC`,
          [organizationId],
        )
      await world.until(async () => (await kept())[0]?.query === 'xyzzy plugh')
      await world.until(async () => (await kept()).length === 10_000)
    })
  })
}
