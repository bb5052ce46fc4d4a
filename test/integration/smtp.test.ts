import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Batch } from '../../activities/delivery/deliver-due.js'
import { deliveryActivities } from '../../activities/delivery/index.js'
import { smtpMailer } from '../../activities/delivery/smtp-mailer.js'
import { CarrierAwayError, CarrierRefusedError, type Mail } from '../../activities/ports.js'
import { type MailServer, startMailServer } from '../support/mail-server.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
})
afterAll(() => server.stop())
beforeEach(() => {
  server.mood = 'accepts'
  server.refuses = () => true
  server.received.length = 0
})

const LONGEST_MS = 3_000
const mail: Mail = {
  id: 'x',
  organizationId: 'x',
  to: 'rosa@example.test',
  subject: '[T-1] Grüße',
  text: 'x',
  html: '<p>x</p>',
  headers: { 'Message-ID': '<x@perdure>', References: '<ticket-x@perdure>' },
}
const send = (url = server.url) =>
  smtpMailer(url, 'Help <help@example.test>', LONGEST_MS)
    .send(mail)
    .catch((error: unknown) => error)

describe('the SMTP mailer', () => {
  it('sends text and HTML under the id and the thread that it was given', async () => {
    expect(await send()).toBeUndefined()
    expect(server.received[0]).toMatch(/^Message-ID: <x@perdure>\r$/m)
    expect(server.received[0]).toMatch(/^References: <ticket-x@perdure>\r$/m)
    expect(server.received[0]).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/)
  })
  it('sends what comes with it: a picture by what the page calls it, and a file by its name', async () => {
    const attachments = [
      { name: 'a.png', type: 'image/png', content: Buffer.from('picture'), cid: 'report' },
      { name: 'b.xlsx', type: 'application/x-table', content: Buffer.from('table') },
    ]
    await smtpMailer(server.url, 'help@example.test', LONGEST_MS).send({ ...mail, attachments })
    const [raw = ''] = server.received
    expect(raw).toContain('Content-ID: <report>')
    expect(raw).toContain('attachment; filename=b.xlsx')
    for (const { content } of attachments) expect(raw).toContain(content.toString('base64'))
  })
  it.each(['drops', 'black hole', 'dies in the middle'] as const)(
    'says of one that %s that it is away',
    async (mood) => {
      server.mood = mood
      expect(await send()).toBeInstanceOf(CarrierAwayError)
    },
  )
  it('says of none at all that it is away', async () => {
    expect(await send('smtp://127.0.0.1:1')).toBeInstanceOf(CarrierAwayError)
  })
  it.each([
    ['refuses for now', '450 4.2.0', false],
    ['refuses for good', '550 5.1.1', true],
  ] as const)(
    'says of a mail that one %s by code alone: it names nobody',
    async (mood, code, isFinal) => {
      server.mood = mood
      const error = await send()
      expect(error).toBeInstanceOf(CarrierRefusedError)
      expect(error).toMatchObject({ message: code, isFinal })
    },
  )
})

