import { describe, expect, it } from 'vitest'
import type { BusinessTimeKit } from '../../support/business-time.js'
import { MONDAY, REASON, WEEK } from '../../support/business-time.js'

export function describePolicies({
  world,
  give,
  readState,
  carryOutDeadline,
  admin,
  makeCalendar,
  prove,
  dates,
}: BusinessTimeKit): void {
  describe('a service level policy', () => {
    const WORKED = { texts: { reason: 'x', notes: 'done', comment: 'more' } }
    const at = (hour: number) => new Date(Date.parse(MONDAY) + hour * 3_600_000).toISOString()
    const clocks = async (id: string) =>
      (await world.call('moderator', 'GET', `/tickets/${id}/sla`)).body

    it('is chosen at the first assignment, pauses where it says, and can be added up anew', async () => {
      const hr = await world.departmentId('HR')
      const body = (name: string, resolution: string, over: object) => ({
        ...{ name, warnAt: [50, 90], pauseIn: ['awaiting_approval', 'completed'] },
        targets: [{ priority: 'normal', resolution, firstResponse: 'PT2H' }],
        ...over,
      })
      const about = { all: [{ field: 'departmentId', op: 'eq', value: hr }] }
      const forHr = await admin('POST', 'sla_policies', body('HR', 'PT4H', { conditions: about }))
      const rest = await admin('POST', 'sla_policies', body('Rest', 'PT8H', { isDefault: true }))
      const calendar = await makeCalendar({ hours: { ...WEEK, tue: [['09:00', '24:00']] } })
      await admin('PATCH', `sla_policies/${rest.id}`, { calendarId: calendar.id })
      const { id } = await world.file('requester', { priority: 'normal' })
      await give('moderator', id, 'assign', { at: MONDAY })
      expect(await dates(id)).toEqual(['2030-12-25T09:00:00.000Z', '2030-12-25T15:00:00.000Z'])
      expect((await world.call('moderator', 'GET', `/tickets/${id}`)).body.sla).toMatchObject({
        ...{ policyId: rest.id, templateId: null },
      })
      expect((await readState(id)).deadlines.resolution?.at).toBe('2030-12-25T11:00:00.000Z')
      const wednesday = (hour: string) => `2030-12-25T${hour}:00:00.000Z`
      await give('it.head', id, 'start', { at: wednesday('08') })
      await give('it.head', id, 'complete', { ...WORKED, at: wednesday('09') })
      await give('requester', id, 'request_rework', { ...WORKED, at: wednesday('13') })
      expect(await dates(id)).toEqual(['2030-12-25T09:00:00.000Z', '2030-12-26T11:00:00.000Z'])
      const before = (await readState(id)).sla
      await give('moderator', id, 'reassign', {
        ...{ ...WORKED, at: wednesday('14') },
        payload: { departmentId: hr },
      })
      expect((await readState(id)).sla).toMatchObject({
        ...{ policyId: forHr.id, policyVersion: 1, percents: [50, 90] },
        resolutionDueAt: at(4 + 4),
      })
      await give('moderator', id, 'undo', { at: wednesday('14') })
      expect((await readState(id)).sla).toEqual(before)
      expect(await prove(id)).toMatchObject({
        ...{ equal: true, policy: { id: rest.id, name: 'Rest', version: 2, dueDelta: 'PT8H' } },
      })
      expect(await clocks(id)).toMatchObject({
        policy: { id: rest.id, name: 'Rest', version: 2 },
        clocks: [
          { kind: 'first_response', state: 'met', targetSeconds: 7200 },
          { kind: 'resolution', state: 'running', startedAt: MONDAY, targetSeconds: 28_800 },
        ],
      })
      for (const { id: used } of [forHr, rest]) await admin('DELETE', `sla_policies/${used}`)
      expect(await prove(id)).toMatchObject({ equal: true, policy: { name: 'Rest' } })
    })

    it('has a question as the first response while it stands, and nobody respond to themselves', async () => {
      const own = await admin('POST', 'sla_policies', {
        ...{ name: 'Questions', isDefault: true },
        targets: [{ priority: 'urgent', firstResponse: 'PT1H', nextResponse: 'PT1H' }],
      })
      const minute = (n: number) => at(n / 60)
      const responded = async (id: string) => (await readState(id)).sla.firstResponseAt
      const ask = (id: string, n: number) =>
        give('moderator', id, 'ask_clarification', { texts: { question: 'Which?' }, at: minute(n) })
      const takeBack = (id: string, n: number) => give('moderator', id, 'undo', { at: minute(n) })
      const begin = async () => {
        const { id } = await world.file('requester', { priority: 'urgent' })
        await world.call('requester', 'POST', `/tickets/${id}/messages`, { body: 'Hello?' })
        await ask(id, 0)
        expect(await responded(id)).toBe(MONDAY)
        await takeBack(id, 1)
        expect(await responded(id)).toBeNull()
        await ask(id, 2)
        return id
      }
      const end = async (id: string) => {
        await give('requester', id, 'answer_clarification', {
          ...{ texts: { answer: 'This one' }, at: minute(5) },
        })
        await give('moderator', id, 'assign', { at: minute(6) })
        const { equal, computed } = await prove(id)
        expect([equal, computed.firstResponseAt]).toEqual([true, await responded(id)])
        return (await clocks(id)).clocks.map(
          ({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`,
        )
      }
      const asked = await begin()
      expect(await end(asked)).toEqual(['first_response met']) // the word before it is answered
      expect(await responded(asked)).toBe(minute(2))

      const spoken = await begin()
      const message = { body: 'Never mind' }
      const said = await world.call('moderator', 'POST', `/tickets/${spoken}/messages`, message)
      expect(await responded(spoken)).toBe(minute(2))
      await takeBack(spoken, 3)
      expect(await responded(spoken)).toBe(said.body.at)
      await ask(spoken, 4)
      expect(await end(spoken)).toEqual(['first_response met'])
      expect(await responded(spoken)).toBe(said.body.at)

      const { id } = await world.file('it.agent', { priority: 'urgent' })
      const report = async (who: string, name: 'assign' | 'reassign', n: number) => {
        const payload = { assigneeId: await world.userId(who) }
        await give('moderator', id, name, { ...REASON, payload, at: minute(n) })
        await give(who, id, 'start', { at: minute(n + 1) })
        await give(who, id, 'progress', { payload: { percent: n }, at: minute(n + 2) })
      }
      await report('it.agent', 'assign', 1)
      expect(await readState(id)).toMatchObject({
        progressPercent: 1,
        sla: { firstResponseAt: null },
      })
      await report('it.head', 'reassign', 5)
      expect(await responded(id)).toBe(minute(7))
      expect(await prove(id)).toMatchObject({
        equal: true,
        computed: { firstResponseAt: minute(7) },
      })

      const late = (await world.file('requester', { priority: 'urgent' })).id // no worker has said so
      await give('moderator', late, 'assign', { at: MONDAY })
      await give('it.head', late, 'start', { at: minute(61) })
      await give('it.head', late, 'progress', { payload: { percent: 5 }, at: minute(62) })
      expect((await clocks(late)).clocks).toMatchObject([
        { kind: 'first_response', state: 'breached' },
      ])
      expect(await prove(late)).toMatchObject({ equal: true, computed: { breached: true } })
      const { body: overdue } = await world.call('moderator', 'GET', '/tickets?breached=true')
      expect(overdue.items.map((one: { id: string }) => one.id)).toContain(late)
      await admin('DELETE', `sla_policies/${own.id}`)
    })

    it('has the next response counted from the requester’s message to the one that answers it', async () => {
      const always = Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
      )
      const calendar = await makeCalendar({ hours: always, holidays: [] })
      const own = await admin('POST', 'sla_policies', {
        ...{ name: 'Answers', isDefault: true, warnAt: [50], calendarId: calendar.id },
        targets: [{ priority: 'low', nextResponse: 'PT1H', resolution: 'P9D' }],
      })
      const { id } = await world.file('requester', { priority: 'low' })
      const say = async (who: string, body: string) =>
        (await world.call(who, 'POST', `/tickets/${id}/messages`, { body })).body
      const find = async () =>
        (await clocks(id)).clocks.find(({ kind }: { kind: string }) => kind === 'next_response')
      await say('moderator', 'Seen')
      await say('requester', 'Hello?')
      expect(await find()).toBeUndefined()
      await give('moderator', id, 'assign')
      const assignedAt = (await readState(id)).assignedAt
      expect(await find()).toMatchObject({ state: 'running', startedAt: assignedAt })
      await say('it.head', 'I am here')
      expect(await find()).toMatchObject({ state: 'met', targetSeconds: 3600 })
      const { at } = await say('requester', 'And now?')
      await say('requester', 'Anybody?')
      expect(await find()).toMatchObject({ state: 'running', startedAt: at })
      const [{ signals } = { signals: 0 }] = await world.db.query<{ signals: number }>(
        `SELECT count(*)::int AS signals FROM outbox WHERE kind = 'signal' AND entity_id = $1`,
        [id],
      )
      expect(signals).toBe(1) // the message’s: its warning is nearer than that of the resolution
      for (const kind of ['warn', 'breach']) {
        const deadline = (await readState(id)).deadlines.next_response
        if (deadline === undefined) throw new Error(`there is nothing to ${kind} of`)
        await carryOutDeadline(id, { kind: 'next_response', ...deadline }, `${id}/${kind}`)
      }
      expect(await find()).toMatchObject({ state: 'breached', warnedAt: [{ percent: 50 }] })
      const late = await world.call('moderator', 'GET', '/tickets?breached=true&limit=200')
      expect(late.body.items.map((one: { id: string }) => one.id)).toContain(id)
      const expected = async () => {
        const { body } = await world.call('it.head', 'GET', '/notifications?limit=200')
        const told = body.items.find(
          (one: { type: string; ticketId: string }) =>
            one.type === 'sla_breached' && one.ticketId === id,
        )
        return told.body.split('\n').at(-1)
      }
      expect(await expected()).toBe('Please see to it now.')
      await say('it.head', 'Yes')
      expect(await expected()).toBe('It has another date by now, or none.')
      expect((await readState(id)).deadlines.next_response).toBeUndefined()
      const said = await world.db.query<{ type: string }>(
        'SELECT type FROM ticket_event WHERE ticket_id = $1 AND internal ORDER BY seq',
        [id],
      )
      expect(said.map(({ type }) => type)).toEqual([
        ...['first_response', 'next_response', 'requester_message', 'warn_sla', 'breach_sla'],
        'next_response',
      ])
      const { equal, steps } = await prove(id)
      const ofWords = steps.filter(({ clock }: { clock: string }) => clock === 'next_response')
      expect(ofWords.map(({ kind }: { kind: string }) => kind)).toEqual([
        ...['start', 'met', 'start', 'warn', 'breach', 'met'],
      ])
      expect(equal).toBe(true)
      await admin('DELETE', `sla_policies/${own.id}`)
    })
  })
}
