import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const NOBODY = '01900000-0000-7000-8000-000000000000'
/** Not all that admins keep stands under their own paths. */
const adminPath = (path: string) => (path.startsWith('/surveys/') ? path : `/admin${path}`)
const admin = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  world.call('admin', method, adminPath(path), body, headers)

/** What has versions: a body that makes one, and two changes of it. */
const KINDS: Record<string, { body: object; patches: [object, object] }> = {
  'automation/rules': {
    body: {
      trigger: { event: 'ticket.closed' },
      conditions: { all: [{ field: 'priority', op: 'eq', value: 'low' }] },
      actions: [{ type: 'message', body: 'Closed', visibility: 'internal' }],
    },
    patches: [{ active: false }, { conditions: {}, stopOnMatch: true, order: 5 }],
  },
  escalation_matrices: {
    body: { levels: [{ after: 'PT0S', on: 'breach', raisePriority: true }] },
    patches: [
      { levels: [{ after: 'PT1H', on: 'breach', raisePriority: true }] },
      { levels: [{ after: 'P1D', on: 'warning', message: 'Soon' }] },
    ],
  },
  sla_policies: {
    body: { targets: [{ priority: 'low', resolution: 'P1D' }] },
    patches: [{ warnAt: [80] }, { active: false, pauseIn: ['postponed'] }],
  },
  'surveys/templates': {
    body: {
      ...{ trigger: 'manual', delay: 'PT0S', expiresAfter: 'P1D' },
      questions: [{ id: 'q', kind: 'nps', text: 'Would you?', required: true }],
    },
    patches: [
      { delay: 'PT1H' },
      { questions: [{ id: 'r', kind: 'rating', text: 'How?', required: true, max: 10 }] },
    ],
  },
  macros: {
    body: { actions: [{ type: 'set_priority', priority: 'high' }] },
    patches: [{ roles: ['agent'] }, { actions: [{ type: 'add_tags', tags: ['x'] }] }],
  },
}

describe.each(Object.entries(KINDS))('%s', (kind, { body, patches: [first, second] }) => {
  const path = `/${kind}`
  const make = (name: string) => admin('POST', path, { ...body, name })
  const bears = (answer: Awaited<ReturnType<typeof admin>>) => ({
    etag: answer.headers.get('etag'),
    version: answer.body.version,
  })

  it('have a version, which each change makes anew and If-Match asks for', async () => {
    const made = await make('Versions')
    expect(bears(made)).toEqual({ etag: '"1"', version: 1 })
    const one = `${path}/${made.body.id}`
    expect(bears(await admin('GET', one))).toEqual({ etag: '"1"', version: 1 })
    const changed = await admin('PATCH', one, first, { 'If-Match': '"1"' })
    expect(bears(changed)).toEqual({ etag: '"2"', version: 2 })
    expect(bears(await admin('PATCH', one, first))).toEqual({ etag: '"2"', version: 2 })
    for (const [method, sent] of [['PATCH', second], ['DELETE']] as const) {
      const stale = await admin(method, one, sent, { 'If-Match': '"1"' })
      expect(stale.body).toMatchObject({
        ...{ status: 412, code: 'revision_mismatch' },
        details: { currentRevision: 2 },
      })
    }
    expect((await admin('DELETE', one, undefined, { 'If-Match': '"2"' })).status).toBe(204)
    const stale = await admin('POST', `${one}/restore`, {}, { 'If-Match': '"1"' })
    expect(stale.status).toBe(412)
    expect(bears(await admin('POST', `${one}/restore`))).toEqual({ etag: '"2"', version: 2 })
  })

  it('keep every version that there was', async () => {
    const { id } = (await make('Kept')).body
    const last = (await admin('PATCH', `${path}/${id}`, second)).body
    const kept = await world.db.query<{ version: number; definition: object }>(
      'SELECT version, definition FROM resource_version WHERE entity_id = $1 ORDER BY version',
      [id],
    )
    expect(kept.map(({ version }) => version)).toEqual([1, 2])
    expect(kept[0]?.definition).toMatchObject({ ...body, name: 'Kept' })
    expect(kept[1]?.definition).toEqual(last)
    const change = world.db.query('DELETE FROM resource_version WHERE entity_id = $1', [id])
    await expect(change).rejects.toThrow('permission denied')
  })

  it('have names of their own, in capitals or not', async () => {
    const { id } = (await make('Unique')).body
    const other = (await make('Other')).body.id
    const taken = { status: 409, code: 'duplicate_name' }
    expect((await make(' UNIQUE ')).body).toMatchObject(taken)
    expect((await admin('PATCH', `${path}/${other}`, { name: 'unique' })).body).toMatchObject(taken)
    expect((await admin('PATCH', `${path}/${id}`, { name: 'UNIQUE' })).status).toBe(200)
    await admin('DELETE', `${path}/${id}`)
    expect((await admin('PATCH', `${path}/${other}`, { name: 'Unique' })).status).toBe(200)
    expect((await admin('POST', `${path}/${id}/restore`)).body).toMatchObject(taken)
    expect((await admin('PATCH', `${path}/${NOBODY}`, { name: 'Unique' })).status).toBe(404)
  })
})
