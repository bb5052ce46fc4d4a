import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { unseal } from '../../src/auth/seal.js'
import type { MailInView } from '../../src/contracts/mails-in.js'
import { createMailboxPoller } from '../../src/mail-in/imap/poll.js'
import { createMailboxReach } from '../../src/mail-in/imap/session.js'
import { createRoom, type Room } from '../../src/mail-in/room.js'
import { keepFetched } from '../../src/write/mailboxes/keep-fetched.js'
import { beginFolder } from '../../src/write/mailboxes/poll.js'
import { noteUnfetched } from '../../src/write/mailboxes/unfetched.js'
import { type Dovecot, HAS_DOVECOT, startDovecot } from '../support/dovecot.js'
import { type ServedMail, startImapServer } from '../support/imap-server.js'
import { useWorld } from '../support/world.js'

let server: Dovecot | undefined
const world = useWorld({
  prepare: async () => {
    const codec = `first:${randomBytes(32).toString('base64')}`
    return { env: { TEMPORAL_CODEC_KEYS: codec }, stop: async () => undefined }
  },
})
const admin = (method: string, path: string, body?: object) =>
  world.call('admin', method, `/admin/mailboxes${path}`, body)

/** Where nothing listens: `npm start` may call this machine. */
const away = async (over: object = {}) => ({
  ...{ host: '127.0.0.1', port: 9, secure: false, user: 'away', password: 'known to nobody' },
  ...{ departmentId: await world.departmentId('IT'), ...over },
})

beforeAll(async () => {
  if (HAS_DOVECOT) server = await startDovecot()
})
afterAll(() => server?.remove())

describe('a mailbox', () => {
  it('is kept like all that admins keep, and what opens it is shown to nobody', async () => {
    const made = await admin('POST', '', await away())
    expect(made).toMatchObject({
      status: 201,
      body: { port: 9, user: 'away', auth: 'password', folder: 'INBOX', version: 1 },
    })
    const { id } = made.body
    const changed = await admin('PATCH', `/${id}`, { accessToken: 'token of nobody' })
    expect(changed.body).toMatchObject({ auth: 'oauth', version: 2 })
    expect((await admin('POST', '', await away())).body.code).toBe('already_exists')
    const audit = await world.call('admin', 'GET', `/admin/audit?entityId=${id}`)
    expect(audit.body.items).toHaveLength(2)
    const kept = await world.db.query(
      `SELECT to_jsonb(b) AS row FROM mailbox b WHERE id = $1
       UNION ALL SELECT definition FROM resource_version WHERE entity = 'mailbox'`,
      [id],
    )
    const list = await admin('GET', '')
    const all = JSON.stringify([made.body, changed.body, list.body, audit.body, kept])
    expect(all).not.toMatch(/known to nobody|token of nobody/)
    expect((await admin('DELETE', `/${id}`)).status).toBe(204)
    expect((await admin('POST', `/${id}/test`)).status).toBe(404)
    const [gone] = await world.db.query('SELECT secret FROM mailbox WHERE id = $1', [id])
    expect(gone).toEqual({ secret: null })
    const back = await admin('POST', `/${id}/restore`)
    expect(back.body).toMatchObject({ lastError: 'secret_required', secretSetAt: null })
    expect((await admin('POST', `/${id}/test`)).body.code).toBe('secret_required')
    const given = await admin('PATCH', `/${id}`, { password: 'given anew' })
    expect(given.body).toMatchObject({ auth: 'password', secretSetAt: expect.any(String) })
    expect((await admin('POST', `/${id}/test`)).body.code).toBe('unreachable')
    // sealed by a key that is no longer given: said as what it comes to, and no poll that fails for ever
    await world.owner.query(`UPDATE mailbox SET secret = 'sealed:gone:AAAA' WHERE id = $1`, [id])
    expect((await admin('POST', `/${id}/test`)).body.code).toBe('secret_required')
    await poll(id)
    expect((await admin('GET', `/${id}`)).body.lastError).toBe('secret_required')
    await admin('DELETE', `/${id}`)
  })
  it('sends what opens it to no other server than it was given for', async () => {
    const { body } = await admin('POST', '', await away({ user: 'moved' }))
    for (const moved of [{ host: '192.0.2.1', port: 993 }, { port: 10 }, { secure: true }])
      expect((await admin('PATCH', `/${body.id}`, moved)).status).toBe(400)
    expect((await admin('PATCH', `/${body.id}`, { port: 10, password: 'x' })).status).toBe(200)
    await admin('DELETE', `/${body.id}`)
  })
  it.each<[object, string]>([
    [{ host: 'localhost', port: 993 }, 'its name'],
    [{ host: '10.1.2.3', port: 993 }, 'a neighbour'],
    [{ host: '169.254.169.254', port: 143 }, 'the cloud itself'],
    [{ host: '::ffff:127.0.0.1', port: 993 }, 'one of IPv4 in IPv6'],
    [{ host: '8.8.8.8', port: 25 }, 'another port'],
    [{ host: 'a b' }, 'no host'],
    [{ user: 'a\r\nb' }, 'two lines'],
    [{ accessToken: 'x' }, 'two secrets'],
    [{ password: undefined }, 'none'],
  ])('is not at %o: %s', async (over) => {
    expect((await admin('POST', '', await away(over))).status).toBe(400)
  })
})

