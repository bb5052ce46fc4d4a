import { sayDuration } from '../../../time.js'
import type { NotificationFacts, Say, Words } from '../notification-facts.js'
import { by, since, until } from './instants.js'
import { sayWhatToAcknowledge } from './review.js'

const NOTHING_LEFT = 'There is nothing left for you to do.'

/** From the start of the work to its end, and to the next version. */
export const WORK_WORDS = {
  ticket_started: ({ actor }) => ({
    what: `${actor} has begun to work on it.`,
    expected: 'There is nothing for you to do.',
  }),
  progress_updated: ({ actor, event, texts }) => ({
    what: typeof event.percent === 'number' ? `${actor}: ${event.percent} %.` : `${actor} reports.`,
    quotes: [{ label: 'Notes', text: texts.notes }],
  }),
  ticket_completed: ({ actor, event, texts }, say) => ({
    what: `${actor} has completed the work.`,
    quotes: [{ label: 'Notes', text: texts.notes }],
    expected: sayUntilVerified(event, say),
  }),
  ticket_resolved: ({ actor, event, texts }) => ({
    what:
      event.type === 'auto_verify'
        ? 'It counts as verified: nobody objected in time.'
        : `${actor} verified the work${event.rating == null ? '' : ` and rated it ${event.rating} of 5`}.`,
    quotes: [{ label: 'Comment', text: texts.comment }],
    expected: 'It can be closed.',
  }),
  rework_requested: ({ actor, event, texts, reader }) => ({
    what:
      event.type === 'subticket_reopened'
        ? `${event.number} was reopened, and so it is work again.`
        : `${actor} sent it back to work.`,
    quotes: [{ label: 'Comment', text: texts.comment }],
    expected: reader.isRequester
      ? 'There is nothing for you to do until it is completed again.'
      : 'It is to be taken up again.',
  }),
  ticket_withdrawn: ({ actor, texts }) => ({
    what: `${actor} took it back.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: NOTHING_LEFT,
  }),
  ticket_closed: ({ actor, event, parentNumber, texts, reader }) => ({
    what: sayWhoClosed(event, actor, parentNumber),
    quotes: [{ label: 'Reason', text: event.byParent === undefined ? texts.reason : null }],
    expected:
      reader.isRequester && event.byParent === undefined
        ? 'If it is not settled, please ask for it to be reopened.'
        : NOTHING_LEFT,
  }),
  ticket_postponed: ({ actor, event, texts }, say) => ({
    what: `${actor} postponed it${until(event.resumeAt, say)}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: 'You will be told when it goes on.',
  }),
  ticket_restarted: ({ actor }) => ({
    what: `${actor} restarted it. What was due is later by the time between.`,
    expected: 'It is where it was before it was postponed.',
  }),
  ticket_reopened: ({ actor, texts, reader, ...facts }, say) => ({
    what: `${actor} reopened it.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: reader.isRequester
      ? 'There is nothing for you to do.'
      : sayWhatToAcknowledge(facts, say),
  }),
  ticket_ready_for_closure: () => ({
    what: 'All its sub-tickets are closed.',
    expected: 'Please close it, or send it back to work.',
  }),
  postpone_reminder: ({ event, postponed }, say) => ({
    what: `It has been postponed${since(postponed?.at, say)}.`,
    quotes: [{ label: 'Reason', text: postponed?.reason }],
    expected: `Please restart it, or let it wait. The next reminder is due${by(event.nextAt, say)}.`,
  }),
  sub_ticket_deleted: ({ actor }) => ({
    what: `${actor} deleted it.`,
    expected: NOTHING_LEFT,
  }),
  sub_ticket_reminder: ({ event }) => ({
    what: `Nothing has moved for ${sayDuration(event.every ?? '')} on ${event.numbers?.join(', ')}.`,
    expected: 'Whoever has one of these is asked to go on with it, or to say what stops it.',
  }),
} satisfies Record<string, (facts: NotificationFacts, say: Say) => Words>

/** Whichever comes first ends the time to object. */
function sayUntilVerified(
  { autoVerifyAt, autoCloseAt }: NotificationFacts['event'],
  say: Say,
): string {
  const closesFirst =
    autoVerifyAt !== undefined && autoCloseAt != null && autoCloseAt < autoVerifyAt
  const limit = closesFirst ? autoCloseAt : autoVerifyAt
  const then = closesFirst ? 'is closed' : 'counts as verified'
  return `Please verify it${by(limit, say)}, or send it back for rework. After that it ${then}.`
}

function sayWhoClosed(
  { type, byParent, parentCommand }: NotificationFacts['event'],
  actor: string,
  parentNumber: string | null,
): string {
  if (byParent !== undefined) {
    return parentCommand === 'withdraw'
      ? `${actor} took ${parentNumber} back, and this sub-ticket was closed with it.`
      : `${actor} closed ${parentNumber}, and this sub-ticket with it.`
  }
  return type === 'auto_close' ? 'It was closed: nobody objected in time.' : `${actor} closed it.`
}
