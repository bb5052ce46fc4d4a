import { type PeopleNames, selectPeople } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { MESSAGE_COLUMNS, type MessageRow, presentMessage } from '../messages/present.js'
import type { StoredEvent } from './stream.js'

const MESSAGES = `SELECT ${MESSAGE_COLUMNS} FROM message m WHERE m.organization_id = $1 AND m.id = ANY ($2::uuid[])`

const NAMES = `SELECT ${selectPeople('$2::uuid[]')} AS people, (
    SELECT coalesce(jsonb_object_agg(t.number, t.id), '{}') FROM ticket t
    WHERE t.organization_id = $1 AND t.number = ANY ($3::text[])) AS tickets`

interface Known {
  messages: ReadonlyMap<string, ReturnType<typeof presentMessage>>
  people: PeopleNames
  /** Ids by number. */
  tickets: Readonly<Record<string, string>>
}

/**
 * Events of one organization as they are told: a message whole, a person with a name, a sub-ticket by its id. What is
 * stored names them, so that a long message is one row, however many get it.
 */
export async function expandEvents(
  db: OrganizationDb,
  events: readonly StoredEvent[],
): Promise<StoredEvent[]> {
  if (events.length === 0) return []
  const known = await readKnown(db, events)
  return events.flatMap((event) => {
    const data = expandData(event, known)
    return data === undefined ? [] : [{ ...event, data }]
  })
}

async function readKnown(db: OrganizationDb, events: readonly StoredEvent[]): Promise<Known> {
  const messageIds = listTexts(
    events.filter(({ type }) => type === 'chat:message'),
    'id',
  )
  const userIds = [...listTexts(events, 'userId'), ...listTexts(events, 'assigneeId')]
  const numbers = [
    ...listTexts(events, 'subTicket'),
    ...listTexts(
      events.filter(({ type }) => type === 'sub_ticket_created'),
      'number',
    ),
  ]
  const isNamed = userIds.length + numbers.length > 0
  const [messages, names] = await Promise.all([
    messageIds.length === 0 ? [] : db.query<MessageRow>(MESSAGES, [messageIds]),
    isNamed ? db.query<Omit<Known, 'messages'>>(NAMES, [userIds, numbers]) : [],
  ])
  const { people = {}, tickets = {} } = names[0] ?? {}
  return {
    messages: new Map(messages.map((row) => [row.id, presentMessage(row)])),
    people,
    tickets,
  }
}

function listTexts(events: readonly StoredEvent[], member: string): string[] {
  return events.flatMap(({ data }) => {
    const value = data[member]
    return typeof value === 'string' ? [value] : []
  })
}

/** Undefined for a message that is no more. */
function expandData(
  { type, data }: StoredEvent,
  { messages, people, tickets }: Known,
): StoredEvent['data'] | undefined {
  if (type === 'chat:message') {
    const message = messages.get(String(data.id))
    return message === undefined ? undefined : { ...message }
  }
  const { subTicket, ...rest } = data
  const named: StoredEvent['data'] = rest
  if (typeof subTicket === 'string') named.subTicketId = tickets[subTicket]
  if (type === 'sub_ticket_created') named.id = tickets[String(data.number)]
  if (typeof data.userId === 'string') named.name = people[data.userId] ?? ''
  if ('assigneeId' in data) {
    const { assigneeId } = data
    named.assignee =
      typeof assigneeId === 'string' ? { id: assigneeId, name: people[assigneeId] ?? '' } : null
  }
  return named
}