/** Once the worker has read it. */
const polled = (id: string) =>
  world.until(async () => {
    const { body } = await admin('GET', `/${id}`)
    return body.lastPolledAt === null ? undefined : body
  }, 20_000)

/** Reads it beside the worker. */
async function poll(mailboxId: string, now = Date.now, room?: Room): Promise<void> {
  const deps = {
    ...{ db: world.db, domain: 'test', now },
    reach: createMailboxReach(world.config.outbound.mailboxRules),
    openSecret: (kept: string, id: string) => unseal(kept, id, world.config.temporal.codecKeys),
  }
  const pollMailbox = createMailboxPoller(deps, room)
  const ref = { organizationId: await world.organizationId(), mailboxId }
  await pollMailbox(ref, new AbortController().signal)
}

/** For the test alone, so that a second try finds the account free. */
async function keep(mailbox: object) {
  const { body } = await admin('POST', '', mailbox)
  onTestFinished(async () => {
    await admin('DELETE', `/${body.id}`)
  })
  return body
}

/** Passed over where no `dovecot-imapd` is installed. */
describe.skipIf(!HAS_DOVECOT)('a mailbox at a real server', () => {
  it('says whether it can be opened, and why not', async () => {
    const { port = 0, user, password } = server ?? {}
    const there = await away({ port, user, password })
    const made = await keep(there)
    const test = async (change: object = {}) => {
      await admin('PATCH', `/${made.id}`, change)
      return (await admin('POST', `/${made.id}/test`)).body
    }
    expect(await test(), await server?.readLog()).toEqual({ ok: true, messages: 0 })
    expect(await test({ password: 'wrong' })).toMatchObject({ ok: false, code: 'sign_in_failed' })
    const folder = { password, folder: 'Nowhere' }
    expect(await test(folder)).toMatchObject({ code: 'folder_not_found' })
    const tls = { password, folder: 'INBOX', secure: true }
    expect(await test(tls)).toMatchObject({ code: 'tls_failed' })
    expect(await test({ port: 9, password })).toMatchObject({ code: 'unreachable' })
  })
  it('has its mails filed once, whatever becomes of the server, of its UIDs, or of a worker', async () => {
    if (server === undefined) throw new Error('it is not there')
    const { port, user, password, deliver } = server
    const departmentId = await world.departmentId('HR')
    await deliver('one', write('One', 'It smokes.'))
    const there = await away({ port, user, password, departmentId })
    const made = await keep(there)
    const read = async () => (await admin('GET', `/${made.id}`)).body
    /** Every change has it read at once. */
    const change = async (given: object = {}) => {
      const before = (await read()).lastPolledAt
      await admin('PATCH', `/${made.id}`, { departmentId, ...given })
      return world.until(async () => {
        const now = await read()
        return now.lastPolledAt === before ? undefined : now
      }, 20_000)
    }

    const [one] = await filed('One')
    expect(one).toMatchObject({ status: 'filed', mailboxId: made.id, to: [] })
    const { body: ticket } = await world.call('moderator', 'GET', `/tickets/${one?.ticket?.id}`)
    expect(ticket).toMatchObject({ channel: 'mail', department: { code: 'HR' } })
    const history = await world.call('moderator', 'GET', `/tickets/${ticket.id}/history`)
    expect(history.body.items[0]).toMatchObject({ command: 'submit', by: 'mail' })

    const answer = `References: <ticket-${ticket.id}@perdure>\n`
    await deliver('two', write('Two', 'It burns.', answer))
    await deliver('large', write('Large', `${'x'.repeat(998)}\n`.repeat(27_000)))
    await change()
    expect(await filed('Two')).toMatchObject([{ ticket: { id: ticket.id } }])
    const [large] = await filed('Large')
    expect(large).toMatchObject({ status: 'failed', why: 'too_large' })
    await world.call('moderator', 'POST', `/moderator/mails/${large?.id}/file`, { departmentId })
    const [half] = await filed('Large')
    const { body: kept } = await world.call('moderator', 'GET', `/tickets/${half?.ticket?.id}`)
    expect(kept.description).toContain('too large to be taken')
    const news = await world.call('moderator', 'GET', '/notifications')
    expect(news.body.items).toContainEqual(expect.objectContaining({ type: 'mail_unmatched' }))

    const hanging = createServer(() => undefined)
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
    const hangs = (hanging.address() as AddressInfo).port // it listens on TCP
    const other = await keep(await away({ port: hangs, user: 'hangs' }))
    await server.changeUids()
    await deliver('three', write('Three', 'It is out.'))
    await change()
    expect(await filed('Three')).toMatchObject([{ status: 'filed' }])
    expect(await countMails()).toBe(4)

    expect(await change({ password: 'wrong' })).toMatchObject({ lastError: 'sign_in_failed' })
    await deliver('four', write('Four', 'Again.'))
    await server.stop()
    expect(await change({ password })).toMatchObject({ lastError: 'unreachable' })
    await server.start()
    expect(await change()).toMatchObject({ lastError: null, failingSince: null })
    expect(await filed('Four')).toHaveLength(1)

    for (let n = 0; n < 5; n += 1) await deliver(`more-${n}`, write(`More ${n}`, 'x'))
    await Promise.all([poll(made.id), poll(made.id), change()])
    await change()
    await filed('More 4')
    expect(await countMails()).toBe(10)
    const failed = await world.until(async () => {
      const { body } = await admin('GET', `/${other.id}`)
      return body.lastError === null ? undefined : body
    }, 20_000)
    expect(failed).toMatchObject({ lastError: 'timed_out' })
    hanging.close()
  }, 120_000)
  it('loses nothing where the connection ends while a mail is being kept, and takes nobody who was fetched late for one who writes much', async () => {
    if (server === undefined) throw new Error('it is not there')
    const { user, password, deliver } = server
    const line = await openLine(server.port)
    const { body: made } = await admin('POST', '', await away({ port: line.port, user, password }))
    onTestFinished(async () => {
      await admin('DELETE', `/${made.id}`)
      line.close()
    })
    await polled(made.id)
    const hourMs = 3_600_000
    for (let n = 0; n < 3; n += 1)
      await deliver(`late-${n}`, write(`Late ${n}`, 'x'), (n + 1) * hourMs)
    let calls = 0
    /** Its third call is when the first mail is fetched, and not kept yet. */
    const now = () => {
      calls += 1
      if (calls === 3) line.cut()
      return Date.now()
    }
    await poll(made.id, now)
    expect((await admin('GET', `/${made.id}`)).body.lastError).toBe('unreachable')
    await poll(made.id, now)
    for (let n = 0; n < 3; n += 1)
      expect(await filed(`Late ${n}`)).toMatchObject([{ status: 'filed' }])
  }, 60_000)
})

