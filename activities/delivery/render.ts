import { Eta } from 'eta'
import { chooseLanguage } from '../../src/domain/language.js'
import type { GiveReplyAddress } from '../../src/domain/mail-in/recipient.js'
import { cut, oneLine, quoteLines } from '../../src/domain/text.js'
import {
  type Description,
  describeOrReport,
  linkToTicket,
} from '../../src/domain/ticket/outcome/describe-notification.js'
import { createSay, type Say } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { Addressed } from './addressed.js'
import type { Wording } from './carrier.js'
import type { LetterItem } from './letters.js'
import { MAIL_PAGE } from './mail-page.js'

/** What a click in the mail chooses. */
interface ClickableScale {
  text: string
  steps: { label: string; link: string }[]
}

interface Entry extends Description {
  number: string
  link: string | null
  /** What the link says it does. */
  open: string
  scale?: ClickableScale | null
  /** One that comes with the mail, and what it shows. */
  picture?: { cid: string; text: string } | null
}

interface Content {
  subject: string
  entries: readonly Omit<Entry, 'isVisible' | 'number'>[]
  headers?: Mail['headers']
}

const eta = new Eta({ autoEscape: true })
const SUBJECT_CHARACTERS = 150
/** What a digest has room for; the ticket has the rest. */
const QUOTE_CHARACTERS = 300

type MailWording = Pick<Wording, 'publicUrl' | 'report' | 'giveReplyAddress'>

/** One mail of one notification, or a moderator's digest of several; the letter's id is the mail's. */
export function renderMail(
  id: string,
  items: readonly [LetterItem, ...LetterItem[]],
  { publicUrl, report, giveReplyAddress }: MailWording,
): Mail {
  const [first] = items
  const say = createSay(first.timezone, first.language)
  const entries = items.map(({ facts, reader }): Entry => {
    const description = describeOrReport(facts, reader, say, report)
    const link = linkToTicket(description, publicUrl, facts.number)
    const open = say.phrases.mail.open(facts.number)
    return { ...description, number: facts.number, link, open }
  })
  return composeMail(id, first, say, {
    subject: nameSubject(entries, say),
    entries: entries.map((entry) => (entries.length === 1 ? entry : shorten(entry))),
    headers: nameThread(first, entries, giveReplyAddress),
  })
}

/** The same words as text and as a page. */
export function composeMail(
  id: string,
  { organizationId, to, firstName, organization, language }: Addressed,
  { phrases: { mail } }: Say,
  { subject, entries, headers = {} }: Content,
): Mail {
  const page = {
    language: chooseLanguage(language),
    greeting: mail.greeting(oneLine(firstName)),
    entries,
    organization: oneLine(organization),
  }
  return {
    id,
    organizationId,
    to,
    subject,
    text: [page.greeting, ...entries.map(writeEntry), page.organization].join('\n\n'),
    html: eta.renderString(MAIL_PAGE, page),
    headers: {
      'Message-ID': `<${id}@perdure>`,
      'Auto-Submitted': 'auto-generated', // so that no absence notice answers it
      ...headers,
    },
  }
}

function shorten(entry: Entry): Entry {
  const quotes = entry.quotes.map(({ label, text }) => ({
    label,
    text: cut(oneLine(text), QUOTE_CHARACTERS),
  }))
  return { ...entry, quotes }
}

function writeEntry({ ticket, what, quotes, expected, link }: Content['entries'][number]): string {
  const written = quotes.map(({ label, text }) => `${label}:\n${quoteLines(text)}`)
  const lines = [ticket, what, ...written, expected, link]
  return lines.filter((line) => line !== null).join('\n')
}

/** The numbers in brackets, then what it is about; of several, how many of each. */
function nameSubject(entries: readonly Entry[], { phrases: { mail } }: Say): string {
  const numbers = [...new Set(entries.map(({ number }) => number))]
  const shown = numbers.slice(0, 3).join(', ')
  const more = numbers.length > 3 ? ` ${mail.more(numbers.length - 3)}` : ''
  const counts = new Map<string, number>()
  for (const { title } of entries) counts.set(title, (counts.get(title) ?? 0) + 1)
  const about = [...counts].map(([title, n]) => (n === 1 ? title : `${title} (${n})`)).join('; ')
  return cut(oneLine(`[${shown}${more}] ${about}`), SUBJECT_CHARACTERS)
}

/** Mails about one ticket stand together in a mail program, and are answered to it. */
function nameThread(
  { organizationId, organizationSlug, ticketId }: LetterItem,
  entries: readonly Entry[],
  giveReplyAddress: GiveReplyAddress | undefined,
): Mail['headers'] {
  const ofOne = new Set(entries.map(({ number }) => number)).size === 1
  const thread = `<ticket-${ticketId}@perdure>`
  if (!ofOne) return {}
  const replyTo = giveReplyAddress?.({ organizationId, ticketId }, organizationSlug)
  return {
    ...{ References: thread, 'In-Reply-To': thread },
    ...(replyTo === undefined ? {} : { 'Reply-To': replyTo }),
  }
}
