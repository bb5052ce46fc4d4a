import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sweepFiles } from '../../src/write/retention/sweep-files.js'
import { createFiles } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { upload, settle, attached, read, audited } = createFiles(world)

describe('a file is deleted', () => {
  const remove = async (who: string, key: string) =>
    (await world.call(who, 'DELETE', `/attachments/${key}`)).status
  const stored = async (key: string) => {
    const [row] = await world.db.query<Record<string, string | null>>(
      'SELECT incoming_key, storage_key FROM attachment WHERE id = $1',
      [key],
    )
    return row
  }

  it('by its uploader before the ticket is handed in, with its bytes', async () => {
    const key = await upload('requester')
    await settle(key)
    const { storage_key: bytes } = (await stored(key)) ?? {}
    expect(await remove('requester2', key)).toBe(404)
    expect(await remove('requester', key)).toBe(204)
    expect(await read('requester', key)).toBe(404)
    expect((await audited(key)).at(-1)).toBe('attachment.delete requester@demo.test note.txt ok')
    await world.until(async () => (await stored(key))?.storage_key === null)
    expect(await world.storage.head({ place: 'kept', key: bytes ?? '' })).toBeUndefined()
    const draft = await upload('requester')
    await world.call('requester', 'POST', '/tickets', {
      title: 'x',
      isDraft: true,
      attachments: [draft],
    })
    expect(await remove('requester', draft)).toBe(204)
  })

  it('later by a moderator alone', async () => {
    const { key, ticketId } = await attached()
    expect(await remove('requester', key)).toBe(403)
    expect(await remove('moderator', key)).toBe(204)
    const { body } = await world.call('requester', 'GET', `/tickets/${ticketId}`)
    expect(body.attachments).toEqual([])
    const events = await world.db.query<{ data: object }>(
      `SELECT data FROM stream_event WHERE type = 'attachment:updated' AND data->>'id' = $1 ORDER BY id DESC LIMIT 1`,
      [key],
    )
    expect(events[0]?.data).toMatchObject({ isDeleted: true, ticketId })
  })

  it('by nobody while its ticket is held for a court, neither at once nor by an edit of a draft', async () => {
    const { key, ticketId } = await attached()
    const hold = (id: string) => world.call('admin', 'PUT', `/tickets/${id}/legal_hold`, {})
    const held = await hold(ticketId)
    expect(held.headers.get('etag')).toBe(`"${held.body.revision}"`)
    expect(await remove('requester', key)).toBe(403)
    expect(await remove('moderator', key)).toBe(409)
    const file = await upload('requester')
    const fields = { title: 'x', isDraft: true, attachments: [file] }
    const draft = (await world.call('requester', 'POST', '/tickets', fields)).body
    await world.owner.query('UPDATE ticket SET legal_hold_at = now() WHERE id = $1', [draft.id])
    expect(await remove('requester', file)).toBe(409)
    const edit = (body: object) => world.call('requester', 'PATCH', `/tickets/${draft.id}`, body)
    expect((await edit({ attachments: [] })).body).toMatchObject({
      ...{ status: 409, code: 'invalid_transition' },
      error: 'The ticket is held for a court: an admin lets go of it first.',
    })
    expect((await edit({ title: 'other words' })).status).toBe(409)
    await world.call('admin', 'DELETE', `/tickets/${ticketId}/legal_hold`)
    expect(await remove('moderator', key)).toBe(204)
  })

  it('and the ticket’s flag goes with the last that has set it', async () => {
    const keys = [await upload('requester'), await upload('requester')]
    const { id } = await world.file('requester', { attachments: keys })
    for (const key of keys) await settle(key, 'infected')
    await world.owner.query(
      `UPDATE ticket SET state = jsonb_set(state, '{flags}', '["infected_attachment"]') WHERE id = $1`,
      [id],
    )
    const flags = async () => (await world.call('requester', 'GET', `/tickets/${id}`)).body.flags
    await remove('moderator', keys[0] ?? '')
    expect(await flags()).toEqual(['infected_attachment'])
    await remove('moderator', keys[1] ?? '')
    expect(await flags()).toEqual([])
  })
})

describe('what nothing uses', () => {
  it('is deleted after a day, and what is used is not', async () => {
    const [unused, attachedKey, avatar] = [
      ...[await upload('requester'), await upload('requester')],
      await upload('requester', 'x', { fileName: 'me.png', contentType: 'image/png' }),
    ]
    await world.file('requester', { attachments: [attachedKey] })
    await world.call('requester', 'PATCH', '/users/me', { avatar })
    const sweep = () => sweepFiles({ db: world.db, storage: world.storage, now: Date.now })
    await sweep()
    expect(await read('requester', unused ?? '')).toBe(200)
    await world.owner.query(`UPDATE attachment SET expires_at = expires_at - interval '1 day'`)
    await sweep()
    const statuses = [unused, attachedKey, avatar].map((key) => read('requester', key ?? ''))
    expect(await Promise.all(statuses)).toEqual([404, 200, 200])
    expect((await audited(unused ?? '')).at(-1)).toBe(
      'attachment.expire system note.txt processing',
    )
    await world.call('requester', 'PATCH', '/users/me', { avatar: null })
    await sweep()
    expect(await read('requester', avatar ?? '')).toBe(404)
  })
})

describe('bytes that no file has', () => {
  it('are removed once nobody can be writing them; those of a file that waits are not', async () => {
    const waiting = await upload('requester')
    const [row] = await world.db.query<{ key: string }>(
      'SELECT incoming_key AS key FROM attachment WHERE id = $1',
      [waiting],
    )
    const left = { place: 'incoming' as const, key: randomUUID() }
    const { intake } = world.storage
    if (intake.kind === 'own') await intake.receive(left.key, Readable.from([Buffer.from('x')]))
    const sweep = (afterMs: number) =>
      sweepFiles({ db: world.db, storage: world.storage, now: () => Date.now() + afterMs })
    await sweep(3_500_000)
    expect(await world.storage.head(left)).toEqual({ size: 1 })
    await sweep(3_700_000)
    expect(await world.storage.head(left)).toBeUndefined()
    expect(await world.storage.head({ place: 'incoming', key: row?.key ?? '' })).toEqual({
      size: 5,
    })
  })
})