/** What leads to a port, and can be cut. */
async function openLine(port: number) {
  const ends = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const end of [near, far]) {
      ends.add(end)
      end.on('error', () => undefined)
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const end of ends) end.destroy()
    ends.clear()
  }
  const { port: own } = line.address() as AddressInfo // it listens on TCP
  const close = () => {
    cut()
    line.close()
  }
  return { port: own, cut, close }
}

describe('a mailbox that is changed', () => {
  it('has the mails of another folder, though that numbers them alike', async () => {
    const organizationId = await world.organizationId()
    const { id } = (await admin('POST', '', await away({ user: 'alike' }))).body
    const keep = async (version: number, subject: string) => {
      const at = new Date().toISOString()
      const place = { uidValidity: 1, lastUid: 0, oldUntilUid: 0, begunAt: at, isBegunAnew: false }
      await beginFolder(world.db.of(organizationId), { id, version }, place)
      const raw = Buffer.from(write(subject, 'x'))
      const mail = {
        sender: FROM,
        recipients: [],
        uid: 1,
        raw,
        size: raw.length,
        at,
        arrivedAt: at,
      }
      const folder = { organizationId, mailboxId: id, version, uidValidity: 1 }
      return keepFetched(world.db, folder, mail)
    }
    expect(await keep(1, 'Inbox')).toBe(true)
    expect((await admin('PATCH', `/${id}`, { folder: 'Other' })).body.version).toBe(2)
    expect(await keep(1, 'Of before')).toBe(false)
    expect(await keep(2, 'Other')).toBe(true)
    for (const subject of ['Inbox', 'Other']) expect(await filed(subject)).toHaveLength(1)
    await admin('DELETE', `/${id}`)
  })
})

