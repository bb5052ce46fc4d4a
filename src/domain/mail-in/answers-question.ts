import type { TicketState } from '../ticket/state.js'

/** Whose mail it is, and when it came. */
interface Written {
  personId: string
  at: string
}

/** Whether what somebody writes to a ticket is the answer to what they were asked: the question stands, and stood as the mail came. */
export function answersQuestion(
  {
    status,
    requesterId,
    clarification,
  }: Pick<TicketState, 'status' | 'requesterId' | 'clarification'>,
  { personId, at }: Written,
): boolean {
  if (status !== 'needs_clarification' || clarification === null) return false
  return requesterId === personId && clarification.at <= at
}
