/** A line of an archive: a row as it was, by its columns. */
export interface ArchivedRecord {
  table: string
  row: Readonly<Record<string, unknown>>
  /** Of an entry of the audit. */
  detail?: unknown
}

/** Whom an archive is to say nothing of. */
export interface ErasedPerson {
  id: string
  /** What they are called in what the product has written of them. */
  name: string
}

const ERASED = '[erased]'

/** What somebody has written stands beside the events that they brought about; a ticket's row names these. */
export function nameAct(ticketId: unknown, seq: unknown): string {
  return `${ticketId}/${seq}`
}

/** Whether it is an event that they brought about. */
export function isActBy({ table, row }: ArchivedRecord, personId: string): boolean {
  return table === 'ticket_event' && readMember(row.actor, 'id') === personId
}

/** The same without what one person has written there; `acts` are the events that they have brought about. */
export function eraseRecord(
  record: ArchivedRecord,
  person: ErasedPerson,
  acts: ReadonlySet<string>,
): ArchivedRecord {
  const { table, row } = record
  switch (table) {
    case 'ticket':
      return { ...record, row: eraseTicket(row, person, acts) }
    case 'ticket_event':
      return isActBy(record, person.id)
        ? { ...record, row: { ...row, texts: eraseAll(row.texts) } }
        : record
    case 'message':
      return { ...record, row: eraseMessage(row, person) }
    case 'request':
      return { ...record, row: eraseRequest(row, person) }
    case 'approval':
      return row.requested_by_id === person.id
        ? { ...record, row: { ...row, reason: ERASED } }
        : record
    case 'attachment':
      return row.uploaded_by_id === person.id
        ? { ...record, row: { ...row, file_name: 'erased', sha256: null, storage_key: null } }
        : record
    case 'chatbot_message':
      return row.user_id === person.id ? { ...record, row: eraseQuestion(row) } : record
    case 'audit_entry':
      return isAbout(record, person.id) ? { ...record, detail: null } : record
    default:
      return record
  }
}

function eraseTicket(
  row: ArchivedRecord['row'],
  { id }: ErasedPerson,
  acts: ReadonlySet<string>,
): ArchivedRecord['row'] {
  const isTheirs = (key: string) =>
    key.endsWith(`/${id}`) || acts.has(nameAct(row.id, key.split('/')[1]))
  const texts = Object.fromEntries(
    listEntries(row.texts).map(([key, text]) => [key, isTheirs(key) ? ERASED : text]),
  )
  if (row.requester_id !== id && row.created_by_id !== id) return { ...row, texts }
  return { ...row, texts, title: ERASED, description: ERASED, custom_fields: {}, source: null }
}

function eraseMessage(
  row: ArchivedRecord['row'],
  { id, name }: ErasedPerson,
): ArchivedRecord['row'] {
  if (row.author_id === id) return { ...row, body: ERASED, client_id: null, flag: null }
  if (row.kind !== 'system') return row
  return { ...row, body: String(row.body).replaceAll(name, ERASED) }
}

function eraseRequest(row: ArchivedRecord['row'], { id }: ErasedPerson): ArchivedRecord['row'] {
  const decided = row.decided_by_id === id ? { decision_reason: ERASED } : {}
  const asked = row.by_id === id ? { reason: ERASED, content: eraseAll(row.content) } : {}
  return { ...row, ...decided, ...asked }
}

/** What they asked, and all that came of it. */
function eraseQuestion(row: ArchivedRecord['row']): ArchivedRecord['row'] {
  const gone = { citations: [], sources: [], draft: null, comment: null }
  return { ...row, ...gone, question: ERASED, reply: ERASED }
}

/** An entry of what they did, what was done to them, or a file of theirs. */
function isAbout({ row, detail }: ArchivedRecord, personId: string): boolean {
  const uploadedBy = readMember(readMember(detail, 'after'), 'uploadedById')
  return [readMember(row.actor, 'id'), row.entity_id, uploadedBy].includes(personId)
}

/** Every text of it. */
function eraseAll(texts: unknown): Record<string, unknown> {
  return Object.fromEntries(
    listEntries(texts).map(([key, value]) => [key, typeof value === 'string' ? ERASED : value]),
  )
}

function listEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function readMember(value: unknown, name: string): unknown {
  return listEntries(value).find(([key]) => key === name)?.[1]
}
