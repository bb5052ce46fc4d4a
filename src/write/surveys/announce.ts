import type { ListenerTransaction } from '../listeners/listener.js'

const ANNOUNCE = `INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
  SELECT uuidv7(), organization_id, $3, '{}', '{}', clock_timestamp(), jsonb_build_object(
    'entity', 'ticket', 'entityId', ticket_id, 'happened', jsonb_build_array(jsonb_build_object('name', $3::text)))
  FROM survey WHERE organization_id = $1 AND id = $2`

/** Says in the log what has become of a survey, in the transaction in which it did. */
export async function announceSurvey(
  { query }: Pick<ListenerTransaction, 'query'>,
  surveyId: string,
  name: 'survey.sent' | 'survey.answered',
): Promise<void> {
  await query(ANNOUNCE, [surveyId, name])
}
