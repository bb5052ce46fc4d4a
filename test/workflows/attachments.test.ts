import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { EICAR } from '../../src/files/eicar-check.js'
import { attachmentWorkflowId } from '../../temporal/ids.js'
import { office } from '../support/files/office.js'
import { animation, picture, withMetadata } from '../support/files/pictures.js'
import { createSentFiles, sha256 } from '../support/files/sent-files.js'
import { video } from '../support/files/videos.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const files = createSentFiles(world)

it('a document is checked, scanned and kept under a name that says nothing', async () => {
  const id = await files.send({
    type: 'txt',
    content: 'the printer is on fire',
    fileName: 'Secret plan.txt',
  })
  const row = await files.settled(id)
  expect(row).toMatchObject({ status: 'ok', reason: null, progress: null, variants: ['original'] })
  expect(row.sha256).toBe(sha256('the printer is on fire'))
  expect(row.storage_key).not.toBe(id)
  expect(String(await files.bytes(row.storage_key))).toBe('the printer is on fire')
  expect((await files.everything()).join()).not.toMatch(/Secret|incoming\/[^,]|scratch/)
  const audited = await files.audited(id)
  expect(audited.map(({ action }) => action)).toEqual([
    'attachment.upload',
    'attachment.check',
    'attachment.scan',
    'attachment.store',
    'attachment.settle',
  ])
  expect(audited[2]?.after).toMatchObject({
    fileName: 'Secret plan.txt',
    result: 'passed',
    uploadedById: await world.userId('requester'),
  })
})

it('no history has a name, and the run says where it stands', async () => {
  const id = await files.send({ type: 'txt', content: 'x', fileName: 'Secret plan.txt' })
  await files.settled(id)
  const run = connectTemporal(world).workflow.getHandle(
    attachmentWorkflowId(`demo-${world.suffix}`, id),
  )
  await run.result()
  const history = JSON.stringify(await run.fetchHistory())
  const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data = '']) => atob(data))
  expect(payloads.join()).toContain(id)
  expect(history + payloads.join()).not.toMatch(/Secret|demo\.test/)
})

it('an image is shown as WebP, upright, without what it knew about its owner', async () => {
  const original = await withMetadata()
  const id = await files.send({ type: 'jpg', content: original })
  const row = await files.settled(id)
  expect(row).toMatchObject({
    status: 'ok',
    variants: ['original', 'web'],
    web_content_type: 'image/webp',
  })
  const web = await files.bytes(row.web_storage_key)
  const { format, width, height, exif, icc, xmp } = await sharp(web).metadata()
  expect({ format, width, height, exif, icc, xmp }).toEqual({
    format: 'webp',
    width: 20,
    height: 40,
  })
  expect(web.includes('Secret Person')).toBe(false)
  expect(web.length).toBe(Number(row.web_size))
  expect(await files.bytes(row.storage_key)).toEqual(original)
})

it('an animation goes on moving', async () => {
  const row = await files.settled(await files.send({ type: 'gif', content: await animation(5) }))
  expect(
    await sharp(await files.bytes(row.web_storage_key), { animated: true }).metadata(),
  ).toMatchObject({ pages: 5 })
})

it('what is infected is deleted, wherever it is packed', async () => {
  const documents = [
    await files.send({ type: 'txt', content: EICAR }),
    await files.send({
      type: 'docx',
      content: office('docx', [{ name: 'word/media/a.bin', content: EICAR }]),
    }),
    await files.send({
      type: 'png',
      content: Buffer.concat([await picture('png'), Buffer.from(EICAR)]),
    }),
    await files.send({ type: 'pdf', content: `%PDF-1.4\n${EICAR}\n%%EOF` }),
  ]
  for (const id of documents) {
    const row = await files.settled(id)
    expect(row).toMatchObject({
      status: 'infected',
      variants: [],
      storage_key: null,
      web_storage_key: null,
    })
    expect((await files.audited(id)).at(-1)?.after).toMatchObject({
      status: 'infected',
      signature: 'Eicar-Test-File',
    })
  }
  const left = await Promise.all(
    (await files.everything()).map((path) => path.includes('incoming')),
  )
  expect(left).not.toContain(true)
})

