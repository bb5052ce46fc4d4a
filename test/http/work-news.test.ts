import { describe, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import { takeOperation } from '../../src/write/operations/progress.js'
import { settleOperation } from '../../src/write/operations/settle.js'
import { createPost } from '../support/letters.js'
import { createSyncs } from '../support/syncs.js'
import { useWorld } from '../support/world.js'

let store: StandInStore
const world = useWorld({
  worker: false,
  env: { PUBLIC_URL: 'https://desk.example.org/', RATE_LIMIT_EXPORTS: '0' },
  prepare: async () => {
    store = await startStaffStore({ port: 0, people: 4 })
    return { env: { SMS_BASE_URL: store.url }, stop: store.stop }
  },
})
const { deliver } = createPost(world)
const { begin, endUnfinished, syncAll } = createSyncs(world)

const cancel = (id: string) => world.call('admin', 'POST', `/operations/${id}/cancel`)
const read = async (who: string, id: string) => {
  const { items } = (await world.call(who, 'GET', '/notifications?limit=200')).body
  return items.find(({ operationId }: { operationId?: string }) => operationId === id)
}
const promote = async (who: string, roles: string[]) =>
  world.call('admin', 'PATCH', `/admin/users/${await world.userId(who)}`, { roles })

describe('the end of a sync', () => {
  it('is told to every admin, in the app and by mail, in their own language', async () => {
    await promote('moderator2', ['moderator', 'admin'])
    await world.db.query(`UPDATE app_user SET language = 'de' WHERE email = 'moderator2@demo.test'`)
    const { syncId } = await syncAll()
    const told = await read('admin', syncId)
    expect(told).toMatchObject({ type: 'sync_finished', title: 'The staff store was synced' })
    expect(told.body.split('\n')).toEqual([
      'Sync with the staff store',
      '4 created, 0 updated, 0 failed, 0 gone from the store.',
      `https://desk.example.org/operations/${syncId}`,
    ])
    expect((await read('moderator2', syncId)).body).toContain('4 angelegt')
    expect(await read('moderator', syncId)).toBeUndefined()
    const mails = await deliver()
    expect(new Set(mails.map(({ to, subject }) => `${to} ${subject}`))).toEqual(
      new Set([
        'admin@demo.test The staff store was synced',
        'moderator2@demo.test Der Abgleich mit dem Personalverzeichnis ist beendet',
      ]),
    )
    expect(mails[0]?.text).toContain(`/operations/${syncId}`)
  })
  it('is told with its reason where it was not done, but to whoever has cancelled it', async () => {
    const failed = await begin()
    await endUnfinished(failed, 'failed')
    expect(await read('admin', failed)).toMatchObject({
      title: 'A sync with the staff store ended before it was done',
      body: expect.stringContaining('nobody has foreseen'),
    })
    const cancelled = await begin()
    await cancel(cancelled)
    await endUnfinished(cancelled, 'cancelled')
    expect(await read('admin', cancelled)).toBeUndefined()
    expect((await read('moderator2', cancelled)).body).toContain('abgebrochen')
  })
  it('says nothing more to whoever is no admin any more', async () => {
    await deliver()
    await endUnfinished(await begin(), 'failed')
    await promote('moderator2', ['moderator'])
    expect((await deliver()).map(({ to }) => to)).toEqual(['admin@demo.test'])
    const { items } = (await world.call('moderator2', 'GET', '/notifications')).body
    expect(items[0]).toMatchObject({ type: 'sync_finished', body: items[0].title })
  })
})

describe('the end of an export', () => {
  const ask = async () =>
    (await world.call('admin', 'POST', '/admin/audit/export', { format: 'csv' })).body.exportId
  const finish = async (operationId: string) => {
    const ref = { organizationId: await world.organizationId(), operationId }
    await takeOperation(world.db, ref)
    const file = { name: 'audit.csv', size: 1, contentType: 'text/csv' }
    const audited = { action: 'export.complete' }
    await settleOperation(world.db, ref, { status: 'completed', file, audited })
  }
  it('is told to whoever asked for it, with the file and where it is had', async () => {
    await deliver()
    const id = await ask()
    await finish(id)
    const told = await read('admin', id)
    expect(told).toMatchObject({ type: 'export_ready', title: 'Your export is ready' })
    expect(told.body).toMatch(/^Export of the audit log\nThe file audit.csv can be had until /)
    expect((await deliver()).map(({ to, subject }) => [to, subject])).toEqual([
      ['admin@demo.test', 'Your export is ready'],
    ])
  })
  it('is told where it came to nothing, but not to whoever has cancelled it', async () => {
    const failed = await ask()
    await endUnfinished(failed, 'failed')
    expect(await read('admin', failed)).toMatchObject({ type: 'operation_failed' })
    const cancelled = await ask()
    await cancel(cancelled)
    await endUnfinished(cancelled, 'cancelled')
    expect(await read('admin', cancelled)).toBeUndefined()
  })
  it('is not told by what its maker has turned off, nor to whoever may not sign in any more', async () => {
    const off = { export_ready: false }
    const notificationChoices = { inApp: off, mail: off }
    const patched = await world.call('admin', 'PATCH', '/users/me', { notificationChoices })
    expect(patched.status).toBe(200)
    await deliver()
    const id = await ask()
    await finish(id)
    expect(await read('admin', id)).toBeUndefined()
    const last = await ask()
    await world.db.query(
      `UPDATE app_user SET helpdesk_authorized = false WHERE email = 'admin@demo.test'`,
    )
    await endUnfinished(last, 'failed')
    expect(await deliver()).toEqual([])
  })
})
