import { expect, it } from 'vitest'
import {
  type ArchivedRecord,
  eraseRecord,
  isActBy,
  nameAct,
} from '../../../src/domain/retention/erase-record.js'

const ME = 'me'
const erase = (table: string, row: Record<string, unknown>, over: Partial<ArchivedRecord> = {}) =>
  eraseRecord({ table, row, ...over }, { id: ME, name: 'Ian Agent' }, new Set([nameAct('t', 4)]))

it('takes out what one person has written, and leaves what others have', () => {
  const texts = { 'reason/4': 'x', 'notes/5': 'y', 'approval/1/me': 'z' }
  const ticket = {
    id: 't',
    title: 'x',
    description: 'x',
    custom_fields: { a: 1 },
    source: 'x',
    texts,
  }
  const erased = { 'reason/4': '[erased]', 'notes/5': 'y', 'approval/1/me': '[erased]' }
  expect(erase('ticket', { ...ticket, requester_id: 'other' }).row).toMatchObject({
    ...{ title: 'x', texts: erased },
  })
  for (const by of [{ requester_id: ME }, { created_by_id: ME }])
    expect(erase('ticket', { ...ticket, ...by }).row).toEqual({
      ...by,
      ...{ id: 't', title: '[erased]', description: '[erased]', custom_fields: {} },
      ...{ source: null, texts: erased },
    })
  expect(erase('ticket', { id: 't', texts: null }).row.texts).toEqual({})

  const event = { ticket_id: 't', seq: 4, texts: { reason: 'x' } }
  expect(erase('ticket_event', { ...event, actor: { id: ME } }).row.texts).toEqual({
    reason: '[erased]',
  })
  expect(erase('ticket_event', { ...event, actor: { kind: 'system' } }).row).toMatchObject(event)

  const message = { body: 'x, says Ian Agent', client_id: 'c', flag: 'f', kind: 'message' }
  expect(erase('message', { ...message, author_id: ME }).row).toMatchObject({
    ...{ body: '[erased]', client_id: null, flag: null },
  })
  expect(erase('message', { ...message, author_id: 'other' }).row).toMatchObject(message)
  expect(erase('message', { ...message, kind: 'system' }).row.body).toBe('x, says [erased]')

  const request = { reason: 'x', content: { title: 'x', n: 1 }, decision_reason: 'y' }
  expect(erase('request', { ...request, by_id: ME }).row).toMatchObject({
    ...{ reason: '[erased]', content: { title: '[erased]', n: 1 }, decision_reason: 'y' },
  })
  expect(erase('request', { ...request, decided_by_id: ME }).row).toMatchObject({
    ...{ reason: 'x', decision_reason: '[erased]' },
  })
  const asked = { question: 'x', reply: 'y', comment: 'z', draft: {}, citations: [1], sources: [1] }
  expect(erase('chatbot_message', { ...asked, user_id: ME }).row).toEqual({
    ...{ user_id: ME, question: '[erased]', reply: '[erased]', comment: null, draft: null },
    ...{ citations: [], sources: [] },
  })
  expect(erase('chatbot_message', { ...asked, user_id: 'other' }).row).toMatchObject(asked)
  expect(erase('approval', { reason: 'x', requested_by_id: ME }).row.reason).toBe('[erased]')
  expect(erase('approval', { reason: 'x', requested_by_id: 'other' }).row.reason).toBe('x')

  const file = { file_name: 'me.txt', sha256: 's', storage_key: 'k' }
  expect(erase('attachment', { ...file, uploaded_by_id: ME }).row).toMatchObject({
    ...{ file_name: 'erased', sha256: null, storage_key: null },
  })
  expect(erase('attachment', { ...file, uploaded_by_id: 'other' }).row).toMatchObject(file)
  expect(erase('participant', { user_id: ME }).row).toEqual({ user_id: ME })
})

it('takes the details of what they did, what was done to them, and of their files', () => {
  const detail = { ip: '10.0.0.1', after: { uploadedById: 'other' } }
  const entry = (row: Record<string, unknown>, given: unknown = detail) =>
    erase('audit_entry', row, { detail: given }).detail
  expect(entry({ actor: { id: ME } })).toBeNull()
  expect(entry({ entity_id: ME })).toBeNull()
  expect(entry({}, { after: { uploadedById: ME } })).toBeNull()
  expect(entry({ actor: { id: 'other' } })).toBe(detail)
  expect(entry({}, null)).toBeNull()
})

it('knows the events that they brought about', () => {
  const by = (table: string, actor: unknown) => isActBy({ table, row: { actor } }, ME)
  expect(by('ticket_event', { id: ME })).toBe(true)
  expect(by('ticket_event', { kind: 'system' })).toBe(false)
  expect(by('message', { id: ME })).toBe(false)
})
