import { randomBytes } from 'node:crypto'
import type { Transporter } from 'nodemailer'
import { beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/lib/ports.js'
import { loadKeyRing, newSigningKey } from '../../src/auth/keys.js'
import { signMailToken } from '../../src/auth/mail-tokens.js'
import type { MailInView } from '../../src/contracts/mails-in.js'
import { writeReplyAddress } from '../../src/domain/mail-in/recipient.js'
import { createMailParser } from '../../src/mail-in/mail-parser.js'
import { createTurns } from '../../src/mail-in/turns.js'
import { MailUnreadableError } from '../../src/write/mail-in/deps.js'
import { directMail } from '../../src/write/mail-in/direct.js'
import { fileDueMails } from '../../src/write/mail-in/file-due.js'
import { receiveMail } from '../../src/write/mail-in/receive.js'
import { CORPUS } from '../support/mails/corpus/index.js'
import type { Awkward, Fate } from '../support/mails/corpus/kit.js'
import { createSender } from '../support/mails/send.js'
import { useWorld } from '../support/world.js'

let port = 0
let sender: Transporter
let own: { id: string; number: string }
let foreign: { id: string; number: string }
const world = useWorld({
  prepare: async () => {
    port = await freePort()
    const signing = JSON.stringify({ keys: [await newSigningKey('mails')] })
    return {
      env: { MAIL_IN_PORT: String(port), SIGNING_KEYS: signing },
      stop: async () => sender?.close(),
    }
  },
})
const slug = () => `demo-${world.suffix}`
const to = (code = 'it') => `${code}@${slug()}.test`
const send = (from: string, raw: string | Buffer, recipients: string[] = [to()]) =>
  sender.sendMail({ envelope: { from, to: recipients }, raw })
const mail = (from: string, subject: string, body: string, ...headers: string[]) =>
  [
    `From: ${from}`,
    `To: ${to()}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomBytes(8).toString('hex')}@x>`,
    ...headers,
    '',
    body,
  ].join('\r\n')

/** What came of the youngest mail that has this in its address of the sender, once something has. */
const settled = (from: string, most = 1): Promise<MailInView[]> =>
  world.until(async () => {
    const { body } = await world.call(
      'admin',
      'GET',
      `/moderator/mails?from=${encodeURIComponent(from)}`,
    )
    const items: MailInView[] = body.items
    return items.length >= most && items.every(({ status }) => status !== 'pending')
      ? items
      : undefined
  }, 60_000)

beforeAll(async () => {
  sender = createSender(port)
  own = await world.file('requester', { title: 'Own' })
  foreign = await world.file('requester2', { title: 'Foreign' })
})

const WRITER = `INSERT INTO app_user (organization_id, id, employee_code, email, first_name, last_name, roles, status, helpdesk_authorized)
  SELECT $1, uuidv7(), 'W' || n, 'writer' || n || '@example.org', 'Ann', 'Writer', '{requester}', 'active', true
  FROM unnest($2::int[]) n ON CONFLICT DO NOTHING`

/** Somebody new for each mail, so that nobody is one who sends many. */
async function createWriters(...numbers: number[]): Promise<void> {
  await world.db.query(WRITER, [await world.organizationId(), numbers])
}
const nameWriter = (n: number) => `writer${n}@example.org`

async function createWriter(n: number): Promise<string> {
  await createWriters(n)
  return nameWriter(n)
}

function fill(raw: string | Buffer, values: Record<string, string>): Buffer {
  const text = Buffer.isBuffer(raw) ? raw.toString('latin1') : raw
  const filled = text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)
  return Buffer.from(filled, Buffer.isBuffer(raw) ? 'latin1' : 'utf8')
}

interface Sent extends Awkward {
  from: string
}

async function sendAll(): Promise<Sent[]> {
  const sent: Sent[] = []
  await createWriters(...CORPUS.keys())
  for (const [index, awkward] of CORPUS.entries()) {
    const from = awkward.isAnswer ? 'requester@demo.test' : nameWriter(index)
    const values = { from, to: to(), host: 'mails.example.org', own: own.id, ownNumber: own.number }
    const raw = fill(awkward.raw, { ...values, foreign: foreign.id, number: foreign.number })
    await send(awkward.sender ?? from, raw)
    sent.push({ ...awkward, from })
  }
  return sent
}