describe('a mail that two workers fetch', () => {
  it('is none that was not handed out, or is filed as it is listed, or by nobody where a moderator has put it aside', async () => {
    const organizationId = await world.organizationId()
    const { id } = await keep(await away({ user: 'two' }))
    const at = (minutes: number) => new Date(Date.now() - (90 - minutes) * 60_000).toISOString()
    const place = { uidValidity: 1, lastUid: 0, oldUntilUid: 0, begunAt: at(0), isBegunAnew: false }
    await beginFolder(world.db.of(organizationId), { id, version: 1 }, place)
    const folder = { organizationId, mailboxId: id, version: 1, uidValidity: 1 }
    const about = (uid: number, minutes = 0) => {
      const times = { at: at(minutes), arrivedAt: at(minutes) }
      return { sender: FROM, recipients: [], uid, size: 1, ...times }
    }
    const fetch = (uid: number, before?: { mailId: string | null }) => {
      const raw = Buffer.from(write(`Both ${uid}`, 'x'))
      return keepFetched(world.db, folder, { ...about(uid), raw }, before)
    }
    const miss = async (uid: number) => {
      const listed = { messageId: null, sender: null, subject: '' }
      const mail = { raw: Buffer.alloc(0), why: 'not_fetched', listed } as const
      for (let n = 0; n < 5; n += 1)
        await noteUnfetched(world.db, folder, { ...about(uid, 2 * n), ...mail })
    }
    await fetch(1)
    await miss(1)
    expect(await unfetched(id)).toEqual([])

    await miss(2)
    const [second] = await listed(id)
    await fetch(2, { mailId: null })
    expect(await filed('Both 2')).toMatchObject([{ id: second?.id }])

    await miss(3)
    const [third] = await listed(id)
    await world.call('moderator', 'POST', `/moderator/mails/${third?.id}/reject`)
    for (let n = 0; n < 2; n += 1) await fetch(3, { mailId: third?.id ?? null })
    await fetch(3)
    expect(await unfetched(id)).toEqual([])
    const { body } = await world.call('admin', 'GET', `/moderator/mails?from=${FROM}&limit=200`)
    const subjects = body.items.map(({ subject }: MailInView) => subject)
    expect(subjects).not.toContain('Both 3')
  })
})