it.each([
  ['wrong_type', { type: 'pdf', content: 'hello' }],
  ['wrong_size', { type: 'txt', content: 'hello', says: { size: 6 } }],
  ['wrong_size', { type: 'txt', content: 'hello', says: { size: 4 } }],
  ['wrong_hash', { type: 'txt', content: 'hello', says: { sha256: sha256('other') } }],
  [
    'macros',
    { type: 'docx', content: office('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]) },
  ],
] as const)('%s: a file that is not as it was said to be fails', async (reason, sending) => {
  const row = await files.settled(await files.send(sending))
  expect(row).toMatchObject({ status: 'failed', reason, variants: [], storage_key: null })
})

it('a hash may be written in capitals', async () => {
  const id = await files.send({
    type: 'txt',
    content: 'hello',
    says: { sha256: sha256('hello').toUpperCase() },
  })
  expect(await files.settled(id)).toMatchObject({ status: 'ok' })
})

it('a video plays in a browser, and says how far it is', async ({ skip }) => {
  const content = await video('avi', { seconds: 24, size: '1280x720' })
  if (content === undefined) return skip('there is no ffmpeg here')
  const id = await files.send({ type: 'avi', content })
  const row = await files.settled(id, 60_000)
  expect(row).toMatchObject({
    status: 'ok',
    variants: ['original', 'web'],
    web_content_type: 'video/mp4',
    progress: null,
  })
  expect(row.duration_ms).toBeGreaterThan(23_900)
  const web = await files.bytes(row.web_storage_key)
  expect(web.indexOf('moov')).toBeLessThan(web.indexOf('mdat')) // it plays before all of it is there
  expect(web.includes('avc1') && web.includes('mp4a')).toBe(true)
  const told = await world.db.query<{ data: { progress: number | null; status: string } }>(
    `SELECT data FROM stream_event WHERE type = 'attachment:updated' AND data->>'id' = $1 ORDER BY id`,
    [id],
  )
  expect(told.at(-1)?.data).toMatchObject({ status: 'ok', progress: null })
  expect(told.filter(({ data }) => data.progress !== null).length).toBeGreaterThan(0)
}, 90_000)

interface Told {
  type: string
  email: string
}

async function told(ticketId: string): Promise<string[]> {
  const rows = await world.db.query<Told>(
    `SELECT n.type, u.email FROM notification n JOIN app_user u ON u.organization_id = n.organization_id AND u.id = n.user_id
     WHERE n.ticket_id = $1 AND n.type LIKE 'attachment_%'`,
    [ticketId],
  )
  return rows.map(({ type, email }) => `${type} ${email.split('@')[0]}`).toSorted()
}

const readTicket = async (id: string) =>
  (await world.call<TicketView>('moderator', 'GET', `/tickets/${id}`)).body

it('a bad file flags the ticket that it is attached to, and the lifecycle goes on', async () => {
  const id = await files.send({ type: 'txt', content: EICAR })
  const ticket = await world.file('requester', { attachments: [id] })
  await files.settled(id)
  const flagged = await world.until(async () => {
    const now = await readTicket(ticket.id)
    return now.flags.length > 0 && now
  })
  expect(flagged).toMatchObject({
    flags: ['infected_attachment'],
    revision: ticket.revision,
    status: 'submitted',
  })
  expect(await told(ticket.id)).toEqual([
    'attachment_infected moderator',
    'attachment_infected moderator2',
    'attachment_infected requester',
  ])
  const approved = await world.call(
    'moderator',
    'POST',
    `/moderator/tickets/${ticket.id}/approve`,
    {},
  )
  expect(approved.status).toBe(200)
  expect((await readTicket(ticket.id)).flags).toEqual(['infected_attachment'])
})

it('one that is bad before it is attached flags and notifies then, once', async () => {
  const [failed, infected] = [
    await files.send({ type: 'pdf', content: 'hello' }),
    await files.send({ type: 'txt', content: EICAR }),
  ]
  await Promise.all([files.settled(failed), files.settled(infected)])
  const ticket = await world.file('requester', { attachments: [failed, infected] })
  const flagged = await world.until(async () => {
    const now = await readTicket(ticket.id)
    return now.flags.length > 1 && now
  })
  expect(flagged.flags.toSorted()).toEqual(['failed_attachment', 'infected_attachment'])
  expect((await told(ticket.id)).filter((one) => one.endsWith('requester'))).toEqual([
    'attachment_failed requester',
    'attachment_infected requester',
  ])
})

it('a draft is flagged when it is handed in', async () => {
  const id = await files.send({ type: 'pdf', content: 'hello' })
  await files.settled(id)
  const departmentId = await world.departmentId('IT')
  const draft = await world.call<TicketView>('requester', 'POST', '/tickets', {
    ...{ isDraft: true, title: 'x', description: 'y', departmentId, attachments: [id] },
  })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const still = await world.call<TicketView>('requester', 'GET', `/tickets/${draft.body.id}`)
  expect(still.body.flags).toEqual([])
  await world.call('requester', 'PATCH', `/tickets/${draft.body.id}`, { isDraft: false })
  await world.until(async () =>
    (await readTicket(draft.body.id)).flags.includes('failed_attachment'),
  )
  expect(await told(draft.body.id)).toHaveLength(3)
})