describe('the awkward mails', () => {
  it('are each filed, cut, queued or listed as they should be: none lost, doubled, misfiled or dangerous', async () => {
    const sent = await sendAll()
    expect(sent.length).toBeGreaterThanOrEqual(60)
    const organization = world.db.of(await world.organizationId())
    await world.until(async () => {
      const pending = `SELECT 1 FROM mail_in WHERE organization_id = $1 AND status = 'pending' LIMIT 1`
      return (await organization.query(pending)).length === 0
    }, 120_000)
    const { body } = await world.call('moderator', 'GET', '/moderator/mails?limit=200')
    const all: MailInView[] = body.items.reverse()
    expect(all).toHaveLength(sent.length) // none lost, none doubled
    const tickets = await world.call('moderator', 'GET', '/tickets?limit=1&count=true')
    const made = all.filter(
      ({ ticket, chatMessageId }) => ticket !== null && chatMessageId === null,
    )
    expect(tickets.body.total).toBe(made.length + 2)
    const written = await readWritten()
    for (const [index, one] of sent.entries()) {
      const found = all[index]
      expect(found, one.name).toMatchObject({ status: one.fate.status })
      if (one.fate.status !== 'filed') expect(found?.why, one.name).toBe(one.fate.why)
      else if (found !== undefined) expectFiled(one, found, written)
    }
    const { body: foreignChat } = await world.call(
      'moderator',
      'GET',
      `/tickets/${foreign.id}/messages`,
    )
    expect(foreignChat.items.filter(({ kind }: { kind: string }) => kind === 'message')).toEqual([])
    const news = await world.call('moderator', 'GET', '/notifications')
    const told = news.body.items.filter(({ type }: { type: string }) => type === 'mail_unmatched')
    expect(told).toHaveLength(1) // the first of an hour
  }, 240_000)
})

interface Written {
  id: string
  title: string
  words: string
  files: string[]
}

const FILES = (column: string) => `ARRAY(SELECT a.file_name FROM attachment a
  WHERE a.organization_id = $1 AND a.${column} ORDER BY a.id)`
const WRITTEN = `SELECT t.id, t.title, t.description AS words, ${FILES('ticket_id = t.id AND a.message_id IS NULL')} AS files
    FROM ticket t JOIN department d ON d.organization_id = $1 AND d.id = t.department_id
    WHERE t.organization_id = $1 AND t.channel = 'mail' AND d.code = 'IT'
  UNION ALL SELECT m.id, '', m.body, ${FILES('message_id = m.id')} FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2`

async function readWritten(): Promise<Map<string, Written>> {
  const db = world.db.of(await world.organizationId())
  const rows = await db.query<Written>(WRITTEN, [own.id])
  return new Map(rows.map((row) => [row.id, row]))
}

function expectFiled(
  { name, isAnswer, fate }: Sent,
  mail: MailInView,
  written: Map<string, Written>,
) {
  if (isAnswer) expect(mail.ticket?.id, name).toBe(own.id)
  const found = written.get((isAnswer ? mail.chatMessageId : mail.ticket?.id) ?? '')
  if (found === undefined) throw new Error(`${name}: it was written nowhere`)
  if (fate.title !== undefined) expect(found.title, name).toBe(fate.title)
  expectWords(name, fate, found.words, found.files)
}

function expectWords(name: string, fate: Fate, words: string, files: string[]): void {
  const finds = (what: string | RegExp) =>
    typeof what === 'string' ? words.includes(what) : what.test(words)
  if (fate.has !== undefined) expect(finds(fate.has), `${name}: ${words.slice(0, 300)}`).toBe(true)
  if (fate.hasNot !== undefined)
    expect(finds(fate.hasNot), `${name}: ${words.slice(0, 300)}`).toBe(false)
  if (fate.files !== undefined) expect(files, name).toEqual(fate.files)
}

