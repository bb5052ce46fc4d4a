import type { SayWords, ToldFacts } from '../notification-facts.js'
import { type Say, sayAt } from '../say.js'
import { sayWhatToAcknowledge } from './review.js'

/** From the start of the work to its end, and to the next version. */
export const WORK_WORDS = {
  ticket_started: ({ actor }, { phrases: p }) => ({
    what: p.started(actor),
    expected: p.nothingToDo,
  }),
  progress_updated: ({ actor, event, texts }, { phrases: p }) => ({
    what: typeof event.percent === 'number' ? p.percent(actor, event.percent) : p.reports(actor),
    quotes: [{ label: p.labels.notes, text: texts.notes }],
  }),
  ticket_completed: ({ actor, event, texts }, say) => ({
    what: say.phrases.completed(actor),
    quotes: [{ label: say.phrases.labels.notes, text: texts.notes }],
    expected: sayUntilVerified(event, say),
  }),
  ticket_resolved: ({ actor, event, texts }, { phrases: p }) => ({
    what:
      event.type === 'auto_verify' ? p.countsAsVerified : p.verified(actor, event.rating ?? null),
    quotes: [{ label: p.labels.comment, text: texts.comment }],
    expected: p.canBeClosed,
  }),
  rework_requested: ({ actor, event, texts, reader }, { phrases: p }) => ({
    what: event.type === 'subticket_reopened' ? p.partReopened(event.number) : p.sentBack(actor),
    quotes: [{ label: p.labels.comment, text: texts.comment }],
    expected: reader.isRequester ? p.untilCompletedAgain : p.takeUpAgain,
  }),
  ticket_withdrawn: ({ actor, texts }, { phrases: p }) => ({
    what: p.withdrawn(actor),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
    expected: p.nothingLeft,
  }),
  ticket_closed: (facts, say) => ({
    what: sayWhoClosed(facts, say),
    quotes: [
      {
        label: say.phrases.labels.reason,
        text: facts.event.byParent === undefined ? facts.texts.reason : null,
      },
    ],
    expected:
      facts.reader.isRequester && facts.event.byParent === undefined
        ? say.phrases.askToReopen
        : say.phrases.nothingLeft,
  }),
  ticket_postponed: ({ actor, event, texts }, say) => ({
    what: say.phrases.postponed(actor, sayAt(event.resumeAt, say)),
    quotes: [{ label: say.phrases.labels.reason, text: texts.reason }],
    expected: say.phrases.youWillBeTold,
  }),
  ticket_restarted: ({ actor }, { phrases: p }) => ({
    what: p.restarted(actor),
    expected: p.whereItWas,
  }),
  ticket_reopened: (facts, say) => ({
    what: say.phrases.reopened(facts.actor),
    quotes: [{ label: say.phrases.labels.reason, text: facts.texts.reason }],
    expected: facts.reader.isRequester ? say.phrases.nothingToDo : sayWhatToAcknowledge(facts, say),
  }),
  ticket_ready_for_closure: (_facts, { phrases: p }) => ({
    what: p.partsAreClosed,
    expected: p.closeOrSendBack,
  }),
  postpone_reminder: ({ event, postponed }, say) => ({
    what: say.phrases.stillPostponed(sayAt(postponed?.at, say)),
    quotes: [{ label: say.phrases.labels.reason, text: postponed?.reason }],
    expected: say.phrases.restartOrWait(sayAt(event.nextAt, say)),
  }),
  sub_ticket_deleted: ({ actor }, { phrases: p }) => ({
    what: p.deleted(actor),
    expected: p.nothingLeft,
  }),
  sub_ticket_reminder: ({ event }, { phrases: p, duration }) => ({
    what: p.standsStill(duration(event.every ?? ''), event.numbers?.join(', ') ?? ''),
    expected: p.goOnOrSay,
  }),
} satisfies Record<string, SayWords>

/** Whichever comes first ends the time to object. */
function sayUntilVerified({ autoVerifyAt, autoCloseAt }: ToldFacts['event'], say: Say): string {
  const closesFirst =
    autoVerifyAt !== undefined && autoCloseAt != null && autoCloseAt < autoVerifyAt
  return say.phrases.pleaseVerify(sayAt(closesFirst ? autoCloseAt : autoVerifyAt, say), closesFirst)
}

function sayWhoClosed({ event, actor, parentNumber }: ToldFacts, { phrases: p }: Say): string {
  if (event.byParent === undefined) {
    return event.type === 'auto_close' ? p.closedByTime : p.closed(actor)
  }
  return event.parentCommand === 'withdraw'
    ? p.withdrawnWith(actor, parentNumber)
    : p.closedWith(actor, parentNumber)
}