describe('a mailbox that fails', () => {
  const listNews = async () => {
    const { body } = await world.call('admin', 'GET', '/notifications?limit=100')
    const types: string[] = body.items.map(({ type }: { type: string }) => type)
    return types.filter((type) => type.startsWith('mailbox_'))
  }
  const mailed = (count: number) =>
    world.until(async () => {
      const sent = await world.db.query<{ subject: string; text: string }>(
        `SELECT subject, text FROM dev_mail WHERE subject ~ 'mailbox' AND "to" ~ '^admin@' ORDER BY id`,
      )
      return sent.length >= count && sent
    })
  it('is told of once after an hour, by two workers that read it at once, and once when it works again', async () => {
    const server = await startImapServer([])
    const made = await keep(await away({ user: 'news' }))
    await polled(made.id)
    const pollAfter = (minutes: number) => poll(made.id, () => Date.now() + minutes * 60_000)
    await Promise.all([pollAfter(61), pollAfter(61)])
    await pollAfter(200)
    expect(await listNews()).toEqual(['mailbox_failing'])
    await mailed(1)
    await admin('PATCH', `/${made.id}`, { port: server.port, password: 'x' })
    await world.until(async () => (await listNews()).length > 1)
    expect(await mailed(2)).toMatchObject([
      { subject: 'A mailbox can’t be read', text: expect.stringContaining('news · 127.0.0.1') },
      { subject: 'A mailbox can be read again' },
    ])
    expect(await listNews()).toEqual(['mailbox_recovered', 'mailbox_failing'])
    server.close()
  }, 60_000)
})

describe('a mailbox at a server of any manners', () => {
  it('loses no mail that the server was silent about, and is held up by none', async () => {
    const long = `<${randomBytes(4_000).toString('hex')}@x>`
    const mails = [
      { uid: 1, raw: write('Odd 1', 'x') },
      { uid: 2, raw: write('Odd 2', 'x'), size: 30_000_000_000, messageId: long },
      { uid: 3, raw: write('Odd 3', 'x') },
      { uid: 4, raw: write('Odd 4', 'x') },
    ].map((mail) => ({ ...mail, raw: crlf(mail.raw) }))
    const odd = await startImapServer(mails)
    odd.leaveAfter(3)
    const { body: made } = await admin('POST', '', await away({ port: odd.port, user: 'odd' }))
    expect(await polled(made.id)).toMatchObject({ lastError: 'unreachable' })
    odd.leaveAfter(Number.POSITIVE_INFINITY)
    await admin('PATCH', `/${made.id}`, { folder: 'INBOX' })
    for (const n of [1, 3, 4]) expect(await filed(`Odd ${n}`)).toHaveLength(1)
    expect(await filed('Listed 2')).toMatchObject([
      { status: 'failed', why: 'too_large', messageId: null, from: { address: FROM } },
    ])
    const told = await world.call('moderator', 'GET', '/notifications')
    expect(told.body.items.map(({ type }: { type: string }) => type)).toContain('mail_unmatched')
    await admin('DELETE', `/${made.id}`)
    odd.close()
  }, 60_000)
  it('puts aside what it never hands out, has what comes behind it, and fetches it later: by itself, or when a moderator wants it', async () => {
    const stuck = { uid: 2, raw: crlf(write('Held 2', 'x')), mood: 'is refused' } as ServedMail
    const other: ServedMail = { uid: 3, raw: crlf(write('Held 3', 'x')), mood: 'hangs up' }
    const long = `${'x'.repeat(998)}\n`.repeat(1_500)
    const server = await startImapServer([
      { uid: 1, raw: crlf(write('Held 1', 'x')), mood: 'has no header' },
      ...[stuck, other],
      { uid: 4, raw: crlf(write('Held 4', long)) },
      { uid: 5, raw: crlf(write('Held 5', long)), mood: 'comes whole' },
    ])
    const made = await keep(await away({ port: server.port, user: 'held' }))
    await polled(made.id)
    const polls = async (times: number) => {
      for (let n = 0; n < times; n += 1) await poll(made.id)
    }
    const pass = () =>
      world.db.query(
        `UPDATE mailbox_unfetched SET since = since - interval '5 minutes', next_try_at = next_try_at - interval '1 day'`,
      )
    await polls(4)
    expect(await filed('Held 1')).toHaveLength(1)
    expect(await listed(made.id)).toEqual([])
    expect(await read(made.id)).toMatchObject({ lastError: 'answer_invalid' })
    await pass()
    await polls(2)
    const [first, ...more] = await listed(made.id)
    expect(first).toMatchObject({
      why: 'not_fetched',
      subject: 'Listed 2',
      from: { address: FROM },
    })
    expect(more).toEqual([])
    expect(await read(made.id)).toMatchObject({ lastError: 'unreachable' })
    await polls(3)
    await pass()
    await polls(3)
    expect(await listed(made.id)).toHaveLength(2)
    for (const n of [4, 5]) {
      const [whole] = await filed(`Held ${n}`)
      expect(whole?.size).toBeGreaterThan(1_500_000)
    }
    expect(await read(made.id)).toMatchObject({ lastError: null })

    const departmentId = await world.departmentId('HR')
    const file = () =>
      world.call('moderator', 'POST', `/moderator/mails/${first?.id}/file`, { departmentId })
    expect((await world.call('admin', 'GET', `/admin/mails/${first?.id}/raw`)).status).toBe(404)
    stuck.mood = undefined
    expect(await file()).toMatchObject({ status: 202, body: { status: 'failed' } })
    const [fetched] = await filed('Held 2')
    expect(fetched).toMatchObject({ id: first?.id, status: 'filed', why: null })
    expect((await file()).status).toBe(409)
    await pass()
    await polls(1)
    expect(await listed(made.id)).toHaveLength(1)
    other.mood = undefined
    await pass()
    await polls(1)
    expect(await filed('Held 3')).toHaveLength(1)
    expect(await listed(made.id)).toEqual([])
    server.close()
  }, 90_000)
  it('has a large mail fetched once there is room for it, and a small one before', async () => {
    const mails: ServedMail[] = []
    const server = await startImapServer(mails)
    const made = await keep(await away({ port: server.port, user: 'room' }))
    await polled(made.id)
    const large = crlf(write('Room 2', `${'x'.repeat(998)}\n`.repeat(1_500)))
    mails.push({ uid: 1, raw: crlf(write('Room 1', 'x')) }, { uid: 2, raw: large })
    mails.push({ uid: 3, raw: '', mood: 'hangs up' })
    const room = createRoom(1_000_000)
    const other = room.take()
    other.add(999_999)
    await poll(made.id, Date.now, room)
    expect(await read(made.id)).toMatchObject({ lastError: null })
    expect(await filed('Room 1')).toHaveLength(1)
    other.free()
    await poll(made.id, Date.now, room)
    expect(await filed('Room 2')).toHaveLength(1)
    expect(room.take().add(1_000_000)).toBe(true)
    expect(await unfetched(made.id)).toEqual([{ uid: 3, tries: 1 }])
    mails[2] = { uid: 4, raw: crlf(write('Room 4', 'x')) } // the other was deleted
    await poll(made.id)
    expect(await unfetched(made.id)).toEqual([])
    server.close()
  }, 60_000)
})

