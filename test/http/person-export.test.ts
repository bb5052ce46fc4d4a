import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ExportView } from '../../src/contracts/exports.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { unzip } from '../support/archives.js'
import { createUploads, TEXT } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ env: { RATE_LIMIT_EXPORTS: '3' } })
const { upload } = createUploads(world)

const ME = 'it.agent'
/** As no client can name a file. */
const NAME = '../../my\\note.txt'
const ask = (who: string, id: string) => world.call(who, 'POST', `/admin/users/${id}/export`, {})
const give = async (who: string, path: string, body: object, method = 'POST') => {
  const answer = await world.call(who, method, path, body)
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

async function finish(operationId: string): Promise<ExportView> {
  const { result } = await world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/operations/${operationId}`)
    return body.status !== 'pending' && body
  })
  return result
}

async function download({ downloadUrl = '' }: ExportView) {
  const { pathname, search } = new URL(downloadUrl)
  return world.app.request(`${pathname}${search}`)
}

let filed: TicketView
let others: TicketView
let files: Map<string, Buffer>
const read = (name: string) => JSON.parse(String(files.get(`${name}.json`)))

/** They file, answer, work, ask and read; and so do others beside them. */
async function plant(): Promise<void> {
  await give(ME, '/users/me', { phone: '+431234567' }, 'PATCH')
  const key = await upload(ME, 'what is in it', { ...TEXT, fileName: 'note.txt' })
  filed = (await give(
    ME,
    '/tickets',
    await world.newTicket({ title: 'My own', attachments: [key] }),
  )) as TicketView
  others = await world.file('requester', { title: 'Of somebody else' })
  const at = `/moderator/tickets/${others.id}`
  await give('moderator', `${at}/assign`, { assigneeId: await world.userId(ME) })
  await give(ME, `/tickets/${others.id}/status`, { status: 'in_progress' }, 'PATCH')
  await give(ME, `/tickets/${others.id}/messages`, { body: 'Mine', visibility: 'internal' })
  await give('moderator', `/tickets/${others.id}/messages`, {
    body: 'Not mine',
    visibility: 'internal',
  })
  await give(ME, `/tickets/${others.id}/progress`, { percent: 5, notes: 'My notes' }, 'PATCH')
  await give(ME, `/tickets/${others.id}/postpone-request`, { reason: 'My reason' })
  await give(ME, '/chatbot/messages', { message: 'My question' })
  await give('admin', `/admin/users/${await world.userId(ME)}/permissions`, {
    permission: 'kb.edit',
  })
  await give('admin', `/admin/users/${await world.userId(ME)}`, { tier: 'second' }, 'PATCH')
  await world.until(async () => {
    const { body } = await world.call(ME, 'GET', `/attachments/${key}`)
    return body.status === 'ok'
  })
  await world.owner.query('UPDATE attachment SET file_name = $2 WHERE id = $1', [key, NAME])
}

beforeAll(async () => {
  await plant()
  const id = await world.userId(ME)
  const asked = await ask('admin', id)
  expect(asked.status).toBe(202)
  const { operationId } = asked.body
  expect(asked.body).toEqual({ exportId: operationId, operationId, status: 'pending' })
  expect(asked.headers.get('location')).toBe(`/api/v1/operations/${operationId}`)
  const made = await finish(operationId)
  expect(made).toMatchObject({
    exportId: operationId,
    status: 'completed',
    progress: 100,
    files: 1,
  })
  const answer = await download(made)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.zip/)
  files = await unzip(Buffer.from(await answer.arrayBuffer()))
}, 60_000)

describe('all that is kept of a person', () => {
  it('is who they are, with what they may and where they were signed in', async () => {
    expect(read('profile')).toMatchObject({
      ...{ email: `${ME}@demo.test`, firstName: 'Ian', phone: '+431234567', tier: 'second' },
      permissions: [{ permission: 'kb.edit' }],
      department: { code: 'IT' },
    })
    expect(read('sessions')).toMatchObject([{ ip: '127.0.0.1', revokedAt: null }])
  })
  it('is what they filed and worked on, and what they are to each', () => {
    const tickets = read('tickets')
    expect(tickets).toMatchObject([
      { id: filed.id, title: 'My own', relations: ['requester', 'creator', 'participant'] },
      { id: others.id, title: 'Of somebody else', relations: ['assignee', 'participant'] },
    ])
    expect(read('actions').map(({ command }: { command: string }) => command)).toEqual(
      expect.arrayContaining(['submit', 'start', 'progress', 'request_postponement']),
    )
    expect(JSON.stringify(read('actions'))).toContain('My notes')
  })
  it('is what they have written and asked for, and nothing that others have', () => {
    expect(read('messages')).toMatchObject([
      { ticketNumber: others.number, body: 'Mine', visibility: 'internal' },
    ])
    expect(read('requests')).toMatchObject([{ kind: 'postpone', isOwn: true, reason: 'My reason' }])
    expect(read('questions')).toMatchObject([{ question: 'My question', source: 'passages' }])
    for (const content of files.values()) expect(String(content)).not.toContain('Not mine')
  })
  it('is what they were told and by what, and what they and others did with their account', async () => {
    expect(read('notifications').length).toBeGreaterThan(0)
    const audit: { action: string; isBy: boolean; ip: string | null; after?: object }[] =
      read('audit')
    expect(audit.find(({ action }) => action === 'auth.login')).toMatchObject({
      isBy: true,
      ip: '127.0.0.1',
    })
    const byAdmin = audit.find(({ action, isBy }) => action === 'user.update' && !isBy)
    expect(byAdmin).toMatchObject({ ip: null, after: { tier: 'second' } })
  })
  it('is their files, under names that lead nowhere else', () => {
    const [file] = read('files')
    expect(file).toMatchObject({ fileName: NAME, ticketId: filed.id })
    expect(file.path).toMatch(/^files\/[\w-]+-\.\._\.\._my_note\.txt$/)
    expect(String(files.get(file.path))).toBe('what is in it')
    for (const name of files.keys()) expect(name).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|\\/)
  })
  it('is no secret', async () => {
    const secrets = await world.owner.query<{ secret: string }>(
      `SELECT password_hash AS secret FROM app_user UNION ALL SELECT hash FROM refresh_token
       UNION ALL SELECT hash FROM account_token UNION ALL SELECT hash FROM realtime_token`,
    )
    const all = [...files.values()].map(String).join('\n')
    for (const { secret } of secrets) expect(all).not.toContain(secret)
  })
  it('is told of to its maker, and audited', async () => {
    const { body } = await world.call('admin', 'GET', '/notifications')
    expect(body.items[0]).toMatchObject({ type: 'export_ready' })
    const query = `/admin/audit?action=user.export&entityId=${await world.userId(ME)}`
    const audited = (await world.call('admin', 'GET', query)).body.items
    expect(audited).toMatchObject([{ entity: 'user', outcome: 'ok' }])
  })
})

describe('it is asked for', () => {
  it('by admins, of people of their own organization', async () => {
    expect((await ask('moderator', await world.userId(ME))).status).toBe(403)
    for (const id of [
      await world.userId('requester@other.test'),
      world.suffix,
      crypto.randomUUID(),
    ])
      expect((await ask('admin', id)).body.code).toBe('not_found')
  })
  it('of somebody who was deleted, too, so often an hour', async () => {
    const id = await world.userId('delegate')
    await give('admin', `/admin/users/${id}`, {}, 'DELETE').catch(() => {})
    const { operationId } = (await ask('admin', id)).body
    expect(await finish(operationId)).toMatchObject({ status: 'completed', files: 0 })
    await ask('admin', id)
    expect((await ask('admin', id)).body.code).toBe('rate_limited')
  })
})

/** Rows of these name a person, and say nothing that is not in another. */
const ELSEWHERE: string[] = []

it('knows every table that names people', async () => {
  const folder = 'src/read/person'
  const texts = await Promise.all(
    ['account-parts', 'mail-part', 'ticket-parts', 'profile', 'files'].map((name) =>
      readFile(`${folder}/${name}.ts`, 'utf8'),
    ),
  )
  const naming = await world.owner.query<{ name: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'app_user'::regclass ORDER BY 1`,
  )
  const all = texts.join('\n')
  const isKnown = (name: string) => new RegExp(`\\b${name}\\b`).test(all)
  expect(naming.filter(({ name }) => !isKnown(name) && !ELSEWHERE.includes(name))).toEqual([])
})
