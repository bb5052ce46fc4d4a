import { currentStep } from '../../../approval/approval.js'
import { openDeciders } from '../../../approval/step.js'
import type { ApprovalFacts, Quote, SayWords, ToldFacts } from '../notification-facts.js'
import { type Say, sayAt } from '../say.js'

/** Requests, approvals, people, files, clocks, and what is taken back. */
export const DECISION_WORDS = {
  request_raised: ({ actor, request, texts }, { phrases: p }) => ({
    what: p.asks(actor, request),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
    expected: p.grantOrDecline,
  }),
  request_decided: ({ actor, event, request, texts }, { phrases: p }) => ({
    what: event.type === 'decline_request' ? p.declined(actor, request) : p.granted(actor, request),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
  }),
  request_cancelled: ({ actor, event, request }, { phrases: p }) => ({
    what:
      request !== null && event.type === request // what was asked for, of a moderator's own accord
        ? p.ofTheirOwnAccord(actor, request)
        : p.overtaken(actor, request),
  }),
  participants_changed: ({ actor, event, people, texts }, { phrases: p }) => ({
    what: (event.type.startsWith('add_') ? p.added : p.removed)(actor, people.join(', ')),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
  }),
  mention: ({ actor, message }, { phrases: p }) => ({
    what: p.mentioned(actor),
    quotes: [{ label: p.labels.message, text: message?.body }],
  }),
  attachment_infected: ({ file }, { phrases: p }) => ({
    what: p.infected(file?.name ?? null),
    expected: p.attachClean,
  }),
  attachment_failed: ({ file }, { phrases: p }) => {
    const reason = file?.reason ?? null
    const problems: Record<string, string | undefined> = p.fileProblems
    const problem = reason === null ? undefined : problems[reason]
    return {
      what: [p.notProcessed(file?.name ?? null), problem].filter(Boolean).join(' '),
      quotes: [{ label: p.labels.reason, text: problem === undefined ? reason : null }],
      expected: p.attachAgain,
    }
  },
  approval_requested: (facts, say) => ({
    what: say.phrases.asksForApproval(nameAsker(facts, say), sayAmount(facts.approval, say)),
    quotes: quoteAsking(facts.approval, say),
    expected: askToDecide(facts, say),
  }),
  approval_reminder: (facts, say) => ({
    what: say.phrases.hasWaited(
      nameAsker(facts, say),
      !isStuck(facts),
      sayAmount(facts.approval, say),
      sayAt(facts.approval?.at, say),
    ),
    quotes: quoteAsking(facts.approval, say),
    expected: askToDecide(facts, say),
  }),
  approval_decided: ({ actor, approval, event, texts }, { phrases: p }) => ({
    what:
      event.type === 'request_approval'
        ? p.approvedAtOnce
        : p.lastWord(actor, event.approved === true),
    quotes: [{ label: p.labels.comment, text: approval?.details == null ? null : texts.comment }],
    expected: event.approved === false ? p.backAsRework : p.workGoesOn,
  }),
  approval_cancelled: ({ actor }, { phrases: p }) => ({
    what: p.approvalCancelled(actor),
    expected: p.nothingToDecide,
  }),
  sla_warning: (facts, say) => ({
    what: say.phrases.isDue(facts.event.clock ?? 'resolution', sayAt(facts.event.dueAt, say)),
    expected: isDueStill(facts) ? say.phrases.seeInTime : say.phrases.otherDate,
  }),
  sla_breached: (facts, say) => ({
    what: say.phrases.wasDue(facts.event.clock ?? 'resolution', sayAt(facts.event.dueAt, say)),
    expected: isDueStill(facts) ? say.phrases.seeNow : say.phrases.otherDate,
  }),
  sla_escalated: ({ event, texts }, say) => ({
    what: say.phrases.escalated(event.level ?? 1, event.clock ?? 'resolution'),
    quotes: [{ label: say.phrases.labels.message, text: texts.message }],
    expected: say.phrases.seeNow,
  }),
  automation_notice: ({ actor, texts }, { phrases: p }) => ({
    what: p.hasNews(actor),
    quotes: [{ label: p.labels.message, text: texts.text }],
  }),
  action_undone: (facts, { phrases: p }) => ({
    what: p.tookBack(facts.actor, p.nameAction(facts.event.undoes?.command ?? '')),
    expected: listAwaited(facts).includes(facts.reader.id) ? p.waitsForYouAgain : p.asBefore,
  }),
} satisfies Record<string, SayWords>

function sayAmount(approval: ApprovalFacts | null, { amount, phrases }: Say): string | null {
  const details = approval?.details
  if (details?.amount == null) return null
  return details.currency === null
    ? phrases.minorUnits(details.amount)
    : amount(details.amount, details.currency)
}

function quoteAsking(approval: ApprovalFacts | null, { phrases }: Say): Quote[] {
  return [{ label: phrases.labels.reason, text: approval?.details?.reason }]
}

function nameAsker({ approval }: ToldFacts, { phrases }: Say): string {
  return approval === null ? phrases.somebody : approval.requestedBy
}

/** Who may decide it now. */
function listAwaited({ approval, now }: ToldFacts): string[] {
  const step = approval === null ? undefined : currentStep(approval)
  return step === undefined ? [] : openDeciders(step, now.at)
}

/** It tells of a step that nobody may decide, and its reader has none to decide. */
function isStuck(facts: ToldFacts): boolean {
  return facts.event.undecidable != null && !listAwaited(facts).includes(facts.reader.id)
}

/** Once it is decided, or not theirs to decide any more, it asks for nothing. */
function askToDecide(facts: ToldFacts, say: Say): string {
  const { phrases: p } = say
  const { approval, event, reader } = facts
  const step = approval === null ? undefined : currentStep(approval)
  if (step === undefined) return p.settledByNow(approval?.status ?? null)
  const awaited = listAwaited(facts)
  if (awaited.includes(reader.id)) return p.approveOrReject(sayAt(event.escalateAt, say))
  const stuck = event.undecidable ?? (awaited.length === 0 ? step.name : null)
  return stuck === null ? p.nothingToDecide : p.nobodyMayDecide(stuck)
}

/** The date may be another one by now, or gone. */
function isDueStill({ event, now }: ToldFacts): boolean {
  return now.dueAt === event.dueAt
}
