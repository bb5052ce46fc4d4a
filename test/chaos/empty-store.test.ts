import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { expect, it } from 'vitest'
import { useProduct } from '../support/chaos/product.js'

const { product, departments } = await useProduct()

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function file(name: string): Promise<string> {
  const body = { title: name, description: 'x', departmentId: departments.IT }
  return (await product.persist('requester', 'POST', '/tickets', body, name)).body.id
}
const act = (id: string, verb: string, body: unknown = {}) =>
  product.persist('moderator', 'POST', `/moderator/tickets/${id}/${verb}`, body, `${id}-${verb}`)
const read = async (id: string) => (await product.call('moderator', 'GET', `/tickets/${id}`)).body

it('after a Temporal store that was lost every ticket goes on, by its next command or its deadline', async () => {
  const [commanded, postponed] = [await file('commanded'), await file('postponed')]
  await act(commanded, 'assign')
  const resumeAt = new Date(Date.now() + 20_000).toISOString()
  await act(postponed, 'postpone', { reason: 'x', resumeAt })
  expect(await product.stop()).toBe(0)
  for (const name of ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']) {
    await rm(join(product.folder, name), { force: true })
  }
  await product.start()
  const again = await act(commanded, 'close', { reason: 'x' })
  expect(again.body.status).toBe('closed')
  for (const until = Date.now() + 150_000; Date.now() < until; await wait(1_000)) {
    if ((await read(postponed)).status !== 'postponed') break
  }
  expect((await read(postponed)).status).not.toBe('postponed')
}, 240_000)

it('a run that is terminated under load is back within two minutes, and a frozen worker is not counted', async () => {
  const id = await file('terminated')
  await act(id, 'assign')
  const { number } = await read(id)
  const connection = await Connection.connect({ address: product.temporalAddress })
  const run = new Client({ connection }).workflow.getHandle(`ticket/demo/${number}`)
  await run.terminate('by hand')
  const isRunning = async () => (await run.describe()).status.name === 'RUNNING'
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(1_000)) {
    if (await isRunning()) break
  }
  expect(await isRunning()).toBe(true)
  await connection.close()
  await product.kill('worker', 'SIGSTOP')
  await wait(12_000)
  const ready = await product.call(null, 'GET', '/readyz')
  expect(JSON.stringify(ready.body)).toContain('0 worker(s)')
  await product.kill('worker', 'SIGCONT')
}, 200_000)
