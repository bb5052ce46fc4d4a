import { describe, expect, it } from 'vitest'
import { openSurvey, signSurvey } from '../../../src/auth/survey-tokens.js'
import { describeSurveyNews, findScale } from '../../../src/domain/surveys/describe-news.js'
import { SURVEY_NEWS, type SurveyFacts } from '../../../src/domain/surveys/news.js'
import {
  chooseStep,
  type DueSurvey,
  isStanding,
  judgeOpenness,
} from '../../../src/domain/surveys/survey.js'
import { listTriggers, takesBack } from '../../../src/domain/surveys/trigger.js'
import { rate } from '../../../src/domain/ticket/internal-events/rate.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { AT, ticketIn } from '../../support/tickets.js'

const at = '2026-03-01T08:00:00.000Z'
const later = '2026-03-02T08:00:00.000Z'
const due = (over: Partial<DueSurvey> = {}): DueSurvey => ({
  ...{ status: 'scheduled', isStanding: true, isTemplateThere: true, isReachable: true },
  ...{ isQuiet: false, expiresAt: null },
  ...over,
})

describe('the next step of a survey that is due', () => {
  it.each<[string, Partial<DueSurvey>, object]>([
    ['is sent', {}, { kind: 'send' }],
    ['is not sent of a ticket that goes on', { isStanding: false }, { reason: 'reopened' }],
    [
      'is not sent once its template is gone',
      { isTemplateThere: false },
      { reason: 'template_deleted' },
    ],
    ['is not sent to whom nobody may write', { isReachable: false }, { reason: 'unreachable' }],
    ['is not sent too soon after another', { isQuiet: true }, { reason: 'quiet' }],
    ['is reminded of', { status: 'sent', expiresAt: later }, { kind: 'remind' }],
    [
      'is reminded of though others were sent since',
      { status: 'sent', expiresAt: later, isQuiet: true },
      { kind: 'remind' },
    ],
    ['is taken back', { status: 'sent', expiresAt: later, isStanding: false }, { kind: 'cancel' }],
    ['is over', { status: 'sent', expiresAt: at }, { kind: 'expire' }],
  ])('%s', (_, over, step) => {
    expect(chooseStep(due(over), at)).toMatchObject(step)
  })
})

describe('a survey', () => {
  it('holds as long as the ticket stays where it ended, in that life', () => {
    const holds = (
      trigger: 'closed' | 'resolved' | 'manual',
      status: 'closed' | 'resolved' | 'open',
    ) => isStanding(trigger, 1, { status, version: 1 })
    expect([holds('closed', 'closed'), holds('closed', 'resolved')]).toEqual([true, false])
    expect([holds('resolved', 'closed'), holds('resolved', 'open')]).toEqual([true, false])
    expect(holds('manual', 'open')).toBe(true)
    expect(isStanding('manual', 1, { status: 'closed', version: 2 })).toBe(false)
    expect(isStanding('closed', 1, null)).toBe(false)
  })
  it('holds for one of the reasons that there are', () => {
    const ticket = { status: 'closed', version: 1 } as const
    expect(() => isStanding('whim' as never, 1, ticket)).toThrow('unexpected value')
  })
  it('takes answers once, after it was sent and before it ends', () => {
    const judge = (over: object) =>
      judgeOpenness(
        { status: 'sent', expiresAt: later, answeredAt: null, isStanding: true, ...over },
        at,
      ).kind
    expect(judge({})).toBe('open')
    expect(judge({ status: 'answered', answeredAt: at, isStanding: false })).toBe('answered')
    for (const over of [{ expiresAt: at }, { isStanding: false }, { status: 'scheduled' }]) {
      expect(judge(over)).toBe('over')
    }
  })
  it('is set off by the end of a ticket, whichever way it comes', () => {
    expect(listTriggers('ticket.resolved', { from: 'completed', to: 'resolved' })).toEqual([
      'resolved',
    ])
    expect(listTriggers('ticket.resolved', { from: 'completed', to: 'closed' })).toEqual([
      'resolved',
      'closed',
    ])
    expect(listTriggers('ticket.closed', { from: 'resolved', to: 'closed' })).toEqual(['closed'])
    expect(listTriggers('ticket.undone', { from: 'open', to: 'closed' })).toEqual([])
    expect([takesBack('ticket.undone'), takesBack('ticket.closed')]).toEqual([true, false])
  })
  it('has the first rating to click on, else the first score, else nothing', () => {
    const question = (kind: 'rating' | 'nps' | 'text') => ({
      id: kind,
      kind,
      text: 'x',
      required: true,
    })
    expect(findScale([question('nps'), question('rating')])?.questionId).toBe('rating')
    expect(findScale([question('text'), question('nps')])?.steps).toHaveLength(11)
    expect(findScale([question('text')])).toBeNull()
  })
  it('gives the ticket its score', () => {
    const rated = rate.evolve(ticketIn('closed'), { at: AT, score: 2 })
    expect(rated.satisfactionScore).toBe(2)
  })
})

describe('news of a survey', () => {
  const question = { id: 'q', kind: 'rating', text: 'How?', required: true, max: 3 } as const
  const facts: SurveyFacts = {
    ...{ surveyId: 's', isReminder: false, status: 'sent', expiresAt: later },
    ...{ ticketNumber: 'T-1', ticketTitle: 'Fire', questions: [question] },
  }
  const tell = (over: Partial<SurveyFacts> = {}) =>
    describeSurveyNews({ ...facts, ...over }, createSay('UTC', 'en'))

  it('say until when it can be answered, and offer its scale', () => {
    expect(tell()).toMatchObject({ title: 'How did we do?', ticket: 'T-1 · Fire', open: 'Answer' })
    expect(tell().what).toContain('A few questions')
    expect(tell().expected).toContain('until 2 March 2026')
    expect(tell().scale).toEqual({ questionId: 'q', text: 'How?', steps: [1, 2, 3] })
    expect(tell({ isReminder: true }).title).toBe('How did we do? A reminder')
  })
  it('offer nothing once it is over', () => {
    const over = tell({ status: 'answered' })
    expect(over).toMatchObject({ expected: null, scale: null })
    expect(over.what).toBe('This survey can’t be answered any more.')
  })
  it('name no end where there is none', () => {
    expect(tell({ expiresAt: null })).toMatchObject({ expected: null, scale: { questionId: 'q' } })
  })
  it('are for requesters, in the app and by mail', () => {
    expect([SURVEY_NEWS.listOptional('inApp'), SURVEY_NEWS.listOptional('mail')]).toEqual([
      ['survey'],
      ['survey'],
    ])
    expect(SURVEY_NEWS.listOptional('sms')).toEqual([])
    expect([SURVEY_NEWS.has('survey'), SURVEY_NEWS.has('toString')]).toEqual([true, false])
  })
})

describe('the link of a survey', () => {
  const ref = {
    organizationId: '01920000-0000-7000-8000-000000000001',
    surveyId: '01920000-0000-7000-8000-000000000002',
  }
  const [secret, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  it('is good by any of our secrets, and no other text is', () => {
    const token = signSurvey(secret, ref)
    expect(openSurvey([other, secret], token)).toEqual(ref)
    expect(openSurvey([other], token)).toBeUndefined()
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      const changed = token.slice(0, -1) + last
      if (changed !== token) expect(openSurvey([secret], changed)).toBeUndefined()
    }
    expect(openSurvey([secret], `${token}=`)).toBeUndefined()
  })
})
