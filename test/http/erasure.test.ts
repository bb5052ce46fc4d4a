import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { dropAnswers } from '../../src/write/erasure/drop-answers.js'
import { unzip } from '../support/archives.js'
import { keepKeys } from '../support/letters.js'
import { seekWords } from '../support/planted.js'
import { createPlanting, ME, WORD } from '../support/planting.js'
import { createRetention } from '../support/retention.js'
import { useWorld } from '../support/world.js'

const world = useWorld({
  prepare: async () => ({ env: await keepKeys(), stop: async () => undefined }),
})
const retention = createRetention(world)
const { becomeAll, plant } = createPlanting(world)

/** A ticket that is archived, with whatever of theirs is in it, before anybody is erased. */
async function archive(ticket: TicketView): Promise<void> {
  await retention.end(ticket.id)
  const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
  const operationId = await retention.begin(policyId)
  const report = await world.until(() => retention.readReport(operationId), 40_000)
  expect(report).toMatchObject({ counts: { tickets: 1, messages: 1, attachments: 1 } })
  const kept = (await seekWords(world, WORD)).filter((found) => found.startsWith('file: '))
  expect(kept.length).toBeGreaterThan(1)
}

const erase = async (who: string, id: string) =>
  world.call(who, 'POST', `/admin/users/${id}/erase`, {})

it('nobody erases themselves, and the last admin stays', async () => {
  expect((await erase('admin', await world.userId('admin'))).body.code).toBe('own_account')
  expect((await erase('admin', await world.userId('requester@other.test'))).status).toBe(404)
  expect((await erase('moderator', await world.userId('requester'))).status).toBe(403)
})

it('nothing of an erased person is left, but what is held for a court', async () => {
  await becomeAll()
  const me = await world.userId(ME)
  const { held, kept, old, surveys, reports } = await plant()
  await world.until(async () => {
    const open = await world.owner.query(
      `SELECT FROM outbox WHERE done_at IS NULL AND kind IN ('mail', 'start', 'attachment')
       UNION ALL SELECT FROM attachment WHERE status = 'processing'`,
    )
    return open.length === 0
  }, 40_000)
  const planted = await seekWords(world, WORD)
  expect(planted.length).toBeGreaterThan(30)
  for (const table of ['survey', 'saved_report', 'report_run']) {
    expect(planted.filter((found) => found.startsWith(`${table}: `))).toHaveLength(1)
  }
  await archive(old)
  const before = (await world.call('admin', 'GET', '/tickets?count=true')).body.total

  const exported = await world.call('admin', 'POST', `/admin/users/${me}/export`, {})
  const { downloadUrl } = await world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/operations/${exported.body.operationId}`)
    return body.status === 'applied' && body.result
  })
  const download = new URL(downloadUrl)
  const readExport = () => world.app.request(`${download.pathname}${download.search}`)
  const contents = [
    ...(await unzip(Buffer.from(await (await readExport()).arrayBuffer()))).values(),
  ]
  expect(contents.map(String).join('\n').match(new RegExp(WORD, 'g'))?.length).toBeGreaterThan(20)

  const answer = await erase('admin', me)
  expect(answer.status).toBe(202)
  const operation = await world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/operations/${answer.body.operationId}`)
    return body.status !== 'pending' && body
  }, 40_000)
  expect(operation).toMatchObject({
    status: 'applied',
    result: { held: [{ id: held.id, number: held.number }] },
  })
  expect(operation.result.tickets).toBeGreaterThan(5)

  const left = (await seekWords(world, WORD)).filter((found) => !found.includes(held.id))
  expect(left).toEqual([])
  const mine = (await seekWords(world, `${ME}@demo.test`)).filter(
    (found) => !found.includes(held.id),
  )
  expect(mine).toEqual([])
  expect(await seekWords(world, 'for the court')).not.toEqual([])

  const saved = await world.owner.query(
    `SELECT name, recipients, deleted_at IS NOT NULL AS "isDeleted" FROM saved_report WHERE id = ANY ($1) ORDER BY id`,
    [reports],
  )
  expect(saved).toEqual([
    { name: '[erased]', recipients: [], isDeleted: true },
    { name: 'Of another', recipients: [], isDeleted: false },
  ])
  expect(await world.owner.query('SELECT FROM report_file')).toEqual([])

  const surveyed = ['answered', 'open'] as const
  const links = surveyed.map((which) => world.call(null, 'GET', surveys[which]))
  expect((await Promise.all(links)).map(({ status }) => status)).toEqual([409, 410])
  const late = await world.call(null, 'POST', surveys.open, { answers: { help: 5 } })
  expect(late.status).toBe(410)

  const waiting = await world.owner.query(
    `SELECT sequence::int, next_attempt_at IS NOT NULL AS "isNext" FROM webhook_delivery WHERE type = 'planted'`,
  )
  expect(waiting).toEqual([{ sequence: 2, isNext: true }]) // what waited behind theirs

  expect((await readExport()).status).toBe(410)
  const [made] = await world.owner.query<{ key: string | null }>(
    'SELECT file_key AS key FROM operation WHERE id = $1',
    [exported.body.operationId],
  )
  expect(made?.key).toBeNull()
  const again = await world.call('admin', 'POST', `/admin/users/${me}/export`, {})
  expect(again.body.code).toBe('invalid_transition')

  // What has happened is told all the same, under a name that says nothing.
  expect((await world.call('admin', 'GET', '/tickets?count=true')).body.total).toBe(before)
  const after = (await world.call<TicketView>('admin', 'GET', `/tickets/${kept.id}`)).body
  expect(after.assignee).toEqual({ id: me, name: 'Erased person' })
  const history = await world.call('admin', 'GET', `/tickets/${kept.id}/history`)
  expect(history.status).toBe(200)
  const verdict = (await world.call('admin', 'GET', '/admin/audit/verify')).body
  expect(verdict).toMatchObject({ ok: true })
  expect((await world.call(ME, 'GET', '/users/me')).status).toBe(401)
  const restored = await world.call('admin', 'POST', `/admin/users/${me}/restore`, {})
  expect(restored.body.code).toBe('invalid_transition')
  const [account] = await world.owner.query('SELECT roles FROM app_user WHERE id = $1', [me])
  expect(account).toEqual({ roles: [] })
}, 120_000)

