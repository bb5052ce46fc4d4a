import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/database/pool.js'
import { findViolations, openProductDatabase } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { useProduct } from '../support/chaos/product.js'
import { type Dovecot, startDovecot } from '../support/dovecot.js'
import { createSender } from '../support/mails/send.js'

/** Below ten of each, so that none is cut. */
const WRITERS = ['requester', 'requester2', 'it.agent', 'it.head', 'moderator', 'admin', 'ceo']
const MAILS = 50
const KILLS = 6
const ALL_WITHIN_MS = 240_000

const { product, departments } = await useProduct()
let server: Dovecot
let db: Database
beforeAll(async () => {
  server = await startDovecot()
  db = await openProductDatabase(product)
})
afterAll(async () => {
  await db.close()
  await server.remove()
})

const nameWriter = (n: number) => `${WRITERS[n % WRITERS.length]}@demo.test`
const write = (n: number) =>
  `From: ${nameWriter(n)}\r\nTo: it@demo.test\r\nSubject: mail-${n}\r\nMessage-ID: <${n}@x>\r\n\r\nIt smokes ${n}.\r\n`

/** As a sender does: again, until it was answered with 250. */
async function send(n: number): Promise<void> {
  const sender = createSender(Number(product.env.MAIL_IN_PORT))
  const envelope = { from: nameWriter(n), to: ['it@demo.test'] }
  for (;;) {
    const isTaken = await sender.sendMail({ envelope, raw: write(n) }).then(
      () => true,
      () => false,
    )
    if (isTaken) return sender.close()
    await sleep(300)
  }
}

it(`${MAILS} mails by SMTP and from a mailbox are ${MAILS} tickets, whatever worker is killed`, async () => {
  const { port, user, password } = server
  const mailbox = { host: '127.0.0.1', port, secure: false, user, password }
  const departmentId = departments.IT
  const made = await product.call('admin', 'POST', '/admin/mailboxes', { ...mailbox, departmentId })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const began = Date.now()
  let isOver = false
  const victims = Array.from({ length: KILLS }, (): Victim => 'worker')
  const killing = killInTurns(product, victims, { everyMs: 4_000, isOver: () => isOver })
  /** A change has it read at once; by itself it is once a minute. */
  const reading = (async () => {
    while (!isOver) {
      const patch = { departmentId, folder: 'INBOX' }
      await product.call('admin', 'PATCH', `/admin/mailboxes/${made.body.id}`, patch)
      await sleep(1_000)
    }
  })()
  for (let n = 0; n < MAILS; n += 1) {
    if (n % 2 === 0 || n % 5 === 0) await send(n)
    if (n % 2 === 1 || n % 5 === 0) await server.deliver(`mail-${n}`, write(n))
    await sleep(300)
  }
  const count = async () => {
    const [row] = await db.query<{
      filed: number
      tickets: number
      waiting: number
      doubled: number
    }>(
      `SELECT (SELECT count(*)::int FROM mail_in WHERE status = 'filed') AS filed,
         (SELECT count(*)::int FROM mail_in WHERE status <> 'filed') AS waiting,
         (SELECT count(*)::int FROM ticket WHERE channel = 'mail') AS tickets,
         (SELECT count(*)::int FROM (SELECT 1 FROM ticket WHERE channel = 'mail' GROUP BY title HAVING count(*) > 1) d) AS doubled`,
    )
    return row
  }
  for (const end = Date.now() + ALL_WITHIN_MS; Date.now() < end; await sleep(500)) {
    if ((await count())?.filed === MAILS) break
  }
  isOver = true
  const killed = await killing
  await reading
  expect(await count()).toEqual({ filed: MAILS, waiting: 0, tickets: MAILS, doubled: 0 })
  expect(killed).toBeGreaterThan(1)
  const seconds = Math.round((Date.now() - began) / 1_000)
  process.stdout.write(
    `${MAILS} mails are ${MAILS} tickets after ${seconds} s, worker killed ${killed} times\n`,
  )
  expect(await findViolations(db)).toEqual([])
}, 600_000)
