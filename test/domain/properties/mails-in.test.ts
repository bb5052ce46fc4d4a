import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findCut } from '../../../src/domain/mail-in/classify.js'
import { decideMail, type MailDecision } from '../../../src/domain/mail-in/decide.js'
import { listTicketClues, type TicketClue } from '../../../src/domain/mail-in/find-ticket.js'
import type { MailHead } from '../../../src/domain/mail-in/mail.js'
import {
  findPlace,
  listSearches,
  type MailboxPlace,
} from '../../../src/domain/mail-in/mailbox-place.js'

const PEOPLE = ['ann@x.org', 'bob@x.org', 'eve@x.org']
const STRANGER = 'stranger@x.org'

/** What somebody sends: a mail of their own, or one that names a ticket in some way, rightly or not. */
const everyMail = fc.record({
  from: fc.constantFrom(...PEOPLE, STRANGER),
  names: fc.constantFrom('nothing', 'address', 'thread', 'mail', 'subject', 'nowhere'),
  ticket: fc.nat(20),
  isMachine: fc.constantFrom(false, false, false, true),
  /** It is sent once more, later. */
  isRepeated: fc.boolean(),
})
type Sent = typeof everyMail extends fc.Arbitrary<infer T> ? T & { id: number } : never

interface Ticket {
  id: string
  number: string
  by: string
  mail: string
  said: number[]
}

const nameTicket = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

function writeHead({ id, from, names, ticket, isMachine }: Sent, tickets: Ticket[]) {
  const meant = names === 'nothing' ? undefined : tickets[ticket % Math.max(1, tickets.length)]
  const nowhere = names === 'nowhere' || meant === undefined
  const thread = `<ticket-${nowhere ? nameTicket(999) : meant.id}@perdure>`
  const references = ['thread', 'nowhere'].includes(names)
    ? [thread]
    : names === 'mail' && meant !== undefined
      ? [meant.mail]
      : []
  const head: MailHead = {
    ...{ messageId: `<${id}@x.org>`, from: { address: from, name: '' }, references },
    subject: names === 'subject' && meant !== undefined ? `Re: [${meant.number}]` : 'Help',
    headers: isMachine ? { 'auto-submitted': 'auto-replied' } : {},
    ...{ contentType: 'text/plain', reportType: null },
  }
  const isNamed = names !== 'nothing' && !nowhere
  return {
    head,
    signed: names === 'address' ? meant?.id : undefined,
    meant: isNamed ? meant : undefined,
  }
}

const isMeant = (clue: TicketClue, { id, number, mail }: Ticket): boolean => {
  switch (clue.by) {
    case 'address':
    case 'thread':
      return clue.ticketId === id
    case 'mail':
      return clue.messageId === mail
    case 'subject':
      return clue.number === number
  }
}

/** Files them as the transactions do: a mail that is known is not looked at again. */
function fileAll(mails: readonly Sent[]) {
  const tickets: Ticket[] = []
  const fates = new Map<number, MailDecision & { meant: Ticket | undefined }>()
  for (const mail of mails) {
    if (fates.has(mail.id)) continue
    const { head, signed, meant } = writeHead(mail, tickets)
    const ticket = listTicketClues(head, signed)
      .map((clue) => tickets.find((one) => isMeant(clue, one)))
      .find((one) => one !== undefined)
    const decision = decideMail({
      cut: findCut(head, { sender: mail.from }, { ofSender: 1, hops: 1 }),
      sender: mail.from === STRANGER ? 'unknown' : 'active',
      ...{ isForged: false, takesUnknown: false },
      ticket:
        ticket === undefined
          ? null
          : { id: ticket.id, refusal: ticket.by === mail.from ? undefined : 'not_participant' },
    })
    fates.set(mail.id, { ...decision, meant })
    const n = tickets.length
    if (decision.kind === 'ticket')
      tickets.push({
        ...{ id: nameTicket(n), number: `IT-${n + 1}`, by: mail.from, said: [] },
        mail: head.messageId ?? '',
      })
    if (decision.kind === 'message')
      tickets.find(({ id }) => id === decision.ticketId)?.said.push(mail.id)
  }
  return { tickets, fates }
}