describe('deliveries', () => {
  let organization = ''
  const activities = () =>
    deliveryActivities({
      db: world.db,
      mailer: smtpMailer(server.url, 'help@example.test', LONGEST_MS),
      publicUrl: undefined,
      linkSecret: Buffer.alloc(32),
      giveSurveyUrl: () => 'https://help.example/survey',
    })
  const deliverDue = (attempt = 1): Promise<Batch> =>
    new MockActivityEnvironment({ attempt }).run(activities().deliverDue, organization)
  const deliverOne = (id: string): Promise<string | null> =>
    new MockActivityEnvironment().run(activities().deliverOne, organization, id)
  const count = async (condition: string) => {
    const [row] = await world.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE kind = 'mail' AND ${condition}`,
    )
    return row?.n
  }
  beforeEach(async () => {
    await world.db.query(`DELETE FROM outbox WHERE kind IN ('mail', 'digest')`)
    organization = await world.organizationId()
  })

  it('send each mail once and lose none, whatever the server does in between', async () => {
    for (let n = 0; n < 12; n += 1) await world.file()
    await world.db.query(`DELETE FROM outbox WHERE kind = 'digest'`)
    const moods = [
      'black hole',
      'dies in the middle',
      'slow',
      'drops',
      'refuses for now',
      'dies in the middle',
    ] as const
    for (const [i, mood] of moods.entries()) {
      server.mood = mood
      let seen = 0
      server.refuses = () => (seen++ & 1) === 0
      await deliverDue(i + 1).catch(() => {})
    }
    server.mood = 'accepts'
    for (let round = 0; round < 4 && (await count('done_at IS NULL')) !== 0; round += 1) {
      for (const id of (await deliverDue()).failed) await deliverOne(id)
    }
    expect(await count('done_at IS NULL')).toBe(0)
    expect([...server.counts().values()]).toEqual(Array(12).fill(1))
  })

  it('carry German through a real server, and stand in one thread with what came before', async () => {
    const profile = (language: string) =>
      world.call('requester', 'PATCH', '/users/me', { language })
    await profile('de')
    const { id } = await world.file('requester', { title: 'Drucker läuft heiß' })
    await deliverDue()
    await profile('en')
    const [raw = ''] = server.received
    expect(raw).toContain(`References: <ticket-${id}@perdure>`)
    expect(raw).toContain(`In-Reply-To: <ticket-${id}@perdure>`)
    const parts = raw.split(/^--.*$/m).filter((part) => /quoted-printable/i.test(part))
    const bytes = parts.map((part) =>
      part.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex) => `%${hex}`),
    )
    expect(bytes).toHaveLength(2) // text and HTML
    for (const part of bytes) {
      expect(decodeURIComponent(part.replace(/%(?![0-9A-F]{2})/g, '%25'))).toContain(
        'Drucker läuft heiß',
      )
    }
  })

  it('fail, while it is away, in words that name nobody, and leave the queue untouched', async () => {
    await world.file()
    server.mood = 'drops'
    await expect(deliverDue()).rejects.toMatchObject({
      type: 'mail_server_away',
      message: 'Nothing leaves by this channel now.',
    })
    expect(await count('attempts = 0 AND error IS NULL')).toBe(1)
  })

  it('are intended while it is away, and delivered after it, by the ledger and in the mailbox', async () => {
    const { id } = await world.file()
    const ledger = async () =>
      (await world.call('moderator', 'GET', `/tickets/${id}/deliveries`)).body.items
        .filter(
          ({ type, channel }: Record<string, string>) =>
            type === 'ticket_received' && channel === 'mail',
        )
        .map(({ status, attempts }: Record<string, unknown>) => [status, attempts])
    server.mood = 'drops'
    for (const attempt of [1, 2, 3]) await expect(deliverDue(attempt)).rejects.toThrow()
    expect(await ledger()).toEqual([['intended', 0]])
    server.mood = 'refuses for now'
    const [letter = ''] = (await deliverDue()).failed
    expect(await ledger()).toEqual([['attempted', 1]])
    server.mood = 'accepts'
    expect(await deliverOne(letter)).toBeNull()
    expect(await ledger()).toEqual([['delivered', 2]])
    expect([...server.counts()]).toEqual([[`${letter}@perdure`, 1]])
  })

  it('keep of a refusal its code: no address stands in the row or leaves the activity', async () => {
    const { id } = await world.file()
    server.mood = 'refuses for good'
    const [letter = ''] = (await deliverDue()).failed
    expect(await deliverOne(letter)).toBeNull()
    expect(await count(`error = '550 5.1.1' AND done_at IS NOT NULL`)).toBe(1)
    const { body } = await world.call('moderator', 'GET', `/tickets/${id}/deliveries`)
    expect(body.items).toContainEqual(
      expect.objectContaining({ type: 'ticket_received', status: 'failed', reason: '550 5.1.1' }),
    )
    expect(server.received).toEqual([])
  })
})
