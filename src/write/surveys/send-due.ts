import type { Database } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import { assertNever } from '../../domain/assert.js'
import { SURVEY_NEWS } from '../../domain/surveys/news.js'
import { planValidity, type SurveyTrigger } from '../../domain/surveys/schedule.js'
import { chooseStep, type DueSurvey, isStanding } from '../../domain/surveys/survey.js'
import type { Status } from '../../domain/ticket/status.js'
import { doOrPutOff, type Faults } from '../due/do-or-put-off.js'
import { bindToOrganization, type ListenerTransaction } from '../listeners/listener.js'
import { isOrganizationActive } from '../organizations/is-active.js'
import { announceSurvey } from './announce.js'
import { isReachable, judgeQuiet } from './asked-person.js'
import { auditBySystem, writeCancelled } from './rows.js'

/** Each is a transaction of its own. */
const MOST_AT_ONCE = 25

export interface SentSurveys {
  /** More are due than were taken at once. */
  isCutShort: boolean
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
}

const DUE = `SELECT id FROM survey
  WHERE organization_id = $1 AND next_due_at <= $2 ORDER BY next_due_at, id LIMIT ${MOST_AT_ONCE}`
const NEXT = 'SELECT min(next_due_at) AS at FROM survey WHERE organization_id = $1'

/** Unless somebody has dealt with it meanwhile. */
const PUT_OFF = `UPDATE survey SET next_due_at = $4
  WHERE organization_id = $1 AND id = $2 AND next_due_at <= $3`

/**
 * Sends what is due at an instant, reminds, and ends what nobody has answered; one that fails keeps back no other. Harmless to
 * repeat, and for two at once: a survey that was dealt with is due later, or never.
 */
export async function sendDueSurveys(
  db: Database,
  { organizationId, ...faults }: { organizationId: string } & Faults,
): Promise<SentSurveys> {
  const { at } = faults
  const bound = db.of(organizationId)
  if (!(await isOrganizationActive(bound))) return { isCutShort: false, nextDueAt: null }
  const due = await bound.query<{ id: string }>(DUE, [at])
  for (const { id } of due) {
    const putOff = (nextTryAt: string) => bound.query(PUT_OFF, [id, at, nextTryAt])
    await doOrPutOff(() => sendOne(db, { organizationId, id }, at), putOff, faults)
  }
  const [row] = await bound.query<{ at: Date | null }>(NEXT)
  const nextDueAt = isoOrNull(row?.at ?? null)
  return {
    isCutShort: due.length === MOST_AT_ONCE && nextDueAt !== null && nextDueAt <= at,
    nextDueAt,
  }
}

interface Row {
  id: string
  status: 'scheduled' | 'sent'
  trigger: SurveyTrigger
  ticketVersion: number
  userId: string
  expiresAt: Date | null
  ticketStatus: Status
  isTicketGone: boolean
  version: number
  isTemplateThere: boolean
  isReachable: boolean
  definition: { quietPeriod: string; expiresAfter: string; reminderAfter: string | null }
}

const TAKE = `SELECT s.id, s.status, s.trigger, s.ticket_version AS "ticketVersion", s.user_id AS "userId",
    s.expires_at AS "expiresAt", t.status AS "ticketStatus", t.deleted_at IS NOT NULL AS "isTicketGone", t.version,
    st.deleted_at IS NULL AS "isTemplateThere", v.definition,
    ${isReachable('u')} AS "isReachable"
  FROM survey s JOIN ticket t ON t.organization_id = $1 AND t.id = s.ticket_id
    JOIN app_user u ON u.organization_id = $1 AND u.id = s.user_id
    JOIN survey_template st ON st.organization_id = $1 AND st.id = s.template_id
    JOIN resource_version v ON v.organization_id = $1 AND v.entity = 'survey_template' AND v.entity_id = s.template_id
      AND v.version = s.template_version
  WHERE s.organization_id = $1 AND s.id = $3 AND s.next_due_at <= $2 FOR UPDATE OF s SKIP LOCKED`

/** Nothing where it is in other hands, or no longer due. */
function sendOne(
  db: Database,
  { organizationId, id }: { organizationId: string; id: string },
  at: string,
): Promise<void> {
  return db.transaction(async (transaction) => {
    const bound = bindToOrganization(transaction, organizationId)
    const [row] = await bound.query<Row>(TAKE, [at, id])
    if (row === undefined) return
    const step = chooseStep(await describe(bound, row, at), at)
    switch (step.kind) {
      case 'cancel':
        return writeCancelled(bound, [row.id], step.reason)
      case 'send':
        await send(bound, row, at)
        break
      case 'remind':
        await remind(bound, row, at)
        break
      case 'expire':
        await bound.query(EXPIRE, [row.id])
        break
      default:
        assertNever(step)
    }
    await bound.query(AUDIT, [row.id, ACTIONS[step.kind]])
  })
}

async function describe(bound: ListenerTransaction, row: Row, at: string): Promise<DueSurvey> {
  const { status, trigger, ticketVersion, ticketStatus, version, definition } = row
  const ticket = row.isTicketGone ? null : { status: ticketStatus, version }
  return {
    ...{ status, isTemplateThere: row.isTemplateThere, isReachable: row.isReachable },
    isStanding: isStanding(trigger, ticketVersion, ticket),
    isQuiet: await judgeQuiet(bound, row.userId, { quietPeriod: definition.quietPeriod, at }),
    expiresAt: isoOrNull(row.expiresAt),
  }
}

const SEND = `UPDATE survey SET status = 'sent', sent_at = $3::timestamptz, expires_at = $4::timestamptz,
    next_due_at = coalesce($5::timestamptz, $4::timestamptz)
  WHERE organization_id = $1 AND id = $2`
const REMIND = `UPDATE survey SET reminded_at = $3, next_due_at = expires_at WHERE organization_id = $1 AND id = $2`
const EXPIRE = `UPDATE survey SET status = 'expired', next_due_at = NULL WHERE organization_id = $1 AND id = $2`
const AUDIT = `SELECT ${auditBySystem('$3::text', "jsonb_build_object('status', status)")} FROM survey WHERE organization_id = $1 AND id = $2`
/** What somebody sends by hand is `survey.send`, and its mail leaves later. */
const ACTIONS = { send: 'survey.mail', remind: 'survey.remind', expire: 'survey.expire' } as const
const TELL = `SELECT tell_people($1, 'survey', $2::jsonb, ARRAY[$3::uuid], 'survey', $4::jsonb)`

async function send(bound: ListenerTransaction, row: Row, at: string): Promise<void> {
  const { expiresAt, remindAt } = planValidity(at, row.definition)
  await bound.query(SEND, [row.id, at, expiresAt, remindAt])
  await announceSurvey(bound, row.id, 'survey.sent')
  await tell(bound, row, false)
}

/** Once, and nobody who may not be written to any more. */
async function remind(bound: ListenerTransaction, row: Row, at: string): Promise<void> {
  await bound.query(REMIND, [row.id, at])
  if (row.isReachable) await tell(bound, row, true)
}

async function tell(bound: ListenerTransaction, row: Row, isReminder: boolean): Promise<void> {
  const about = { surveyId: row.id, isReminder }
  const channels = JSON.stringify(SURVEY_NEWS.kinds.survey.by)
  await bound.query(TELL, [channels, row.userId, JSON.stringify(about)])
}
