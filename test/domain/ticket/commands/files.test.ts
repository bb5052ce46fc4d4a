import { describe, expect, it } from 'vitest'
import { MAX_FILES } from '../../../../src/domain/attachment/attachment.js'
import { given } from '../../../support/given.js'
import { ticketIn } from '../../../support/tickets.js'

const attachments = ['a', 'b']
const full = { files: { count: MAX_FILES - 1, uploading: [] } }
const room = { files: { count: MAX_FILES - 2, uploading: [] } }
const COMMANDS = [
  ['assignee', 'progress', 'in_progress', []],
  ['assignee', 'complete', 'in_progress', ['notes']],
  ['requester', 'answer_clarification', 'needs_clarification', ['answer']],
] as const

describe('files that come with a command', () => {
  it.each(COMMANDS)('are so many on a ticket: %s, %s', (who, name, status, texts) => {
    const ticket = given(ticketIn(status))
    const give = (facts: object, payload: object = { attachments }) =>
      ticket.when(who, name, payload, { texts: [...texts], facts }).code
    expect(give(full)).toBe('quota_exceeded')
    expect(give(room)).toBeUndefined()
    expect(give({ files: null })).toBeUndefined()
    expect(give(full, name === 'progress' ? { percent: 1 } : {})).toBeUndefined()
  })

  it('are refused while their bytes come, after those that are unknown', () => {
    const started = given(ticketIn('in_progress'))
    const report = (unknownIds: object) =>
      started.when('assignee', 'progress', { attachments }, { facts: { unknownIds } }).refusal
    expect(report({ upload: ['b'] })).toMatchObject({
      code: 'upload_incomplete',
      details: { attachment: ['b'] },
    })
    expect(report({ upload: ['b'], attachment: ['a'] })?.code).toBe('attachment_not_found')
  })

  it('keep a draft from being handed in while their bytes come', () => {
    const facts = { files: { count: 1, uploading: ['a'] } }
    expect(given(ticketIn('draft')).when('requester', 'submit', {}, { facts }).code).toBe(
      'upload_incomplete',
    )
  })
})
