import { mayReadMessage } from '../../access/chat.js'
import { linkToPage, PAGES } from '../../front-end.js'
import type { Person } from '../../people.js'
import { cut, oneLine } from '../../text.js'
import type { NotificationFacts, SayWords } from './notification-facts.js'
import { findNotificationKind, type NotificationType, TICKET_NEWS } from './notification-types.js'
import type { Say } from './say.js'
import { isForReader, seesTicket } from './suppression.js'
import { DECISION_WORDS } from './words/decisions.js'
import { REVIEW_WORDS } from './words/review.js'
import { WORK_WORDS } from './words/work.js'

const WORDS: Record<NotificationType, SayWords> = {
  ...REVIEW_WORDS,
  ...WORK_WORDS,
  ...DECISION_WORDS,
}

/** Of a type that a later release has. */
const sayWho: SayWords = ({ actor }, { phrases }) => ({ what: phrases.hasChanged(actor) })

export function notificationTitle(type: string, { phrases }: Pick<Say, 'phrases'>): string {
  return TICKET_NEWS.has(type) ? phrases.titles[type] : type
}

/** A notification in words; only quotes are longer than a line. */
export interface Description {
  title: string
  /** The ticket's number and, for those who see it, its title. */
  ticket: string
  /** Whether its reader sees the ticket, so that a link leads somewhere. */
  isVisible: boolean
  what: string
  quotes: { label: string; text: string }[]
  expected: string | null
}

/** Who did what to which ticket, what they wrote, and what is expected of the reader until when. */
export function describeNotification(
  stored: NotificationFacts,
  reader: Person,
  say: Say,
): Description {
  const facts = hideUnread(stored, reader)
  const { phrases } = say
  const isVisible = seesTicket(facts, reader)
  const named = {
    title: notificationTitle(facts.type, say),
    ticket: isVisible ? oneLine(`${facts.number} · ${facts.title}`) : facts.number,
    isVisible,
  }
  if (!isForReader(facts, reader)) {
    return { ...named, what: phrases.outOfSight, quotes: [], expected: null }
  }
  const actor = facts.actor ?? nameActor(facts, say)
  const sayWords = TICKET_NEWS.has(facts.type) ? WORDS[facts.type] : sayWho
  const { what, quotes = [], expected = null } = sayWords({ ...facts, actor }, say)
  const written = facts.isUndone ? [] : quotes
  return {
    ...named,
    what: oneLine(what),
    quotes: written.flatMap(({ label, text }) => (text ? [{ label, text }] : [])),
    expected: sayExpected(facts, expected, say),
  }
}

function nameActor({ actorKind }: NotificationFacts, { phrases }: Say): string {
  return actorKind === 'operator' ? phrases.actors.operator : phrases.actors.system
}

/** A message that its reader has no access to any more is not quoted either. */
function hideUnread(facts: NotificationFacts, reader: Person): NotificationFacts {
  const { message, viewed } = facts
  const isReadable = message !== null && mayReadMessage(viewed, reader, message)
  return isReadable ? facts : { ...facts, message: null }
}

/** A notification that is read late asks for nothing that is done, or was taken back. */
function sayExpected(
  { type, isUndone, now }: NotificationFacts,
  expected: string | null,
  { phrases }: Say,
): string | null {
  if (isUndone) return phrases.takenBack
  const awaitedIn = findNotificationKind(type)?.awaitedIn
  return awaitedIn?.includes(now.status) === false ? phrases.movedOn : expected
}

/** The same of one that can't be put into words, which must hold up no other: it names the ticket and is reported. */
export function describeOrReport(
  facts: NotificationFacts,
  reader: Person,
  say: Say,
  report: (error: unknown) => void,
): Description {
  try {
    return describeNotification(facts, reader, say)
  } catch (error) {
    report(error)
    const named = describeNotification({ ...facts, type: 'unknown' }, reader, say)
    return { ...named, title: notificationTitle(facts.type, say) }
  }
}

/** What a quote of the list of notifications has room for. */
const QUOTE_CHARACTERS = 500

/** The same as the lines of one text; `link` leads to the ticket. */
export function describeInLines(
  { ticket, what, quotes, expected }: Description,
  link: string | null,
): string {
  const said = quotes.map(({ label, text }) => `${label}: ${cut(oneLine(text), QUOTE_CHARACTERS)}`)
  return [ticket, what, ...said, expected, link].filter((line) => line !== null).join('\n')
}

/** Where a front end shows the ticket to its reader; null where there is none, or they do not see it. */
export function linkToTicket(
  { isVisible }: Pick<Description, 'isVisible'>,
  publicUrl: string | undefined,
  number: string,
): string | null {
  if (publicUrl === undefined || !isVisible) return null
  return linkToPage(publicUrl, PAGES.ticket(number))
}