const FROM = 'requester@demo.test'

const crlf = (raw: string) => raw.replaceAll('\n', '\r\n')
const read = async (id: string) => (await admin('GET', `/${id}`)).body

/** Oldest first. */
const unfetched = (mailboxId: string) =>
  world.db.query(
    'SELECT uid::int AS uid, tries FROM mailbox_unfetched WHERE mailbox_id = $1 ORDER BY uid',
    [mailboxId],
  )

/** What is listed of what its server did not hand out, oldest first. */
async function listed(mailboxId: string): Promise<MailInView[]> {
  const { body } = await world.call('moderator', 'GET', '/moderator/mails?status=failed&limit=200')
  const own = body.items.filter((one: MailInView) => one.mailboxId === mailboxId)
  return own.reverse()
}

function write(subject: string, words: string, headers = ''): string {
  const id = `Message-ID: <${subject.replace(' ', '')}@x>`
  const head = `Return-Path: <${FROM}>\nFrom: ${FROM}\nTo: desk@example.org\nSubject: ${subject}\n${id}`
  return `${head}\n${headers}\n${words}\n`
}

const filed = (subject: string): Promise<MailInView[]> =>
  world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/moderator/mails?from=${FROM}&limit=200`)
    const found = body.items.filter((one: MailInView) => one.subject === subject)
    const isOver = found.every(({ status }: MailInView) => status !== 'pending')
    return isOver && found.length > 0 ? found : undefined
  }, 30_000)

async function countMails(): Promise<number> {
  const { body } = await world.call('admin', 'GET', '/moderator/mails?limit=200')
  return body.items.length
}
