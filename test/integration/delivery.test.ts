import { createServer } from 'node:net'
import { MockActivityEnvironment } from '@temporalio/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { deliveryActivities } from '../../activities/delivery/index.js'
import { smtpMailer } from '../../activities/delivery/mailers.js'
import { type Mail, MailServerAwayError } from '../../activities/ports.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** A mail server: `refuses` says of which mails, `isAway` that it can't be reached. */
function mailbox() {
  const sent: Mail[] = []
  const state = {
    isAway: false,
    refuses: (_: Mail) => false,
    beforeSending: async (): Promise<void> => {},
  }
  const send = async (mail: Mail) => {
    await state.beforeSending()
    if (state.isAway) throw new MailServerAwayError('connection refused')
    if (state.refuses(mail)) throw new Error('550 no such mailbox')
    sent.push(mail)
  }
  return { sent, state, activities: deliveryActivities({ db: world.db, mailer: { send } }) }
}

/** As a worker would run it: with heartbeats and a context. */
async function run<A extends unknown[], R>(
  activity: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  return runAttempt(1, activity, ...args)
}
async function runAttempt<A extends unknown[], R>(
  attempt: number,
  activity: (...args: A) => Promise<R>,
  ...args: A
): Promise<R> {
  const result: R = await new MockActivityEnvironment({ attempt }).run(activity, ...args)
  return result
}
let organization = ''
beforeEach(async () => {
  await world.db.query(`DELETE FROM outbox WHERE kind IN ('mail', 'digest')`)
  const rows = await world.db.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug LIKE 'demo-%'`,
  )
  organization = rows[0]?.id ?? ''
})

const file = async (count: number) => {
  for (let n = 0; n < count; n += 1) await world.file()
}
/** Mails of requesters; moderators' digests are due a minute later. */
const mails = () =>
  world.db.query<{ id: string; attempts: number; error: string | null; done: boolean }>(
    `SELECT id, attempts, error, done_at IS NOT NULL AS done FROM outbox WHERE kind = 'mail' ORDER BY id`,
  )
const NO_MAIL = { failed: [], nextDueAt: expect.anything() }

describe('mails', () => {
  it('go out once, a moderator’s as one digest, with the ticket’s number and thread', async () => {
    const { sent, activities } = mailbox()
    const [one, two] = [
      await world.file(),
      await world.file('requester2', { title: '<b>bold</b>' }),
    ]
    const first = await run(activities.deliverDue, organization)
    expect(sent.map(({ to }) => to).sort()).toEqual(['requester2@demo.test', 'requester@demo.test'])
    expect(sent[0]?.subject).toBe(`[${one.number}] We have received your ticket`)
    expect(first.nextDueAt).not.toBeNull() // the moderators' digest, a minute after the first
    await world.db.query(`UPDATE outbox SET due_at = now() WHERE kind = 'digest'`)
    await run(activities.deliverDue, organization)
    const digests = sent.filter(({ to }) => to.startsWith('moderator'))
    expect(digests.map(({ to }) => to).sort()).toEqual([
      'moderator2@demo.test',
      'moderator@demo.test',
    ])
    expect(digests[0]?.subject).toBe(`[${one.number}, ${two.number}] 2 messages`)
    expect(digests[0]?.html).toContain('&lt;b&gt;bold')
    const count = sent.length
    expect(await run(activities.deliverDue, organization)).toEqual({ failed: [], nextDueAt: null })
    expect(sent).toHaveLength(count)
  })
  it('that fail are handed to a run of their own, which sends or gives up, never silently', async () => {
    const { sent, state, activities } = mailbox()
    await file(1)
    state.refuses = () => true
    const { failed } = await run(activities.deliverDue, organization)
    expect(failed).toHaveLength(1)
    const [id = ''] = failed
    await expect(run(activities.deliverOne, organization, id)).rejects.toThrow('550')
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
    state.refuses = () => false
    await run(activities.deliverOne, organization, id)
    await run(activities.deliverOne, organization, id)
    expect(sent.filter((mail) => mail.id === id)).toHaveLength(1)
    await file(1)
    state.refuses = () => true
    const [lost = ''] = (await run(activities.deliverDue, organization)).failed
    await run(activities.giveUpDelivery, organization, lost, 'a day of refusals')
    expect(await mails()).toContainEqual(
      expect.objectContaining({ id: lost, error: 'a day of refusals', done: true }),
    )
  })
})

describe('a batch', () => {
  it('sends each mail once, however many run beside each other and however slow they are', async () => {
    const { sent, state, activities } = mailbox()
    await file(6)
    state.beforeSending = () => new Promise((resolve) => setTimeout(resolve, 100))
    const batches = [1, 2, 3].map(() => run(activities.deliverDue, organization))
    await world.db.query(`UPDATE outbox SET leased_until = now() WHERE done_at IS NULL`)
    await Promise.all(batches)
    expect(sent).toHaveLength(6)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(6)
  })
  it('is of 25 at most, and says that more is due', async () => {
    const { sent, activities } = mailbox()
    await file(27)
    const { nextDueAt } = await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(25)
    expect(Date.parse(nextDueAt ?? '')).toBeLessThanOrEqual(Date.now())
    await run(activities.deliverDue, organization)
    expect(sent).toHaveLength(27)
  })
  it('stops when it is cancelled, and leaves the rest untouched', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    const environment = new MockActivityEnvironment()
    state.beforeSending = async () => environment.cancel()
    await environment.run(activities.deliverDue, organization)
    expect(sent).toHaveLength(1)
    expect((await mails()).map(({ attempts }) => attempts)).toEqual([1, 0, 0])
  })
  it('ends untouched while the mail server is away: nothing counted, nothing handed over', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    state.isAway = true
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(run(activities.deliverDue, organization)).rejects.toThrow('connection refused')
    }
    expect((await mails()).map(({ attempts, error }) => [attempts, error])).toEqual(
      Array(3).fill([0, null]),
    )
    state.isAway = false
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
    expect(sent).toHaveLength(3)
  })
  it('ends when the server goes away on the way: one mail is handed over, the rest waits', async () => {
    const { sent, state, activities } = mailbox()
    await file(4)
    state.beforeSending = async () => {
      state.isAway = sent.length === 2
    }
    expect((await run(activities.deliverDue, organization)).failed).toHaveLength(1)
    expect((await mails()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 0])
  })
  it('is not kept back by a mail at which the server hangs up', async () => {
    const { sent, state, activities } = mailbox()
    await file(3)
    const [poison] = await mails()
    state.beforeSending = async () => {
      const [claimed] = await world.db.query<{ id: string }>(
        'SELECT id FROM outbox WHERE leased_until > now() AND done_at IS NULL AND error IS NULL',
      )
      state.isAway = claimed?.id === poison?.id
    }
    await expect(run(activities.deliverDue, organization)).rejects.toThrow('connection refused')
    const { failed } = await runAttempt(2, activities.deliverDue, organization)
    expect(sent).toHaveLength(2)
    expect(failed).toEqual([poison?.id])
  })
  it('hands over what a killed worker had claimed, once the claim has run out', async () => {
    const { sent, activities } = mailbox()
    await file(1)
    await world.db.query(
      `UPDATE outbox SET attempts = 1, leased_until = now() + interval '5 seconds' WHERE kind = 'mail' AND done_at IS NULL`,
    )
    const { failed, nextDueAt } = await run(activities.deliverDue, organization)
    expect(failed).toEqual([])
    expect(Date.parse(nextDueAt ?? '')).toBeLessThan(Date.now() + 6_000)
    await world.db.query(`UPDATE outbox SET leased_until = now() WHERE done_at IS NULL`)
    const later = await run(activities.deliverDue, organization)
    expect(later.failed).toHaveLength(1)
    await run(activities.deliverOne, organization, later.failed[0] ?? '')
    expect(sent).toHaveLength(1)
    expect(await run(activities.deliverDue, organization)).toEqual(NO_MAIL)
  })
})

describe('the SMTP mailer', () => {
  const mail: Mail = {
    id: 'x',
    organizationId: 'x',
    to: 'somebody@example.test',
    subject: 'x',
    text: 'x',
    html: 'x',
    headers: {},
  }
  /** A server that greets, and answers each command by its first word. */
  async function withServer(answers: Record<string, string>, test: (url: string) => Promise<void>) {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.write('220 test\r\n')
      socket.on('data', (chunk) => {
        const word = chunk.toString().trim().split(' ')[0] ?? ''
        const answer = answers[word] ?? '250 ok'
        if (answer === 'hang up') socket.destroy()
        else socket.write(`${answer}\r\n`)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    await test(`smtp://127.0.0.1:${address.port}`).finally(() => server.close())
  }
  const send = (url: string) => smtpMailer(url, 'help@example.test').send(mail)

  it('tells a server that is away from a mail that is refused', async () => {
    await expect(send('smtp://127.0.0.1:1')).rejects.toThrow(MailServerAwayError)
    await withServer({ MAIL: '421 closing' }, async (url) => {
      await expect(send(url)).rejects.toThrow(MailServerAwayError)
    })
    await withServer({ MAIL: 'hang up' }, async (url) => {
      await expect(send(url)).rejects.toThrow(MailServerAwayError)
    })
    await withServer({ RCPT: '550 no such mailbox' }, async (url) => {
      const refused = await send(url).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(Error)
      expect(refused).not.toBeInstanceOf(MailServerAwayError)
    })
  })
})
