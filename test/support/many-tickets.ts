import type { World } from './world.js'

/** As a help desk has them after years: nearly all old ones are closed, and were due and changed soon after they came. */
const FILL = `INSERT INTO ticket (organization_id, id, number, type, status, priority, seq, revision, version, department_id,
    requester_id, created_by_id, assignee_id, title, description, tags, state, due_at, breached, created_at, updated_at)
  SELECT t.organization_id, n.id, 'M-' || i, CASE WHEN i % 40 = 0 THEN 'sub_ticket' ELSE 'ticket' END, s.status,
    (ARRAY['low','normal','normal','normal','high','urgent'])[1 + i % 6], 1, 1, 1, CASE WHEN i % 3 = 0 THEN t.department_id END,
    CASE WHEN i % 1000 = 0 THEN t.requester_id ELSE $3::uuid END, $3, CASE WHEN i % 50 = 0 THEN $3::uuid END,
    'Ticket ' || md5(i::text), 'Text ' || md5((i * 7)::text), ARRAY['tag' || i % 500], t.state || jsonb_build_object('id', n.id),
    CASE WHEN i % 3 <> 0 THEN age.at + interval '3 days' END, i % 900 = 0, age.at, least(now(), age.at + (i % 10) * interval '1 day')
  FROM generate_series(1, $2::int) i, ticket t, LATERAL (SELECT now() - i * interval '10 minutes' AS at) age,
    LATERAL (SELECT uuidv7(i * interval '-10 minutes') AS id) n, LATERAL (SELECT CASE
      WHEN i <= $2 / 50 THEN (ARRAY['submitted','open','assigned','in_progress','completed'])[1 + i % 5]
      WHEN i % 100 = 3 THEN 'in_progress' WHEN i % 20 = 1 THEN 'rejected' ELSE 'closed' END AS status) s
  WHERE t.id = $1`

/** One every ten minutes back from now, all but the newest closed or rejected; a third are of the IT department. */
export async function fillTickets(world: World, count: number): Promise<void> {
  const { id } = await world.file('requester')
  const owner = await world.owner.connect()
  await owner.query(FILL, [id, count, await world.userId('it.head')])
  await owner.query('VACUUM ANALYZE ticket')
  await owner.end()
}
