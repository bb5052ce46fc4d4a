import { describe, expect, it } from 'vitest'
import type { ArticleView } from '../../../src/contracts/kb-articles.js'
import type { Articles } from '../../support/articles.js'

export function describeCategories({ send, makeCategory, write }: Articles): void {
  describe('a category of articles', () => {
    it('is moved with what is below it, never below itself, and not deeper than five', async () => {
      const path = [await makeCategory()]
      for (let n = 0; n < 4; n += 1) path.push(await makeCategory({ parentId: path.at(-1) }))
      const deeper = { name: 'x', visibility: 'public', parentId: path[4] }
      expect((await send('admin', 'POST', '/categories', deeper)).body.code).toBe(
        'validation_failed',
      )
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
}
