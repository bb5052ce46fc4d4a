import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { createCommandPath, type Given } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, give } = createCommandPath(world)
const NOBODY = '01900000-0000-7000-8000-000000000000'

/** One of each kind of thing that a command may name, and the route that takes it. */
const CASES: [code: string, name: CommandName, path: string, payload: object][] = [
  ['department_not_found', 'assign', 'moderator/tickets/{id}/assign', { departmentId: NOBODY }],
  ['user_not_found', 'assign', 'moderator/tickets/{id}/assign', { assigneeId: NOBODY }],
  ['user_not_found', 'add_participant', 'tickets/{id}/participants/add', { userId: NOBODY }],
  ['user_not_found', 'add_team_members', 'tickets/{id}/team-members', { userIds: [NOBODY] }],
  ['sla_template_not_found', 'assign', 'moderator/tickets/{id}/assign', { slaTemplateId: NOBODY }],
  ['ticket_not_found', 'reject', 'moderator/tickets/{id}/reject', { duplicateOf: NOBODY }],
  ['ticket_not_found', 'reject', 'moderator/tickets/{id}/reject', { duplicateOf: 'T-0' }],
]
const IN_SPLIT = { departmentId: 'department', categoryId: 'category', assigneeId: 'user' }

describe('an id that nobody has', () => {
  it.each(CASES)(
    'is %s for %s, at once and in the transaction',
    async (code, name, path, payload) => {
      const { id } = await world.file()
      if (name === 'add_team_members') await give('moderator', id, 'assign')
      const url = `/${path.replace('{id}', id)}`
      const who = name === 'add_team_members' ? 'it.head' : 'moderator'
      const answer = await world.call(who, 'POST', url, payload)
      expect(answer.body).toMatchObject({ status: 404, code })
      expect(await refusedCode(who, id, name, { payload })).toBe(code)
    },
  )
  it.each(Object.entries(IN_SPLIT))('is %s of a sub-ticket too', async (member, thing) => {
    const departmentId = await world.departmentId('IT')
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    const subTickets = [{ departmentId, title: 'x', [member]: NOBODY }]
    const answer = await world.call('moderator', 'POST', `/tickets/${id}/split`, { subTickets })
    expect(answer.body).toMatchObject({ status: 404, code: `${thing}_not_found` })
    const payload = { subTickets: [{ departmentId, [member]: NOBODY }] }
    expect(await refusedCode('moderator', id, 'split', { payload })).toBe(`${thing}_not_found`)
  })
  it('is an attachment that is another’s, or attached already', async () => {
    const { id } = await world.file()
    await give('moderator', id, 'assign')
    await give('it.head', id, 'start')
    const theirs = await upload('requester')
    const own = await upload('it.head')
    const complete = async (attachment: string) => {
      const given = { payload: { attachments: [attachment] }, texts: { notes: 'x' } }
      return (await give('it.head', id, 'complete', given)).kind
    }
    const body = { status: 'completed', notes: 'x', attachments: [theirs] }
    const answer = await world.call('it.head', 'PATCH', `/tickets/${id}/status`, body)
    expect(answer.body).toMatchObject({ status: 404, code: 'attachment_not_found' })
    expect(await complete(theirs)).toBe('refused')
    expect(await complete(own)).toBe('done')
    await give('requester', id, 'request_rework', { texts: { comment: 'x' } })
    expect(await complete(own)).toBe('refused')
  })
  it('is another organization’s too, however real it is there', async () => {
    const { id } = await world.file()
    const payload = { assigneeId: await world.userId('agent@other.test') }
    expect(await refusedCode('moderator', id, 'assign', { payload })).toBe('user_not_found')
  })
})

async function refusedCode(who: string, ticketId: string, name: CommandName, given: Given) {
  const { commandId } = await receive(who, ticketId, name, given)
  const answer = await carryOut(ticketId, name, commandId)
  return answer.kind === 'refused' ? answer.refusal.code : answer.kind
}

async function upload(who: string): Promise<string> {
  const [row] = await world.db.query<{ id: string }>(
    `INSERT INTO attachment (organization_id, id, uploaded_by_id, file_name, size, content_type, status, created_at)
     SELECT organization_id, uuidv7(), id, 'x.png', 1, 'image/png', 'clean', now() FROM app_user WHERE id = $1
     RETURNING id`,
    [await world.userId(who)],
  )
  return row?.id ?? ''
}
