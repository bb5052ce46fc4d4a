import { isErased } from '../../database/names.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import type { Question } from '../../domain/surveys/questions.js'
import type { SurveyTrigger } from '../../domain/surveys/schedule.js'
import {
  isStanding,
  judgeOpenness,
  type Openness,
  type SurveyRef,
  type SurveyStatus,
} from '../../domain/surveys/survey.js'
import type { Status } from '../../domain/ticket/status.js'

interface Row {
  userId: string
  trigger: SurveyTrigger
  ticketVersion: number
  expiresAt: Date | null
  status: SurveyStatus
  ticketStatus: Status
  version: number
  isGone: boolean
  ticketNumber: string
  ticketTitle: string
  organization: string
  language: string
  timezone: string
  questions: Question[]
  answeredAt: Date | null
  answerKey: string | null
}

const FIND = `SELECT s.user_id AS "userId", s.trigger, s.ticket_version AS "ticketVersion", s.expires_at AS "expiresAt", s.status,
    t.status AS "ticketStatus", t.version, t.deleted_at IS NOT NULL OR ${isErased('u')} AS "isGone", t.number AS "ticketNumber",
    t.title AS "ticketTitle", coalesce(g.settings->'branding'->>'name', g.name) AS organization, u.language, u.timezone,
    v.definition->'questions' AS questions, s.answered_at AS "answeredAt", s.answer_key AS "answerKey"
  FROM survey s JOIN organization g ON g.id = s.organization_id AND g.active
    JOIN ticket t ON t.organization_id = $1 AND t.id = s.ticket_id
    JOIN app_user u ON u.organization_id = $1 AND u.id = s.user_id
    JOIN resource_version v ON v.organization_id = $1 AND v.entity = 'survey_template' AND v.entity_id = s.template_id
      AND v.version = s.template_version
  WHERE s.organization_id = $1 AND s.id = $2`

export interface FoundSurvey {
  userId: string
  state: Openness
  ticket: { number: string; title: string }
  organization: string
  language: string
  timezone: string
  questions: Question[]
  answerKey: string | null
}

/** A survey as it is at an instant; undefined where there is none. Whose ticket or account has gone is asked nothing any more. */
export async function findSurvey(
  { query }: Pick<OrganizationDb, 'query'>,
  surveyId: string,
  at: string,
): Promise<FoundSurvey | undefined> {
  const [row] = await query<Row>(FIND, [surveyId])
  if (row === undefined) return undefined
  const { userId, organization, language, timezone, questions, answerKey } = row
  const ticket = row.isGone ? null : { status: row.ticketStatus, version: row.version }
  const times = { expiresAt: isoOrNull(row.expiresAt), answeredAt: isoOrNull(row.answeredAt) }
  const stands = isStanding(row.trigger, row.ticketVersion, ticket)
  return {
    ...{ userId, organization, language, timezone, questions, answerKey },
    state: judgeOpenness({ status: row.status, ...times, isStanding: stands }, at),
    ticket: { number: row.ticketNumber, title: row.ticketTitle },
  }
}

/** The same of whatever organization a link is for. */
export function findLinkedSurvey(
  db: Database,
  { organizationId, surveyId }: SurveyRef,
  at: string,
): Promise<FoundSurvey | undefined> {
  return findSurvey(db.of(organizationId), surveyId, at)
}
