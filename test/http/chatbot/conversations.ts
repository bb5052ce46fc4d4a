import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Assistant } from '../../support/assistant-world.js'
import { parrot, QUESTION, secrets } from '../../support/chatbot.js'

export function describeConversations(assistant: Assistant): void {
  const { world, give, retention, publish, ask, post, converse } = assistant
  describe('a conversation', () => {
    it('is its person’s, is read by admins, and is rated', async () => {
      assistant.server.state.answer = parrot
      const first = await ask('requester', QUESTION)
      const { conversationId, messageId } = first.body
      await ask('requester', 'And the zorblatt lever?', { conversationId })
      expect(assistant.server.asked.at(-1)?.data.earlier).toEqual([QUESTION])
      const rated = await post('requester', `/chatbot/messages/${messageId}/feedback`, {
        helpful: true,
      })
      expect(rated).toMatchObject({ status: 200, body: { helpful: true, comment: null } })
      const path = `/chatbot/conversations/${conversationId}`
      const { body } = await world.call('requester', 'GET', path)
      expect(body).toMatchObject({
        ...{ title: QUESTION, ticket: null },
        messages: [
          { id: messageId, reply: first.body.reply, feedback: { helpful: true } },
          { feedback: null },
        ],
      })
      const list = await world.call('requester', 'GET', '/chatbot/conversations?limit=1')
      expect(list.body.items).toMatchObject([{ id: conversationId }])
      for (const who of ['requester2', 'it.agent', 'admin@other.test']) {
        expect((await world.call(who, 'GET', path)).status).toBe(404)
        expect((await ask(who, 'x', { conversationId })).status).toBe(404)
        expect((await post(who, `${path}/ticket`)).status).toBe(404)
        expect(
          (await post(who, `/chatbot/messages/${messageId}/feedback`, { helpful: false })).status,
        ).toBe(404)
      }
      expect((await world.call('admin', 'GET', path)).status).toBe(200)
      const userId = await world.userId('requester')
      const of = (who: string) => world.call(who, 'GET', `/chatbot/conversations?userId=${userId}`)
      expect((await of('admin')).body.items.length).toBeGreaterThan(0)
      expect((await of('requester2')).status).toBe(403)
    })

    it('tells nothing any more of what its reader may not read any more', async () => {
      const text = 'The frobnitz zorblatt needs secret-public-frobnitz.'
      const articleId = await publish('public', 'public', text)
      assistant.server.state.answer = parrot
      const { body } = await ask('requester', 'frobnitz zorblatt?')
      expect(secrets(body)).toContain('secret-public-frobnitz')
      await world.call('admin', 'PATCH', `/kb/articles/${articleId}`, { visibility: 'agents' })
      const read = await world.call(
        'requester',
        'GET',
        `/chatbot/conversations/${body.conversationId}`,
      )
      expect(secrets(read.body)).toEqual([])
      expect(read.body.messages[0]).toMatchObject({ citations: [], source: 'model' })
    })

    it('becomes a ticket once, with itself in it, or is handed over at once', async () => {
      assistant.server.state.answer = (asked) => ({
        says: [
          ...parrot(asked).says,
          '\nTICKET: {"title": "Zorblatt <b>jammed</b>", "description": "It is. Stuck.", "department": "hr"}',
        ],
      })
      const asked = await ask('requester', QUESTION)
      const hr = await world.departmentId('HR')
      expect(asked.body.draft).toEqual({
        ...{ title: 'Zorblatt jammed', description: 'It is. Stuck.', departmentId: hr },
      })
      const path = `/chatbot/conversations/${asked.body.conversationId}`
      const filed = await post('requester', `${path}/ticket`, { priority: 'high' })
      expect(filed).toMatchObject({
        status: 201,
        body: {
          title: 'Zorblatt jammed',
          departmentId: hr,
          channel: 'chat',
          priority: 'high',
          status: 'submitted',
        },
      })
      expect(filed.headers.get('location')).toBe(`/api/v1/tickets/${filed.body.id}`)
      expect(filed.body.description).toMatch(/^It is\. Stuck\..*> How do I unjam the zorblatt\?/s)
      expect(filed.body.description).not.toContain('secret-own') // of other tickets nothing goes along
      for (const again of ['ticket', 'handover']) {
        const same = await post('requester', `${path}/${again}`)
        expect(same).toMatchObject({ status: 200, body: { id: filed.body.id } })
      }
      const { body } = await world.call('requester', 'GET', path)
      expect(body.ticket).toMatchObject({ number: filed.body.number })
      expect((await give('requester', filed.body.id, 'withdraw')).kind).toBe('done')
      for (const again of ['ticket', 'handover']) {
        const over = await post('requester', `${path}/${again}`)
        expect(over.body).toMatchObject({ status: 409, code: 'already_exists' })
        expect(over.body.error).toContain(filed.body.number)
      }
      const person = await ask('requester', 'I want to talk to a real person')
      expect(person.body).toMatchObject({ handover: true, source: 'passages' })
      const handed = await post(
        'requester',
        `/chatbot/conversations/${person.body.conversationId}/handover`,
      )
      expect(handed).toMatchObject({ status: 201, body: { channel: 'chat', departmentId: hr } })
      const missing = await post('requester', `/chatbot/conversations/${randomUUID()}/handover`)
      expect(missing.status).toBe(404)
      const wrong = { departmentId: randomUUID() }
      const again = await converse('requester')
      const refused = await post('requester', `/chatbot/conversations/${again}/ticket`, wrong)
      expect(refused.body.code).toBe('department_not_found')
      const audited = await world.call(
        'admin',
        'GET',
        `/admin/audit?entityId=${asked.body.conversationId}`,
      )
      const actions = audited.body.items.map(({ action }: { action: string }) => action)
      expect(actions).toEqual(['chatbot.file', 'chatbot.ask'])
      expect(JSON.stringify(audited.body)).not.toContain('zorblatt')
      const written = await world.owner.query(
        `SELECT count(*)::int AS entries, count(DISTINCT d.xmin::text)::int AS transactions
         FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
         WHERE e.ticket_id = $1 AND e.action IN ('ticket.submit', 'chatbot.file')`,
        [filed.body.id],
      )
      expect(written).toEqual([{ entries: 2, transactions: 1 }])
    })

    it('is kept as long as the organization says, archived, anonymized or deleted', async () => {
      const age = (id: string) =>
        world.owner.query(
          `UPDATE chatbot_conversation SET updated_at = now() - interval '400 days' WHERE id = $1`,
          [id],
        )
      const rowsOf = (id: string) =>
        world.owner.query<{ question: string }>(
          'SELECT question FROM chatbot_message WHERE conversation_id = $1',
          [id],
        )
      assistant.server.state.answer = parrot
      const [old, young] = [await converse('requester'), await converse('requester')]
      await age(old)
      const anonymize = { kind: 'chatbot', action: 'anonymize' }
      expect((await retention.run(anonymize, true)).counts.chatbot).toBe(1)
      expect((await retention.run(anonymize)).counts.chatbot).toBe(1)
      expect((await retention.run(anonymize)).counts.chatbot).toBe(0)
      expect(await rowsOf(old)).toEqual([{ question: '[erased]' }])
      expect((await world.call('requester', 'GET', `/chatbot/conversations/${old}`)).status).toBe(
        404,
      )
      const operationId = await retention.begin(
        await retention.makePolicy({ kind: 'chatbot', archive: true }),
      )
      await retention.carryOut(operationId)
      expect((await retention.readReport(operationId)).counts.chatbot).toBe(1)
      expect(await rowsOf(old)).toEqual([])
      expect(await rowsOf(young)).toEqual([{ question: QUESTION }])
      const [part = []] = await retention.readArchives(operationId)
      expect(part).toMatchObject([{ table: 'chatbot_message', row: { question: '[erased]' } }])
    })
  })
}
