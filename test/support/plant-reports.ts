import { expect } from 'vitest'
import type { World } from './world.js'

/** Two saved reports: one of somebody's, in these words and mailed once, and another's that they get. */
export async function plantReports(world: World, who: string, words: string): Promise<string[]> {
  const save = async (owner: string, given: object): Promise<string> => {
    const body = { report: 'volume', parameters: { timezone: 'UTC' }, ...given }
    const saved = await world.call(owner, 'POST', '/reports/saved', body)
    expect(saved.status, JSON.stringify(saved.body)).toBe(201)
    return saved.body.id
  }
  const own = await save(who, { name: words })
  const recipients = [await world.userId(who)]
  const others = await save('moderator', { name: 'Of another', recipients })
  const span = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z', by: 'day' }
  await world.owner.query(
    `WITH run AS (
       INSERT INTO report_run (organization_id, id, saved_report_id, at, status, name, report, span, recipients)
       SELECT organization_id, uuidv7(), id, now(), 'sent', name, report, $2, 1 FROM saved_report WHERE id = $1
       RETURNING organization_id, id)
     INSERT INTO report_file (organization_id, run_id, language, picture, workbook)
     SELECT organization_id, id, 'en', 'x', 'x' FROM run`,
    [own, JSON.stringify({ ...span, timezone: 'UTC', groupBy: null })],
  )
  return [own, others]
}
