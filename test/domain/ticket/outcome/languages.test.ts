import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '../../../../src/domain/language.js'
import { COMMAND_NAMES, commandRule } from '../../../../src/domain/ticket/commands/index.js'
import {
  type Description,
  describeNotification,
} from '../../../../src/domain/ticket/outcome/describe-notification.js'
import type { NotificationFacts } from '../../../../src/domain/ticket/outcome/notification-facts.js'
import {
  type NotificationType,
  TICKET_NEWS,
} from '../../../../src/domain/ticket/outcome/notification-types.js'
import { PHRASES } from '../../../../src/domain/ticket/outcome/phrases/index.js'
import { END_CASES } from './described/ends.js'
import { factsAt, ME, NO_FACTS, sayIn } from './described/facts.js'
import { OTHER_CASES } from './described/others.js'
import { REQUEST_CASES } from './described/requests.js'
import { TICKET_CASES } from './described/tickets.js'

const CASES = [...TICKET_CASES, ...END_CASES, ...REQUEST_CASES, ...OTHER_CASES]
const OTHERS = LANGUAGES.filter((language) => language !== 'en')

/** What a sentence has of its facts: people, tickets, instants, amounts, files, figures. */
const FACTS = /<[^>]+>|\bMia\b|\bAda\b|\bIT\b|T-\d+(?:\.\d+)?|\d+ EUR|bill\.pdf|\bCEO\b|\b\d+\b/g
const SAME_IN_ENGLISH = /^Mia: \d+ %\.$/

function describeIn(language: Language, type: NotificationType, facts: Partial<NotificationFacts>) {
  return describeNotification(factsAt(type, facts), ME, sayIn(language))
}
const listFacts = ({ what, expected }: Description) =>
  [...`${what} ${expected ?? ''}`.matchAll(FACTS)].map(([found]) => found).sort()

describe.each(OTHERS)('in %s', (language) => {
  it.each(CASES)('%s tells the same, case %#', (type, facts) => {
    const [said, english] = [describeIn(language, type, facts), describeIn('en', type, facts)]
    expect(listFacts(said)).toEqual(listFacts(english))
    expect(said.quotes.map(({ text }) => text)).toEqual(english.quotes.map(({ text }) => text))
    expect(said.expected === null).toBe(english.expected === null)
    if (!SAME_IN_ENGLISH.test(english.what)) expect(said.what).not.toBe(english.what)
    for (const sentence of [said.what, said.expected ?? 'X.']) {
      expect(sentence).toMatch(/^\S.*\.$/)
      expect(sentence).not.toMatch(/null|undefined|\s[.,]|\s\s/)
    }
  })
  it.runIf(language === 'de').each(CASES)(
    '%s puts an article before a date, case %#',
    (type, facts) => {
      const { what, expected } = describeIn(language, type, facts)
      expect(`${what} ${expected}`).not.toMatch(/(?<!\b(?:zum|dem|am)) <D/)
    },
  )
  it('each type has a title of its own', () => {
    const titles = TICKET_NEWS.types.map((type) => PHRASES[language].titles[type])
    expect(new Set(titles).size).toBe(TICKET_NEWS.types.length)
    for (const type of TICKET_NEWS.types) {
      expect(PHRASES[language].titles[type]).not.toBe(PHRASES.en.titles[type])
    }
  })
})

describe.each(LANGUAGES)('each sentence in %s', (language) => {
  it('is said, even where little is known', () => {
    for (const type of TICKET_NEWS.types) {
      const { title, what } = describeNotification({ ...NO_FACTS, type }, ME, sayIn(language))
      expect(title, type).toMatch(/^[A-ZÄÖÜ].+ .+[^.]$/)
      expect(what, type).toMatch(/^\S.*\.$/)
    }
  })
  it('of mails is complete', () => {
    const { greeting, open, more } = PHRASES[language].mail
    expect([greeting('Ada'), open('T-5'), more(2)]).toEqual([
      expect.stringMatching(/Ada,$/),
      expect.stringContaining('T-5'),
      expect.stringContaining('2'),
    ])
  })
  it('tells of a type that a later release has, and to nobody what is out of their sight', () => {
    const say = sayIn(language)
    const later = describeNotification({ ...NO_FACTS, type: 'of_later' }, ME, say)
    expect(later.what).toBe(say.phrases.hasChanged('Mia'))
    const viewed = { ...NO_FACTS.viewed, participants: [] }
    const hidden = describeNotification({ ...NO_FACTS, type: 'ticket_closed', viewed }, ME, say)
    expect(hidden.what).toBe(say.phrases.outOfSight)
  })
  it('names every action that can be taken back', () => {
    const undoable = COMMAND_NAMES.filter((name) => commandRule(name).undoable)
    const actions = undoable.map((name) => PHRASES[language].nameAction(name))
    expect(new Set(actions).size).toBe(undoable.length)
    expect(actions).not.toContain(PHRASES[language].nameAction('of_later'))
  })
})

it('German is German', () => {
  const say = (type: NotificationType, facts: Partial<NotificationFacts>) => {
    const { title, what, expected } = describeIn('de', type, facts)
    return [title, what, expected]
  }
  expect(say('ticket_assigned', { event: { type: 'assign', acknowledgeBy: 'D1' } })).toEqual([
    'Ihnen wurde ein Ticket zugewiesen',
    'Mia hat es Ihnen zugewiesen.',
    'Bitte bestätigen oder beginnen Sie es bis zum <D1>.',
  ])
  expect(say('action_undone', { event: { type: 'undo', undoes: { command: 'reject' } } })).toEqual([
    'Was mit einem Ticket geschah, wurde zurückgenommen',
    'Mia hat zurückgenommen, dass es abgelehnt wurde.',
    'Alles ist wie zuvor.',
  ])
})
