import { describe, expect, it } from 'vitest'
import { divideAnswers, judgeAnswers } from '../../../src/domain/surveys/answers.js'
import { chooseTemplate, type SurveyTemplate } from '../../../src/domain/surveys/choose-template.js'
import {
  findQuestionFaults,
  listSteps,
  type Question,
} from '../../../src/domain/surveys/questions.js'
import { isQuiet, planSending, planValidity } from '../../../src/domain/surveys/schedule.js'
import { isLow, scoreAnswers } from '../../../src/domain/surveys/score.js'

const ask = (kind: Question['kind'], over: Partial<Question> = {}): Question => ({
  ...{ id: kind, kind, text: 'How?', required: false },
  ...(kind === 'choice' || kind === 'multi' ? { choices: ['a', 'b', 'c'] } : {}),
  ...over,
})
const ALL = [ask('rating'), ask('nps'), ask('choice'), ask('multi'), ask('text')]

describe('the questions of a survey', () => {
  it('are fit with a name of their own each, and what their kind has', () => {
    expect(findQuestionFaults(ALL)).toEqual([])
    expect(findQuestionFaults([ask('rating', { max: 10 }), ask('multi', { max: 2 })])).toEqual([])
  })
  it.each<[string, Question, string]>([
    ['choices of a rating', ask('rating', { choices: ['a', 'b'] }), 'choices'],
    ['a choice of one', ask('choice', { choices: ['a'] }), 'choices'],
    ['a choice of nothing', ask('multi', { choices: undefined }), 'choices'],
    ['the same choice twice', ask('choice', { choices: ['a', 'a'] }), 'choices'],
    ['a scale of one step', ask('rating', { max: 1 }), 'max'],
    ['a scale of eleven', ask('rating', { max: 11 }), 'max'],
    ['another scale of a net promoter score', ask('nps', { max: 5 }), 'max'],
    ['a text of a book', ask('text', { max: 5_001 }), 'max'],
  ])('are not with %s', (_, question, member) => {
    expect(findQuestionFaults([ask('text', { id: 'first' }), question])).toMatchObject([
      { path: [1, member] },
    ])
  })
  it('have steps to choose from where they are on a scale', () => {
    expect(listSteps(ask('rating'))).toEqual([1, 2, 3, 4, 5])
    expect(listSteps(ask('rating', { max: 2 }))).toEqual([1, 2])
    expect(listSteps(ask('nps'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const kind of ['choice', 'multi', 'text'] as const)
      expect(listSteps(ask(kind))).toEqual([])
  })
  it('are not where two have one name', () => {
    const faults = findQuestionFaults([ask('nps'), ask('rating', { id: 'nps' })])
    expect(faults).toMatchObject([{ path: [1, 'id'] }])
  })
})

describe('the answers of a survey', () => {
  it('are kept as they are, without what was left empty', () => {
    const answers = { rating: 4, nps: 0, choice: 'b', multi: ['a', 'c'], text: 'Thanks' }
    expect(judgeAnswers(ALL, answers)).toEqual({ kind: 'fit', answers })
    const sparse = { rating: 1, nps: null, choice: '', multi: [], text: '  ' }
    expect(judgeAnswers(ALL, sparse)).toEqual({ kind: 'fit', answers: { rating: 1 } })
    expect(divideAnswers(ALL, answers)).toEqual({
      chosen: { rating: 4, nps: 0, choice: 'b', multi: ['a', 'c'] },
      texts: { text: 'Thanks' },
    })
  })
  it.each<[string, Record<string, unknown>, string]>([
    ['a rating of nothing', { rating: 0 }, 'rating'],
    ['a rating beyond the best', { rating: 6 }, 'rating'],
    ['half a rating', { rating: 3.5 }, 'rating'],
    ['a rating in words', { rating: '4' }, 'rating'],
    ['a net promoter score of eleven', { nps: 11 }, 'nps'],
    ['a choice that there is not', { choice: 'd' }, 'choice'],
    ['two choices of one', { choice: ['a'] }, 'choice'],
    ['one of several that there is not', { multi: ['a', 'd'] }, 'multi'],
    ['one of several twice', { multi: ['a', 'a'] }, 'multi'],
    ['a text that is none', { text: 5 }, 'text'],
    ['a text too long', { text: 'x'.repeat(2_001) }, 'text'],
    ['an answer to no question', { other: 1 }, 'other'],
  ])('are refused with %s', (_, given, id) => {
    const judged = judgeAnswers(ALL, given)
    expect(judged).toEqual({ kind: 'faulty', faults: { [id]: [expect.any(String)] } })
  })
  it('are refused without a required one, and with more choices than may be taken', () => {
    const required = [ask('rating', { required: true }), ask('multi', { max: 1 })]
    const faults = { rating: ['needs an answer'], multi: [expect.stringContaining('1')] }
    expect(judgeAnswers(required, { multi: ['a', 'b'] })).toEqual({ kind: 'faulty', faults })
  })
  it('are to questions of the kinds that there are', () => {
    const other = ask('smiley' as never)
    expect(() => judgeAnswers([other], { smiley: 1 })).toThrow('unexpected value')
  })
})

describe('the score of a survey', () => {
  it('is its first rating, on the ticket’s scale, and its first net promoter score', () => {
    const two = [ask('nps'), ask('rating', { id: 'r1' }), ask('rating', { id: 'r2' })]
    expect(scoreAnswers(two, { nps: 9, r1: 2, r2: 5 })).toEqual({ satisfaction: 2, nps: 9 })
    expect(scoreAnswers(two, { r2: 5 })).toEqual({ satisfaction: 5, nps: null })
    expect(scoreAnswers(ALL, { text: 'x' })).toEqual({ satisfaction: null, nps: null })
  })
  it.each([
    [10, 1, 1],
    [10, 10, 5],
    [10, 3, 2],
    [10, 4, 2],
    [3, 2, 3],
    [2, 2, 5],
  ])('scales of %i steps have %i as %i of five', (max, given, score) => {
    const scored = scoreAnswers([ask('rating', { max })], { rating: given })
    expect(scored.satisfaction).toBe(score)
  })
  it('is low up to two', () => {
    expect([null, 1, 2, 3].map(isLow)).toEqual([false, true, true, false])
  })
})

describe('the times of a survey', () => {
  const at = '2026-03-01T08:00:00.000Z'
  it('leave the delay and the undo window behind them', () => {
    expect(planSending(at, 'PT1H', null)).toBe('2026-03-01T09:00:00.000Z')
    expect(planSending(at, 'PT0S', '2026-03-01T08:15:00.000Z')).toBe('2026-03-01T08:15:00.000Z')
    expect(planSending(at, 'P1D', '2026-03-01T08:15:00.000Z')).toBe('2026-03-02T08:00:00.000Z')
  })
  it('remind before the end or not at all', () => {
    const plan = (reminderAfter: string | null) =>
      planValidity(at, { expiresAfter: 'P14D', reminderAfter })
    expect(plan('P3D')).toEqual({
      expiresAt: '2026-03-15T08:00:00.000Z',
      remindAt: '2026-03-04T08:00:00.000Z',
    })
    expect(plan(null).remindAt).toBeNull()
    expect(plan('P14D').remindAt).toBeNull()
  })
  it('leave alone who was asked within the quiet period', () => {
    expect(isQuiet(null, 'P7D', at)).toBe(false)
    expect(isQuiet('2026-02-23T08:00:00.000Z', 'P7D', at)).toBe(true)
    expect(isQuiet('2026-02-22T08:00:00.000Z', 'P7D', at)).toBe(false)
    expect(isQuiet(at, 'PT0S', at)).toBe(false)
  })
})

describe('the choice of a template', () => {
  const template = (id: string, over: Partial<SurveyTemplate> = {}): SurveyTemplate => ({
    ...{ id, version: 1, trigger: 'closed', delay: 'PT0S', conditions: {} },
    createdAt: `2026-01-0${id}T00:00:00.000Z`,
    ...over,
  })
  const happened = {
    trigger: 'closed' as const,
    at: '2026-03-01T08:00:00.000Z',
    moment: { now: new Map([['priority', 'high']]), before: null },
  }
  const on = (value: string) => ({
    conditions: { all: [{ field: 'priority', op: 'eq' as const, value }] },
  })
  it('takes the one that asks most of the ticket, then the oldest', () => {
    const two = [template('2'), template('1')]
    expect(chooseTemplate(two, happened)?.id).toBe('1')
    expect(chooseTemplate(two.toReversed(), happened)?.id).toBe('1')
    expect(chooseTemplate([...two, template('3', on('high'))], happened)?.id).toBe('3')
    expect(chooseTemplate([...two, template('3', on('low'))], happened)?.id).toBe('1')
  })
  it('takes the one with the first id of those that were made at once', () => {
    const { createdAt } = template('1')
    const two = [template('2', { createdAt }), template('1')]
    expect(chooseTemplate(two, happened)?.id).toBe('1')
    expect(chooseTemplate(two.toReversed(), happened)?.id).toBe('1')
  })
  it('takes none of another trigger, or that came after it', () => {
    expect(chooseTemplate([template('1', { trigger: 'manual' })], happened)).toBeUndefined()
    const late = template('1', { createdAt: '2026-03-02T00:00:00.000Z' })
    expect(chooseTemplate([late], happened)).toBeUndefined()
  })
})