describe('the listener', () => {
  it('passes nothing on, knows what it was sent before, and takes no more than 25 MB', async () => {
    const from = await createWriter(900)
    for (const foreignAddress of [
      'x@example.org',
      to('nowhere'),
      `it@none.test`,
      `reply+${'a'.repeat(52)}@${slug()}.test`,
    ])
      await expect(
        send(from, mail(from, 'x', 'x'), [foreignAddress]),
        foreignAddress,
      ).rejects.toMatchObject({ responseCode: 550 })
    const raw = mail(from, 'Once', 'x')
    await Promise.all([
      send(from, raw),
      send(from, `Received: from a by b\r\n${raw}`),
      send(from, raw),
    ])
    expect(await settled(from)).toHaveLength(1)
    const large = mail(from, 'Large', `${'x'.repeat(998)}\r\n`.repeat(27_000))
    await expect(send(from, large)).rejects.toMatchObject({ responseCode: 552 })
  })
  it('reaches each organization that a mail is for, and the one department named first of each', async () => {
    const from = await createWriter(901)
    await send(from, mail(from, 'Both', 'x'), [
      to('hr'),
      to('it'),
      `ops@other-${world.suffix}.test`,
    ])
    const [here] = await settled(from)
    expect(here?.to).toEqual([to('hr'), to('it')])
    const { body } = await world.call('moderator', 'GET', `/tickets/${here?.ticket?.id}`)
    expect(body.department.code).toBe('HR')
    const elsewhere = await world.until(async () => {
      const answer = await world.call(
        'moderator@other.test',
        'GET',
        '/moderator/mails?status=queued',
      )
      return answer.body.items[0]
    })
    expect(elsewhere).toMatchObject({ why: 'unknown_sender', from: { address: from } })
  })
})

describe('somebody who writes much', () => {
  it('is cut after ten mails in ten minutes, and a moderator can file each all the same', async () => {
    const from = await createWriter(902)
    for (let count = 0; count < 12; count += 1) await send(from, mail(from, `Mail ${count}`, 'x'))
    const all = await settled(from, 12)
    const many = all.filter(({ why }) => why === 'too_many')
    expect(many.map(({ subject }) => subject).sort()).toEqual(['Mail 10', 'Mail 11'])
    const [one, other] = many
    const departmentId = await world.departmentId('HR')
    const file = (id: string | undefined, body: object) =>
      world.call('moderator', 'POST', `/moderator/mails/${id}/file`, body)
    expect((await file(one?.id, { departmentId })).status).toBe(202)
    await world.until(
      async () =>
        (await world.call('moderator', 'GET', `/moderator/mails/${one?.id}`)).body.status ===
        'filed',
    )
    const { body: done } = await world.call('moderator', 'GET', `/moderator/mails/${one?.id}`)
    const { body: ticket } = await world.call('moderator', 'GET', `/tickets/${done.ticket.id}`)
    expect(ticket).toMatchObject({
      department: { code: 'HR' },
      requester: { name: 'Ann Writer' },
      channel: 'mail',
    })
    expect((await file(one?.id, { departmentId })).body.code).toBe('invalid_transition')
    expect((await file(other?.id, { departmentId, ticketId: own.id })).body.code).toBe(
      'validation_failed',
    )
    expect((await file(other?.id, { ticketId: other?.id })).status).toBe(404)
    const rejected = await world.call('moderator', 'POST', `/moderator/mails/${other?.id}/reject`, {
      reason: 'Enough',
    })
    expect(rejected.body.status).toBe('rejected')
    const headers = { Authorization: `Bearer ${await world.token('admin')}` }
    const raw = await world.app.request(`/api/v1/admin/mails/${other?.id}/raw`, { headers })
    expect(await raw.text()).toContain('Subject: Mail 1')
    expect((await world.call('moderator', 'GET', `/admin/mails/${other?.id}/raw`)).status).toBe(403)
  })
})

