import { describe, expect, it } from 'vitest'
import type { Articles } from '../../support/articles.js'
import { createFiles } from '../../support/files.js'

export function describeFiles({ world, send, makeCategory, write, publish, read }: Articles): void {
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
}
