import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopChild } from '../../scripts/lib/child.js'
import { freePort } from '../../scripts/lib/ports.js'
import { Product } from '../support/product.js'

let product: Product
/** The server, wherever its programs lie, and neither `--version` nor the one that makes its roles. */
const POSTGRES = 'bin/postgres -D '
beforeAll(async () => {
  product = await Product.prepareEmpty()
})
afterAll(() => product.remove())

const countTickets = async () =>
  (await product.call('moderator', 'GET', '/tickets?count=true')).body.total
async function file(): Promise<void> {
  const departments = await product.call('requester', 'GET', '/departments')
  const body = { title: 'x', description: 'x', departmentId: departments.body.items[0].id }
  expect((await product.call('requester', 'POST', '/tickets', body)).status).toBe(201)
}

/** As `npm run` does, and nobody waits for word of it: what it says first. */
function startByHand(script: string, env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, NODE_ENV: undefined, ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const said = new Promise<string>((resolve) =>
    child.stderr?.once('data', (chunk) => resolve(String(chunk))),
  )
  return { process: child, said }
}

describe('npm start', () => {
  it('brings everything up, and prints the one screen', async () => {
    await product.start()
    expect(product.output).toContain(`${product.url}/api/v1`)
    expect(product.output).toContain(`http://127.0.0.1:${product.env.TEMPORAL_UI_PORT}`)
    expect(product.output).toContain(`smtp://127.0.0.1:${product.env.MAIL_IN_PORT}`)
    expect(product.output).toContain('moderator2')
    expect(product.output).toMatch(/^perdure: migrated: \d+_init(, \d+_\w+)*, \d+ SQL functions$/m)
    expect((await product.call(null, 'GET', '/readyz')).body).toMatchObject({ ready: true })
    await file()
    expect((await product.call('moderator', 'POST', '/notifications/read-all')).status).toBe(204)
    const ui = await fetch(`http://127.0.0.1:${product.env.TEMPORAL_UI_PORT}/`)
    expect(ui.status).toBe(200)
  })
  it('lets nobody else read what it keeps, nor in without a password', async () => {
    const names = await readdir(product.folder, { recursive: true })
    const open: string[] = []
    for (const name of ['', ...names]) {
      const found = await lstat(join(product.folder, name)).catch(() => undefined) // a log that was just rotated
      if (found === undefined || found.isSymbolicLink()) continue
      if ((found.mode & 0o077) !== 0) open.push(name)
    }
    expect(open).toEqual([])
    const { DATABASE_URL = '' } = parseEnv(await readFile(join(product.folder, 'env'), 'utf8'))
    for (const user of ['postgres', 'perdure_owner', 'perdure_app']) {
      const url = Object.assign(new URL(DATABASE_URL), { username: user, password: 'perdure' })
      const client = new pg.Client({ connectionString: url.href })
      await expect(client.connect()).rejects.toMatchObject({ code: /^28/ })
    }
  })
  it('says so when one runs already', async () => {
    await expect(product.twin().start()).rejects.toThrow(/runs here already/)
  })
  it('tells a second API and worker how to reach what runs, and only whoever started it', async () => {
    const { mode } = await stat(join(product.folder, 'env'))
    expect(mode & 0o777).toBe(0o600)
    const port = String(await freePort())
    const beside = { DATA_FOLDER: product.folder, PORT: port, LOG_LEVEL: 'error' }
    const worker = startByHand('temporal/worker.ts', beside)
    const api = startByHand('src/main.ts', beside)
    expect(await Promise.all([worker.said, api.said])).toEqual([
      `worker: runs for the task queue perdure of Temporal at ${product.temporalAddress}\n`,
      `api: serves http://127.0.0.1:${port}/api/v1, its documentation is /docs\n`,
    ])
    const mine = await fetch(`http://127.0.0.1:${port}/api/v1/users/me`, {
      headers: { Authorization: `Bearer ${await product.token('moderator')}` },
    })
    expect(mine.status).toBe(200) // a token of the first, so the keys are the same
    const mails = await fetch(`http://127.0.0.1:${port}/dev/mails`)
    expect(mails.status).toBe(200) // a development start, as the first
    await Promise.all([api, worker].map((child) => stopChild(child.process, 'SIGTERM', 10_000)))
    expect(api.process.exitCode).toBe(0)
  })
  it('stops everything in order on SIGTERM, and goes on with the same data and sessions', async () => {
    const pids = await product.pids()
    expect(await product.stop()).toBe(0)
    for (const pid of Object.values(pids)) expect(() => process.kill(pid, 0)).toThrow()
    expect(existsSync(join(product.folder, 'env'))).toBe(false)
    await product.start()
    expect(await countTickets()).toBe(1) // with the token of before
    const readHeads = async () => (await product.call('admin', 'GET', '/admin/audit/heads')).body
    for (let tries = 0; tries < 50 && (await readHeads()).items.length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect((await readHeads()).items).toHaveLength(1)
    expect((await product.call('admin', 'GET', '/admin/audit/verify')).body).toMatchObject({
      ok: true,
    })
    await file()
  })
  it('heals after kill -9 of everything', async () => {
    const { start, ...rest } = await product.pids()
    for (const pid of [start, ...Object.values(rest)]) process.kill(pid ?? 0, 'SIGKILL')
    await product.start()
    expect(await countTickets()).toBe(2)
  })
  it('heals after kill -9 of the supervisor alone, whose children live on', async () => {
    await product.kill('start')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await product.start()
    expect(await countTickets()).toBe(2)
    expect(await product.stop('SIGINT')).toBe(0)
  })
  it('heals after kill -9 of the supervisor as soon as one of its servers runs, and then the other', async () => {
    const left: number[] = []
    for (const mark of ['start-dev', POSTGRES]) {
      const started = product.start()
      const interrupted = expect(started).rejects.toThrow(/ended with null/)
      left.push(await product.waitForChild(mark))
      await product.kill('start')
      await interrupted
    }
    await product.start()
    for (const child of left) expect(() => process.kill(child, 0)).toThrow()
    expect(await countTickets()).toBe(2)
    expect(await product.stop()).toBe(0)
  })
  it('stops what still boots on SIGTERM', async () => {
    const started = product.start()
    const interrupted = expect(started).rejects.toThrow(/ended with 0/)
    const children = [await product.waitForChild(POSTGRES), await product.waitForChild('start-dev')]
    expect(await product.stop()).toBe(0)
    await interrupted
    for (const pid of children) expect(() => process.kill(pid, 0)).toThrow()
  })
  it('begins anew with --fresh', async () => {
    await product.start(['--fresh'])
    const { body } = await product.call(null, 'POST', '/auth/login', {
      login: 'moderator@demo.test',
      password: 'perdure-demo',
    })
    const tickets = await product.call(null, 'GET', '/tickets?count=true', undefined, {
      Authorization: `Bearer ${body.accessToken}`,
    })
    expect(tickets.body.total).toBe(0)
    await product.stop()
  })
})

describe('what can go wrong is one clear line', () => {
  const line = (env: Record<string, string>) =>
    product.start([], env).then(
      () => 'started',
      (error: Error) => error.message,
    )
  async function take(port: string | undefined) {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve))
    return () => new Promise((resolve) => server.close(resolve))
  }
  it('a taken port, and several at once', async () => {
    const { PORT, TEMPORAL_UI_PORT } = product.env
    const give = await take(PORT)
    expect(await line({})).toMatch(new RegExp(`perdure: port ${PORT} is taken: .*set PORT\\.`))
    const giveOther = await take(TEMPORAL_UI_PORT)
    expect(await line({})).toMatch(
      new RegExp(`ports ${PORT}, ${TEMPORAL_UI_PORT} are taken: .*set PORT, TEMPORAL_UI_PORT\\.`),
    )
    await Promise.all([give(), giveOther()])
  })
  it('demo accounts that the network would reach', async () => {
    expect(await line({ HOST: '0.0.0.0' })).toMatch(/ended with 1: perdure: HOST: .*demo accounts/)
  })
  it('a wrong port, a database that is not there', async () => {
    expect(await line({ PORT: 'many' })).toMatch(/ended with 1: perdure: PORT: must be .*"many"\n$/)
    expect(
      await line({
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
        TEMPORAL_ADDRESS: product.temporalAddress,
      }),
    ).toMatch(/ended with 1: perdure: (DATABASE_URL|TEMPORAL_ADDRESS)/)
  })
})
