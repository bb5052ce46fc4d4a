import type { TicketState } from '../src/domain/ticket/state.js'
import type { Environment } from './environment.js'
import { waitUntilQuiet } from './quiet.js'

export interface FiledTicket {
  id: string
  number: string
  state: TicketState
}

export async function findDepartment(environment: Environment): Promise<string> {
  const [it] = await environment.db.query<{ id: string }>(
    `SELECT id FROM department WHERE code = 'IT'`,
  )
  if (it === undefined) throw new Error('the demo is not there')
  return it.id
}

export async function newTicketBody(environment: Environment): Promise<string> {
  return JSON.stringify({
    title: 'A printer is on fire',
    description: 'On the second floor',
    departmentId: await findDepartment(environment),
  })
}

/** Files so many tickets, and waits until their workflows are started and the machine is quiet. */
export async function fileTickets(environment: Environment, count: number): Promise<FiledTicket[]> {
  const body = JSON.parse(await newTicketBody(environment))
  const made: { id: string }[] = []
  while (made.length < count) {
    const some = Array.from({ length: Math.min(16, count - made.length) }, () =>
      environment.post<{ id: string }>('requester@demo.test', '/tickets', body),
    )
    made.push(...(await Promise.all(some)))
  }
  await waitUntilQuiet(environment)
  return environment.db.query('SELECT id, number, state FROM ticket WHERE id = ANY($1)', [
    made.map(({ id }) => id),
  ])
}