describe('a mail of a stranger', () => {
  it('is said by the moderator who puts it into a ticket, and makes a pending requester where the organization allows', async () => {
    const stranger = 'stranger2@example.org'
    await send(stranger, mail(`Sam Stranger <${stranger}>`, `Re: [${own.number}]`, 'I know more.'))
    const [waiting] = await settled(stranger)
    expect(waiting).toMatchObject({ status: 'queued', why: 'not_participant' })
    await world.call('moderator', 'POST', `/moderator/mails/${waiting?.id}/file`, {
      ticketId: own.id,
    })
    const done = await world.until(async () => {
      const { body } = await world.call('moderator', 'GET', `/moderator/mails/${waiting?.id}`)
      return body.status === 'filed' ? body : undefined
    })
    const { body: chat } = await world.call('requester', 'GET', `/tickets/${own.id}/messages`)
    const said = chat.items.find(({ id }: { id: string }) => id === done.chatMessageId)
    expect(said).toMatchObject({ body: `Mail of Sam Stranger <${stranger}>:\n\nI know more.` })
    await world.call('admin', 'PATCH', '/admin/settings', { unknownSenders: 'register' })
    const newcomer = 'newcomer@example.org'
    await send(newcomer, mail(`Nora Newcomer <${newcomer}>`, 'First', 'Hello'))
    const [first] = await settled(newcomer)
    expect(first).toMatchObject({ status: 'filed', why: 'registered' })
    const { body: ticket } = await world.call('moderator', 'GET', `/tickets/${first?.ticket?.id}`)
    expect(ticket.requester.name).toBe('Nora Newcomer')
    const { body: kept } = await world.call('admin', 'GET', `/admin/users/${ticket.requester.id}`)
    expect(kept).toMatchObject({ status: 'pending', email: newcomer })
  })
})

/** What a worker files mails by. */
async function openFiling() {
  const { mailSecrets } = await loadKeyRing(world.config.signingKeys)
  const { parse, close } = createMailParser()
  const settings = { parse, inTurn: createTurns(1), mailSecrets, domain: 'test', quota: 0 }
  return { deps: { db: world.db, storage: world.storage, ...settings }, close }
}

describe('the mail of a customer whose contract takes no mails', () => {
  it('waits, and says why', async () => {
    const from = await createWriter(907)
    const admin = async (path: string, body: object) =>
      (await world.call('admin', 'POST', path, body)).body
    const known = await world.db.query<{ id: string }>('SELECT id FROM app_user WHERE email = $1', [
      from,
    ])
    const customer = { company: 'By web alone', userId: known[0]?.id }
    const { id: customerId } = await admin('/admin/customers', customer)
    const price = { amount: 0, currency: 'EUR' }
    const entitlements = { channels: ['web'] }
    const plan = await admin('/plans', { name: 'Web', price, period: 'P1M', entitlements })
    const method = await admin('/payment_methods', { customerId, token: 'tok_approve' })
    const sold = { planId: plan.id, paymentMethodId: method.id }
    const { id } = await admin(`/customers/${customerId}/contracts`, sold)
    await world.until(
      async () => (await world.call('admin', 'GET', `/contracts/${id}`)).body.status === 'active',
    )
    await send(from, mail(from, 'Help', 'By mail'))
    const [waits] = await settled(from)
    expect(waits).toMatchObject({ status: 'queued', why: 'entitlement_exhausted' })
  })
})

describe('the mail of somebody who was asked something', () => {
  it('is the answer, and stands in the chat', async () => {
    const { id } = await world.file('requester', { title: 'Which one?' })
    const clarify = `/moderator/tickets/${id}/clarify`
    await world.call('moderator', 'POST', clarify, { question: 'Which printer?' })
    const at = randomBytes(4).toString('hex')
    const words = `The one in room ${at}.`
    const { mailSecrets } = await loadKeyRing(world.config.signingKeys)
    const about = { organizationId: await world.organizationId(), ticketId: id }
    const token = signMailToken(mailSecrets[0], about)
    const before = { organizationSlug: 'called-so-once', domain: 'test' }
    const raw = mail('requester@demo.test', 'Re: your question', words)
    await send('requester@demo.test', raw, [writeReplyAddress(token, before)])
    const ticket = await world.until(async () => {
      const { body } = await world.call('requester', 'GET', `/tickets/${id}`)
      return body.status === 'submitted' ? body : undefined
    })
    expect(ticket.clarification).toMatchObject({ question: 'Which printer?', answer: words })
    const { body: history } = await world.call('requester', 'GET', `/tickets/${id}/history`)
    expect(history.items.at(-1)).toMatchObject({ command: 'answer_clarification', by: 'mail' })
    const { body: chat } = await world.call('requester', 'GET', `/tickets/${id}/messages`)
    expect(chat.items.filter(({ body }: { body: string }) => body === words)).toHaveLength(1)
  })
})

