import { createHash } from 'node:crypto'
import type { Database } from '../../database/pool.js'
import { type Answers, divideAnswers, judgeAnswers } from '../../domain/surveys/answers.js'
import { isLow, scoreAnswers } from '../../domain/surveys/score.js'
import type { SurveyRef } from '../../domain/surveys/survey.js'
import { createChange } from '../../domain/ticket/change.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { type FoundSurvey, findSurvey } from '../../read/surveys/find.js'
import type { Origin } from '../audit/record.js'
import { bindToOrganization, type ListenerTransaction } from '../listeners/listener.js'
import { announceSurvey } from './announce.js'

interface Answering {
  answers: Readonly<Record<string, unknown>>
  /** What the same bears when it comes again; undefined where none is meant to be one. */
  key?: string | undefined
  origin: Origin
  at: string
}

export type SurveyOutcome =
  | { kind: 'unknown' | 'over' | 'answered' }
  | { kind: 'faulty'; faults: Record<string, string[]> }
  | { kind: 'written'; answeredAt: string; isRepeated: boolean }

/** The ticket before the survey, as everything locks that writes to both. */
const LOCK_TICKET = `SELECT t.state FROM survey s JOIN ticket t ON t.organization_id = $1 AND t.id = s.ticket_id
  WHERE s.organization_id = $1 AND s.id = $2 FOR NO KEY UPDATE OF t`
const LOCK_SURVEY = 'SELECT 1 FROM survey WHERE organization_id = $1 AND id = $2 FOR UPDATE'

/** Takes what somebody has answered, once: judged under the locks, and all that follows from it in the same transaction. */
export function answerSurvey(
  db: Database,
  { organizationId, surveyId }: SurveyRef,
  given: Answering,
): Promise<SurveyOutcome> {
  return db.transaction(async (transaction) => {
    const bound = bindToOrganization(transaction, organizationId)
    const [ticket] = await bound.query<{ state: TicketState }>(LOCK_TICKET, [surveyId])
    await bound.query(LOCK_SURVEY, [surveyId])
    const survey = await findSurvey(bound, surveyId, given.at)
    if (survey === undefined || ticket === undefined) return { kind: 'unknown' }
    const hash = hashKey(given)
    const { answerKey, state } = survey
    if (state.kind === 'answered' && hash !== null && hash === answerKey) {
      return { kind: 'written', answeredAt: state.answeredAt, isRepeated: true }
    }
    if (state.kind !== 'open') return { kind: state.kind }
    const judged = judgeAnswers(survey.questions, given.answers)
    if (judged.kind === 'faulty') return judged
    await write(bound, { surveyId, survey, ticket: ticket.state }, judged.answers, {
      ...given,
      hash,
    })
    return { kind: 'written', answeredAt: given.at, isRepeated: false }
  })
}

function hashKey({ key, answers }: Answering): string | null {
  if (key === undefined) return null
  return createHash('sha256')
    .update(`${key}\n${JSON.stringify(answers)}`)
    .digest('hex')
}

interface Answered {
  surveyId: string
  survey: FoundSurvey
  ticket: TicketState
}

const WRITE = `UPDATE survey SET status = 'answered', answered_at = $3::timestamptz, answers = $4::jsonb, texts = $5::jsonb,
    score = $6::int, nps = $7::int, answer_key = $8, next_due_at = NULL
  WHERE organization_id = $1 AND id = $2`
const RATE = `SELECT append_event($1, 'survey/' || $2::text, NULL, $3::jsonb, $4::jsonb, '{}', '{}', $5::jsonb)`
const AUDIT = `SELECT audit_record($1, $2::timestamptz, $3::jsonb, $4::jsonb, 'survey.answer', 'ok', 'survey', $5::text, $6::uuid, NULL,
  $7::jsonb)`

/** The score is the ticket's own from then on, by an event of it. */
async function write(
  { query }: ListenerTransaction,
  { surveyId, survey, ticket }: Answered,
  answers: Answers,
  { at, origin, hash }: Answering & { hash: string | null },
): Promise<void> {
  const { chosen, texts } = divideAnswers(survey.questions, answers)
  const { satisfaction: score, nps } = scoreAnswers(survey.questions, answers)
  const actor = JSON.stringify({ kind: 'user', id: survey.userId })
  const from = JSON.stringify(origin)
  const kept = [JSON.stringify(chosen), JSON.stringify(texts), score, nps, hash]
  await query(WRITE, [surveyId, at, ...kept])
  await announceSurvey({ query }, surveyId, 'survey.answered')
  if (score !== null) {
    const type = isLow(score) ? 'rate_low' : 'rate'
    const change = createChange(ticket, { type, at, score })
    await query(RATE, [surveyId, actor, from, JSON.stringify(change)])
  }
  await query(AUDIT, [at, actor, from, surveyId, ticket.id, JSON.stringify({ score, nps })])
}
