import { type Refusal, refusal } from '../errors.js'
import { describeStatus } from '../ticket/refusal-words.js'
import { isTerminal, type Status } from '../ticket/status.js'

/**
 * Why nothing more is filed from a conversation; undefined where its ticket still goes on. Whoever asks for a person must not be
 * answered with a ticket that nobody looks at any more.
 */
export function refuseFiledAgain(filed: {
  ticketId: string
  number: string
  status: Status
}): Refusal | undefined {
  const { ticketId, number, status } = filed
  if (!isTerminal(status)) return undefined
  return refusal(
    'already_exists',
    `${number} was filed from this conversation, and is ${describeStatus(status)}: have it reopened, or begin a new conversation.`,
    { ticketId, number },
  )
}
