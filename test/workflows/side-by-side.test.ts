import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createLogger } from '../../src/logger.js'
import { startWorker } from '../../temporal/worker.js'
import { bundleRefusing } from '../support/refusing-bundle.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const COMMAND_ID = 'src/domain/ticket/system-command-id.ts'

const world = useWorld({ env: { MAX_CACHED_WORKFLOWS: '4' } }) // runs move from worker to worker all the time
const { begin, call, read, moderate, history } = createDriver(world)

it('an old and a new worker serve the same tickets, though their bundles have other rules', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-bundle-'))
  const bundle = join(folder, 'bundle.js')
  await writeFile(bundle, await bundleRefusing((path) => path !== COMMAND_ID))
  const before = await Promise.all([begin('in_progress'), begin('assigned'), begin('assigned')])
  const other = await startWorker(world.config, createLogger('silent', 'test'), bundle)
  try {
    const walks = Array.from({ length: 6 }, async () => {
      const { id } = await begin('completed')
      await call('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`, {})
      await moderate(id, 'close')
      await moderate(id, 'undo')
      await moderate(id, 'close')
      return id
    })
    for (const id of await Promise.all(walks)) {
      expect((await read(id)).status).toBe('closed')
      expect(await history(id)).toHaveLength(8)
    }
    for (const { id } of before) await moderate(id, 'postpone', { reason: 'x' })
    for (const { id } of before) expect((await read(id)).status).toBe('postponed')
  } finally {
    await other.stop()
    await rm(folder, { recursive: true })
  }
  const failed = world.logged.filter(({ message }) => message.includes('ondeterminism'))
  expect(failed).toEqual([])
})