describe('a mail that was put into a ticket which has ended', () => {
  it('waits again, and goes into another with its files: as its sender, or as the moderator where its domain disowns it', async () => {
    const ended = await world.file('requester', { title: 'Ended' })
    await world.call('requester', 'POST', `/tickets/${ended.id}/withdraw`, { reason: 'x' })
    const { body: moderator } = await world.call('moderator', 'GET', '/users/me')
    const organizationId = await world.organizationId()
    const db = world.db.of(organizationId)
    const wait = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()
    const at = wait(3_600) // nobody else takes it before
    const { deps, close } = await openFiling()
    const raw = (words: string, result: string) =>
      mail(
        'requester@demo.test',
        words,
        `--b\r\n\r\n${words}\r\n--b\r\nContent-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n`,
        `Authentication-Results: mx; dmarc=${result}`,
        'List-Id: <x>',
        'Content-Type: multipart/mixed; boundary=b',
      )
    const recipients = new Map([[organizationId, [to()]]])
    for (const text of [raw('Mine', 'pass'), raw('Not mine', 'fail')])
      await receiveMail(world.db, { raw: Buffer.from(text), envelopeSender: 'x@y', recipients, at })
    const list = () =>
      db.query<{ id: string; status: string; why: string | null }>(
        'SELECT id, status, why FROM mail_in WHERE organization_id = $1 AND received_at = $2 ORDER BY id',
        [at],
      )
    const put = async (ticketId: string, decidedAt: string) => {
      const decision = { by: moderator.id, origin: { ip: null, userAgent: null } }
      for (const { id, ...standing } of await list())
        await directMail(db, { ...decision, mailId: id, at: decidedAt }, standing, { ticketId })
      await fileDueMails(deps, { organizationId, at: decidedAt }, () => {})
      return list()
    }
    await fileDueMails(deps, { organizationId, at }, () => {})
    expect(await list()).toMatchObject([{ status: 'cut' }, { status: 'cut' }])
    const waits = { status: 'queued', why: 'not_taken' }
    expect(await put(ended.id, wait(3_700))).toMatchObject([waits, waits])
    expect(await put(own.id, wait(3_800))).toMatchObject([{ status: 'filed' }, { status: 'filed' }])
    const { body: chat } = await world.call('moderator', 'GET', `/tickets/${own.id}/messages`)
    const find = (end: RegExp) => chat.items.find(({ body }: { body: string }) => end.test(body))
    expect(find(/^Mine/)).toMatchObject({
      ...{ body: 'Mine', attachments: [{ fileName: 'notes.txt' }] },
      author: { id: expect.not.stringMatching(moderator.id) },
    })
    expect(find(/Not mine/)).toMatchObject({
      body: expect.stringMatching(/^Mail of .*requester@demo\.test/),
      author: { id: moderator.id },
    })
    await close()
  })
})

