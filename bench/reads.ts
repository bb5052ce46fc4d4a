import pg from 'pg'
import { ticketQuery } from '../src/contracts/ticket-query.js'
import type { OrganizationDb } from '../src/database/pool.js'
import type { Person } from '../src/domain/people.js'
import { findTicket } from '../src/read/tickets/find.js'
import { listTickets } from '../src/read/tickets/list.js'
import type { Environment } from './environment.js'
import { drive } from './load.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'

const WORDS = 'printer network password keyboard invoice payroll monitor laptop badge coffee'.split(
  ' ',
)

/** They see the same; of one person alone, searches take turns. */
const PEOPLE = ['moderator@demo.test', 'moderator2@demo.test', 'admin@demo.test']
/** As many as an organization may have under way and waiting, and still be answered at once. */
const SEARCHES_AT_ONCE = 4

const FILL = `INSERT INTO ticket (organization_id, id, number, type, status, priority, seq, revision, version, department_id, requester_id, created_by_id,
    title, description, tags, state, due_at, created_at, updated_at)
  SELECT t.organization_id, n.id, 'B-' || i, t.type, s.status, t.priority, 1, 1, 1, t.department_id, t.requester_id, t.created_by_id,
    (string_to_array($2, ' '))[1 + i % 10] || ' ' || md5(i::text), 'About ' || md5((i * 7)::text), ARRAY['tag' || i % 500],
    t.state || jsonb_build_object('id', n.id, 'number', 'B-' || i, 'status', s.status), now() + i * interval '1 minute', now() - i * interval '1 second', now() - i * interval '1 second'
  FROM generate_series($3::int, $4::int) i, LATERAL (SELECT uuidv7(i * interval '-1 second') AS id) n,
    LATERAL (SELECT (ARRAY['submitted','open','closed','rejected'])[1 + i % 4] AS status) s, ticket t WHERE t.id = $1`

/** Copies of a ticket that nothing happens to, as its numbers `from` to `to`. */
export async function fillTickets(
  environment: Environment,
  template: string,
  from: number,
  to: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: environment.ownerUrl })
  await client.connect()
  for (let at = from; at < to; at += 50_000) {
    await client.query(FILL, [template, WORDS.join(' '), at + 1, Math.min(at + 50_000, to)])
  }
  await client.query('VACUUM ANALYZE ticket, ticket_search')
  await client.end()
}

/** The last statement that the product runs for a read, to be run by the baseline in the same way: those before it only prepare for it. */
export async function catchStatement(
  environment: Pick<Environment, 'db'>,
  organizationId: string,
  read: (db: OrganizationDb) => Promise<unknown>,
) {
  let caught: { text: string; values: unknown[]; prepared: boolean } | undefined
  const spy: OrganizationDb = {
    organizationId,
    query: (text, values = [], options = {}) => {
      const prepared = options.prepared !== false
      caught = { text, values: [organizationId, ...values], prepared }
      return environment.db.query(text, [organizationId, ...values])
    },
  }
  await read(spy)
  if (caught === undefined) throw new Error('the read ran no statement')
  return caught
}

/** One ticket, a page of 50 by filter, full text; beside bare Hono + pg + jose with the same SQL. */
export async function benchReads(environment: Environment, rows: number): Promise<Row[]> {
  const [it] = await environment.db.query<{ id: string; org: string }>(
    `SELECT id, organization_id AS org FROM department WHERE code = 'IT'`,
  )
  const [moderator] = await environment.db.query<{ person: Person }>(
    `SELECT person_facts(organization_id, id) AS person FROM app_user WHERE email = 'moderator@demo.test'`,
  )
  if (it === undefined || moderator === undefined) throw new Error('the demo is not there')
  const made = await environment.post<{ id: string }>('requester@demo.test', '/tickets', {
    title: 'One',
    description: 'x',
    departmentId: it.id,
  })
  const viewer = moderator.person
  const page = { status: 'open', departmentId: it.id }
  const search = { q: 'c4ca4238a0b923820dcc509a6f75849b' }
  const reads: [
    work: string,
    path: string,
    name: string,
    read: (db: OrganizationDb) => Promise<unknown>,
  ][] = [
    ['read one ticket', `/tickets/${made.id}`, 'one', (db) => findTicket(db, viewer, made.id)],
    [
      'a page of 50 by filter',
      `/tickets?status=open&departmentId=${it.id}`,
      'page',
      (db) => listTickets(db, viewer, ticketQuery.parse(page), ''),
    ],
    [
      'full-text search',
      `/tickets?q=${search.q}`,
      'search',
      (db) => listTickets(db, viewer, ticketQuery.parse(search), ''),
    ],
  ]
  const results: Row[] = []
  let filled = 0
  for (const size of new Set([10_000, rows])) {
    await fillTickets(environment, made.id, filled, size)
    filled = size
    const statements = Object.fromEntries(
      await Promise.all(
        reads.map(async ([, , name, read]) => [
          name,
          await catchStatement(environment, it.org, read),
        ]),
      ),
    )
    const baselineUrl = await environment.startBaseline({ statements })
    for (const [work, path, name] of reads) {
      const clients = name === 'search' ? SEARCHES_AT_ONCE : 16
      const ask = (
        url: string,
        headers: Record<string, string>,
        people: Record<string, string>[],
      ) => drive({ url, clients, headers, people, seconds: 2 })
      const measured = await compareInRounds(environment, PEOPLE, {
        baseline: (headers, people) => ask(`${baselineUrl}/read/${name}`, headers, people),
        product: (headers, people) => ask(`${environment.api}${path}`, headers, people),
      })
      results.push({
        ...{ work: `${work}, of ${size.toLocaleString('en')}`, clients, ...measured },
        target: '≥ 0.7, p99 ≤ 2 ×; CPU ≤ 0.25, a page ≤ 1.6',
      })
    }
  }
  return results
}
