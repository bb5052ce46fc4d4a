import type { SurveyTrigger } from '../../domain/surveys/schedule.js'
import type { SurveyCancellation } from '../../domain/surveys/survey.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import { WAKE_SURVEYS } from './wake.js'

/** What becomes by itself of rows of `id` and `ticket_id`, for the audit. */
export const auditBySystem = (action: string, after: string) =>
  `audit_record($1, clock_timestamp(), '{"kind": "system"}', '{"ip": null, "userAgent": null}', ${action}, 'ok', 'survey', id::text, ticket_id,
    NULL, ${after})`

/** A survey that can still be taken back. */
export interface LiveSurvey {
  id: string
  ticketId: string
  ticketVersion: number
  trigger: SurveyTrigger
  /** Of the event that it came of. */
  seq: number
}

export interface PlannedSurvey extends Omit<LiveSurvey, 'id'> {
  templateId: string
  templateVersion: number
  /** What is done for one cause is done once. */
  cause: string
  userId: string
  sendAt: string
  at: string
}

const LIVE = `SELECT id, ticket_id AS "ticketId", ticket_version AS "ticketVersion", trigger, seq FROM survey
  WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[]) AND status IN ('scheduled', 'sent') ORDER BY id FOR UPDATE`

export function readLiveSurveys(
  { query }: ListenerTransaction,
  ticketIds: readonly string[],
): Promise<LiveSurvey[]> {
  return query<LiveSurvey>(LIVE, [[...new Set(ticketIds)]])
}

const CANCEL = `WITH cancelled AS (
    UPDATE survey SET status = 'cancelled', cancelled_reason = $3, next_due_at = NULL
    WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND status IN ('scheduled', 'sent') RETURNING id, ticket_id)
  SELECT ${auditBySystem("'survey.cancel'", "jsonb_build_object('reason', $3::text)")} FROM cancelled`

export async function writeCancelled(
  { query }: Pick<ListenerTransaction, 'query'>,
  ids: readonly string[],
  reason: SurveyCancellation,
): Promise<void> {
  await query(CANCEL, [ids, reason])
}

/** What an event has planned once is planned: its repetition finds it there. */
const PLAN = `INSERT INTO survey (
    organization_id, id, template_id, template_version, ticket_id, ticket_version, seq, cause, user_id, trigger, status,
    created_at, next_due_at)
  SELECT $1, uuidv7(), "templateId", "templateVersion", "ticketId", "ticketVersion", seq, cause, "userId", trigger, 'scheduled',
    at, "sendAt"
  FROM jsonb_to_recordset($2::jsonb) AS planned ("templateId" uuid, "templateVersion" int, "ticketId" uuid,
    "ticketVersion" int, seq int, cause text, "userId" uuid, trigger text, at timestamptz, "sendAt" timestamptz)
  ON CONFLICT (organization_id, cause, template_id) DO NOTHING`

export async function writePlanned(
  { query }: ListenerTransaction,
  planned: readonly PlannedSurvey[],
): Promise<void> {
  await query(PLAN, [JSON.stringify(planned)])
  await query(WAKE_SURVEYS)
}
