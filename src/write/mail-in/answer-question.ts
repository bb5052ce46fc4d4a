import type { OrganizationDb } from '../../database/pool.js'
import { cut } from '../../domain/text.js'
import { queueEach } from '../inbox/queue.js'
import { BY_MAIL } from './deps.js'

interface Answering {
  mailId: string
  ticketId: string
  personId: string
  body: string
}

const MOST_ANSWER = 10_000

/**
 * Has a question answered by a mail: the relay carries it out as if its writer had done so. The words stand in the chat as well, with
 * their files: nothing of them is lost where somebody was quicker. Harmless to repeat: under the mail's id it is one command.
 */
export function answerQuestion(
  db: OrganizationDb,
  { mailId, ticketId, personId, body }: Answering,
): Promise<void> {
  const command = {
    ...{ id: `mail/${mailId}/answer`, ticketId, name: 'answer_clarification' as const },
    ...{ actor: { kind: 'user', id: personId, by: 'mail' } as const, origin: BY_MAIL },
    ...{ payload: {}, texts: { answer: cut(body, MOST_ANSWER) } },
  }
  return queueEach(db, [command])
}
