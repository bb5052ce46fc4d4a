import type { SentSurveyView } from '../../contracts/surveys.js'
import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { planSending, type SurveyTrigger } from '../../domain/surveys/schedule.js'
import { refuseSurveyByHand } from '../../domain/surveys/send-by-hand.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import { isReachable, judgeQuiet } from './asked-person.js'
import { WAKE_SURVEYS } from './wake.js'

interface ByHand {
  ticket: TicketState
  templateId: string
  at: string
}

interface Template {
  name: string
  version: number
  trigger: SurveyTrigger
  delay: string
  quietPeriod: string
}

const TEMPLATE = `SELECT name, version, trigger, delay, quiet_period AS "quietPeriod" FROM survey_template
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`
const PERSON = `SELECT ${isReachable('u')} AS "isReachable" FROM app_user u WHERE u.organization_id = $1 AND u.id = $2`
const WAITING = `SELECT id FROM survey WHERE organization_id = $1 AND ticket_id = $2 AND template_id = $3
  AND status IN ('scheduled', 'sent')`
/** It is its own cause: another is kept away by the one that waits. */
const PLAN = `INSERT INTO survey (organization_id, id, template_id, template_version, ticket_id, ticket_version, seq, cause,
    user_id, trigger, status, created_at, next_due_at)
  SELECT $1, made.id, $2, $3, $4, $5, $6, made.id::text, $7, 'manual', 'scheduled', $8, $9 FROM (SELECT uuidv7() AS id) made
  RETURNING id`

/**
 * Has the requester of a ticket asked by a template. What is judged here is judged once more when the mail is to leave: a ticket
 * that was reopened meanwhile is not asked about. Throws `not_found`, and why nobody is asked.
 */
export function sendSurveyByHand(
  db: Database,
  author: Author,
  { ticket, templateId, at }: ByHand,
): Promise<SentSurveyView> {
  return changeAudited(db, author, async (change) => {
    const [template] = await change.query<Template>(TEMPLATE, [templateId])
    if (template === undefined) return refuseMissing('survey template')
    const sendAt = planSending(at, template.delay, null)
    await requireFit(change, template, { ticket, templateId, at: sendAt })
    const { id: ticketId, version: life, seq, requesterId } = ticket
    const { name, version } = template
    const [made] = await change.query<{ id: string }>(PLAN, [
      ...[templateId, version, ticketId, life, seq, requesterId, at, sendAt],
    ])
    if (made === undefined) throw new Error('nothing was inserted')
    await change.query(WAKE_SURVEYS)
    const after = { ticketId, templateId, sendAt }
    await change.audit({ action: 'survey.send', entity: 'survey', entityId: made.id, after })
    return { id: made.id, ticketId, template: { id: templateId, name, version }, sendAt }
  })
}

async function requireFit(
  change: Change,
  { trigger, quietPeriod }: Template,
  { ticket, templateId, at }: ByHand,
): Promise<void> {
  const isQuiet = await judgeQuiet(change, ticket.requesterId, { quietPeriod, at })
  const [person] = await change.query<{ isReachable: boolean }>(PERSON, [ticket.requesterId])
  const [waiting] = await change.query<{ id: string }>(WAITING, [ticket.id, templateId])
  const refused = refuseSurveyByHand({
    ...{ trigger, ticket, isQuiet, isReachable: person?.isReachable === true },
    waitingId: waiting?.id ?? null,
  })
  if (refused !== undefined) refuseWith(refused)
}
