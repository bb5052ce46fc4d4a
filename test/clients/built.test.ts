import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Live, LiveState, Perdure } from '../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { buildClient, CLIENT_FOLDER } from '../support/built-client.js'
import { startPageServer } from '../support/page-server.js'
import { demoEmail, useWorld } from '../support/world.js'

/** Debian's package; `.ci/run` installs it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
if (CHROMIUM === undefined)
  process.stderr.write('the client is not tried in a browser: no Chromium is installed\n')

type Client = typeof import('../../clients/typescript/src/index.js')

/** What a page has of the client, and what it has heard. */
interface Stage {
  client: Client
  perdure: Perdure
  live: Live
  states: LiveState[]
  heard: string[]
}
declare global {
  interface Window extends Stage {}
}

const pages = await startPageServer()
/** No secure context, as on a desk of one's own without TLS. */
const HOST = 'desk.test'
const ORIGIN = `http://${HOST}:${pages.port}`

const world = useWorld({ env: { CORS_ORIGINS: ORIGIN } })
let browser: Browser
let api = ''
beforeAll(async () => {
  await buildClient()
  api = await world.serve()
  if (CHROMIUM === undefined) return
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
    ],
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await pages.stop()
})

/** A page that has signed in; the API is where `url` says. */
async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(ORIGIN)
  await page.waitForFunction(() => window.client !== undefined)
  const credentials = { url, login: demoEmail('requester'), password: DEMO_PASSWORD }
  await page.evaluate(async ({ url, login, password }) => {
    window.perdure = window.client.createPerdure({ url })
    await window.perdure.signIn({ login, password })
  }, credentials)
  return { page, complaints }
}

/** Files a ticket with a file of 300 KB; its id, what it told of its progress, and the headers that a page may read. */
const file = (page: Page) =>
  page.evaluate(async () => {
    const { perdure, client } = window
    const { items } = await client.take(perdure.api.GET('/departments'))
    const progress: number[] = []
    const notes = new File(['A line of it.\n'.repeat(22_000)], 'notes.txt', { type: 'text/plain' })
    const key = await perdure.upload(notes, { onProgress: (sent) => void progress.push(sent) })
    const departmentId = items.find(({ code }) => code === 'IT')?.id ?? ''
    const body = { title: 'From a page', description: 'x', departmentId, attachments: [key] }
    const { data: filed, response } = await perdure.api.POST('/tickets', { body })
    const data = filed && 'id' in filed ? filed : undefined
    const shown = ['ETag', 'Location', 'X-Request-Id'].map((name) => response.headers.get(name))
    return { id: data?.id ?? '', attached: data?.attachments[0], size: notes.size, progress, shown }
  })

const follow = (page: Page, id: string) =>
  page.evaluate(async (id) => {
    Object.assign(window, { heard: [], states: [] })
    window.live = await window.perdure.live({ onState: (state) => void window.states.push(state) })
    window.live.on('chat:message', ({ data }) => void window.heard.push(data.body))
    await window.live.enter(`ticket:${id}`)
  }, id)

const sayThere = (page: Page, id: string, body: string) =>
  page.evaluate(
    ({ id, body }) => window.live.say(id, { body, visibility: 'public' }).then(() => {}),
    { id, body },
  )

const reach = (page: Page, state: LiveState) =>
  page.waitForFunction((state) => window.states.at(-1) === state, state, { timeout: 30_000 })

const hear = (page: Page, words: string[]) =>
  expect
    .poll(() => page.evaluate(() => window.heard), { timeout: 30_000, interval: 100 })
    .toEqual(words)

/** What the README leaves to its reader. */
const BEFORE = `import { WebSocket } from 'ws'
const password = '${DEMO_PASSWORD}'
const [title, description, departmentId] = ['The printer is on fire', 'Second floor', process.argv[3]]
const file = new File(['It smokes!'], 'smoke.txt', { type: 'text/plain' })
const states: string[] = []
const gaps: unknown[] = []
const heard: string[] = []
const [onState, onGap, show] = [(s: string) => states.push(s), (r: unknown) => gaps.push(r), (m: { body: string }) => heard.push(m.body)]
const openSocket = (url: string) => new WebSocket(url)
`
const AFTER = `
while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
live.close()
console.log(JSON.stringify({ states, gaps, heard, refusal, attached: ticket.attachments.length }))
process.exit()
`

it('its README does what it says', async () => {
  const readme = readFileSync('clients/typescript/README.md', 'utf8')
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
  const program = join(CLIENT_FOLDER, 'readme.ts')
  const text = [BEFORE, ...blocks, AFTER].join('\n')
  await writeFile(program, text.replace("'https://desk.example'", 'process.argv[2]'))
  const args = [new URL(api).origin, await world.departmentId('IT')]
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', program],
    ...args,
  ])
  await rm(program)
  expect(JSON.parse(stdout)).toEqual({
    ...{ states: ['socket', 'closed'], gaps: [], heard: ['10 of 10', 'On my way'], attached: 1 },
    refusal: expect.stringContaining('moderator'),
  })
})

describe.skipIf(CHROMIUM === undefined)('the client in a browser', () => {
  it.each([
    ['at the origin of its page, behind a proxy', () => ORIGIN],
    ['at another origin, which lists that of the page', () => new URL(api).origin],
  ])('%s: files a ticket with a file, and follows it live', async (_where, url) => {
    pages.lead({ api, hasSockets: true })
    const { page, complaints } = await open(url())
    const { id, attached, size, progress, shown } = await file(page)
    expect(attached).toMatchObject({ fileName: 'notes.txt', size })
    expect(progress.at(-1)).toBe(size)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(shown).toEqual(['"1"', `/api/v1/tickets/${id}`, expect.any(String)])
    await follow(page, id)
    await reach(page, 'socket')
    await world.call('moderator', 'POST', `/tickets/${id}/messages`, { body: 'What is on it?' })
    await hear(page, ['What is on it?'])
    await sayThere(page, id, 'Nothing')
    await hear(page, ['What is on it?', 'Nothing'])
    expect(await page.evaluate(() => window.states)).toEqual(['socket'])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('is told by the long poll where its socket is refused', async () => {
    pages.lead({ api, hasSockets: false })
    const { page, complaints } = await open(ORIGIN)
    const { id } = await file(page)
    await follow(page, id)
    await reach(page, 'polling')
    await world.call('moderator', 'POST', `/tickets/${id}/messages`, { body: 'one' })
    await hear(page, ['one'])
    await sayThere(page, id, 'two')
    await hear(page, ['one', 'two'])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('throws a refusal by its code, and is refused by a server that does not know its origin', async () => {
    const { page } = await open(new URL(api).origin)
    const code = await page.evaluate(async () => {
      const path = { id: '01900000-0000-7000-8000-000000000000' }
      const { perdure, client } = window
      return client
        .take(perdure.api.GET('/tickets/{id}', { params: { path } }))
        .catch((error) => (client.isPerdureError(error, 'not_found') ? error.status : error))
    })
    expect(code).toBe(404)
    await page.goto(`http://127.0.0.1:${pages.port}`)
    await page.waitForFunction(() => window.client !== undefined)
    const unknown = await page.evaluate(async (url) => {
      const perdure = window.client.createPerdure({
        url,
        retry: { ...window.client.RETRY, tries: 1 },
      })
      const signingIn = perdure.signIn({ login: 'x', password: 'y' })
      return signingIn.catch((error) => error.code)
    }, new URL(api).origin)
    expect(unknown).toBe('unreachable')
    await page.close()
  })
})
