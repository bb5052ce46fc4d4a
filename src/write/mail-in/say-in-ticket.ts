import type { NewMessage } from '../../contracts/messages.js'
import { judgeMessage } from '../../domain/access/chat.js'
import { refuse, refuseMissing } from '../../domain/errors.js'
import { answersQuestion } from '../../domain/mail-in/answers-question.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { findSentMessage } from '../../read/messages/find.js'
import { findMentioned } from '../../read/messages/find-mentioned.js'
import { sendMessage } from '../messages/send.js'
import { answerQuestion } from './answer-question.js'
import { BY_MAIL, type FilingDeps } from './deps.js'

interface Saying {
  organizationId: string
  ticketId: string
  person: Person
  mailId: string
  cameAt: string
  message: Pick<NewMessage, 'body' | 'attachments'>
  at: string
}

const TRIES = 10

/**
 * Says a mail in the chat of a ticket, as anybody would, and has it answer what its writer was asked. Harmless to repeat: under the
 * mail's id it is sent once. The answer is put into the inbox first: a mail that was said is done with.
 */
export async function sayInTicket(
  { db }: Pick<FilingDeps, 'db'>,
  { organizationId, ticketId, person, mailId, cameAt, message, at }: Saying,
): Promise<string> {
  const bound = db.of(organizationId)
  const clientId = nameMessage(mailId)
  const known = await findSentMessage(bound, ticketId, person.id, clientId)
  if (known !== undefined) return known.id
  const said = { ...message, clientId, visibility: 'public' as const }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const state = await readState(db, organizationId, ticketId)
    judgeMessage(state, person, said)
    const { id: personId } = person
    if (answersQuestion(state, { personId, at: cameAt })) {
      await answerQuestion(bound, { mailId, ticketId, personId, body: message.body })
    }
    const mentioned = await findMentioned(bound, state, said)
    const sending = { organizationId, person, origin: BY_MAIL, workId: clientId, at }
    const by = 'mail' as const
    const sent = await sendMessage(db, state, { ...sending, by, message: said, mentioned })
    if (sent !== undefined) return 'view' in sent ? sent.view.id : sent.id
  }
  return refuse('unavailable', 'The ticket moves too fast.')
}

export function nameMessage(mailId: string): string {
  return `mail/${mailId}`
}

async function readState(
  db: FilingDeps['db'],
  organizationId: string,
  ticketId: string,
): Promise<TicketState> {
  const [row] = await db
    .of(organizationId)
    .query<{ state: TicketState }>(
      'SELECT state FROM ticket WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL',
      [ticketId],
    )
  return row?.state ?? refuseMissing('ticket')
}
