import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { demoEmail, useWorld } from '../support/world.js'

const world = useWorld()
const run = promisify(execFile)

/** What a client's author would write: nothing in it but types that were generated. */
const PROGRAM = `
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './perdure.js'

type Ticket = components['schemas']['Ticket']
export type Fetch = (request: Request) => Promise<Response>

export async function drive(fetch: Fetch, logins: Record<'requester' | 'moderator' | 'head', string>, password: string) {
  const baseUrl = 'http://perdure.test/api/v1'
  async function signIn(login: string): Promise<Client<paths>> {
    const anonymous = createClient<paths>({ baseUrl, fetch })
    const { data } = await anonymous.POST('/auth/login', { body: { login, password } })
    if (data === undefined) throw new Error('no token')
    return createClient<paths>({ baseUrl, fetch, headers: { Authorization: 'Bearer ' + data.accessToken } })
  }
  const [requester, moderator, head] = await Promise.all([
    signIn(logins.requester), signIn(logins.moderator), signIn(logins.head),
  ])
  const departments = await requester.GET('/departments')
  const departmentId = departments.data?.items.find(({ code }) => code === 'IT')?.id
  if (departmentId === undefined) throw new Error('no department')
  const filed = await requester.POST('/tickets', {
    body: { title: 'Printer on fire', description: 'Second floor', departmentId },
    params: { header: { 'Idempotency-Key': 'one' } },
  })
  if (filed.data === undefined || 'deflected' in filed.data) throw new Error('not filed: ' + filed.error?.code)
  const ticket: Ticket = filed.data
  const path = { id: ticket.id }
  const etag = filed.response.headers.get('ETag') ?? ''
  await moderator.POST('/moderator/tickets/{id}/assign', {
    params: { path, header: { 'If-Match': etag } }, body: { priority: 'high' },
  })
  const stale = await moderator.POST('/moderator/tickets/{id}/assign', {
    params: { path, header: { 'If-Match': etag } }, body: {},
  })
  const refused: 'revision_mismatch' | undefined = stale.response.status === 412 ? stale.error?.code as 'revision_mismatch' : undefined
  await head.PATCH('/tickets/{id}/status', { params: { path }, body: { status: 'in_progress' } })
  await head.PATCH('/tickets/{id}/status', { params: { path }, body: { status: 'completed', notes: 'Done' } })
  await requester.PATCH('/tickets/{id}/resolve_by_requester', { params: { path }, body: { rating: 5 } })
  await moderator.POST('/moderator/tickets/{id}/close', { params: { path }, body: {} })
  const history = await requester.GET('/tickets/{id}/history', { params: { path } })
  const open = await requester.GET('/tickets', { params: { query: { status: ['closed'], limit: 10 } } })
  return {
    refused,
    commands: history.data?.items.map(({ command }) => command),
    found: open.data?.items.map(({ id }) => id === ticket.id),
  }
}
`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(resolve('.data/client-')) // below the project, where its packages are found
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a client generated from the document', () => {
  it('compiles without a word, and drives the main road', async () => {
    const { body } = await world.call(null, 'GET', '/openapi.json')
    await writeFile(join(folder, 'perdure.ts'), astToString(await openapiTS(JSON.stringify(body))))
    await writeFile(join(folder, 'drive.ts'), PROGRAM)
    const strict = [
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
    ]
    const tsc = resolve('node_modules/typescript/bin/tsc')
    await run(process.execPath, [tsc, ...strict, 'drive.ts'], { cwd: folder }).catch(
      ({ stdout }: { stdout: string }) => expect.fail(stdout),
    )
    const { drive } = await import(join(folder, 'drive.ts'))
    const driven = await drive(
      (request: Request) => world.app.fetch(request),
      {
        requester: demoEmail('requester'),
        moderator: demoEmail('moderator'),
        head: demoEmail('it.head'),
      },
      DEMO_PASSWORD,
    )
    expect(driven).toEqual({
      refused: 'revision_mismatch',
      commands: ['submit', 'assign', 'start', 'complete', 'resolve', 'close'],
      found: [true],
    })
  })
})