it('drops all answers of the organization that are kept, however many a statement takes', async () => {
  const kept = async () =>
    (
      await world.owner.query<{ status: number; body: string | null }>(
        `SELECT status, body FROM idempotency WHERE key LIKE 'kept-%' ORDER BY key`,
      )
    ).map(({ status, body }) => [status, body])
  await world.owner.query(
    `INSERT INTO idempotency (organization_id, user_id, key, id, fingerprint, status, headers, body, leased_until, expires_at)
     SELECT organization_id, id, 'kept-' || email, uuidv7(), 'f', 201, '{}', 'words', now(), now() + interval '1 day'
     FROM app_user WHERE email LIKE 'requester%'`,
  )
  const before = await kept()
  expect(before.length).toBeGreaterThan(2)
  await dropAnswers(world.db.of(await world.organizationId()), 2)
  const left = (await kept()).filter(([, body]) => body !== null)
  expect(left).toEqual([[201, 'words']]) // of requester@other.test
  expect(await kept()).toHaveLength(before.length)
})

it('what is let go of is erased the next time', async () => {
  const [row] = await world.owner.query<{ id: string }>(
    'SELECT id FROM ticket WHERE legal_hold_at IS NOT NULL',
  )
  const released = await world.call('admin', 'DELETE', `/tickets/${row?.id}/legal_hold`)
  expect(released.status).toBe(204)
  const { operationId } = (
    await erase('admin', await world.userId(`erased-${await erasedId()}@erased.invalid`))
  ).body
  const operation = await world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/operations/${operationId}`)
    return body.status !== 'pending' && body
  })
  expect(operation.result).toMatchObject({ held: [] })
  expect(await seekWords(world, WORD)).toEqual([])
})

async function erasedId(): Promise<string> {
  const [row] = await world.owner.query<{ id: string }>(
    `SELECT id FROM app_user WHERE email LIKE 'erased-%'`,
  )
  return row?.id ?? ''
}

/** Rows of these name a person by their id, and say nothing of them. */
const IDS_ALONE = [
  'delivery',
  'handover',
  'kb_article',
  'kb_article_version',
  'message_read',
  'participant',
]
/** Columns of an account that tell nobody who it was. */
const NOBODYS = ['created_at', 'department_id', 'id', 'max_concurrent_tickets', 'organization_id']

it('knows every table that names people, and every column of an account', async () => {
  const texts = await Promise.all(
    ['erase_words', 'erase_account', 'close_erased_account'].map((name) =>
      readFile(`prisma/functions/${name}.sql`, 'utf8'),
    ),
  )
  const touched = new Set(
    [...texts.join('\n').matchAll(/(?:UPDATE|DELETE FROM) (\w+)/g)].map(([, table]) => table),
  )
  const naming = await world.owner.query<{ name: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'app_user'::regclass ORDER BY 1`,
  )
  const unknown = naming.filter(({ name }) => !touched.has(name) && !IDS_ALONE.includes(name))
  expect(unknown).toEqual([])
  const account = /UPDATE app_user SET([^;]*?)WHERE/g
  const cleared = [...texts.join('\n').matchAll(account)].map(([, set]) => set).join()
  const columns = await world.owner.query<{ name: string }>(
    `SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = 'app_user'`,
  )
  const kept = columns
    .filter(({ name }) => !new RegExp(`\\b${name} =`).test(cleared))
    .map(({ name }) => name)
  expect(kept.sort()).toEqual(NOBODYS)
})
