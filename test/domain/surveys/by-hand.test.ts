import { expect, it } from 'vitest'
import { refuseSurveyByHand, type SurveyByHand } from '../../../src/domain/surveys/send-by-hand.js'

const asked: SurveyByHand = {
  trigger: 'manual',
  ticket: { number: 'T-5', status: 'in_progress', type: 'ticket' },
  ...{ waitingId: null, isReachable: true, isQuiet: false },
}

it.each<[string, Partial<SurveyByHand>, object]>([
  [
    'by a template that is sent by itself',
    { trigger: 'closed' },
    { code: 'validation_failed', details: { templateId: [expect.stringContaining('manual')] } },
  ],
  [
    'about a draft',
    { ticket: { ...asked.ticket, status: 'draft' } },
    { code: 'invalid_transition', error: expect.stringContaining('T-5 is a draft') },
  ],
  [
    'about a sub-ticket',
    { ticket: { ...asked.ticket, type: 'sub_ticket' } },
    { code: 'invalid_transition', error: expect.stringContaining('a sub-ticket') },
  ],
  [
    'while they are asked by the same template',
    { waitingId: 's' },
    { code: 'already_exists', details: { surveyId: 's' } },
  ],
  [
    'where they may not be written to',
    { isReachable: false, isQuiet: true },
    { code: 'survey_not_allowed', details: { reason: 'unreachable' } },
  ],
  [
    'too soon after another',
    { isQuiet: true },
    { code: 'survey_not_allowed', details: { reason: 'quiet' } },
  ],
])('nobody is asked by hand %s', (_when, over, refused) => {
  expect(refuseSurveyByHand({ ...asked, ...over })).toMatchObject(refused)
})

it('given nothing stands against it, when a survey is sent by hand, then it is', () => {
  expect(refuseSurveyByHand(asked)).toBeUndefined()
})
