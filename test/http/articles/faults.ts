import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publishArticlesActivity } from '../../../activities/kb/publish-articles.js'
import type { Articles } from '../../support/articles.js'

export function describeFaults({ world, makeCategory, write, read }: Articles): void {
  describe('an article', () => {
    it('that fails at its time, or at its reminder, is put off, keeps back no other, and is tried again', async () => {
      const category = await makeCategory()
      const at = new Date(Date.now() + 60_000).toISOString()
      const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString()
      const bad = await write(category, { title: 'Bad', publishAt: at, reviewAt: at })
      const good = await write(category, { publishAt: later(1_000), reviewAt: later(1_000) })
      await world.owner.query(
        `ALTER TABLE kb_article_version ADD CONSTRAINT spoilt CHECK (title <> 'Bad') NOT VALID`,
      )
      await world.owner.query(
        `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'spoilt'; END $$`,
      )
      await world.owner.query(
        `CREATE TRIGGER spoilt BEFORE UPDATE ON kb_article FOR EACH ROW
         WHEN (NEW.title = 'Bad' AND NEW.remind_at IS NULL AND OLD.remind_at IS NOT NULL) EXECUTE FUNCTION spoil()`,
      )
      const faults: unknown[] = []
      const run = publishArticlesActivity({
        ...{ db: world.db, newId: randomUUID, notifyCommitted: () => {} },
        onFailed: (error) => faults.push(error),
      })
      const publishDue = async (ms: number) =>
        run({ organizationId: await world.organizationId(), at: later(ms) })
      const put = { isCutShort: false, nextDueAt: later(602_000) }
      for (let n = 0; n < 2; n += 1) expect(await publishDue(2_000)).toEqual(put)
      const spoilt = expect.stringContaining('spoilt')
      expect(faults.map(String)).toEqual([spoilt, spoilt])
      expect((await read('moderator', good.id)).body).toMatchObject({ version: 1, publishAt: null })
      expect((await read('moderator', bad.id)).body).toMatchObject({ version: null, publishAt: at })
      await world.owner.query('DROP TRIGGER spoilt ON kb_article')
      await world.owner.query('ALTER TABLE kb_article_version DROP CONSTRAINT spoilt')
      expect(await publishDue(602_000)).toEqual({ isCutShort: false, nextDueAt: null })
      expect((await read('moderator', bad.id)).body).toMatchObject({ version: 1, publishAt: null })
    })
  })
}
