import { beforeAll, describe, expect, it } from 'vitest'
import { createCommandPath } from '../support/command-path.js'
import { createUploads } from '../support/files.js'
import { fillPeople } from '../support/many-people.js'
import { fillTickets } from '../support/many-tickets.js'
import { countTableReads } from '../support/rows-read.js'
import { connectDirectory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { upload } = createUploads(world)
const { give } = createCommandPath(world)

/** Of other people, ten on each ticket. */
const FILES = `INSERT INTO attachment (organization_id, id, uploaded_by_id, file_name, size, content_type, status, variants, ticket_id,
    created_at, storage_key)
  SELECT organization_id, uuidv7(), created_by_id, 'report-' || i || '.pdf', 1000, 'application/pdf', 'ok', '{original}', id, now(),
    gen_random_uuid()::text
  FROM ticket, generate_series(1, 10) i WHERE organization_id = $1`

beforeAll(async () => {
  await fillTickets(world, 2_000)
  await world.owner.query(FILES, [await world.organizationId()])
  await world.owner.query('VACUUM ANALYZE attachment')
}, 60_000)

const fileWith = async (attachments: string[]) =>
  world.call('requester', 'POST', '/tickets', await world.newTicket({ attachments }))

describe('beside 20,000 files of others', () => {
  it('a ticket is filed, spoken on, edited and completed by reading the files that are named', async () => {
    const { id } = await world.file()
    const draft = await world.file('requester', { ...(await world.newTicket()), isDraft: true })
    const keys = await Promise.all([1, 2, 3, 4].map(() => upload('requester')))
    const [filed, said, edited, taken] = keys as [string, string, string, string] // four were sent in
    const own = await upload('it.head')
    await give('moderator', id, 'assign')
    await give('it.head', id, 'start')
    const read = await countTableReads(world, 'attachment', async () => {
      expect((await fileWith([])).status).toBe(201)
      expect((await fileWith([filed])).status).toBe(201)
      expect((await fileWith(['no-id'])).status).toBe(404)
      const message = { body: 'see', attachments: [said] }
      const sent = await world.call('requester', 'POST', `/tickets/${id}/messages`, message)
      expect(sent.status).toBe(201)
      const path = `/tickets/${draft.id}`
      const both = await world.call('requester', 'PATCH', path, { attachments: [edited, taken] })
      expect(both.body.attachments).toHaveLength(2)
      const one = await world.call('requester', 'PATCH', path, { attachments: [edited] })
      expect(one.body.attachments).toHaveLength(1)
      const given = { payload: { attachments: [own] }, texts: { notes: 'x' } }
      expect(await give('it.head', id, 'complete', given)).toMatchObject({ kind: 'done' })
    })
    expect(read).toBeLessThan(200)
  })

  it('a picture is set by reading that one', async () => {
    const png = { fileName: 'me.png', contentType: 'image/png' }
    const avatar = await upload('requester2', 'x', png)
    const read = await countTableReads(world, 'attachment', async () => {
      expect((await world.call('requester2', 'PATCH', '/users/me', { avatar })).status).toBe(200)
    })
    expect(read).toBeLessThan(20)
  })
})

it('beside 6,000 people a directory adds one to a group, and finds their groups, by reading that one', async () => {
  await fillPeople(world, 6_000)
  const directory = await connectDirectory(world)
  const { id } = (await directory.call('POST', '/Groups', { displayName: 'Few' })).body
  const { id: userId } = await directory.create()
  const read = await countTableReads(world, 'app_user', async () => {
    const added = { op: 'add', path: 'members', value: [{ value: userId }] }
    expect((await directory.patch(`/Groups/${id}`, added)).status).toBeLessThan(300)
    expect(await directory.find(`members.value eq "${userId}"`, '/Groups')).toMatchObject({ id })
  })
  expect(read).toBeLessThan(200)
})