describe('filing', () => {
  it('makes one ticket and one message of a mail, however often and by how many it is tried', async () => {
    const { deps, close } = await openFiling()
    const { mailSecrets } = deps
    const organizationId = await world.organizationId()
    const from = await createWriter(903)
    const token = signMailToken(mailSecrets[0], { organizationId, ticketId: own.id })
    const reply = writeReplyAddress(token, { organizationSlug: slug(), domain: 'test' })
    const at = new Date().toISOString()
    const arrive = (raw: string, recipient: string, sent: string) =>
      receiveMail(world.db, {
        raw: Buffer.from(raw),
        envelopeSender: sent,
        at,
        recipients: new Map([[organizationId, [recipient]]]),
      })
    await arrive(mail(from, 'Again', 'x'), to(), from)
    await arrive(mail('requester@demo.test', 'No number', 'signed'), reply, 'requester@demo.test')
    const redo = `UPDATE mail_in SET status = 'pending', next_due_at = $2, attempts = 1 WHERE organization_id = $1 AND received_at = $2`
    for (let round = 0; round < 3; round += 1) {
      const due = { organizationId, at }
      await Promise.all([fileDueMails(deps, due, () => {}), fileDueMails(deps, due, () => {})])
      await world.db.of(organizationId).query(redo, [at])
    }
    const [count] = await world.db.of(organizationId).query<{ tickets: number; messages: number }>(
      `SELECT (SELECT count(*)::int FROM ticket WHERE organization_id = $1 AND title = 'Again') AS tickets,
         (SELECT count(*)::int FROM message WHERE organization_id = $1 AND body = 'signed') AS messages`,
    )
    expect(count).toEqual({ tickets: 1, messages: 1 })
    await close()
  })
  it('tells moderators of what can’t be read, and has them decide on what fails for long', async () => {
    const [elsewhere] = await world.db.query<{ id: string }>(
      'SELECT id FROM organization WHERE slug = $1',
      [`other-${world.suffix}`],
    )
    const organizationId = elsewhere?.id ?? ''
    const db = world.db.of(organizationId)
    const { deps, close } = await openFiling()
    const read = async (at: string, attempts: number, parse: () => Promise<never>) => {
      const raw = Buffer.from(mail('a@example.org', 'x', at))
      const recipients = new Map([[organizationId, [`ops@other-${world.suffix}.test`]]])
      await receiveMail(world.db, { raw, envelopeSender: 'a@example.org', at, recipients })
      await db.query(
        'UPDATE mail_in SET attempts = $2 WHERE organization_id = $1 AND received_at = $3',
        [attempts, at],
      )
      await fileDueMails({ ...deps, parse }, { organizationId, at }, () => {})
      const [row] = await db.query(
        'SELECT id, status, why FROM mail_in WHERE organization_id = $1 AND received_at = $2',
        [at],
      )
      return row
    }
    const unreadable = await read('2099-01-01T00:00:00.000Z', 0, () =>
      Promise.reject(new MailUnreadableError('x')),
    )
    expect(unreadable).toMatchObject({ status: 'failed', why: 'unreadable' })
    const failing = await read('2099-01-02T00:00:00.000Z', 5, () =>
      Promise.reject(new Error('The storage is away.')),
    )
    expect(failing).toMatchObject({ status: 'queued', why: 'not_taken' })
    const activate = (active: boolean) =>
      world.owner.query('UPDATE organization SET active = $1 WHERE id = $2', [
        ...[active, organizationId],
      ])
    await activate(false)
    const waiting = await read('2099-01-03T00:00:00.000Z', 0, () =>
      Promise.reject(new MailUnreadableError('x')),
    )
    expect(waiting).toMatchObject({ status: 'pending' })
    await activate(true)
    const news = await world.call('moderator@other.test', 'GET', '/notifications')
    const told = news.body.items.filter(({ type }: { type: string }) => type === 'mail_unmatched')
    expect(told.length).toBeGreaterThanOrEqual(2)
    await close()
  })
  it('leaves nothing of somebody who is erased', async () => {
    const from = await createWriter(904)
    const waiting = mail(from, `Re: [${foreign.number}]`, 'let me in')
    await send(from, waiting)
    expect(await settled(from)).toMatchObject([{ why: 'not_participant' }])
    const [user] = await world.db.query<{ id: string }>(
      'SELECT id FROM app_user WHERE email = $1',
      [from],
    )
    expect((await world.call('admin', 'POST', `/admin/users/${user?.id}/erase`, {})).status).toBe(
      202,
    )
    await world.until(async () => {
      const { body } = await world.call('admin', 'GET', `/moderator/mails?from=${from}`)
      return body.items.length === 0
    }, 60_000)
  })
})