it('whatever mails come in, each has one fate, and none is said in a ticket by somebody else or in another than it names', () => {
  fc.assert(
    fc.property(fc.array(everyMail, { maxLength: 40 }), (given) => {
      const mails = given.map((mail, id) => ({ ...mail, id }))
      const { tickets, fates } = fileAll([...mails, ...mails.filter((one) => one.isRepeated)])
      expect(fates.size).toBe(mails.length) // none lost
      const said = tickets.flatMap((ticket) => ticket.said)
      expect(new Set(said).size).toBe(said.length) // none doubled
      const made = [...fates.values()].filter(({ kind }) => kind === 'ticket')
      expect(tickets).toHaveLength(made.length)
      for (const { id, from, isMachine } of mails) {
        const fate = fates.get(id)
        if (fate === undefined) throw new Error('it has none')
        if (isMachine) expect(fate).toMatchObject({ kind: 'cut', why: 'auto_submitted' })
        else if (fate.meant === undefined)
          expect(fate.kind).toBe(from === STRANGER ? 'queue' : 'ticket')
        else if (fate.meant.by === from)
          expect(fate).toMatchObject({ kind: 'message', ticketId: fate.meant.id })
        else expect(fate).toMatchObject({ kind: 'queue', why: 'not_participant' })
      }
    }),
    { numRuns: 200 },
  )
})

interface Lying {
  uid: number
  id: number
  isRead: boolean
}

const everyStep = fc.constantFrom('comes', 'is read', 'is polled', 'dies', 'is deleted', 'is moved')

/** A folder as its server has it, and what was kept of it. */
function runFolder(steps: readonly (typeof everyStep extends fc.Arbitrary<infer T> ? T : never)[]) {
  let [folder, uidValidity, uidNext]: [Lying[], number, number] = [[], 1, 1]
  let place: MailboxPlace = {
    ...{ uidValidity: null, lastUid: 0, oldUntilUid: 0, begunAt: null, isBegunAnew: false },
  }
  const [kept, owed] = [new Map<number, number>(), new Set<number>()]
  const poll = (most: number) => {
    place = findPlace(place, { uidValidity, uidNext }, new Date(steps.length).toISOString())
    const found = listSearches(place).flatMap(({ from, until, isUnread }) =>
      folder.filter(
        ({ uid, isRead }) => uid >= from && uid <= (until ?? uid) && !(isUnread === true && isRead),
      ),
    )
    for (const { uid, id } of found.slice(0, most)) {
      if (!kept.has(id)) kept.set(id, uid)
      place = { ...place, lastUid: Math.max(place.lastUid, uid) }
    }
    if (found.length <= most) place = { ...place, lastUid: Math.max(place.lastUid, uidNext - 1) }
  }
  // what lay there before it was read first, and somebody reads before it is fetched, is theirs
  const isOld = ({ uid }: Lying) =>
    place.uidValidity === null ||
    (!place.isBegunAnew && place.uidValidity === uidValidity && uid <= place.oldUntilUid)
  for (const [id, step] of steps.entries()) {
    if (step === 'comes') {
      folder.push({ uid: uidNext, id, isRead: false })
      uidNext += 1
      owed.add(id)
    }
    if (step === 'is read') {
      for (const one of folder) one.isRead = true
      for (const { id } of folder.filter(isOld)) owed.delete(id)
    }
    if (step === 'is polled') poll(Number.POSITIVE_INFINITY)
    if (step === 'dies') poll(1)
    if (step === 'is deleted') {
      const gone = folder.shift()
      if (gone !== undefined) owed.delete(gone.id)
    }
    if (step === 'is moved') {
      folder = folder.map((one, index) => ({ ...one, uid: index + 1 }))
      uidNext = folder.length + 1
      uidValidity += 1
    }
  }
  poll(Number.POSITIVE_INFINITY)
  return { kept, owed }
}

it('whatever becomes of a folder, its UIDs and its workers, each mail that lies in it is kept', () => {
  fc.assert(
    fc.property(fc.array(everyStep, { maxLength: 30 }), (steps) => {
      const { kept, owed } = runFolder(steps)
      expect([...owed].filter((id) => !kept.has(id))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
