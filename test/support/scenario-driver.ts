import { expect } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import type { World } from './world.js'

/** What people do by HTTP in a few words, for tests that are about something else. */
export function createDriver(world: World) {
  const call = async <T = Record<string, any>>(
    who: string,
    method: string,
    path: string,
    body?: unknown,
  ) => {
    const answer = await world.call<T>(who, method, path, body)
    const label = `${method} ${path} by ${who}: ${JSON.stringify(answer.body)}`
    expect(answer.status, label).toBeLessThan(300)
    return answer.body
  }
  const code = async (who: string, method: string, path: string, body?: unknown) =>
    (await world.call<{ code?: string }>(who, method, path, body)).body.code
  const read = (id: string, who = 'moderator') =>
    call<TicketView>(who, 'GET', `/tickets/${id}?include=participants`)
  const moderate = (id: string, verb: string, body: unknown = {}, who = 'moderator') =>
    call<TicketView>(who, 'POST', `/moderator/tickets/${id}/${verb}`, body)
  return {
    call,
    code,
    read,
    moderate,
    /** Filed and on its way: `department` IT unless named. */
    begin: async (
      to: 'submitted' | 'assigned' | 'in_progress' | 'completed' | 'closed',
      department = 'IT',
    ): Promise<TicketView> => {
      const departmentId = await world.departmentId(department)
      const { id } = await world.file('requester', { departmentId })
      const head = department === 'FIN' ? 'finance.head' : `${department.toLowerCase()}.head`
      if (to !== 'submitted') await moderate(id, 'assign')
      const status = `/tickets/${id}/status`
      if (!['submitted', 'assigned'].includes(to)) {
        await call(head, 'PATCH', status, { status: 'in_progress' })
      }
      if (to === 'completed') await call(head, 'PATCH', status, { status: 'completed', notes: 'x' })
      if (to === 'closed') await moderate(id, 'close', { reason: 'x' })
      return read(id)
    },
    /** One sub-ticket for each department code, in order. */
    split: async (id: string, codes: string[]): Promise<TicketView[]> => {
      const subTickets = await Promise.all(
        codes.map(async (department, n) => ({
          title: `Part ${n + 1}`,
          departmentId: await world.departmentId(department),
        })),
      )
      return (await call('moderator', 'POST', `/tickets/${id}/split`, { subTickets })).items
    },
    history: async (id: string): Promise<string[]> =>
      (await call('moderator', 'GET', `/tickets/${id}/history?limit=200`)).items.map(
        (item: { command: string; actor: unknown }) =>
          typeof item.actor === 'string' ? `${item.command} by ${item.actor}` : item.command,
      ),
    /** Types of what somebody was notified of on a ticket, oldest first. */
    notificationTypes: async (who: string, id: string): Promise<string[]> =>
      (await call(who, 'GET', '/notifications?limit=200')).items
        .filter((n: { ticketId: string }) => n.ticketId === id)
        .map((n: { type: string }) => n.type)
        .reverse(),
  }
}

/** What undo restores: everything but what counts on. */
export const omitCounters = ({
  revision: _r,
  updatedAt: _u,
  allowedCommands: _a,
  undoUntil: _until,
  ...rest
}: TicketView) => rest
