import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/domain/language.js'
import { STANDINGS, type Standing } from '../../../src/domain/people/account.js'
import {
  ACCOUNT_NEWS,
  type AccountFacts,
  type AccountNewsType,
  mayHaveNews,
} from '../../../src/domain/people/account-news.js'
import { describeAccountNews } from '../../../src/domain/people/describe-account-news.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { person } from '../../support/tickets.js'

const FACTS: AccountFacts = {
  name: 'Rosa Requester',
  email: 'rosa@demo.test',
  employeeCode: 'R00000007',
  reason: 'Nobody of that name works here',
  from: '192.0.2.1',
  until: '2026-11-22T10:00:00Z',
  isTurnedOn: true,
  hasLink: true,
  standing: 'pending',
  isDeleted: true,
}
const BARE: AccountFacts = {
  ...FACTS,
  reason: null,
  from: null,
  until: null,
  isTurnedOn: false,
  hasLink: false,
  standing: 'active',
  isDeleted: false,
}
const say = (language: string) => createSay('UTC', language)

describe.each(LANGUAGES)('what accounts are told in %s', (language) => {
  it.each(ACCOUNT_NEWS.types)(
    '%s is a title and sentences, with all that is known and without',
    (type) => {
      for (const facts of [FACTS, BARE]) {
        const { title, what, expected } = describeAccountNews(type, facts, say(language))
        expect(title).toMatch(/^[A-ZÄÖÜ].+/)
        for (const sentence of [what, expected ?? 'X.']) {
          expect(sentence).toMatch(/^\S.*[.\w]$/)
          expect(sentence).not.toMatch(/null|undefined|\s[.,]|\s\s/)
        }
      }
    },
  )
  it('names what it knows: the address, the reason, the code, whom it is about', () => {
    const tell = (type: AccountNewsType) => describeAccountNews(type, FACTS, say(language)).what
    expect(tell('account_locked')).toContain(FACTS.from)
    expect(tell('registration_rejected')).toContain(FACTS.reason)
    expect(tell('registration_received')).toContain(FACTS.employeeCode)
    expect(tell('registration_pending')).toContain(FACTS.name)
  })
  it('is not the words of another language', () => {
    const [own, english] = [language, 'en'].map((one) =>
      ACCOUNT_NEWS.types.map((type) => describeAccountNews(type, FACTS, say(one))),
    )
    if (language !== 'en') {
      for (const [i, { title, what }] of (own ?? []).entries()) {
        expect(title).not.toBe(english?.[i]?.title)
        expect(what).not.toBe(english?.[i]?.what)
      }
    }
  })
})

it('is about the reader’s own account, but to admins', () => {
  const accounts = ACCOUNT_NEWS.types.map(
    (type) => describeAccountNews(type, FACTS, say('en')).account,
  )
  expect(accounts.filter((name) => name !== 'Your account')).toEqual([
    'Rosa Requester',
    'Rosa Requester',
  ])
})

it('leads on where a password is to be set', () => {
  const leading = ACCOUNT_NEWS.types.filter(
    (type) => describeAccountNews(type, FACTS, say('en')).open !== null,
  )
  expect(leading).toEqual(['access_granted', 'welcome', 'password_reset'])
  expect(describeAccountNews('access_granted', BARE, say('en')).open).toBeNull()
})

it.each(LANGUAGES)(
  'whoever registers again hears what their account lets them do (%s)',
  (language) => {
    const advise = (standing: Standing) =>
      describeAccountNews('registration_repeated', { ...FACTS, standing }, say(language)).expected
    expect(new Set(STANDINGS.map(advise)).size).toBe(3)
    expect(advise('rejected')).toMatch(/\badmin\b/i)
    expect(advise('rejected')).toBe(advise('inactive'))
  },
)

it('reaches whom it is for', () => {
  const [admin, requester] = [person('a', { roles: ['admin'] }), person('r')]
  const readers = (type: AccountNewsType) =>
    [admin, requester, null].map((one) => mayHaveNews(type, one))
  expect(readers('registration_pending')).toEqual([true, false, false])
  expect(readers('access_granted')).toEqual([true, true, false])
  expect(readers('registration_rejected')).toEqual([true, true, true])
})

it('a type is known by its name, and few of them can be turned off', () => {
  expect(ACCOUNT_NEWS.has('access_granted')).toBe(true)
  expect(ACCOUNT_NEWS.has('toString')).toBe(false)
  expect(ACCOUNT_NEWS.listOptional('mail')).toEqual([
    'registration_of_deleted',
    'registration_pending',
  ])
  expect(ACCOUNT_NEWS.listOptional('inApp')).toEqual([
    'registration_of_deleted',
    'registration_pending',
  ])
  expect(ACCOUNT_NEWS.kinds.password_reset.leadsTo).toBe('reset')
})
