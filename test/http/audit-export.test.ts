import { readdir } from 'node:fs/promises'
import readXlsx from 'read-excel-file/node'
import { expect, it } from 'vitest'
import type { ExportView } from '../../src/contracts/exports.js'
import { sweepFiles } from '../../src/write/retention/sweep-files.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ env: { RATE_LIMIT_EXPORTS: '8' } })

async function ask(who: string, body: object) {
  const answer = await world.call(who, 'POST', '/admin/audit/export', body)
  expect(answer.body).toEqual({ exportId: expect.any(String) })
  expect(answer.status).toBe(202)
  const { exportId } = answer.body
  expect(answer.headers.get('location')).toBe(`/api/v1/admin/audit/exports/${exportId}`)
  return String(exportId)
}

const read = async (who: string, id: string) =>
  (await world.call<ExportView>(who, 'GET', `/admin/audit/exports/${id}`)).body

async function finish(who: string, id: string): Promise<ExportView> {
  return world.until(async () => {
    const view = await read(who, id)
    return view.status === 'completed' && view
  })
}

/** Without signing in. */
async function download({ downloadUrl = '' }: ExportView): Promise<Buffer> {
  const { pathname, search } = new URL(downloadUrl)
  const answer = await world.app.request(`${pathname}${search}`)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

const lines = (bytes: Buffer) =>
  String(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const grant = async (permission: string) =>
  world.owner.query(
    `INSERT INTO user_permission (organization_id, user_id, permission) VALUES ($1, $2, $3)`,
    [await world.organizationId(), await world.userId('admin'), permission],
  )

it('is made in each format, without what it says of people', async () => {
  await world.call('requester', 'PATCH', '/users/me', { firstName: '=cmd|Zebra' })
  const filters = { entity: 'user', action: 'user.update' }
  const [csv, ndjson, xlsx] = await Promise.all(
    ['csv', 'ndjson', 'xlsx'].map(async (format) => {
      const view = await finish('admin', await ask('admin', { format, filters }))
      expect(view).toMatchObject({ progress: 100, entries: 1 })
      return download(view)
    }),
  )
  const [entry] = lines(ndjson ?? Buffer.of())
  expect(entry).toMatchObject({
    ...{ action: 'user.update', ip: '[redacted]', after: { firstName: '[redacted]' } },
    actor: { kind: 'user', id: await world.userId('requester') },
  })
  const [head, row] = String(csv).split('\n')
  expect(head).toMatch(/^\uFEFFseq,at,actor,actorId,ip,/)
  expect(row).toContain(`${entry.seq},${entry.at},user,${entry.actor.id},[redacted],`)
  const [sheet] = await readXlsx(xlsx ?? Buffer.of())
  expect(sheet?.data[1]?.slice(0, 5)).toEqual([
    ...[entry.seq, entry.at, 'user'],
    ...[entry.actor.id, '[redacted]'],
  ])
  for (const bytes of [csv, ndjson]) expect(String(bytes)).not.toContain('Zebra')
})

it('tells its maker, who alone sees it, and is an operation', async () => {
  const id = await ask('admin', { format: 'csv', filters: { entity: 'organization' } })
  await finish('admin', id)
  expect((await world.call('admin', 'GET', `/operations/${id}`)).body).toMatchObject({
    ...{ operationId: id, status: 'applied', progress: 100 },
    result: { exportId: id, status: 'completed' },
  })
  const others = await world.call('admin@other.test', 'GET', `/admin/audit/exports/${id}`)
  expect(others.status).toBe(404)
  const { items } = (await world.call('admin', 'GET', '/notifications')).body
  expect(items[0]).toMatchObject({ type: 'export_ready', title: 'Your export is ready' })
  const query = `/admin/audit?entity=operation&entityId=${id}`
  const audited = (await world.call('admin', 'GET', query)).body.items
  expect(audited.map(({ action }: { action: string }) => action)).toEqual([
    'export.complete',
    'export.create',
  ])
})

it('leaves nothing out for whoever may see all, unless they want it', async () => {
  const refused = await world.call('admin', 'POST', '/admin/audit/export', {
    ...{ format: 'csv', redact: false },
  })
  expect(refused.body.code).toBe('forbidden')
  await grant('audit.unredacted')
  const filters = { action: 'user.update' }
  const body = { format: 'ndjson', filters, redact: false }
  const id = await world.until(async () => {
    const answer = await world.call('admin', 'POST', '/admin/audit/export', body)
    return answer.status === 202 && String(answer.body.exportId)
  })
  const [entry] = lines(await download(await finish('admin', id)))
  expect(entry).toMatchObject({ ip: '127.0.0.1', after: { firstName: '=cmd|Zebra' } })
  const csv = await ask('admin', { format: 'csv', filters })
  const bytes = await download(await finish('admin', csv))
  expect(String(bytes)).toContain('Zebra')
})

it('can be had by its address alone, for as long as that is good and the file is there', async () => {
  const exportId = await ask('admin', { format: 'csv', redact: true })
  const { downloadUrl = '', expiresAt = '' } = await finish('admin', exportId)
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThan(3_600_001)
  const at = new URL(downloadUrl)
  const status = async (change: (params: URLSearchParams) => void) => {
    const url = new URL(at)
    change(url.searchParams)
    return (await world.app.request(`${url.pathname}${url.search}`)).status
  }
  expect(await status(() => {})).toBe(200)
  const countNoted = async () => {
    const query = `action=export.download&entityId=${exportId}`
    return (await world.call('admin', 'GET', `/admin/audit?${query}`)).body.items.length
  }
  const before = await countNoted()
  const rest = { headers: { Range: 'bytes=1-' } }
  expect((await world.app.request(`${at.pathname}${at.search}`, rest)).status).toBe(206)
  expect(await countNoted()).toBe(before + 1)
  expect(await status((params) => params.set('expires', '9999999999'))).toBe(403)
  expect(await status((params) => params.set('signature', 'x'))).toBe(403)
  const foreign = (await world.call('admin@other.test', 'GET', '/admin/organization')).body.id
  expect(await status((params) => params.set('organization', foreign ?? exportId))).toBe(403)
  expect(await status((params) => params.delete('signature'))).toBe(400)

  const [{ key } = { key: '' }] = await world.owner.query<{ key: string }>(
    `UPDATE operation SET file_expires_at = now() - interval '1 second' WHERE id = $1 RETURNING file_key AS key`,
    [exportId],
  )
  await sweepFiles({ db: world.db, storage: world.storage, now: Date.now })
  expect(await world.storage.head({ place: 'kept', key })).toBeUndefined()
  expect(await status(() => {})).toBe(410)
  expect(await read('admin', exportId)).not.toHaveProperty('downloadUrl')
  expect(await readdir(world.config.files.scratchFolder)).toEqual([])
})

it('is asked for so often an hour, and by one key once', async () => {
  const send = (key: string) =>
    world.call(
      'admin',
      'POST',
      '/admin/audit/export',
      { format: 'csv' },
      { 'Idempotency-Key': key },
    )
  const first = await send('export-1')
  const again = await send('export-1')
  expect(again.body).toEqual(first.body)
  const refused = await send('export-2')
  expect(refused.body.code).toBe('rate_limited')
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
})

it('no history has what was searched for', async () => {
  const client = connectTemporal(world)
  const [{ id } = { id: '' }] = await world.owner.query<{ id: string }>(
    `SELECT id FROM operation ORDER BY created_at LIMIT 1`,
  )
  const run = client.workflow.getHandle(`export/demo-${world.suffix}/${id}`)
  await run.result()
  const history = JSON.stringify(await run.fetchHistory())
  const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data = '']) => atob(data))
  expect(payloads.join()).toContain(id)
  expect(payloads.join()).not.toMatch(/user\.update|filters/)
})
