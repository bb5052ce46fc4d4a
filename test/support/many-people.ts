import type { World } from './world.js'

/** So many colleagues, every tenth an agent and every thousandth an approver, half of them in a department. */
const PEOPLE = `INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status,
    helpdesk_authorized, department_id)
  SELECT $1, uuidv7(i * interval '-1 minute'), 'F' || i, 'f' || i || '@demo.test', 'Fin' || i, 'Number' || md5(i::text),
    CASE WHEN i % 1000 = 0 THEN ARRAY['approver'] WHEN i % 10 = 0 THEN ARRAY['agent'] ELSE ARRAY['requester'] END,
    CASE WHEN i % 5 = 0 THEN 'inactive' ELSE 'active' END, i % 3 > 0, CASE WHEN i % 2 = 0 THEN $3::uuid END
  FROM generate_series(1, $2::int) i`

/** Each of another ticket, nearly all granted long ago; every fiftieth by the requester. */
const REQUESTS = `INSERT INTO request (organization_id, id, ticket_id, kind, status, by_id, reason, at)
  SELECT $1, uuidv7(i * interval '-1 minute'), t.id, (ARRAY['reopen','sub_ticket','sub_ticket','postpone'])[1 + i % 4],
    CASE WHEN i % 300 = 0 THEN 'pending' WHEN i % 200 = 0 THEN 'declined' ELSE 'granted' END,
    CASE WHEN i % 50 = 0 THEN $3::uuid ELSE $4::uuid END, 'x', now() - i * interval '1 minute'
  FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS i FROM ticket WHERE organization_id = $1 LIMIT $2) t`

/** Each of another ticket, all decided but every hundredth; the approver was asked for half of them. */
const APPROVALS = `INSERT INTO approval (organization_id, id, ticket_id, n, status, reason, steps, decider_ids, requested_by_id, at)
  SELECT $1, uuidv7(i * interval '-1 minute'), t.id, 99, CASE WHEN i % 100 = 0 THEN 'pending' ELSE 'approved' END, 'x',
    jsonb_build_array(jsonb_build_object('name', 's', 'status', CASE WHEN i % 100 = 0 THEN 'pending' ELSE 'approved' END, 'at', now(),
      'mode', 'any', 'approvers', jsonb_build_array(d.id), 'delegates', '[]'::jsonb, 'escalated', '[]'::jsonb, 'escalateTo', '[]'::jsonb,
      'barred', '[]'::jsonb, 'decisions', '[]'::jsonb)),
    ARRAY[d.id], CASE WHEN i % 40 = 0 THEN $4::uuid ELSE $5::uuid END, now() - i * interval '1 minute'
  FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS i FROM ticket WHERE organization_id = $1 LIMIT $2) t,
    LATERAL (SELECT CASE WHEN i % 2 = 0 THEN $3::uuid ELSE $5::uuid END AS id) d`

/** Three in the chat of each ticket; nearly all of these were closed since. */
const MESSAGES = `INSERT INTO message (organization_id, id, ticket_id, version, author_id, body, at)
  SELECT $1, uuidv7(i * interval '-3 minutes' + n * interval '1 minute'), t.id, 1, $3, 'word ' || n, now() - i * interval '3 minutes'
  FROM (SELECT id, row_number() OVER (ORDER BY id DESC)::int AS i FROM ticket WHERE organization_id = $1 LIMIT $2) t,
    generate_series(0, 2) n`

/** On the tickets that are there: so many people, and of each ticket a request, an approval and three messages. */
export async function fillPeople(world: World, count: number): Promise<void> {
  const organization = await world.organizationId()
  const requester = await world.userId('requester')
  const head = await world.userId('it.head')
  const ceo = await world.userId('ceo')
  const owner = await world.owner.connect()
  await owner.query(PEOPLE, [organization, count, await world.departmentId('IT')])
  await owner.query(REQUESTS, [organization, count, requester, head])
  await owner.query(APPROVALS, [organization, count, ceo, head, await world.userId('delegate')])
  await owner.query(MESSAGES, [organization, count, requester])
  await owner.query('VACUUM ANALYZE app_user, request, approval, message')
  await owner.end()
}
