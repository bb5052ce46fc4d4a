import { beforeAll, expect, it } from 'vitest'
import { attachmentWorkflowId } from '../../temporal/ids.js'
import { attachmentRevival } from '../../temporal/revive.js'
import { type FakeClamd, startFakeClamd } from '../support/files/fake-clamd.js'
import { createSentFiles } from '../support/files/sent-files.js'
import { video } from '../support/files/videos.js'
import { connectTemporal, DAY } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

let clamd: FakeClamd
const world = useWorld({
  prepare: async () => {
    clamd = await startFakeClamd()
    const env = { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) }
    return { env, stop: () => clamd.stop() }
  },
})
const files = createSentFiles(world)
let film: Buffer | undefined
beforeAll(async () => {
  film = await video('mp4', { seconds: 40, size: '1920x1080' })
})

const run = (id: string) =>
  connectTemporal(world).workflow.getHandle(attachmentWorkflowId(`demo-${world.suffix}`, id))

/** The step that the run is at, as the server sees it; undefined before it was started. */
async function readStep(id: string) {
  const described = await run(id)
    .describe()
    .catch(() => undefined)
  return described?.raw.pendingActivities?.[0]
}

function isAt(id: string, type: string): Promise<true> {
  return world.until(async () => (await readStep(id))?.activityType?.name === type)
}

/** As if its time were over: time that is skipped does not pass for the server's own retries. */
async function endPatience(id: string): Promise<void> {
  const client = connectTemporal(world)
  await client.workflowService.updateActivityOptions({
    namespace: client.options.namespace,
    execution: { workflowId: attachmentWorkflowId(`demo-${world.suffix}`, id) },
    type: 'scanAttachment',
    activityOptions: { scheduleToCloseTimeout: { seconds: 1 as never } }, // a Long takes numbers
    updateMask: { paths: ['schedule_to_close_timeout'] },
  })
}

const nothingIsLeft = () => world.until(async () => (await files.everything()).length === 0)

it('nothing is clean while the antivirus is away; it goes on when that is back', async () => {
  clamd.answer = 'stream: Can not open file or directory ERROR'
  const id = await files.send({ type: 'txt', content: 'hello' })
  await world.until(async () => ((await readStep(id))?.attempt ?? 0) > 2)
  expect(await files.read(id)).toMatchObject({ status: 'processing', variants: [] })
  const had = await world.call('requester', 'GET', `/attachments/${id}/download`)
  expect([had.status, had.body.code]).toEqual([409, 'not_ready'])
  clamd.answer = 'stream: OK'
  const { storage_key: key } = await files.settled(id)
  await (await files.open()).delete({ place: 'kept', key: key ?? '' })
})

it('an antivirus that is away for a day fails the file, which nobody has had', async () => {
  clamd.answer = 'stream: Can not open file or directory ERROR'
  const id = await files.send({ type: 'txt', content: 'hello' })
  await isAt(id, 'scanAttachment')
  const { activityOptions } = (await readStep(id)) ?? {}
  expect(Number(activityOptions?.scheduleToCloseTimeout?.seconds)).toBe(DAY)
  await endPatience(id)
  expect(await files.settled(id)).toMatchObject({ status: 'failed', reason: 'not_processed' })
  await nothingIsLeft()
  const had = await world.call('requester', 'GET', `/attachments/${id}/download`)
  expect(had.status).toBe(410)
})

it('a slow antivirus is waited for, and no other file with it', async () => {
  Object.assign(clamd, { answer: 'stream: OK', slowMs: 4_000 })
  const slow = await files.send({ type: 'txt', content: 'hello' })
  await world.until(async () => clamd.scanning === 1)
  clamd.slowMs = 0
  const quick = await files.send({ type: 'txt', content: 'hello' })
  const settled = [await files.settled(quick)]
  expect((await files.read(slow)).status).toBe('processing')
  settled.push(await files.settled(slow))
  for (const { status, storage_key: key } of settled) {
    expect(status).toBe('ok')
    await (await files.open()).delete({ place: 'kept', key: key ?? '' })
  }
})

it('a run that is cancelled before the antivirus has spoken fails its file, and keeps nothing', async () => {
  clamd.answer = undefined
  const id = await files.send({ type: 'txt', content: 'hello' })
  await isAt(id, 'scanAttachment')
  await run(id).cancel()
  expect(await files.settled(id)).toMatchObject({ status: 'failed', reason: 'cancelled' })
  await nothingIsLeft()
})

it('a run that was terminated begins again', async () => {
  clamd.answer = undefined
  const id = await files.send({ type: 'txt', content: 'hello' })
  await isAt(id, 'scanAttachment')
  await run(id).terminate()
  clamd.answer = 'stream: OK'
  const past = `now() - interval '11 minutes'`
  await world.owner.query(`UPDATE attachment SET received_at = ${past} WHERE id = $1`, [id])
  await world.owner.query(`UPDATE outbox SET created_at = ${past} WHERE entity_id = $1`, [id])
  await attachmentRevival.reviveOverdue(world.db)
  const { storage_key: key, status } = await files.settled(id)
  expect(status).toBe('ok')
  await (await files.open()).delete({ place: 'kept', key: key ?? '' })
})

it('a video that is deleted while it is converted leaves nothing', async ({ skip }) => {
  if (film === undefined) return skip('there is no ffmpeg here')
  clamd.answer = 'stream: OK'
  const id = await files.send({ type: 'mp4', content: film })
  await isAt(id, 'convertAttachment')
  await world.db.query('UPDATE attachment SET deleted_at = now() WHERE id = $1', [id])
  await run(id).result()
  expect(await files.read(id)).toMatchObject({
    status: 'processing',
    incoming_key: null,
    storage_key: null,
  })
  await nothingIsLeft()
})

it('a conversion that is cancelled keeps the video as it was sent', async ({ skip }) => {
  if (film === undefined) return skip('there is no ffmpeg here')
  const id = await files.send({ type: 'mp4', content: film })
  await isAt(id, 'convertAttachment')
  await run(id).cancel()
  const row = await files.settled(id)
  expect(row).toMatchObject({
    status: 'ok',
    reason: 'conversion_cancelled',
    variants: ['original'],
    web_storage_key: null,
  })
  expect((await files.bytes(row.storage_key)).equals(film)).toBe(true)
  expect(await files.everything()).toHaveLength(1)
})
